/** Whom "he", "she", "they" and "it" mean. */
import type { Tokens } from '../tokens/index.ts'
import { type Character, genderOf } from './cast.ts'
import { isAdjective, isAdverb, isExpletiveRelation, isSubject, isVerb } from './grammar.ts'
import type { Memory } from './memory.ts'
import { agrees, featuresOf, type Pronoun, score, thirdPerson } from './pronouns.ts'
import { byShare, type Stretch } from './told.ts'

/** Whom the pronoun at a token means, of those met lately; null where nobody agrees with it. Also notes how it was told. */
export function resolvePronoun(memory: Memory, at: number, pronoun: Pronoun): Character | null {
  const { t, row } = memory
  let best: Character | null = null
  let top = Number.NEGATIVE_INFINITY
  let rank = 0
  const candidates: Character[] = []
  const rows: Float64Array[] = []
  const weighed: { c: Character; s: number }[] = []
  const asksActor = pronoun.number === 'one' && isSubject(t, at)
  const speaker = asksActor && !stillSpeaks(memory, at) ? null : memory.lastSpeaker
  for (const c of memory.recent) {
    if (!agrees(pronoun, c)) continue
    featuresOf(t, at, pronoun, c, rank, c === speaker, memory.isSource[at] === 1, row)
    rank++
    if (memory.onPronoun !== null) {
      candidates.push(c)
      rows.push(row.slice())
    }
    const s = score(row, memory.weights)
    weighed.push({ c, s })
    if (s > top) {
      best = c
      top = s
    }
  }
  memory.onPronoun?.(at, candidates, rows)
  if (best !== null) memory.toldAt.set(at, byShare(weighed, best, top, pronoun.number, t))
  if (best !== null && pronoun.gender !== null)
    memory.cast.vote(best, pronoun.gender, genderOf(best) === null ? 0.5 : 0)
  return best
}

/** "It is said that", "it is hard to": nobody. */
export function isExpletive(t: Tokens, i: number): boolean {
  if (t.lowerWord(i) !== 'it') return false
  if (isExpletiveRelation(t, i)) return true
  const end = Math.min(t.sentenceStart[t.sentence[i]! + 1]!, i + 7)
  let be = false
  for (let k = i + 1; k < end; k++) {
    const word = t.lowerWord(k)
    if (be && (word === 'that' || word === 'to' || word === 'whether')) return true
    const lemma = t.strings.text(t.lemma[k]!)
    if (lemma === 'be' || lemma === 'seem' || lemma === 'appear' || word === "'s") be = true
    else if (!isVerb(t, k) && !isAdjective(t, k) && !isAdverb(t, k)) return false
  }
  return false
}

/** Whether nobody else has come to act in this paragraph since the last statement: "Her mother laughed." */
function stillSpeaks(memory: Memory, at: number): boolean {
  const { t, lastSpeaker } = memory
  const actor = memory.lastActor
  return (
    lastSpeaker === null ||
    actor === null ||
    actor.who === lastSpeaker ||
    t.paragraph[actor.at] !== t.paragraph[at] ||
    t.sentence[actor.at] === t.sentence[at] ||
    t.sentence[actor.at]! <= t.sentence[lastSpeaker.lastSpoke]!
  )
}

/** "He said", and nobody was named: a person all the same, who may be "he" again. */
export function somebody(memory: Memory, { first, last }: Stretch): Character | null {
  const { t } = memory
  const pronoun = first === last ? thirdPerson(t.lowerWord(first)) : null
  if (pronoun === null || pronoun.number !== 'one' || memory.meant.has(first)) return null
  const c = memory.cast.make('described', 'person', false, true)
  memory.cast.vote(c, pronoun.gender, 1)
  c.phrase = { first, last, possessor: null }
  memory.meant.set(first, c)
  memory.touch(c, first, last)
  memory.toldAt.set(first, {
    who: c,
    way: 'somebody',
    share: 1,
    reason: 'no-source-in-reach',
    candidates: [],
    by: { first, last },
  })
  return c
}
