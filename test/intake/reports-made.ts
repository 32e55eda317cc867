import type { Draft, Line } from '../store/making.ts'

/** A source of chance that gives the same again: mulberry32 (https://github.com/bryc/code, public domain). */
export function chanceOf(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const PEOPLE = ['Ada Lowe', 'Bo Hale', 'Cleo Marsh', 'Dov Renner', 'Edda Quist']
const OUTLETS = ['Norvale Courier', 'The Evening Gull', 'Harbour Post', 'Fen Weekly']
const EVENTS = [
  ['the ferry Corran burned at the quay of Port Aldry', 'ferry', 'Corran'],
  ['the bridge at Norvale was closed after cracks were found', 'bridge', 'Norvale'],
  ['nurses at St Ansgar voted to walk out on Friday', 'nurses', 'Ansgar'],
  ['the council of Dunmere sold the old granary to a stranger', 'granary', 'Dunmere'],
] as const
const WORDS =
  'harbour winter engine promise ledger copper lantern orchard signal weather timber voyage quarry meadow barrel chapel'.split(
    ' ',
  )

/** Reports of a few events on some days: quotations return, trimmed and edited; outlets carry one agency's words. */
export function reportsMade(count: number, seed: number): Draft[] {
  const chance = chanceOf(seed)
  const pick = <T>(list: readonly T[]): T => list[chance(list.length)]!
  const sayings = Array.from({ length: 12 }, () =>
    Array.from({ length: 8 + chance(10) }, (_, i) => (i % 3 === 1 ? 'the' : `${pick(WORDS)}${chance(9)}`)).join(' '),
  )
  return Array.from({ length: count }, (_, i): Draft => {
    const [what, thing, place] = pick(EVENTS)
    const day = 1 + chance(26)
    const month = 1 + chance(2)
    const lines: Line[] = []
    const sentences = [`It was told in ${place} that ${what}, report number ${i}.`]
    for (let k = 0; k < 1 + chance(3); k++) {
      const by = pick(PEOPLE)
      const saying = edited(pick(sayings), chance)
      sentences.push(`“${saying},” ${by} said of the ${thing}.`)
      lines.push({ content: `“${saying},”`, by, kind: 'direct' })
    }
    const wire = chance(5) === 0
    if (chance(3) === 0) {
      sentences.push(`${PEOPLE[0]} denied that the ${thing} had been unsafe.`)
      lines.push({ content: `that the ${thing} had been unsafe`, by: PEOPLE[0]!, stance: 'denies' })
    }
    return {
      text: sentences.join(' '),
      lines,
      url: `https://made.example/${seed}/${i}`,
      outlet: pick(OUTLETS),
      title: `${thing} of ${place}: number ${i}`,
      publishedAt:
        chance(12) === 0
          ? null
          : `2024-0${month}-${String(day).padStart(2, '0')}T${10 + (i % 10)}:${10 + (i % 50)}:00Z`,
      agency: wire ? 'Tern Agency' : null,
    }
  })
}

/** Words of a saying as another outlet prints them: all, some, or one changed. */
function edited(saying: string, chance: (below: number) => number): string {
  const words = saying.split(' ')
  const how = chance(4)
  if (how === 0) return words.slice(chance(2), words.length - chance(3)).join(' ')
  if (how === 1) words[chance(words.length)] = `other${chance(9)}`
  return words.join(' ')
}
