import { basename, dirname, join } from 'node:path'
import { type Imported, importBrat, importJsonl } from '../exchange/index.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError, type RuledReading, type RulingDraft } from '../vocabulary/index.ts'
import { authorOf, print, type SignedOptions } from './care.ts'
import { complaint } from './reading.ts'
import { withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { oneLine } from './terminal.ts'
import type { World } from './world.ts'

interface ImportOptions extends SignedOptions {
  readonly dryRun?: true
  readonly quiet?: true
}

/** A file of corrections longer than this is none. */
const LONGEST = 1024 * 1024 * 1024

const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes)

/** `ascribe import`: what people changed in brat or JSON Lines, as rulings; a contradiction is told, not overwritten. */
export const importRulings = (
  files: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ImportOptions
  return withRecord(options, world, async store => {
    const by = { author: authorOf(options, world), reason: options.reason ?? null }
    const tally = { ruled: 0, failed: 0, files: 0 }
    for (const file of files) {
      try {
        for await (const { place, imported } of importsOf(file, store, by, world)) {
          for (const note of imported.notes) {
            if (!options.quiet) world.say(`ascribe: ${oneLine(place)}: note: ${oneLine(note.message)} (${note.code})`)
          }
          if (options.dryRun) {
            await print(world, imported.drafts.map(told))
            tally.ruled += imported.drafts.length
          } else await ruleAll(store, place, imported.drafts, tally, world)
        }
        tally.files++
      } catch (error) {
        tally.failed++
        world.say(complaint(file, error))
      }
    }
    if (!options.quiet) {
      const failed = tally.failed > 0 ? `, ${tally.failed} failed` : ''
      world.say(`ascribe: ${tally.ruled} rulings ${options.dryRun ? 'would be made' : 'made'}${failed}`)
    }
    if (tally.failed === 0) return EXIT.allRead
    return tally.files === 0 ? EXIT.nothingRead : EXIT.someFailed
  })
}

const told = ({ target, change }: RulingDraft): string =>
  `${target.of === 'statement' ? target.statement : target.of === 'article' ? target.article : target.person}  ${change.change}`

/** Rules draft by draft: what contradicts an earlier ruling is told, and the others hold. */
export async function ruleAll(
  store: RecordStore,
  place: string,
  drafts: readonly RulingDraft[],
  tally: { ruled: number; failed: number },
  world: World,
): Promise<void> {
  for (const draft of drafts) {
    try {
      await store.rule(draft)
      tally.ruled++
    } catch (error) {
      if (!(error instanceof AscribeError)) throw error
      tally.failed++
      world.say(complaint(`${place}: ${told(draft)}`, error))
    }
  }
}

async function readingOf(store: RecordStore, id: string): Promise<RuledReading> {
  const reading = await store.reading(id)
  if (reading === null) {
    throw new AscribeError(
      'no-such-id',
      `the record has no article ${oneLine(id)}`,
      'import into the record it came from',
    )
  }
  return reading
}

async function* importsOf(
  file: string,
  store: RecordStore,
  by: { readonly author: string; readonly reason: string | null },
  world: World,
): AsyncGenerator<{ readonly place: string; readonly imported: Imported }> {
  const content = decoded(await world.read(file, LONGEST))
  if (file.endsWith('.ann')) {
    // brat keeps an article's text beside its annotations, under the name we gave both: the article's id.
    const id = basename(file, '.ann')
    const txt = decoded(await world.read(join(dirname(file), `${id}.txt`), LONGEST))
    yield { place: file, imported: importBrat({ txt, ann: content }, await readingOf(store, id), by) }
    return
  }
  for (const [i, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue
    const id = /"kept":\{"id":"([a-z0-9]+)"/.exec(line.slice(0, 10_000))?.[1] ?? ''
    yield {
      place: `${file}:${i + 1}`,
      imported: importJsonl(line, await readingOf(store, id), by, i + 1),
    }
  }
}

/** `ascribe aliases`: a line a speaker, its name and other names, as rulings. */
export const importAliases = (
  [file]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ImportOptions
  return withRecord(options, world, async store => {
    const signed = { author: authorOf(options, world), reason: options.reason ?? `alias file ${basename(file!)}` }
    const tally = { ruled: 0, failed: 0 }
    const lines = decoded(await world.read(file!, LONGEST)).split(/\r?\n/)
    for (const [i, line] of lines.entries()) {
      if (line.trim() === '' || line.startsWith('#')) continue
      const [name, ...others] = line.split('\t').map(part => part.trim())
      const people = await store.people(name!, 2)
      if (people.length !== 1) {
        tally.failed++
        const [code, message, next] =
          people.length === 0
            ? ['no-such-speaker', 'the record knows no speaker of this name', 'ascribe who lists those it knows']
            : ['two-speakers', 'the record knows several speakers of this name', 'name one by its id (p…)']
        world.say(complaint(`${file}:${i + 1}: ${name}`, new AscribeError(code!, message!, next!)))
        continue
      }
      const target = { of: 'person', person: people[0]!.id } as const
      const drafts = others
        .filter(other => other !== '')
        .map(
          (other): RulingDraft => ({
            target,
            change: /^Q\d+$/.test(other) ? { change: 'wikidata', id: other } : { change: 'alias', alias: other },
            ...signed,
          }),
        )
      await ruleAll(store, `${file}:${i + 1}`, drafts, tally, world)
    }
    if (!options.quiet)
      world.say(`ascribe: ${tally.ruled} rulings made${tally.failed > 0 ? `, ${tally.failed} failed` : ''}`)
    if (tally.failed === 0) return EXIT.allRead
    return tally.ruled === 0 ? EXIT.nothingRead : EXIT.someFailed
  })
}
