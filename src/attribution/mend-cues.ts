/** Mends a tagged cue: without the day it was said on, with the words that belong to the verb. */
import { RoleTag, roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { OPENS_CLAUSE, setOf, TIME } from './clauses.ts'
import { leadsOn, occasionEnd } from './occasions.ts'
import type { Phrases, Stretch } from './phrases.ts'

/** Where posts are posted. */
const PLATFORMS = setOf(`x twitter facebook instagram tiktok telegram linkedin threads bluesky mastodon reddit youtube
  snapchat weibo whatsapp`)
const SPANS_OF_TIME = setOf('week month year night spring summer autumn fall winter morning afternoon evening weekend')
/** Preposition behind a cue that belongs to it: "asked for nine years". */
const TAKES: Readonly<Record<string, string>> = { ask: 'for', call: 'for' }

/** Sets the cue's end: no "on Friday", but "to know" and "posted on X". */
export function cueEnd(phrases: Phrases, tags: Uint8Array, { first, end }: Stretch): Stretch {
  const last = phrases.lower(end - 1)
  if (TIME.has(last) && end - 1 > first) {
    const stop = phrases.lower(end - 2) === 'on' && end - 2 > first ? end - 2 : end - 1
    tags.fill(RoleTag.Outside, stop, end)
    return { first, end: stop }
  }
  const time = timeAtEnd(phrases, first, end)
  if (time < end) {
    tags.fill(RoleTag.Outside, time, end)
    return { first, end: time }
  }
  const occasion = occasionWithin(phrases, tags, { first, end })
  if (occasion < end) return { first, end: occasion }
  let stop = end
  const lemma = phrases.lemma(end - 1)
  const wants = lemma === 'demand' || lemma === 'want' || lemma === 'ask'
  if (
    wants &&
    phrases.lower(end) === 'to' &&
    phrases.lower(end + 1) === 'know' &&
    OPENS_CLAUSE.has(phrases.lower(end + 2))
  )
    stop = end + 2
  else if (lemma === 'post' && phrases.lower(end) === 'on' && PLATFORMS.has(phrases.lower(end + 1))) stop = end + 2
  else if (TAKES[lemma] === phrases.lower(end) && tags[end] === RoleTag.BeginContent && !hasTo(phrases, end))
    stop = end + 1
  if (stop === end) return { first, end }
  const goesOn = roleOf(tags[stop]!) === 'content' && tags[stop] === RoleTag.InsideContent
  tags.fill(RoleTag.InsideCue, end, stop)
  if (goesOn) tags[stop] = RoleTag.BeginContent
  return { first, end: stop }
}

/** Where "last week", "late" before "on Thursday", "under oath" begins at the end of a cue; its end where there is none. */
function timeAtEnd(phrases: Phrases, first: number, end: number): number {
  const last = phrases.lower(end - 1)
  const before = phrases.lower(end - 2)
  if (end - first > 2 && /^(?:last|this|next)$/.test(before) && SPANS_OF_TIME.has(last)) return end - 2
  if (end - first > 2 && before === 'under' && last === 'oath') return end - 2
  const late = last === 'late' || last === 'early'
  return late && end - first > 1 && phrases.lower(end) === 'on' ? end - 1 : end
}

/**
 * "… said in an interview with | a wire service.": neither the occasion nor whom it was with is said. Takes both away
 * and returns where the cue ends without them; its end where they are none of its own.
 */
function occasionWithin(phrases: Phrases, tags: Uint8Array, { first, end }: Stretch): number {
  if (tags[end] !== RoleTag.BeginContent || phrases.quote(end) !== Quote.Outside || !leadsOn(phrases, end - 1))
    return end
  for (let at = first + 1; at < end - 1; at++) {
    if (occasionEnd(phrases, at, end - 1) !== end - 1) continue
    let stop = end + 1
    while (stop < tags.length && tags[stop] === RoleTag.InsideContent) stop++
    if (phrases.nounEnd(end, stop) !== stop) return end
    tags.fill(RoleTag.Outside, at, stop)
    return at
  }
  return end
}

/** "Asked for the bank to be closed": the one meant to act belongs to the content. */
function hasTo(phrases: Phrases, first: number): boolean {
  for (let i = first; i < first + 8; i++) if (phrases.lower(i) === 'to') return true
  return false
}
