import type { RecordStore, WhoRow } from '../store/index.ts'
import { AscribeError, type Person } from '../vocabulary/index.ts'
import { json, print, setTable } from './care.ts'
import { type FilterOptions, filterOf, painterOf, setHit } from './find.ts'
import { complaint } from './reading.ts'
import { withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { fold, oneLine } from './terminal.ts'
import type { World } from './world.ts'

interface WhoOptions extends FilterOptions {
  readonly by: 'person' | 'outlet' | 'type'
  readonly plot?: true
  readonly limit: number
  readonly json?: true
}

/** `ascribe who`: a table of who is quoted how often; with a name, that speaker's statements in order of time. */
export const who = (
  [name]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as WhoOptions
  return withRecord(options, world, async store => {
    if (name !== undefined) return whoIs(name, options, store, world)
    const rows = await store.who({ ...filterOf(options), by: options.by, limit: options.limit })
    if (options.json) await print(world, rows.map(json))
    else if (rows.length === 0) await print(world, ['nobody is quoted'])
    else await print(world, options.plot ? setPlot(rows, world) : setRows(rows, options.by))
    return rows.length === 0 ? EXIT.someFailed : EXIT.allRead
  })
}

const share = (part: number, all: number): string => (all === 0 ? '' : `${Math.round((100 * part) / all)} %`)
const NAME = 40

function setRows(rows: readonly WhoRow[], by: WhoOptions['by']): string[] {
  const days = ({ first, last }: WhoRow) => (first === null ? '' : first === last ? first : `${first} – ${last}`)
  const named = (row: WhoRow) => fold(oneLine(row.name === '' ? '(not stated)' : row.name), NAME, 1)[0]!
  if (by === 'person') {
    return setTable(
      [
        ['statements', 'articles', 'outlets', 'direct', 'wire', 'speaker', 'type', 'published', 'id'],
        ...rows.map(row => [
          String(row.statements),
          String(row.articles),
          String(row.outlets),
          share(row.direct, row.statements),
          share(row.wire, row.statements),
          named(row),
          row.type ?? '',
          days(row),
          row.key,
        ]),
      ],
      [true, true, true, true, true, false, false, false, false],
    )
  }
  return setTable(
    [
      ['statements', 'articles', 'direct', 'unnamed', 'wire', by === 'outlet' ? 'outlet' : 'type', 'published'],
      ...rows.map(row => [
        String(row.statements),
        String(row.articles),
        share(row.direct, row.statements),
        share(row.anonymous, row.statements),
        share(row.wire, row.statements),
        named(row),
        days(row),
      ]),
    ],
    [true, true, true, true, true, false, false],
  )
}

/** Eighths of a cell, so that a bar ends where its number does. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function setPlot(rows: readonly WhoRow[], world: World): string[] {
  const most = Math.max(...rows.map(({ statements }) => statements))
  const names = rows.map(row => fold(oneLine(row.name === '' ? '(not stated)' : row.name), 28, 1)[0]!)
  const table = setTable(
    rows.map((row, i) => [names[i]!, String(row.statements)]),
    [false, true],
  )
  const room = Math.max(Math.min(world.columns, 100) - Math.max(...table.map(line => line.length)) - 3, 10)
  const paint = painterOf(world)
  return rows.map(({ statements }, i) => {
    const eighths = Math.max(Math.round((statements / most) * room * 8), 1)
    return `${table[i]}  ${paint(['source'], '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]!)}`
  })
}

async function whoIs(name: string, options: WhoOptions, store: RecordStore, world: World): Promise<number> {
  const known = /^p[0-9a-z]{15}$/.test(name) ? await store.person(name) : null
  const people = known === null ? await store.people(name, 10) : [known]
  const [person] = people
  if (person === undefined) {
    const none = new AscribeError(
      'no-such-speaker',
      'the record knows no speaker of this name',
      'ascribe who lists those it knows',
    )
    world.say(complaint(name, none))
    return EXIT.someFailed
  }
  const page = await store.find({
    ...filterOf(options),
    speaker: person.id,
    words: null,
    order: 'oldest',
    limit: options.limit,
  })
  if (options.json) {
    await print(world, [json(person), ...page.items.map(json)])
    return EXIT.allRead
  }
  const paint = painterOf(world)
  await print(world, [
    ...setPerson(person).map((line, i) => (i === 0 ? paint(['strong'], line) : paint(['faint'], line))),
    ...page.items.flatMap(hit => ['', ...setHit(hit, world.columns, paint)]),
  ])
  const others = people.slice(1)
  if (others.length > 0) {
    world.say(`ascribe: others of this name: ${others.map(other => `${oneLine(other.name)} (${other.id})`).join(', ')}`)
  }
  if (page.next !== null) world.say('ascribe: there is more; --limit shows it')
  return EXIT.allRead
}

/** A speaker of the registry: name and type, other names, titles, ids. */
export function setPerson(person: Person): string[] {
  const aliases = person.aliases.filter(alias => alias !== person.name)
  return [
    `${oneLine(person.name)} (${person.type})  ${person.id}`,
    ...(aliases.length === 0 ? [] : [`also: ${aliases.map(oneLine).join(', ')}`]),
    ...(person.titles.length === 0
      ? []
      : [
          `cited as: ${person.titles
            .map(({ title, first, last }) => {
              const days = first === null ? '' : first === last ? ` (${first})` : ` (${first} – ${last})`
              return oneLine(title) + days
            })
            .join(', ')}`,
        ]),
    ...(person.wikidata === null ? [] : [`Wikidata: ${person.wikidata}`]),
    ...(person.mergedInto === null ? [] : [`merged into ${person.mergedInto}`]),
  ]
}
