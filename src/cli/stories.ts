import { type Report, reportOf } from '../compare/index.ts'
import type { RecordStore, StoryRow } from '../store/index.ts'
import { FINDING_KINDS, type FindingKind, type Standing } from '../vocabulary/index.ts'
import { type ComparingOptions, compareAfter } from './comparing.ts'
import { counted, daysOf, json, painterOf, print } from './printing.ts'
import { complaint } from './reading.ts'
import { noSuchId, type RecordOptions, withRecord } from './records.ts'
import {
  familyWithWords,
  findingWithWords,
  KIND_COUNTS,
  type Setting,
  setFamilies,
  setFindings,
  setLegend,
  setReports,
} from './side-by-side.ts'
import { EXIT } from './table.ts'
import { fold, oneLine, type Painter } from './terminal.ts'
import type { World } from './world.ts'

interface ListOptions extends RecordOptions {
  readonly limit: number
  readonly after?: string
  readonly json?: true
}

interface StoriesOptions extends ListOptions, ComparingOptions {
  readonly since?: string
  readonly until?: string
  readonly outlet?: string
  readonly least: number
  readonly rebuild?: true
}

const widthOf = (world: World): number => Math.max(Math.min(world.columns, 100), 40)

const sayMore = (next: string | null, world: World): void => {
  if (next !== null) world.say(`ascribe: there is more: the same with --after ${next}`)
}

/** `ascribe stories`: the reports about one event each, the latest first; lays side by side first what waits for it. */
export const stories = (
  words: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as StoriesOptions
  return withRecord(options, world, async store => {
    const interrupt = world.onInterrupt()
    try {
      if (options.rebuild) await store.comparing.again()
      await compareAfter(store, options, world, interrupt.signal)
      if (interrupt.signal.aborted) {
        world.say('ascribe: interrupted; the next ascribe stories goes on from here')
        return EXIT.interrupted
      }
    } finally {
      interrupt.release()
    }
    const { since, until, outlet, least, limit, after } = options
    const { items, next } = await store.comparison.stories({
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(outlet === undefined ? {} : { outlet }),
      ...(words.length === 0 ? {} : { words: words.join(' ') }),
      least,
      limit,
      after: after ?? null,
    })
    if (items.length === 0) world.say(await nothingFound(store))
    const paint = painterOf(world)
    await print(world, options.json ? items.map(json) : items.flatMap(row => setRow(row, widthOf(world), paint)))
    sayMore(next, world)
    return EXIT.allRead
  })
}

async function nothingFound(store: RecordStore): Promise<string> {
  const waiting = await store.comparison.waiting()
  return waiting > 0
    ? `ascribe: no story yet; ${counted(waiting, 'article')} ${waiting === 1 ? 'waits' : 'wait'} to be laid beside the others`
    : 'ascribe: no story of that many reports'
}

function setRow(row: StoryRow, columns: number, paint: Painter): string[] {
  const { id, title, articles, origins, outlets, first, last, families, findings } = row
  const kinds = FINDING_KINDS.flatMap(kind => {
    const n = findings[kind] ?? 0
    return n === 0 ? [] : [counted(n, ...KIND_COUNTS[kind])]
  })
  const about = [
    daysOf(first?.slice(0, 10) ?? null, last?.slice(0, 10) ?? null),
    counted(articles, 'report'),
    counted(origins, 'independent origin'),
    ...(families === 0 ? [] : [counted(families, 'family', 'families')]),
    ...kinds,
  ]
  return [
    ...fold(oneLine(title), columns, 2).map(line => paint(['strong'], line)),
    ...fold(about.filter(Boolean).join(', '), columns - 2, 2).map(line => `  ${line}`),
    ...fold(oneLine(outlets.join(', ')), columns - 2, 1).map(line => `  ${line}`),
    `  ${paint(['faint'], id)}`,
  ]
}

/** The reports that these ids name, in the order given. */
async function reportsOf(ids: Iterable<string>, store: RecordStore): Promise<Report[]> {
  const reports: Report[] = []
  for (const id of new Set(ids)) {
    const reading = await store.reading(id)
    if (reading !== null) reports.push(reportOf(reading))
  }
  return reports
}

interface FamiliesOptions extends ListOptions {
  readonly story?: string
  readonly article?: string
  readonly across?: true
  readonly standing?: Standing
}

/** `ascribe families`: utterances that several places carry, the most independent origins first. */
export const families = (
  [id]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as FamiliesOptions
  return withRecord(options, world, async store => {
    const { story, article, across, standing, limit, after } = options
    let page: Awaited<ReturnType<RecordStore['comparison']['families']>>
    if (id === undefined)
      page = await store.comparison.families({
        ...(story === undefined ? {} : { story }),
        ...(article === undefined ? {} : { article }),
        ...(across === undefined ? {} : { across }),
        ...(standing === undefined ? {} : { standing }),
        limit,
        after: after ?? null,
      })
    else {
      const moved = await store.comparison.family(id)
      if (moved === null) {
        world.say(complaint(id, noSuchId()))
        return EXIT.nothingRead
      }
      page = { items: [moved.found], next: null }
    }
    if (page.items.length === 0) world.say('ascribe: no family')
    const reports = await reportsOf(
      page.items.flatMap(f => f.variants.map(v => v.report)),
      store,
    )
    const texts = new Map(reports.map(r => [r.id, r.text]))
    const setting: Setting = { reports, columns: widthOf(world), paint: painterOf(world) }
    await print(
      world,
      options.json
        ? page.items.map(f => json(familyWithWords(f, a => texts.get(a))))
        : page.items.length === 0
          ? []
          : [...setReports(setting), ...setFamilies(page.items, setting), '', ...setLegend(setting)].map(line =>
              line.trimEnd(),
            ),
    )
    sayMore(page.next, world)
    return EXIT.allRead
  })
}

interface FindingsOptions extends ListOptions {
  readonly story?: string
  readonly article?: string
  readonly family?: string
  readonly kind?: FindingKind
  readonly standing?: Standing
  readonly rejected?: true
}

/** `ascribe findings`: what reports laid side by side show, kind by kind, the surest first. */
export const findings = (
  [id]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as FindingsOptions
  return withRecord(options, world, async store => {
    const { story, article, family, kind, standing, rejected, limit, after } = options
    let page: Awaited<ReturnType<RecordStore['comparison']['findings']>>
    if (id === undefined)
      page = await store.comparison.findings({
        ...(story === undefined ? {} : { story }),
        ...(article === undefined ? {} : { article }),
        ...(family === undefined ? {} : { family }),
        ...(kind === undefined ? {} : { kind }),
        ...(standing === undefined ? {} : { standing }),
        ...(rejected === undefined ? {} : { rejected }),
        limit,
        after: after ?? null,
      })
    else {
      const moved = await store.comparison.finding(id)
      if (moved === null) {
        world.say(complaint(id, noSuchId()))
        return EXIT.nothingRead
      }
      page = { items: [moved.found], next: null }
    }
    if (page.items.length === 0) world.say('ascribe: no finding')
    const reports = await reportsOf(
      page.items.flatMap(f => f.finding.evidence.map(e => e.article)),
      store,
    )
    const texts = new Map(reports.map(r => [r.id, r.text]))
    const setting: Setting = { reports, columns: widthOf(world), paint: painterOf(world) }
    await print(
      world,
      options.json
        ? page.items.map(({ finding, verdict, ruling }) =>
            json({ ...findingWithWords(finding, a => texts.get(a)), verdict, ruling }),
          )
        : page.items.length === 0
          ? []
          : [...setReports(setting), ...setFindings(page.items, setting)].map(line => line.trimEnd()),
    )
    sayMore(page.next, world)
    return EXIT.allRead
  })
}
