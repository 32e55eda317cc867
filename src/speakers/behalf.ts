/** On whose behalf a spokesperson, lawyer or agent speaks. */
import type { Character } from './cast.ts'
import { isDeterminer, isNoun, isPossessiveMark, isPossessivePronoun, phraseStart } from './grammar.ts'
import type { Memory } from './memory.ts'
import { endsPhrase } from './phrase-parts.ts'

/** Who speaks for others by office. */
const SPOKES = new Set(['spokesman', 'spokeswoman', 'spokesperson'])
/** Who speaks for others where the text says for whom. */
const AGENTS = new Set(['lawyer', 'attorney', 'solicitor', 'barrister', 'representative', 'agent', 'publicist'])

/** "A spokesperson for Norvale Water", "Norvale Water spokeswoman Lena Marsh", "her spokesman": keeps with `c` for whom it speaks. */
export function noteBehalf(memory: Memory, c: Character, from: number, to: number): void {
  const { t } = memory
  if (c.behalf !== null || !c.human || c.plural) return
  const sentence = t.sentence[Math.max(0, Math.min(to, from + 6))]!
  const floor = Math.max(from, t.sentenceStart[sentence]!)
  const ceiling = Math.min(to + 1, t.sentenceStart[sentence + 1]!)
  for (let k = floor; k < ceiling; k++) {
    const word = t.lowerWord(k)
    const speaks = SPOKES.has(word) || (word === 'secretary' && k > 0 && t.lowerWord(k - 1) === 'press')
    if (!speaks && !AGENTS.has(word)) continue
    const next = k + 1 < ceiling ? t.lowerWord(k + 1) : ''
    if (next === 'for' || (speaks && next === 'of')) {
      let last = k + 1
      while (last + 1 < ceiling && !endsPhrase(memory, last + 1)) last++
      if (last > k + 1) {
        const name = memory.name(last)
        const whole = name !== null && memory.sameName(k + 2, last)
        c.behalf = { first: k + 2, last, who: whole ? memory.cast.meant(t, name) : null }
        return
      }
    }
    if (!speaks) continue
    // What stands before: a possessor, or a name.
    const end = word === 'secretary' ? k - 2 : k - 1
    if (end < floor) continue
    if (isPossessivePronoun(t, end)) {
      const who = memory.meant.get(end) ?? null
      if (who !== null) c.behalf = { first: end, last: end, who }
      return
    }
    const noun = isPossessiveMark(t, end) ? end - 1 : end
    if (noun < floor || !(isNoun(t, noun) || memory.nameAt[noun] !== 0)) continue
    const name = memory.name(noun)
    if (name !== null) {
      if (name.kind !== 'person' || noun < end)
        c.behalf = { first: name.first, last: name.last, who: memory.cast.meant(t, name) }
      return
    }
    const first = Math.max(floor, phraseStart(t, noun))
    const plain = noun < end || !isDeterminer(t, first) ? first : first + 1
    c.behalf = { first: Math.min(plain, noun), last: noun, who: null }
    return
  }
}
