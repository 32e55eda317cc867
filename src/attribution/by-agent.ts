/** Statements in the passive that name who makes them behind "by": "was denied by the bishop". */
import { roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { BE, hasVerb, setOf, subjectBefore, VBN } from './clauses.ts'
import { ADVERB, type Found, type Phrases, type Stretch } from './phrases.ts'

/** What is said is the subject: "the report was denied by". */
const SAID = setOf('deny confirm announce dispute reject dismiss')
/** The subject is told what follows: "parents were told by the school that". */
const TOLD = setOf('tell inform assure remind warn notify')
/** The subject is to act, or is said to have acted: "were ordered by the ministry to", "was accused by them of". */
const MADE = setOf('order instruct ask urge accuse direct command advise')
/** What is denied, and no door or visa. */
const SAYINGS =
  setOf(`report allegation claim accusation rumour rumor suggestion charge story account news plan decision
  closure cut deal sale resignation arrest death launch merger result date delay visit figure agreement appointment`)

export function byAgent(phrases: Phrases, { first, end }: Stretch, by: number, tags: Uint8Array, found: Found[]): void {
  const { tokens } = phrases
  const verb = by - 1
  const lemma = phrases.lemma(verb)
  if (verb <= first + 1 || tokens.tag[verb] !== VBN || phrases.quote(by) !== Quote.Outside) return
  const said = SAID.has(lemma)
  if (!said && !TOLD.has(lemma) && !MADE.has(lemma)) return
  let aux = verb
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  while (aux < verb && phrases.is(aux, ADVERB)) aux++
  const subject = aux === verb ? null : subjectBefore(phrases, first, aux)
  if (subject === null) return
  const rest = { first: by + 1, end }
  const whole = phrases.isNounPhrase(rest, 12) ? end : phrases.nounEnd(by + 1, end)
  if (whole === by + 1) return
  for (let i = by + 1; i < whole; i++) if (roleOf(tags[i]!) === 'source') return
  const source = { first: by + 1, end: whole }
  const cue = { first: aux, end: by + 1 }
  const next = phrases.lower(whole)
  if (said) {
    let sayings = false
    for (let i = subject.first; i < subject.end; i++) sayings ||= SAYINGS.has(phrases.lemma(i))
    if (!sayings || (whole < end && hasVerb(phrases, { first: whole, end }))) return
    found.push({ source, cue, content: [subject], kind: null, rule: 'by agent, said' })
    return
  }
  const content = { first: whole, end }
  if (end - whole < 2) return
  if (TOLD.has(lemma)) {
    if (next !== 'that' && next !== 'to' && next !== 'not' && next !== 'how' && next !== 'why') return
    found.push({ source, cue, content: [content], kind: null, rule: 'by agent, told' })
    return
  }
  if (next !== 'to' && next !== 'of' && next !== 'not') return
  found.push({ source, cue, content: [subject, content], kind: null, rule: 'by agent, made' })
}
