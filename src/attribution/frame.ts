import type { Tokens } from '../tokens/index.ts'
import type { Frame, Relation, Span } from '../vocabulary/index.ts'
import { span } from '../vocabulary/index.ts'
import { type Stretch, surroundingsOf } from './frame-places.ts'
import { readCue } from './frame-stance.ts'
import { CueView } from './frame-view.ts'
import type { Tense } from './frame-when.ts'
import { surenessOfStance } from './stance-sureness.ts'

/**
 * How a statement was made: what its cue does, whether it is negated, and the words that tell to whom, where and when it
 * was said. Reads the words, tags, lemmas and entities around the cue; the time it takes is bounded by a constant and
 * the number of the relation's spans. Never throws on columns and relations that hold together.
 *
 * @param within for a nested statement the content of the one that holds it: words outside don't frame it.
 */
export function frameOf(tokens: Tokens, relation: Relation, within: readonly Span[] = []): Frame {
  const view = new CueView(tokens, relation, within)
  const reading = readCue(view)
  const { stance, negated, reported } = reading
  const { addressee, venue, when } = surroundingsOf(view)
  const spanOf = (stretch: Stretch | null): Span | null =>
    stretch === null ? null : span(tokens.from[stretch.first]!, tokens.to[stretch.end - 1]!)
  return {
    stance,
    stanceConfidence: surenessOfStance(reading),
    negated,
    reported,
    addressee: spanOf(addressee),
    venue: spanOf(venue),
    when: spanOf(when),
  }
}

/** On which side of the article's day a statement lies: "will tell" lies ahead of it. */
export function tenseOf(tokens: Tokens, relation: Relation): Tense {
  const view = new CueView(tokens, relation)
  for (let i = Math.max(view.from, view.first - 3); i < view.end; i++) {
    const word = view.lower(i)
    if (word === 'will' || word === "'ll" || word === 'shall' || word === 'wo') return 'future'
  }
  return 'past'
}
