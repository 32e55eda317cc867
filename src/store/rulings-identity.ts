import type { AttributionRecord } from '../vocabulary/index.ts'
import type { Held } from './identity.ts'
import { contentWords, spansOf } from './indexing.ts'
import { partsIn } from './reanchor.ts'
import { holding, type Rulings, statementsOfRuling } from './ruled.ts'
import type { StatementTable } from './schema.ts'

type Row = Pick<StatementTable, 'id' | 'attribution' | 'content_from' | 'content_to' | 'spans'>

/**
 * Statements as `carryIds` wants them: by the engine's content where `record` has it, by the content that a person gave
 * them, and by what the engine had read when they were ruled on. A rejected one is known by the very same words only.
 */
export function wordings(
  text: string,
  held: readonly Row[],
  record: AttributionRecord | null,
  rulings: Rulings,
): Held[] {
  const contents = new Map(record?.attributions.map(a => [a.id, a.content]))
  const strict = new Set<string>()
  const earlier = new Map<string, string[]>()
  for (const ruling of holding(rulings.all))
    for (const id of statementsOfRuling(ruling)) {
      if (ruling.change.change === 'reject') strict.add(id)
      earlier.set(id, [...(earlier.get(id) ?? []), ruling.id])
    }
  return held.flatMap(row => {
    const read = row.attribution === null ? undefined : contents.get(row.attribution)
    const variants = [...(read === undefined ? [] : [read]), spansOf(row)]
    for (const ruling of earlier.get(row.id) ?? []) {
      const seen = rulings.seen.get(ruling)
      const parts = seen === undefined ? null : partsIn(text, seen)
      if (parts !== null) variants.push(parts.content)
    }
    const known = new Set<string>()
    return variants.flatMap(content => {
      const words = contentWords(text, content)
      const { from } = content[0]!
      if (known.has(`${from} ${words}`)) return []
      known.add(`${from} ${words}`)
      return [{ id: row.id, words, from, strict: strict.has(row.id) }]
    })
  })
}
