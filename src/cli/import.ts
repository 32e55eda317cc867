import { basename, dirname, join } from 'node:path'
import { type Imported, importBrat, importJsonl, readJsonl } from '../exchange/index.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError, type Person, type RuledReading, type RulingDraft } from '../vocabulary/index.ts'
import { authorOf, type SignedOptions } from './care.ts'
import { type ComparingOptions, compareAfter } from './comparing.ts'
import { counted, print } from './printing.ts'
import { asFailure, complaint } from './reading.ts'
import { withRecord } from './records.ts'
import { saidOf, subjectOf } from './rulings.ts'
import { EXIT } from './table.ts'
import { oneLine } from './terminal.ts'
import { noSuchSpeaker, severalSpeakers } from './who.ts'
import type { World } from './world.ts'

interface ImportOptions extends SignedOptions, ComparingOptions {
  readonly accept?: true
  readonly dryRun?: true
  readonly quiet?: true
}

/** Bytes; a file of corrections longer than this is none. */
const LONGEST = 512 * 1024 * 1024

const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes)

interface Tally {
  /** Files and lines that could be read. */
  read: number
  ruled: number
  failed: number
}

/** `ascribe import`: what people changed in brat or JSON Lines, as rulings; a contradiction is told, not overwritten. */
export const importRulings = (
  files: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ImportOptions
  return withRecord(options, world, async store => {
    const by = { author: authorOf(options, world), reason: options.reason ?? null }
    const tally: Tally = { read: 0, ruled: 0, failed: 0 }
    for (const file of files) {
      try {
        for await (const { place, make } of importsOf(file, store, by, world)) {
          let imported: Imported & { readonly reading: RuledReading }
          try {
            imported = await make()
          } catch (error) {
            if (!(error instanceof AscribeError)) throw error
            tally.failed++
            world.say(complaint(place, error))
            continue
          }
          tally.read++
          for (const note of imported.notes) {
            if (!options.quiet) world.say(`ascribe: ${oneLine(place)}: note: ${oneLine(note.message)} (${note.code})`)
          }
          const { reading } = imported
          const whole: RulingDraft[] = options.accept
            ? [{ target: { of: 'article', article: reading.kept.id }, change: { change: 'accept' }, ...by }]
            : []
          if (options.dryRun) {
            const drafts = [...imported.drafts, ...whole]
            await print(
              world,
              drafts.map(draft => `${oneLine(place)}  ${told(draft)}`),
            )
            tally.ruled += drafts.length
          } else {
            const all = await ruleAll(store, place, imported.drafts, tally, world)
            if (all) await ruleAll(store, place, whole, tally, world, new Set(reading.rulings.map(({ id }) => id)))
            else if (options.accept) world.say(`ascribe: ${oneLine(place)}: not accepted, since not all of it holds`)
          }
        }
      } catch (error) {
        tally.failed++
        world.say(complaint(file, error))
      }
    }
    sayTally(tally, options, world)
    if (!options.dryRun) await compareAfter(store, options, world)
    if (tally.failed === 0) return EXIT.allRead
    return tally.read === 0 ? EXIT.nothingRead : EXIT.someFailed
  })
}

const told = ({ target, change }: RulingDraft): string => `${subjectOf(target)}  ${saidOf(change)}`

function sayTally({ ruled, failed }: Tally, { quiet, dryRun }: ImportOptions, world: World): void {
  if (quiet) return
  const would = dryRun ? 'would be made' : 'made'
  world.say(`ascribe: ${counted(ruled, 'ruling')} ${would}${failed > 0 ? `, ${failed} failed` : ''}`)
}

/**
 * Rules draft by draft: what contradicts an earlier ruling is told, and the others hold. Those of `known` were ruled
 * before, and aren't counted again. False when one could not be ruled.
 */
async function ruleAll(
  store: RecordStore,
  place: string,
  drafts: readonly RulingDraft[],
  tally: Tally,
  world: World,
  known: ReadonlySet<string> = new Set(),
): Promise<boolean> {
  const before = tally.failed
  for (const draft of drafts) {
    try {
      const { id } = await store.rule(draft)
      if (!known.has(id)) tally.ruled++
    } catch (error) {
      if (!(error instanceof AscribeError)) throw error
      tally.failed++
      world.say(complaint(`${place}: ${told(draft)}`, error))
    }
  }
  return tally.failed === before
}

async function readingOf(store: RecordStore, id: string): Promise<RuledReading> {
  const reading = await store.reading(id)
  if (reading !== null) return reading
  throw new AscribeError(
    'no-such-article',
    `the record has no article ${oneLine(id)}`,
    'import into the record that it was exported from',
  )
}

interface Import {
  readonly place: string
  /** Throws AscribeError. */
  readonly make: () => Promise<Imported & { readonly reading: RuledReading }>
}

async function* importsOf(
  file: string,
  store: RecordStore,
  by: { readonly author: string; readonly reason: string | null },
  world: World,
): AsyncGenerator<Import> {
  const content = decoded(await world.read(file, LONGEST))
  if (file.endsWith('.ann')) {
    // brat keeps an article's text beside its annotations, under the name we gave both: the article's id.
    const id = basename(file, '.ann')
    const make = async () => {
      const path = join(dirname(file), `${id}.txt`)
      const txt = await world.read(path, LONGEST).catch(error => {
        const { code, message, next } = asFailure(error)
        if (code !== 'no-such-file') throw new AscribeError('read-failed', `${path}: ${message}`, next)
        throw new AscribeError('no-such-file', `there is no ${path}`, 'keep the .txt of the export beside its .ann')
      })
      const reading = await readingOf(store, id)
      return { ...importBrat({ txt: decoded(txt), ann: content }, reading, by), reading }
    }
    yield { place: file, make }
    return
  }
  const lines = content.split('\n')
  // A table, say: one error for the file, not one for each line. Damaged lines among good ones are told by themselves.
  if (content.trim() !== '' && !lines.some(line => /^\s*\{.*\}\s*$/.test(line))) {
    throw new AscribeError(
      'bad-export',
      'this is neither brat’s .ann nor JSON Lines',
      'import what ascribe export --format brat or --format jsonl wrote; other formats lead only out',
    )
  }
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    const make = async () => {
      const reading = await readingOf(store, readJsonl(line, i + 1).kept.id)
      return { ...importJsonl(line, reading, by, i + 1), reading }
    }
    yield { place: `${file}:${i + 1}`, make }
  }
}

const WIKIDATA = /^Q[1-9]\d*$/

/** Another speaker whose own name this is. */
const namesake = async (name: string, { id }: Person, store: RecordStore): Promise<Person | undefined> =>
  (await store.people(name, 20)).find(other => other.id !== id && other.name.toLowerCase() === name.toLowerCase())

const nameOfAnother = (person: Person, other: Person) =>
  new AscribeError(
    'name-of-another',
    `this is the name of another speaker, ${other.id}`,
    `if they are one: ascribe rule ${person.id} merge ${other.id}`,
  )

/** `ascribe aliases`: a line a speaker, its name and other names, as rulings. */
export const importAliases = (
  [file]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ImportOptions
  return withRecord(options, world, async store => {
    const signed = { author: authorOf(options, world), reason: options.reason ?? `alias file ${basename(file!)}` }
    const tally: Tally = { read: 0, ruled: 0, failed: 0 }
    let content: string
    try {
      content = decoded(await world.read(file!, LONGEST))
    } catch (error) {
      world.say(complaint(file!, error))
      return EXIT.nothingRead
    }
    for (const [i, line] of content.split(/\r?\n/).entries()) {
      if (line.trim() === '' || line.startsWith('#')) continue
      const [name, ...others] = line.split('\t').map(part => part.trim())
      const place = `${file}:${i + 1}`
      const people = await bearersOf(name!, store)
      const [person] = people
      if (person === undefined || people.length > 1) {
        tally.failed++
        world.say(complaint(`${place}: ${name}`, person === undefined ? noSuchSpeaker() : severalSpeakers()))
        continue
      }
      tally.read++
      const free: string[] = []
      for (const other of others) {
        const bearer = other === '' || WIKIDATA.test(other) ? undefined : await namesake(other, person, store)
        if (bearer === undefined) free.push(other)
        else {
          tally.failed++
          world.say(complaint(`${place}: ${name}: alias ${other}`, nameOfAnother(person, bearer)))
        }
      }
      const drafts = free
        .filter(other => other !== '')
        .map(
          (other): RulingDraft => ({
            target: { of: 'person', person: person.id },
            change: WIKIDATA.test(other) ? { change: 'wikidata', id: other } : { change: 'alias', alias: other },
            ...signed,
          }),
        )
      await ruleAll(store, place, drafts, tally, world)
    }
    sayTally(tally, options, world)
    if (tally.failed === 0) return EXIT.allRead
    return tally.read === 0 ? EXIT.nothingRead : EXIT.someFailed
  })
}

/** Those who go by just this name, or have this id: a part of a name is not enough to rule on somebody. */
async function bearersOf(name: string, store: RecordStore): Promise<readonly Person[]> {
  if (/^p[0-9a-z]{15}$/.test(name)) {
    const known = await store.person(name)
    return known === null ? [] : [known]
  }
  const same = (other: string) => other.toLowerCase() === name.toLowerCase()
  return (await store.people(name, 20)).filter(person => [person.name, ...person.aliases].some(same))
}
