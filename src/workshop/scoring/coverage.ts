/** How much of the texts a reading covers: figures mean little without it. */
import type { BlockKind } from '../../vocabulary/index.ts'
import type { SpanLine } from '../formats.ts'
import { type BlocksById, type Place, placeOf } from './groups.ts'
import { type Share, share } from './rates.ts'

export interface Coverage {
  /** Documents with at least one predicted attribution. */
  readonly documents: Share
  /** Characters (white space apart) in blocks that the engine reads. */
  readonly text: Share
  /** Characters (white space apart) by the block they stand in; `outside` in none. */
  readonly characters: Readonly<Partial<Record<Place, number>>>
  /** Predicted attributions by the block they stand in. */
  readonly predictions: Readonly<Partial<Record<Place, number>>>
}

/** Measures how much of `documents` was read: `read` names the kinds of block that the engine looks into. */
export function coverageOf({
  documents,
  predicted,
  blocks,
  read,
}: {
  documents: readonly { readonly id: string; readonly text: string }[]
  predicted: readonly SpanLine[]
  blocks: BlocksById
  read: readonly BlockKind[]
}): Coverage {
  const lines = new Map(predicted.map(line => [line.id, line.attributions]))
  const characters = new Map<Place, number>()
  const predictions = new Map<Place, number>()
  let all = 0
  let answered = 0
  const add = (counts: Map<Place, number>, place: Place, n: number) => counts.set(place, (counts.get(place) ?? 0) + n)
  for (const { id, text } of documents) {
    const own = blocks.get(id) ?? []
    const attributions = lines.get(id) ?? []
    if (attributions.length > 0) answered++
    for (const attribution of attributions) add(predictions, placeOf(attribution, own), 1)
    const size = inked(text)
    let inBlocks = 0
    for (const { kind, span } of own) {
      const inBlock = inked(text.slice(span.from, span.to))
      add(characters, kind, inBlock)
      inBlocks += inBlock
    }
    if (size > inBlocks) add(characters, 'outside', size - inBlocks)
    all += size
  }
  const inRead = read.reduce((sum, kind) => sum + (characters.get(kind) ?? 0), 0)
  return {
    documents: share({ right: answered, of: documents.length, digits: 1 }),
    text: share({ right: inRead, of: all, digits: 1 }),
    characters: Object.fromEntries(characters),
    predictions: Object.fromEntries(predictions),
  }
}

const inked = (text: string): number => text.replace(/\s+/g, '').length
