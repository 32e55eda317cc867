import type { Filter, Hit, Page, Query } from '../store/index.ts'
import { json, print } from './care.ts'
import { type RecordOptions, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { columnsOf, fold, oneLine, type Painter, painter } from './terminal.ts'
import type { World } from './world.ts'

export interface FilterOptions extends RecordOptions, Filter {}

interface FindOptions extends FilterOptions {
  readonly order?: 'best' | 'newest' | 'oldest'
  readonly limit: number
  readonly json?: true
}

/** What the filters of the command line ask of the record. */
export const filterOf = ({ speaker, outlet, kind, stance, type, since, until, via }: FilterOptions): Filter => ({
  ...(speaker === undefined ? {} : { speaker }),
  ...(outlet === undefined ? {} : { outlet }),
  ...(kind === undefined ? {} : { kind }),
  ...(stance === undefined ? {} : { stance }),
  ...(type === undefined ? {} : { type }),
  ...(since === undefined ? {} : { since }),
  ...(until === undefined ? {} : { until }),
  ...(via === undefined ? {} : { via }),
})

/** `ascribe find`: statements in their context; 1 when there is none. */
export const find = (
  words: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as FindOptions
  return withRecord(options, world, async store => {
    const asked: Query = {
      ...filterOf(options),
      words: words.length === 0 ? null : words.join(' '),
      limit: options.limit,
      order: options.order ?? (words.length === 0 ? 'newest' : 'best'),
    }
    return showHits(await store.find(asked), options, world)
  })
}

/** Prints a page of hits, for people or as JSON. */
export async function showHits(page: Page<Hit>, options: { readonly json?: true }, world: World): Promise<number> {
  if (options.json) await print(world, page.items.map(json))
  else if (page.items.length === 0) await print(world, ['nothing found'])
  else {
    await print(
      world,
      page.items.flatMap((hit, i) => [...(i > 0 ? [''] : []), ...setHit(hit, world.columns, painterOf(world))]),
    )
    if (page.next !== null) world.say('ascribe: there is more; --limit shows it')
  }
  return page.items.length === 0 ? EXIT.someFailed : EXIT.allRead
}

/** Colour on a terminal, unless NO_COLOR is set. */
export const painterOf = ({ terminal, env }: World): Painter =>
  painter(terminal.out && !env.NO_COLOR && env.TERM !== 'dumb')

/** Units of context at most on either side, and of the words themselves. */
const AROUND = 70
const WORDS = 400

/** A hit on three lines or more: who and how; the words in their place; outlet, day, article and id. */
export function setHit(hit: Hit, columns: number, paint: Painter): string[] {
  const width = Math.max(Math.min(columns, 110), 40)
  const who = oneLine(hit.speaker ?? '(nobody named)')
  const manner = [
    ...(hit.type === 'unknown' || hit.type === 'person' ? [] : [hit.type]),
    ...(hit.stance === 'asserts' ? [] : [hit.stance]),
    ...(hit.negated ? ['negated'] : []),
    hit.kind,
  ].join(', ')
  // A headline and a byline are no part of the sentence: the context ends with the paragraph.
  const before = oneLine(hit.before.split(/\n\s*\n/).at(-1)!)
  const after = oneLine(hit.after.split(/\n\s*\n/, 1)[0]!)
  const words = marked(hit, paint)
  const head = before.length > AROUND ? `…${before.slice(before.indexOf(' ', before.length - AROUND))}` : before
  const tail = after.length > AROUND ? `${after.slice(0, after.lastIndexOf(' ', AROUND))} …` : after
  const plain = `${head}${startsTight(hit.before) ? '' : ' '}{${words.plain}}${tail === '' ? '' : `${/^\s/.test(hit.after) ? ' ' : ''}${tail}`}`
  const path = hit.via.length === 0 ? [] : [['this article', ...hit.via, who].map(oneLine).join(' → ')]
  const said =
    hit.saidFrom === null
      ? []
      : [`said ${hit.saidFrom === hit.saidTo ? hit.saidFrom : `${hit.saidFrom} – ${hit.saidTo}`}`]
  const where = [
    ...(hit.outlet === null ? [] : [hit.outlet]),
    ...(hit.publishedAt === null ? [] : [hit.publishedAt.slice(0, 10)]),
    ...said,
    ...(hit.title === null ? [] : [`“${hit.title}”`]),
  ]
    .map(oneLine)
    .join(' · ')
  const head1 = fold(who, width - 30, 1)[0]!
  return [
    `${paint(['source'], head1)}  ${paint(['faint'], manner)}${' '.repeat(Math.max(width - columnsOf(head1) - columnsOf(manner) - 18, 2))}${paint(['faint'], hit.statement)}`,
    ...fold(plain.trim(), width - 2, 6).map(line => `  ${words.paint(line)}`),
    ...path.flatMap(line => fold(line, width - 2, 2)).map(line => `  ${paint(['faint'], line)}`),
    ...(where === '' ? [] : fold(where, width - 2, 2).map(line => `  ${paint(['faint'], line)}`)),
  ]
}

const startsTight = (before: string): boolean => before === '' || !/\s$/.test(before)

/** The words of a hit on one line, and a brush that colours those asked for; colour is laid on after the lines are cut. */
function marked(hit: Hit, paint: Painter): { readonly plain: string; readonly paint: (line: string) => string } {
  const cut = hit.words.length > WORDS ? `${hit.words.slice(0, hit.words.lastIndexOf(' ', WORDS))} …` : hit.words
  const asked = new Set(hit.marks.map(({ from, to }) => oneLine(hit.words.slice(from, to)).toLowerCase()))
  return {
    plain: oneLine(cut),
    paint: line =>
      asked.size === 0
        ? line
        : line.replace(/[\p{L}\p{N}'’-]+/gu, word =>
            asked.has(word.toLowerCase()) ? paint(['strong', 'content'], word) : word,
          ),
  }
}
