import { agencyNamed } from '../ingest/index.ts'
import type { Filter, Hit, Page, Query } from '../store/index.ts'
import { around, daysOf, json, painterOf, print } from './printing.ts'
import { type RecordOptions, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { columnsOf, fold, oneLine, type Painter } from './terminal.ts'
import type { World } from './world.ts'

export interface FilterOptions extends RecordOptions, Filter {}

interface FindOptions extends FilterOptions {
  readonly order?: 'best' | 'newest' | 'oldest'
  readonly limit: number
  readonly after?: string
  readonly json?: true
}

/** What the filters of the command line ask of the record. */
export const filterOf = ({
  speaker,
  outlet,
  kind,
  stance,
  type,
  since,
  until,
  via,
  agency,
}: FilterOptions): Filter => ({
  ...(speaker === undefined ? {} : { speaker }),
  ...(outlet === undefined ? {} : { outlet }),
  ...(kind === undefined ? {} : { kind }),
  ...(stance === undefined ? {} : { stance }),
  ...(type === undefined ? {} : { type }),
  ...(since === undefined ? {} : { since }),
  ...(until === undefined ? {} : { until }),
  ...(via === undefined ? {} : { via }),
  // The record names agencies in full: “AP” is looked up as what it stands for.
  ...(agency === undefined ? {} : { agency: agencyNamed(agency, { alone: true }) ?? agency }),
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
      after: options.after ?? null,
      order: options.order ?? (words.length === 0 ? 'newest' : 'best'),
    }
    const page = await store.find(asked)
    const paint = painterOf(world)
    await print(
      world,
      options.json
        ? page.items.map(json)
        : page.items.flatMap((hit, i) => [...(i > 0 ? [''] : []), ...setHit(hit, world.columns, paint)]),
    )
    if (page.items.length === 0) world.say('ascribe: nothing found')
    tellMore(page, world)
    return page.items.length === 0 ? EXIT.someFailed : EXIT.allRead
  })
}

/** Says how the next page is asked for, where there is one. */
export function tellMore({ next }: Page<Hit>, world: World): void {
  if (next !== null) world.say(`ascribe: there is more: the same with --after ${next}`)
}

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
  const context = around(hit.before, hit.after)
  const words = marked(hit, paint)
  const head = context.head.length > AROUND ? fromWord(context.head) : context.head
  const tail = context.tail.length > AROUND ? toWord(context.tail) : context.tail
  const path = hit.via.length === 0 ? [] : [['this article', ...hit.via, who].map(oneLine).join(' → ')]
  const where = [
    ...(hit.outlet === null ? [] : [hit.outlet]),
    ...(hit.agency === null || hit.agency === hit.outlet ? [] : [`from ${hit.agency}`]),
    ...(hit.publishedAt === null ? [] : [hit.publishedAt.slice(0, 10)]),
    ...(hit.saidFrom === null ? [] : [`said ${daysOf(hit.saidFrom, hit.saidTo)}`]),
    ...(hit.title === null ? [] : [`“${hit.title}”`]),
    hit.article,
  ]
    .map(oneLine)
    .join(' · ')
  const name = fold(who, Math.max(width - columnsOf(manner) - 20, 12), 1)[0]!
  return [
    `${paint(['source'], name)}  ${paint(['faint'], manner)}${' '.repeat(Math.max(width - columnsOf(name) - columnsOf(manner) - 18, 2))}${paint(['faint'], hit.statement)}`,
    ...fold(`${head}{${words.plain}}${tail}`.trim(), width - 2, 6).map(line => `  ${words.paint(line)}`),
    ...path.flatMap(line => fold(line, width - 2, 2)).map(line => `  ${paint(['faint'], line)}`),
    ...fold(where, width - 2, 3).map(line => `  ${paint(['faint'], line)}`),
  ]
}

const fromWord = (head: string): string => `…${head.slice(Math.max(head.indexOf(' ', head.length - AROUND), 0))}`
const toWord = (tail: string): string => `${tail.slice(0, Math.max(tail.lastIndexOf(' ', AROUND), 0))} …`

/** The words of a hit on one line, and a brush that colours those asked for; colour is laid on after the lines are cut. */
function marked(hit: Hit, paint: Painter): { readonly plain: string; readonly paint: (line: string) => string } {
  const blank = hit.words.lastIndexOf(' ', WORDS)
  const cut = hit.words.length > WORDS ? `${hit.words.slice(0, blank > 0 ? blank : WORDS)} …` : hit.words
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
