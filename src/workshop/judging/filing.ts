/** Puts what a judge said beside what was drawn: places and standing from `compare`, verdict and reason from the judge. */
import { AscribeError, type Family, type Finding, type Span } from '../../vocabulary/index.ts'
import type { JudgedPlace, Judgement, JudgeVerdict } from './judgements.ts'

/** What a judge hands in of each item of the sheet. */
export interface HandedIn {
  readonly id: string
  readonly verdict: JudgeVerdict
  readonly reason: string
}

const offsets = (spans: readonly Span[]): JudgedPlace['spans'] => spans.map(({ from, to }) => [from, to] as const)

/** The judgement of one family or finding by one judge. */
export function judgementOf(drawn: Family | Finding, { verdict, reason }: HandedIn, judge: string): Judgement {
  const { id, standing } = drawn
  const said = { verdict, reason: reason.trim(), judge }
  if ('variants' in drawn) {
    const evidence = drawn.variants.map(({ report, spans }) => ({
      role: 'variant',
      article: report,
      spans: offsets(spans),
    }))
    return { id, kind: 'family', standing, confidence: null, ...said, evidence }
  }
  const evidence = drawn.evidence.map(({ role, article, spans }) => ({ role, article, spans: offsets(spans) }))
  return { id, kind: drawn.kind, standing, confidence: drawn.confidence, ...said, evidence }
}

/**
 * All of a judge's sheet, in the order of what was drawn. Throws AscribeError `bad-corpus` where an item was left
 * unjudged (choosing what to judge would choose the figure), judged twice, or never drawn.
 */
export function fileSheet(
  drawn: readonly (Family | Finding)[],
  handedIn: readonly HandedIn[],
  judge: string,
): Judgement[] {
  const wrong = (id: string, what: string): never => {
    throw new AscribeError('bad-corpus', `${id} was ${what}`, 'hand in one verdict for each item that was drawn')
  }
  const said = new Map<string, HandedIn>()
  for (const one of handedIn) {
    if (said.has(one.id)) wrong(one.id, 'judged twice')
    said.set(one.id, one)
  }
  const ids = new Set(drawn.map(({ id }) => id))
  for (const id of said.keys()) if (!ids.has(id)) wrong(id, 'judged and not drawn')
  return drawn.map(one => judgementOf(one, said.get(one.id) ?? wrong(one.id, 'drawn and not judged'), judge))
}
