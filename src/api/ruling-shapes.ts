import type { RecordStore } from '../store/index.ts'
import type { Anchor, Change, RuledReading, Ruling, RulingState, Verdict } from '../vocabulary/index.ts'
import type * as wire from './wire.ts'

const MOST = 1000

/** The rulings on a work, each with how it stands. */
export async function rulingsOfReading(reading: RuledReading, store: RecordStore): Promise<wire.Ruling[]> {
  if (reading.rulings.length === 0) return []
  return (await store.rulings({ article: reading.kept.id, limit: MOST })).map(rulingOf)
}

export const rulingOf = (ruling: Ruling & { readonly state: RulingState }): wire.Ruling => ({
  id: ruling.id,
  target: targetOf(ruling.target),
  change: ruling.change.change === 'judge' ? 'verdict' : ruling.change.change,
  says: saidOf(ruling.change),
  undoes: ruling.change.change === 'undo' ? ruling.change.ruling : null,
  author: ruling.author,
  at: ruling.at,
  reason: ruling.reason,
  state: ruling.state,
})

function targetOf(target: Ruling['target']): wire.Ruling['target'] {
  switch (target.of) {
    case 'statement':
      return { of: target.of, statement: target.statement, article: target.article }
    case 'article':
      return { of: target.of, article: target.article }
    case 'person':
      return { of: target.of, person: target.person }
    case 'finding':
      return { of: target.of, finding: target.finding }
  }
  target satisfies never
}

const words = (anchors: readonly Anchor[]): string =>
  anchors.length === 0 ? 'none' : `“${anchors.map(({ exact }) => exact).join(' … ')}”`

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  right: 'right',
  wrong: 'wrong',
  'same-person': 'one and the same person',
  'not-same-event': 'not about one event',
}

/** A change in words. */
export function saidOf(change: Change): string {
  switch (change.change) {
    case 'accept':
      return 'right as it stands'
    case 'reject':
      return 'no such statement'
    case 'source':
      return `source: ${words(change.source)}`
    case 'cue':
      return `cue: ${words(change.cue)}`
    case 'content':
      return `content: ${words(change.content)}`
    case 'speaker':
      return `speaker: ${change.speaker?.name ?? 'nobody'}`
    case 'stance':
      return `stance: ${change.stance}${change.negated ? ', negated' : ''}`
    case 'add':
      return `missed: ${words(change.content)}`
    case 'merge':
      return `one with ${change.other}`
    case 'split':
      return `${change.statements.length === 1 ? 'a statement is' : `${change.statements.length} statements are`} by ${change.into.name}`
    case 'alias':
      return `also called ${change.alias}`
    case 'wikidata':
      return `Wikidata: ${change.id ?? 'none'}`
    case 'judge':
      return VERDICT_WORDS[change.verdict]
    case 'undo':
      return `undoes ${change.ruling}`
  }
  change satisfies never
}
