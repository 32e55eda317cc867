import { familiesOf, type Report, statementOf } from '../compare/index.ts'

/** A quotation as a case of the mutation test. */
export interface Quotation {
  readonly words: string
  readonly speaker: string | null
}

export interface Tally {
  /** Of quotations and their edited versions so many pairs should be families. */
  readonly pairs: number
  /** So many stand in one sure family, */
  readonly right: number
  /** and so many pairs in all, those of different quotations too. */
  readonly found: number
}

const OTHER = 'harbour quarrel lantern mostly Ekeby seven rather winter copper nobody bright valley'.split(' ')

/** Each word is, at the given rate, dropped, replaced, bracketed, re-cased or re-punctuated. `random`: from 0 to 1. */
export function mutate(quote: string, rate: number, random: () => number): string {
  return quote
    .split(' ')
    .flatMap(word => {
      if (random() >= rate) return [word]
      const other = OTHER[Math.floor(random() * OTHER.length)]!
      switch (Math.floor(random() * 5)) {
        case 0:
          return []
        case 1:
          return [other]
        case 2:
          return [`[${other}]`]
        case 3:
          return [word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase()]
        default:
          return [/\p{P}$/u.test(word) ? word.slice(0, -1) : `${word},`]
      }
    })
    .join(' ')
}

/** Mulberry32: the same numbers from 0 to 1 for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The quotations of one outlet and their mutations in another's reports of the day, each in a report of its own. */
export function tallyMutations(quotations: readonly Quotation[], rate: number, seed: number): Tally {
  const random = seeded(seed)
  const together = new Set<string>()
  const reports = quotations.flatMap(({ words, speaker }, i) => [
    quoting(`${i}-whole`, words, speaker),
    quoting(`${i}-edited`, mutate(words, rate, random), speaker),
  ])
  for (const { variants, standing } of familiesOf(reports)) {
    if (standing !== 'sure') continue
    const ids = [...new Set(variants.map(v => v.report))].sort()
    for (const a of ids) for (const b of ids) if (a < b) together.add(`${a} ${b}`)
  }
  const right = quotations.filter((_, i) => together.has(`${i}-edited ${i}-whole`)).length
  const wrong = [...together].filter(pair => {
    const [a, b] = pair.split(' ').map(id => id.split('-')[0])
    return a !== b
  }).length
  return { pairs: quotations.length, right, found: right + wrong }
}

function quoting(id: string, words: string, speaker: string | null): Report {
  const [before, said] = [`${speaker ?? 'Somebody'} said: `, `“${words}”`]
  const text = before + said
  return {
    id,
    text,
    blocks: [{ kind: 'paragraph', span: { from: 0, to: text.length } }],
    title: null,
    outlet: null,
    publishedAt: null,
    agency: null,
    statements: [statementOf({ id, content: [{ from: before.length, to: text.length }], kind: 'direct', speaker })],
  }
}

/** Of quotations that share four words in a row the first. */
export function unlike<T extends Pick<Quotation, 'words'>>(quotations: readonly T[]): T[] {
  const seen = new Set<string>()
  return quotations.filter(({ words }) => {
    const folded = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    const fours = folded.slice(3).map((_, i) => folded.slice(i, i + 4).join(' '))
    if (fours.some(four => seen.has(four))) return false
    for (const four of fours) seen.add(four)
    return true
  })
}
