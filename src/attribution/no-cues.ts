/** Verbs that say nothing: what is scheduled, done, denied by an act, or only called by a name. */
import { PENN_INDEX, Quote } from '../tokens/index.ts'
import { hasVerb, OPENS_CLAUSE, setOf, VBG, VBN } from './clauses.ts'
import { COMMON, FINITE, type Phrases, type Stretch } from './phrases.ts'
import { REPORTING } from './verbs.ts'

/** What is denied by an act, not in words: "denied visas to nine violinists". */
const DENIED_BY_ACT = setOf(`visa access entry request permission parole bail asylum application permit appeal motion
  petition service boarding admission passport licence license loan`)
/**
 * Verbs for what is done with the hands, the feet, the eyes or money: with a plain thing behind them they tell an act.
 * Of those that PolNeAR's train articles have, annotators marked fewer than one in twenty with such an object.
 */
const ACTS = setOf(`farm fish mend inspect repair sail row swim climb cook bake milk harvest plant water dig weld ride
  cycle skate sweep polish stack load unload haul tow lift carry pull drag pour fill empty paint sew knit cut
  chop saw burn bury build rebuild demolish dismantle own rent lease buy sell spend earn lose gain pay owe cost donate
  lend invest collect gather fetch receive obtain wear marry divorce adopt raise open teach attend enter leave join meet visit
  host manage run chair oversee staff employ hire face suffer survive endure escape flee chase catch capture arrest kill
  shoot stab hit beat defeat win score finish cross reach board land drive fly travel head move arrive descend live sit
  stand sleep work serve die drown fall rise grow break close lock search guard patrol treat heal operate cause start begin
  end clean wash feed eat drink drop throw kick star perform participate compete graduate contribute benefit interrupt
  replace edit cancel accompany conduct play watch hold keep bring take put get have wait interview`)
/** Behind them even a verb of doing may lead to what is thought: "took the view", "made the claim". */
const SPOKEN = setOf(`view claim case point stand position opinion belief hope fear concern doubt question statement
  promise pledge vow threat comment remark accusation allegation aim issue exception responsibility credit blame swipe
  shot jab side offense offence faith plan say word news conference briefing speech talk debate rally call letter
  conversation discussion court interview note tone message idea notion evidence respect regard sympathy`)
/** The longest name in marks, in tokens. */
const NAME = 7

/** Nothing but a title in marks: "Morning Table". */
function isTitle(phrases: Phrases, { first, end }: Stretch): boolean {
  if (phrases.quote(first) !== Quote.Open || phrases.tokens.quotePartner[first] !== end - 1) return false
  if (end - first > NAME) return false
  for (let i = first + 1; i < end - 1; i++) if (phrases.word(i).length > 3 && !phrases.isCapital(i)) return false
  return phrases.isCapital(first + 1) && phrases.isCapital(end - 2)
}

/** "Left out" says something that "left" does not. */
const PARTICLE = PENN_INDEX.get('RP')!

/** "Inspected the dam": a verb of doing and a thing, no clause and nothing quoted. */
function isAct(phrases: Phrases, cue: Stretch, content: Stretch): boolean {
  if (content.first < cue.end || OPENS_CLAUSE.has(phrases.lower(content.first))) return false
  let verb = -1
  for (let i = cue.first; i < cue.end; i++) if (phrases.isVerb(i)) verb = i
  if (verb < 0 || !ACTS.has(phrases.lemma(verb)) || hasVerb(phrases, content)) return false
  for (let i = cue.first; i < cue.end; i++)
    if (SPOKEN.has(phrases.lemma(i)) || phrases.is(i, COMMON) || phrases.tokens.tag[i] === PARTICLE) return false
  for (let i = content.first; i < content.end; i++) {
    if (phrases.quote(i) !== Quote.Outside || SPOKEN.has(phrases.lemma(i))) return false
  }
  return phrases.tokens.tag[content.first] !== VBG
}

/** Things are done to what stands before: "the report was published", "the gardener was dismissed". */
const DONE = setOf('publish release deliver dismiss appoint call name')

function isDone(phrases: Phrases, cue: Stretch, content: Stretch): boolean {
  const verb = cue.end - 1
  if (content.end > cue.first || verb === cue.first || hasVerb(phrases, content)) return false
  const passive = phrases.tokens.tag[verb] === VBN && phrases.quote(content.first) === Quote.Outside
  return passive && (DONE.has(phrases.lemma(verb)) || ACTS.has(phrases.lemma(verb)))
}

/**
 * Is this cue no cue: "is scheduled to begin", "denied visas to …", a goat called "Minister" won?
 * The tagger knows the verbs; what they are about makes them acts and names.
 *
 * @param alone there is no source and no other content
 */
export function isNoCue(phrases: Phrases, cue: Stretch, content: Stretch, alone = false): boolean {
  const { tokens } = phrases
  const lemma = phrases.lemma(cue.end - 1)
  if (lemma === 'schedule' || isAct(phrases, cue, content)) return true
  if (alone && isDone(phrases, cue, content)) return true
  let reports = false
  for (let i = cue.first; i < cue.end; i++) reports ||= REPORTING.has(phrases.lemma(i))
  if (!reports && isTitle(phrases, content)) return true
  if (lemma === 'deny' && content.first === cue.end) {
    const end = phrases.nounEnd(content.first, content.end)
    return end > content.first && DENIED_BY_ACT.has(phrases.lemma(end - 1))
  }
  if (lemma !== 'call' && lemma !== 'name' && lemma !== 'dub') return false
  const close = phrases.quote(content.first) === Quote.Open ? tokens.quotePartner[content.first]! : -1
  return close >= 0 && close - content.first < NAME && close + 1 < content.end && phrases.is(close + 1, FINITE)
}
