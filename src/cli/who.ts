import type { RecordStore, WhoRow } from '../store/index.ts'
import { AscribeError, type Person } from '../vocabulary/index.ts'
import { type FilterOptions, filterOf, setHit, tellMore } from './find.ts'
import { daysOf, json, painterOf, print, roomOf, setTable, type TableColumn } from './printing.ts'
import { complaint } from './reading.ts'
import { withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { columnsOf, fold, oneLine, padded } from './terminal.ts'
import type { World } from './world.ts'

interface WhoOptions extends FilterOptions {
  readonly by: 'person' | 'outlet' | 'type'
  readonly plot?: true
  readonly limit: number
  readonly after?: string
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
    else if (rows.length === 0) world.say('ascribe: nobody is quoted')
    else await print(world, options.plot ? setPlot(rows, world) : setRows(rows, options.by, roomOf(world)))
    return rows.length === 0 ? EXIT.someFailed : EXIT.allRead
  })
}

const share = (part: number, all: number): string => (all === 0 ? '' : `${Math.round((100 * part) / all)} %`)
const NAME = 40
const nameOf = ({ name }: WhoRow, columns: number) => fold(name === '' ? '(not stated)' : oneLine(name), columns, 1)[0]!

function setRows(rows: readonly WhoRow[], by: WhoOptions['by'], room: number): string[] {
  const column = (head: string, cell: (row: WhoRow) => string, more: Partial<TableColumn> = {}): TableColumn => ({
    head,
    cells: rows.map(cell),
    ...more,
  })
  const statements = column('statements', row => String(row.statements), { right: true })
  const articles = column('articles', row => String(row.articles), { right: true })
  const origins = column('origins', row => String(row.origins), { right: true, spare: 2 })
  const direct = column('direct', row => share(row.direct, row.statements), { right: true })
  const wire = column('wire', row => share(row.wire, row.statements), { right: true })
  const name = column(by === 'person' ? 'speaker' : by, row => nameOf(row, NAME))
  const published = (spare: number) => column('published', ({ first, last }) => daysOf(first, last), { spare })
  return setTable(
    by === 'person'
      ? [
          statements,
          articles,
          origins,
          column('outlets', row => String(row.outlets), { right: true, spare: 2 }),
          direct,
          { ...wire, spare: 1 },
          name,
          column('type', row => row.type ?? '', { spare: 3 }),
          published(4),
          column('id', row => row.key),
        ]
      : [
          statements,
          articles,
          origins,
          direct,
          column('unnamed', row => share(row.anonymous, row.statements), { right: true }),
          wire,
          name,
          published(1),
        ],
    room,
  )
}

/** Eighths of a cell, so that a bar ends where its number does. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function setPlot(rows: readonly WhoRow[], world: World): string[] {
  const most = Math.max(...rows.map(({ statements }) => statements))
  const names = rows.map(row => nameOf(row, 28))
  const widest = Math.max(...names.map(columnsOf))
  const numbers = rows.map(row => String(row.statements).padStart(String(most).length))
  const room = Math.max(Math.min(world.columns, 100) - widest - String(most).length - 4, 10)
  const paint = painterOf(world)
  return rows.map(({ statements }, i) => {
    const eighths = Math.max(Math.round((statements / most) * room * 8), 1)
    return `${padded(names[i]!, widest)}  ${numbers[i]}  ${paint(['source'], '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]!)}`
  })
}

/** People looked at when several bear a name. */
const SEVERAL = 20

async function whoIs(name: string, options: WhoOptions, store: RecordStore, world: World): Promise<number> {
  const people = await peopleNamed(name, store)
  const [person] = people
  if (person === undefined) {
    world.say(complaint(name, noSuchSpeaker()))
    return EXIT.someFailed
  }
  if (people.length > 1) {
    // Namesakes are kept apart: which of them is meant, only the reader can say.
    await print(world, options.json ? people.map(json) : people.flatMap(setPerson))
    world.say(complaint(name, severalSpeakers()))
    return EXIT.someFailed
  }
  const page = await store.find({
    ...filterOf(options),
    speaker: person.id,
    words: null,
    order: 'oldest',
    limit: options.limit,
    after: options.after ?? null,
  })
  const paint = painterOf(world)
  await print(
    world,
    options.json
      ? [json(person), ...page.items.map(json)]
      : [
          ...setPerson(person).map((line, i) => (i === 0 ? paint(['strong'], line) : paint(['faint'], line))),
          ...page.items.flatMap(hit => ['', ...setHit(hit, world.columns, paint)]),
        ],
  )
  if (page.items.length === 0) world.say('ascribe: nothing found')
  tellMore(page, world)
  return EXIT.allRead
}

/** Those who go by a name or have an id; by the name in full where somebody bears just that one. */
async function peopleNamed(name: string, store: RecordStore): Promise<readonly Person[]> {
  if (/^p[0-9a-z]{15}$/.test(name)) {
    const known = await store.person(name)
    return known === null ? [] : [known]
  }
  const people = await store.people(name, SEVERAL)
  const same = people.filter(person => person.name.toLowerCase() === name.toLowerCase())
  return same.length > 0 ? same : people
}

export const noSuchSpeaker = () =>
  new AscribeError(
    'no-such-speaker',
    'the record knows no speaker of this name',
    'ascribe who lists those it knows; ascribe find --speaker looks for parts of names',
  )

export const severalSpeakers = () =>
  new AscribeError('several-speakers', 'several speakers go by this name', 'name one by its id (p…)')

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
            .map(({ title, first, last }) => oneLine(title) + (first === null ? '' : ` (${daysOf(first, last)})`))
            .join(', ')}`,
        ]),
    ...(person.wikidata === null ? [] : [`Wikidata: ${person.wikidata}`]),
    ...(person.mergedInto === null ? [] : [`merged into ${person.mergedInto}`]),
  ]
}
