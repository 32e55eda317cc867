/** Who the unnamed relative in a headline is, whom only the body names. */
import type { Block } from '../vocabulary/index.ts'
import type { Memory } from './memory.ts'
import { headOf } from './phrase-parts.ts'

/** "Sister of missing diver" in a headline: the only one in the body who is somebody's sister. */
export function headlineKin(memory: Memory, blocks: readonly Block[]): void {
  const { t } = memory
  for (let k = 0; k < memory.ofRelation.length; k++) {
    const c = memory.ofRelation[k]!
    if (c === null || c.kind !== 'described' || c.phrase === null || c.phrase.possessor !== null) continue
    const block = blocks[t.paragraphBlock[t.paragraph[c.phrase.first]!] ?? -1]
    if (block === undefined || block.kind !== 'headline') continue
    const head = headOf(memory, c.phrase.first, c.phrase.last, c.phrase.last)
    const who = head < 0 ? null : memory.kin.anybody(t.lowerWord(head))
    if (who === null) continue
    for (const m of c.mentions) if (t.paragraph[m.first] === t.paragraph[c.phrase.first]) who.mentions.push(m)
    memory.ofRelation[k] = who
    memory.told[k] = { who, way: 'relative', share: 1, reason: null, candidates: [], by: who.mentions[0] ?? null }
  }
}
