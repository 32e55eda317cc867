import type { Reading } from './claims.ts'
import type { Field } from './claims-field.ts'
import { doerOf } from './claims-subject.ts'
import { outletOf, type Passage, stretchOf, told } from './claims-told.ts'
import { sameName } from './claims-words.ts'
import type { Found } from './finding.ts'

const DECLINING = /^(?:declin(?:e|es|ed|ing)|refus(?:e|es|ed|ing))$/
/** "Declined to give a number": what is given is words. */
const GIVEN = /^(?:an?|any|no|the|his|her|their|its|more|further|details|names|numbers|figures|reasons?|comment)$/
const TELLING =
  /^(?:numbers?|opinions?|details?|names?|reasons?|figures?|dates?|comments?|answers?|explanations?|interviews?|information|statements?|word)$/
const SAYING =
  /^(?:comment|say|discuss|answer|respond|reply|name|identify|confirm|elaborate|speculate|disclose|reveal|specify|talk|speak|explain|address|clarify|provide|detail|repeat)$/

interface Refusal {
  readonly reading: Reading
  readonly sentence: readonly [number, number]
  readonly speaker: string | null
  readonly statement: string | null
  readonly about: ReadonlySet<string>
  readonly open: boolean
}

/**
 * Who declines to comment or to say: by the words that say so, in the report's own voice. What is refused inside
 * somebody's quoted words is not the report's to tell.
 */
export function refusalsIn(field: Field): Found[] {
  const all = field.readings.flatMap(reading =>
    reading.sentences.flatMap(sentence => refusalIn(reading, sentence) ?? []),
  )
  const groups: Refusal[][] = []
  for (const refusal of all) {
    const group = groups.find(([first]) => same(field, first!, refusal))
    if (group !== undefined) group.push(refusal)
    else groups.push([refusal])
  }
  return groups.map(group => {
    const [first] = group
    const { reading, sentence, open } = first!
    const who = first!.speaker ?? 'Somebody whom the report does not name'
    return {
      kind: 'refusal',
      confidence: open ? 0.5 : first!.speaker === null ? 0.72 : 0.9,
      why: `${who} would not say: “${told(reading, range(sentence))}” (${outletOf(reading)}).`,
      evidence: group.map(
        ({ reading, sentence: [from, end], speaker, statement }): Passage => ({
          role: 'refusal',
          article: reading.report.id,
          statement,
          spans: stretchOf(reading, from, end),
          speaker,
        }),
      ),
    }
  })
}

const range = ([first, end]: readonly [number, number]): number[] =>
  Array.from({ length: end - first }, (_, k) => first + k)

function refusalIn(reading: Reading, sentence: readonly [number, number]): Refusal | null {
  const { tokens, terms } = reading
  const [first, end] = sentence
  for (let i = first; i < end; i++) {
    if (tokens.quote[i] === 1) continue
    const verb = refusing(reading, i, end)
    if (verb < 0) continue
    const before = i > first ? tokens.lowerWord(i - 1) : ''
    const { speaker, statement } = doerOf(reading, i, first, end)
    return {
      ...{ reading, sentence, speaker, statement: statement?.id ?? null },
      about: new Set(terms.slice(verb + 1, end).filter(term => term !== '')),
      open:
        /^(?:not|n't|to|if|never|may|might|could|can|by|for|i|we|who)$/.test(before) ||
        reading.tokens.word(end - 1) === '?',
    }
  }
  return null
}

/** Token of the verb of saying that is refused at token `i`; -1 when nothing is refused there. */
function refusing({ tokens }: Reading, i: number, end: number): number {
  const word = tokens.lowerWord(i)
  const at = (k: number): string => (i + k < end ? tokens.lowerWord(i + k) : '')
  const gives = (k: number): boolean =>
    at(k) === 'give' && GIVEN.test(at(k + 1)) && [at(k + 1), at(k + 2), at(k + 3)].some(w => TELLING.test(w))
  if (DECLINING.test(word) && at(1) === 'to' && gives(2)) return i + 2
  if (word === 'would' && gives(1) && at(2) === 'no') return i + 1
  if (DECLINING.test(word)) {
    for (let k = 1; k <= 4; k++) {
      // Who will not say a word, or that something is so, takes a side; that is no refusal to tell.
      if (at(k) === 'to' && SAYING.test(at(k + 1)) && !/^(?:the words?|that .*)$/.test(`${at(k + 2)} ${at(k + 3)}`))
        return i + k + 1
    }
    return /^(?:comment|interview)$/.test(at(1)) || (at(1) === 'a' && at(2) === 'request') ? i + 1 : -1
  }
  if ((word === 'would' || word === 'wo') && /^(?:not|n't)$/.test(at(1))) {
    if (at(2) === 'be' && at(3) === 'drawn') return i + 3
    const k = SAYING.test(at(2)) ? 2 : /ly$/.test(at(2)) && SAYING.test(at(3)) ? 3 : -1
    return k > 0 ? i + k : -1
  }
  if (/^(?:had|has|have|made|offered)$/.test(word) && at(1) === 'no' && /^(?:immediate|further)$/.test(at(2)))
    return at(3) === 'comment' ? i + 3 : -1
  if (/^(?:had|has|made|offered)$/.test(word) && at(1) === 'no' && at(2) === 'comment') return i + 2
  return -1
}

/** The same refusal, told in another report. */
function same(field: Field, a: Refusal, b: Refusal): boolean {
  if (a.reading === b.reading) return false
  if (a.speaker === null || b.speaker === null || !sameName(a.speaker, b.speaker)) return false
  if (a.about.size === 0 || b.about.size === 0) return a.about.size === b.about.size
  return field.covered(a.about, b.about) >= 0.6 && field.covered(b.about, a.about) >= 0.6
}
