/** Mends the tagger's spans around each cue, and fills the quotations that stand alone. */
import { RoleTag } from '../tagging/index.ts'
import { LONGEST } from './clauses.ts'
import { ownQuotations } from './formats.ts'
import { withoutLabels } from './labels.ts'
import { hearer, leadingPhrase, quotationBefore, wholeClause, withoutHearer } from './mend-around.ts'
import {
  aroundTag,
  contentBefore,
  coordinated,
  introduced,
  relative,
  resumed,
  speaking,
  told,
} from './mend-contents.ts'
import { cueEnd } from './mend-cues.ts'
import { expletive, overClause, sourceAfter, sourceBefore } from './mend-sources.ts'
import type { Phrases, Stretch } from './phrases.ts'

/**
 * Mends the spans of a tagging where the form of the sentence is plain: the one told is no part of what is told,
 * "in an interview" no part of the source, an appositive no less than the name beside it. Returns a copy.
 */
export function mended(phrases: Phrases, before: Uint8Array): Uint8Array {
  const tags = before.slice()
  const { tokens } = phrases
  withoutLabels(phrases, tags)
  for (let i = 0; i < tokens.size; i++) {
    if (tags[i] === RoleTag.BeginCue) {
      let end = i + 1
      while (end < tokens.size && tags[end] === RoleTag.InsideCue) end++
      const sentence = phrases.sentence(tokens.sentence[i]!)
      if (sentence.end - sentence.first <= LONGEST) mendAtCue(phrases, tags, { first: i, end })
    }
  }
  for (const { first, end } of ownQuotations(phrases)) {
    let free = true
    for (let i = first; i < end; i++) free &&= tags[i] === RoleTag.Outside
    if (!free) continue
    tags.fill(RoleTag.InsideContent, first, end)
    tags[first] = RoleTag.BeginContent
  }
  return tags
}

/** The order matters: what one rule takes away or adds, the next ones see. */
function mendAtCue(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const ends = cueEnd(phrases, tags, { first: cue.first, end: withoutHearer(phrases, tags, cue) })
  told(phrases, tags, ends)
  expletive(phrases, tags, ends)
  const tagged = aroundTag(phrases, tags, ends)
  overClause(phrases, tags, ends)
  sourceBefore(phrases, tags, ends, tagged)
  sourceAfter(phrases, tags, ends)
  contentBefore(phrases, tags, ends)
  speaking(phrases, tags, ends)
  resumed(phrases, tags, ends)
  introduced(phrases, tags, ends)
  relative(phrases, tags, ends)
  coordinated(phrases, tags, ends)
  leadingPhrase(phrases, tags, ends)
  quotationBefore(phrases, tags, ends)
  hearer(phrases, tags, ends)
  wholeClause(phrases, tags, ends)
}
