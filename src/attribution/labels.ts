/**
 * Labels that tell what page or part of one it is, behind which nobody speaks: "Tarn Valley floods live: …",
 * "… – as it happened", "About Norvale Water: …", "Notes to editors: …".
 */
import { RoleTag, roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { setOf } from './clauses.ts'
import { DASH, type Phrases, type Stretch } from './phrases.ts'

/** The longest label, in tokens. */
const LONGEST = 9
const LIVE = setOf('live liveblog live-blog')
/** What live coverage is called by: "live updates". */
const COVERAGE = setOf(
  'update updates blog coverage commentary text reaction results latest report reports feed stream',
)
/** Who lives, where "live" is a verb: "Where we live: …". */
const DWELLERS = setOf('i we you they who people to can could will would must not where and')

/** Does a label of live coverage end before `end`: "… live", "… live updates", "… as it happened"? */
function endsLive(phrases: Phrases, { first, end }: Stretch): boolean {
  const last = end - 1
  if (phrases.lower(last) === 'happened' && phrases.lower(last - 1) === 'it' && phrases.lower(last - 2) === 'as')
    return last - 2 >= first
  const live = COVERAGE.has(phrases.lower(last)) && last > first ? last - 1 : last
  return LIVE.has(phrases.lower(live)) && !(live > first && DWELLERS.has(phrases.lower(live - 1)))
}

/** "About Norvale Water", "Notes to editors": what a press release has at its foot. */
function isFoot(phrases: Phrases, { first, end }: Stretch): boolean {
  const opening = phrases.lower(first)
  if (opening === 'about')
    return end - first > 1 && phrases.isCapital(first) && phrases.isNounPhrase({ first: first + 1, end })
  return (opening === 'note' || opening === 'notes') && /^editors?$/.test(phrases.lower(end - 1))
}

const parts = (word: string): boolean => word === ':' || word === '|' || DASH.test(word)

/** Where the words of a stretch begin behind a label; its own beginning where it has none. */
export function behindLabel(phrases: Phrases, { first, end }: Stretch): number {
  const limit = Math.min(end - 1, first + LONGEST)
  for (let i = first; i < limit && phrases.quote(i) === Quote.Outside; i++) {
    if (i === first || !parts(phrases.word(i))) continue
    const label = { first, end: i }
    return endsLive(phrases, label) || (phrases.word(i) === ':' && isFoot(phrases, label)) ? i + 1 : first
  }
  return first
}

/** Where a stretch ends before a label of live coverage behind a dash: "… – live"; its own end where it has none. */
export function beforeLabel(phrases: Phrases, { first, end }: Stretch): number {
  for (let i = end - 2; i > first + 1 && i >= end - LONGEST && phrases.quote(i) === Quote.Outside; i--) {
    if (!parts(phrases.word(i)) || phrases.word(i) === ':') continue
    return endsLive(phrases, { first: i + 1, end }) ? i : end
  }
  return end
}

/** Takes a label's words away from the tagger's spans, and with its source or cue the statement that they seemed to make. */
export function withoutLabels(phrases: Phrases, tags: Uint8Array): void {
  const { tokens } = phrases
  for (let p = 0; p < tokens.paragraphs; p++) {
    const sentence = phrases.sentence(tokens.sentence[tokens.paragraphStart[p]!]!)
    const start = behindLabel(phrases, sentence)
    const stop = beforeLabel(phrases, { first: start, end: sentence.end })
    if (stop < sentence.end) tags.fill(RoleTag.Outside, stop, sentence.end)
    if (start === sentence.first) continue
    let speaks = false
    for (let i = sentence.first; i < start; i++) speaks ||= isSpeech(tags[i]!)
    let told = false
    for (let i = start; i < stop; i++) told ||= roleOf(tags[i]!) === 'cue' && tags[i] === RoleTag.BeginCue
    tags.fill(RoleTag.Outside, sentence.first, speaks && !told ? stop : start)
    if (tags[start] === RoleTag.InsideContent) tags[start] = RoleTag.BeginContent
    else
      for (let i = start; i < stop && (tags[i] === RoleTag.InsideCue || tags[i] === RoleTag.InsideSource); i++)
        tags[i] = RoleTag.Outside
  }
}

const isSpeech = (tag: number): boolean => roleOf(tag) === 'source' || roleOf(tag) === 'cue'
