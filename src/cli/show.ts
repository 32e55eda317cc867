import type { RecordStore } from '../store/index.ts'
import type { RuledReading, RuledStatement } from '../vocabulary/index.ts'
import { pretty } from './pretty.ts'
import { around, daysOf, json, painterOf, print } from './printing.ts'
import { complaint } from './reading.ts'
import { noSuchId, type RecordOptions, withRecord } from './records.ts'
import { setRuling } from './rulings.ts'
import { EXIT } from './table.ts'
import { fold, oneLine, type Painter } from './terminal.ts'
import { setPerson } from './who.ts'
import type { World } from './world.ts'

interface ShowOptions extends RecordOptions {
  readonly reading?: string
  readonly versions?: true
  readonly source?: true
  readonly json?: true
}

/** `ascribe show`: an article, a statement or a speaker by id. */
export const show = (
  [id]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ShowOptions
  return withRecord(options, world, async store => {
    const code = await showId(id!, options, store, world)
    if (code === null) {
      world.say(complaint(id!, noSuchId()))
      return EXIT.nothingRead
    }
    return code
  })
}

/** Null when there is nothing of that id. */
async function showId(id: string, options: ShowOptions, store: RecordStore, world: World): Promise<number | null> {
  if (id.startsWith('s')) {
    const found = await store.statement(id)
    if (found === null) return null
    const { statement, reading } = found
    await print(
      world,
      options.json
        ? [json({ ...statement, article: reading.kept.id })]
        : setStatement(reading, statement, world.columns, painterOf(world)),
    )
    return EXIT.allRead
  }
  if (id.startsWith('p')) {
    const person = await store.person(id)
    if (person === null) return null
    await print(world, options.json ? [json(person)] : setPerson(person))
    return EXIT.allRead
  }
  if (options.source) {
    const bytes = await store.bytes(id)
    if (bytes === null) return null
    const sink = await world.sink(null)
    await sink.write(bytes)
    await sink.close()
    return EXIT.allRead
  }
  if (options.versions) {
    const kept = await store.article(id)
    if (kept === null) return null
    return (await import('./versions.ts')).showVersions(kept.work, options, store, world)
  }
  const reading = await store.reading(id, options.reading)
  if (reading === null) return null
  await print(world, options.json ? [json(reading)] : [setReading(reading, world)])
  return EXIT.allRead
}

/** An article as `ascribe read` shows it, with what the record knows of it above and the statements' ids below. */
function setReading(reading: RuledReading, world: World): string {
  const { kept, record, statements, speakers, orphaned } = reading
  const { article } = kept
  const facts = [
    ['article', `${kept.id}${kept.version > 1 ? `, version ${kept.version} of ${kept.work}` : ''}`],
    ['title', article.title],
    ['outlet', article.outlet],
    ['byline', article.byline],
    ['published', kept.publishedAt ?? article.published],
    ['changed', article.modified],
    ['agency', article.origin === null ? null : `${article.origin.agency} (by its ${article.origin.by})`],
    ['address', article.url],
    ['from', kept.from],
    ['added', kept.addedAt],
    ['read', `${reading.readAt} by engine ${record.engine}, model ${record.model}`],
    [
      'rulings',
      orphaned.length === 0 ? null : `${orphaned.length} lost their place in this version: ascribe rulings ${kept.id}`,
    ],
  ] as const
  const paint = painterOf(world)
  const head = facts.flatMap(([name, value]) =>
    value === null ? [] : [`${paint(['faint'], name.padEnd(9))}  ${oneLine(String(value))}`],
  )
  const ruled = { ...record, attributions: statements.map(({ attribution }) => attribution), speakers }
  const names = new Map(speakers.map(({ id, name }) => [id, oneLine(name)]))
  const ids = statements.map(
    ({ id, attribution, checked }, i) =>
      `${String(i + 1).padStart(3)}  ${id}  ${names.get(attribution.speaker ?? '') ?? '(nobody named)'}${checked ? '  (checked)' : ''}`,
  )
  return [
    ...head,
    '',
    pretty(article, ruled, { columns: world.columns, colour: world.terminal.out && !world.env.NO_COLOR }),
    ...ids,
  ].join('\n')
}

const AROUND = 300

/** One statement in its place, with everything that is known about it. */
function setStatement(
  { kept, speakers, rulings }: RuledReading,
  { id, attribution, person, ruledBy, checked }: RuledStatement,
  columns: number,
  paint: Painter,
): string[] {
  const { article } = kept
  const { text } = article
  const first = attribution.content[0]!
  const last = attribution.content.at(-1)!
  const width = Math.max(Math.min(columns, 100), 40)
  const words = (spans: readonly { readonly from: number; readonly to: number }[]) =>
    spans.map(({ from, to }) => oneLine(text.slice(from, to))).join(' … ')
  const speaker = speakers.find(({ id }) => id === attribution.speaker)
  const { via, addressee, venue, when, doubt, stance, negated, reported, onBehalfOf } = attribution
  const who = speaker?.name ?? '(nobody named)'
  const percent = (share: number) => `${Math.round(100 * share)} %`
  const facts: (readonly [string, string | null])[] = [
    ['statement', `${id}${checked ? ', checked by a person' : ''}`],
    ['article', `${kept.id}  ${article.title ?? kept.from}`],
    [
      'speaker',
      `${who}${speaker ? ` (${speaker.type})` : ''}${person === null ? '' : `  ${person}`}  ${percent(attribution.speakerConfidence)}`,
    ],
    [
      'doubt',
      doubt === null
        ? null
        : `${doubt.reason.replaceAll('-', ' ')}${doubt.candidates.length === 0 ? '' : `: ${doubt.candidates.map(c => speakers.find(s => s.id === c)?.name ?? c).join(' or ')}`}`,
    ],
    ['path', ['this article', ...via, who].join(' → ')],
    ['for', onBehalfOf?.name ?? null],
    ['to', addressee?.name ?? null],
    ['where', venue?.words ?? null],
    ['when', when === null ? null : `${when.words}${when.from === null ? '' : ` (${daysOf(when.from, when.to)})`}`],
    [
      'stance',
      `${stance}${negated ? ', negated' : ''}${reported ? ', reported' : ''}  ${percent(attribution.stanceConfidence)}`,
    ],
    ['kind', attribution.kind],
    ['source', words(attribution.source) || null],
    ['cue', words(attribution.cue) || null],
    ['sure', percent(attribution.confidence)],
    ['place', `characters ${first.from}–${last.to} of ${article.hash.slice(0, 12)}…`],
  ]
  // No further than the paragraphs in which the content begins and ends.
  const begin = article.blocks.findLast(({ span }) => span.from <= first.from)?.span.from ?? 0
  const end = article.blocks.find(({ span }) => span.to >= last.to)?.span.to ?? text.length
  const { head, tail } = around(
    text.slice(Math.max(first.from - AROUND, begin), first.from),
    text.slice(last.to, Math.min(last.to + AROUND, end)),
  )
  const lines = fold(`${head}{${oneLine(text.slice(first.from, last.to))}}${tail}`, width - 2, 24)
  const own = rulings.filter(ruling => ruledBy.includes(ruling.id))
  return [
    ...facts.flatMap(([name, value]) =>
      value === null
        ? []
        : fold(oneLine(value), width - 11, 6).map(
            (line, i) => `${paint(['faint'], (i === 0 ? name : '').padEnd(9))}  ${line}`,
          ),
    ),
    '',
    ...lines.map(line => `  ${line}`),
    ...(own.length === 0 ? [] : ['']),
    ...own.map(ruling => `${paint(['faint'], 'ruling')}     ${setRuling(ruling)}`),
  ]
}
