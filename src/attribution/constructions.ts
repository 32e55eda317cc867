/** The relations that the form of a sentence gives away, whatever the tagger made of it. */
import { Quote } from '../tokens/index.ts'
import { feeling, PASSING, passedOn, placard, stated } from './bearers.ts'
import { byAgent } from './by-agent.ts'
import { LONGEST, VBN } from './clauses.ts'
import { accordingTo, closer, dashed, opening, uprightCloser } from './closers.ts'
import { HELD, held, heldThat, quotedAs, reportedly, SURFACE, surfaced } from './hearsay.ts'
import { beforeLabel, behindLabel } from './labels.ts'
import { DASH, type Found, type Phrases, type Stretch } from './phrases.ts'

/** The relations that the form of a sentence gives away; `tags` are the tagger's. */
export function constructionsIn(phrases: Phrases, tags: Uint8Array): Found[] {
  const { tokens } = phrases
  const found: Found[] = []
  for (let s = 0; s < tokens.sentences; s++) {
    const whole = phrases.sentence(s)
    if (whole.end - whole.first > LONGEST) continue
    const sentence = unlabelled(phrases, whole)
    closer(phrases, sentence, tags, found)
    uprightCloser(phrases, sentence, tags, found)
    for (let i = sentence.first; i < sentence.end; i++) {
      const word = phrases.lower(i)
      if (i === sentence.first) opening(phrases, sentence, tags, found)
      if ((word === 'quoted' || word === 'cited') && tokens.tag[i] === VBN) quotedAs(phrases, sentence, i, found)
      else if (word === 'according' && phrases.lower(i + 1) === 'to') accordingTo(phrases, sentence, i, found)
      else if (word === 'that' && HELD.has(phrases.lower(i - 1))) heldThat(phrases, sentence, i, found)
      else if (word === 'that') stated(phrases, sentence, i, tags, found)
      else if (word === 'to' && HELD.has(phrases.lower(i - 1))) held(phrases, sentence, i, found)
      else if (SURFACE.has(phrases.lemma(i))) surfaced(phrases, sentence, i, found)
      else if (word === 'by') byAgent(phrases, sentence, i, tags, found)
      else if (word === 'reportedly') reportedly(phrases, sentence, i, tags, found)
      else if (PASSING.has(word)) passedOn(phrases, sentence, i, found)
      else if (word === 'among') feeling(phrases, sentence, i, found)
      else if (phrases.quote(i) === Quote.Open) placard(phrases, sentence, i, found)
      else if (DASH.test(word)) dashed(phrases, i, found)
    }
  }
  return found
}

/** A sentence without a label at either end: "Strike live: 'We stay out', says union". */
function unlabelled(phrases: Phrases, whole: Stretch): Stretch {
  const first = behindLabel(phrases, whole)
  return { first, end: beforeLabel(phrases, { first, end: whole.end }) }
}
