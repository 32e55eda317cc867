import { type Report, reportOf, Voices } from '../compare/index.ts'
import type { Page, RecordStore, RuledFinding } from '../store/index.ts'
import type { Family, Moment, Story } from '../vocabulary/index.ts'
import { counted, daysOf, json, painterOf, print, setTable, type TableColumn } from './printing.ts'
import { complaint } from './reading.ts'
import { noSuchId, type RecordOptions, withRecord } from './records.ts'
import {
  familyWithWords,
  findingWithWords,
  type Setting,
  setFamilies,
  setFindings,
  setLegend,
  setReports,
  shownTime,
  sureFirst,
  wordsOf,
} from './side-by-side.ts'
import { EXIT } from './table.ts'
import { fold, oneLine } from './terminal.ts'
import type { World } from './world.ts'

interface StoryOptions extends RecordOptions {
  readonly json?: true
}

/** What a record has of one story. */
interface Whole {
  readonly story: Story
  readonly movedTo: string | null
  readonly reports: readonly Report[]
  readonly families: readonly Family[]
  readonly findings: readonly RuledFinding[]
}

/** `ascribe story`: who says what, outlet by outlet; families; findings; time line. */
export const story = (
  [id]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as StoryOptions
  return withRecord(options, world, async store => {
    const whole = await wholeOf(id!, store)
    if (whole === null) {
      world.say(complaint(id!, noSuchId()))
      return EXIT.nothingRead
    }
    if (whole.movedTo !== null && !options.json) world.say(`ascribe: ${id} is a part of ${whole.movedTo} now`)
    await print(world, options.json ? [json(forPrograms(whole))] : setStory(whole, world))
    return EXIT.allRead
  })
}

async function wholeOf(id: string, store: RecordStore): Promise<Whole | null> {
  const { comparison } = store
  const of = id.startsWith('a') ? await comparison.storyOf(id) : id
  const moved = of === null ? null : await comparison.story(of)
  if (moved === null) return null
  const { found, movedTo } = moved
  const families = await allOf(after => comparison.families({ story: found.id, limit: 200, after }))
  const findings = await allOf(after => comparison.findings({ story: found.id, limit: 200, after }))
  // Families may reach into other stories.
  const ids = new Set([...found.articles, ...families.flatMap(f => f.variants.map(v => v.report))])
  for (const { finding } of findings) for (const { article } of finding.evidence) ids.add(article)
  const reports: Report[] = []
  for (const article of ids) {
    const reading = await store.reading(article)
    if (reading !== null) reports.push(reportOf(reading))
  }
  return { story: found, movedTo, reports, families, findings }
}

/** All pages of a list. */
export async function allOf<T>(page: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  for (let after: string | null = null; ; ) {
    const { items, next }: Page<T> = await page(after)
    all.push(...items)
    if (next === null) return all
    after = next
  }
}

function forPrograms({ story, movedTo, reports, families, findings }: Whole) {
  const texts = new Map(reports.map(r => [r.id, r.text]))
  const own = new Set(story.articles)
  return {
    ...story,
    movedTo,
    reports: reports
      .filter(r => own.has(r.id))
      .map(({ id, title, outlet, agency, publishedAt }) => ({ id, title, outlet, agency, publishedAt })),
    families: families.map(f => familyWithWords(f, article => texts.get(article))),
    findings: findings.map(({ finding, verdict, ruling }) => ({
      ...findingWithWords(finding, article => texts.get(article)),
      verdict,
      ruling,
    })),
  }
}

function setStory(whole: Whole, world: World): string[] {
  const { story, reports, families, findings } = whole
  const columns = Math.max(Math.min(world.columns, 100), 40)
  const paint = painterOf(world)
  const own = new Set(story.articles)
  const setting: Setting = { reports, columns, paint }
  const head = (words: string) => ['', paint(['strong'], words)]
  const others = reports.filter(r => !own.has(r.id))
  const { sure, possible } = sureFirst(findings)
  const about = [
    counted(story.articles.length, 'report'),
    counted(story.outlets.length, 'outlet'),
    counted(story.origins, 'independent origin'),
    daysOf(story.first?.slice(0, 10) ?? null, story.last?.slice(0, 10) ?? null),
  ]
  return [
    ...fold(oneLine(story.title), columns, 3).map(line => paint(['strong'], line)),
    ...fold(`${story.id}  ${about.filter(Boolean).join(', ')}`, columns, 2),
    '',
    ...setReports(setting),
    ...(others.length === 0
      ? []
      : [paint(['faint'], `${counted(others.length, 'report')} of other stories, at the end, share words with these`)]),
    ...head('Time line'),
    ...story.timeline.flatMap(moment => setMoment(moment, setting)),
    ...head('Who says what: statements by outlet'),
    ...setMatrix(
      reports.filter(r => own.has(r.id)),
      columns,
    ),
    ...(sure.length === 0 ? [...head('Findings'), 'None that is sure.'] : setFindings(sure, setting)),
    ...(families.length === 0
      ? []
      : [...head('The same words in several places'), ...setFamilies(families, setting), '', ...setLegend(setting)]),
    ...(possible.length === 0
      ? []
      : [...head('Possible, and to be looked at before it is told'), ...setFindings(possible, setting)]),
  ].map(line => line.trimEnd())
}

function setMoment({ at, event, article, statement, span }: Moment, { reports, columns }: Setting): string[] {
  const number = String(reports.findIndex(r => r.id === article) + 1).padStart(2)
  const report = reports.find(r => r.id === article)
  const said = report?.statements.find(s => s.id === statement)
  const what =
    event === 'published'
      ? `published: ${report?.outlet ?? 'unknown outlet'}`
      : event === 'corrected'
        ? `corrected: ${report !== undefined && span !== null ? wordsOf([span], report.text) : ''}`
        : said === undefined
          ? 'said'
          : `said by ${said.speaker ?? 'somebody'}: ${wordsOf(said.content, report!.text)}`
  const head = `${shownTime(at).padEnd(16)}  ${number}  `
  return fold(oneLine(what), columns - head.length, 2).map(
    (line, i) => (i === 0 ? head : ' '.repeat(head.length)) + line,
  )
}

/** Speakers that a matrix shows. */
const MOST_SPEAKERS = 20

/** Speakers against outlets: how many statements of each stand where. */
function setMatrix(reports: readonly Report[], columns: number): string[] {
  const voices = new Voices()
  const names = new Map<string, string>()
  const counts = new Map<string, Map<string, number>>()
  for (const { outlet, statements } of reports)
    for (const { speaker, person } of statements) {
      if (speaker === null) continue
      const key = voices.key(speaker, person)
      const known = names.get(key)
      if (known === undefined || speaker.length > known.length) names.set(key, speaker)
      const row = counts.get(key) ?? new Map<string, number>()
      row.set(outlet ?? 'unknown', (row.get(outlet ?? 'unknown') ?? 0) + 1)
      counts.set(key, row)
    }
  if (counts.size === 0) return ['Nobody is named.']
  const sum = (row: ReadonlyMap<string, number>) => [...row.values()].reduce((a, b) => a + b, 0)
  const rows = [...counts].toSorted(
    ([a, x], [b, y]) => y.size - x.size || sum(y) - sum(x) || (names.get(a)! < names.get(b)! ? -1 : 1),
  )
  const shown = rows.slice(0, MOST_SPEAKERS)
  const outlets = [...new Set(reports.map(r => r.outlet ?? 'unknown'))]
  const room = Math.max(8, Math.floor((columns - 26) / Math.max(outlets.length, 1)) - 2)
  const table: TableColumn[] = [
    { head: '', cells: shown.map(([key]) => fold(oneLine(names.get(key)!), 24, 1)[0] ?? '') },
    ...outlets.map(
      (outlet): TableColumn => ({
        head: fold(oneLine(outlet), room, 1)[0] ?? '',
        cells: shown.map(([, row]) => String(row.get(outlet) ?? '·')),
        right: true,
      }),
    ),
  ]
  const more = rows.length - shown.length
  return [...setTable(table), ...(more > 0 ? [`and ${counted(more, 'other speaker')}`] : [])]
}
