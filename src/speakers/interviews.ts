/**
 * Interviews set without names: questions in paragraphs of their own, bold, italic or plain, and answers between them.
 * Nothing in such a text says who answers, and it is never its author.
 */
import { Quote, type Tokens } from '../tokens/index.ts'

/** A question asked in an interview is no longer, in tokens. */
const LONGEST = 80
/** So many questions make an interview. */
const FEWEST = 2
const ASKED = new Set(['you', 'your', 'yours', 'yourself'])
const EMPHASIS = /^[*_]/
const QUESTION = /\?["”’')\]]{0,2}[*_]{0,3}$/

/** What a paragraph looks like. */
interface Look {
  readonly asks: boolean
  readonly emphasised: boolean
  /** Whether it speaks to somebody: "you". */
  readonly addresses: boolean
}

function lookAt(t: Tokens, p: number): Look {
  const first = t.paragraphStart[p]!
  const end = t.paragraphStart[p + 1]!
  if (end <= first) return { asks: false, emphasised: false, addresses: false }
  const head = t.text.slice(t.from[first]!, t.from[first]! + 1)
  const to = t.to[end - 1]!
  const tail = t.text.slice(Math.max(t.from[first]!, to - 6), to)
  const emphasised = EMPHASIS.test(head) && tail.endsWith(head)
  const asks = end - first <= LONGEST && t.quote[first] === Quote.Outside && QUESTION.test(tail)
  let addresses = false
  for (let i = first; asks && i < end; i++) addresses ||= ASKED.has(t.lowerWord(i))
  return { asks, emphasised, addresses }
}

/** For each paragraph 1 where it answers in an interview without names; the same for none of them elsewhere. */
export function answersIn(t: Tokens): Uint8Array {
  const looks = Array.from({ length: t.paragraphs }, (_, p) => lookAt(t, p))
  const answers = new Uint8Array(t.paragraphs)
  const questions = looks.filter((look, p) => look.asks && looks[p + 1]?.asks === false)
  const bold = questions.filter(look => look.emphasised).length >= FEWEST
  if (questions.length < FEWEST || !(bold || questions.some(look => look.addresses))) return answers
  const begins = looks.findIndex(look => look.asks && (!bold || look.emphasised))
  // In an interview with bold questions a bold paragraph without a question mark is the interviewer's, too.
  for (let p = begins + 1; p < t.paragraphs; p++) {
    const { asks, emphasised } = looks[p]!
    answers[p] = asks || (bold && emphasised) ? 0 : 1
  }
  return answers
}
