import { type Span, span } from '../vocabulary/index.ts'
import type { Report } from './report.ts'

/** Where a report corrects or withdraws something: a paragraph of it. */
export interface CorrectionNotice {
  readonly article: string
  readonly span: Span
  /** Words that it says were wrong: "not Rushton", "not three". */
  readonly denied: readonly string[]
  /** It stands in a column of corrections, or says of itself that it corrects. */
  readonly declared: boolean
}

/** Headlines of columns and reports that correct. */
const COLUMN =
  /(?:^\W*|[:|–—-]\s+)(?:corrections?\b|clarifications?\b|retractions?\b|errat(?:um|a)\b|apolog(?:y|ies)\b|putting (?:it|things|this|that) right\b|setting (?:it|the record) straight\b|putting the record straight\b|for the record\b|we got (?:it|this|that) wrong\b|we were wrong\b|(?:we(?:['’]re| are) )?sorry\b|editor['’]?s['’]? note\b|amendment\b)/i

/** A paragraph that says of itself that it corrects. */
const DECLARED =
  /^\W*(?:correction|clarification|retraction|amendment|erratum)\b|^\W*editor['’]?s['’]? note\b.*\b(?:article|story|report|headline)\b.*\b(?:incorrect|wrong|misstated|misattributed|erroneous|mistaken|inaccurate)|\b(?:an earlier|a previous|the original|an earlier published|this|the online) version of (?:this|the|our) (?:article|story|report|post|headline|column)\b.*\b(?:said|stated|gave|misstated|misattributed|misidentified|misspelled|misquoted|incorrectly|wrongly|mistakenly|attributed|reported)\b|\bwe (?:regret|apologi[sz]e for) the (?:error|mistake)\b/i

/** "CORRECTION:" by itself announces what follows; "Correction appended" says that it stands further down. */
const HEADING = /^\W*(?:corrections?|clarifications?|retraction|editor['’]?s['’]? note|correction appended)\W*$/i
const APPENDED = /appended/i

/** The paper says of itself that it was wrong. */
const OWN =
  /\b(?:we|our (?:report|article|story|headline)|(?:the|this) newspaper|the same report)\b[^.]*\b(?:wrongly|incorrectly|mistakenly|in error|misattributed|misquoted|misstated|misspel(?:led|t)|mixed up|retract(?:s|ed)?|withdraws?|withdrew|take (?:it|this|that|them) back|took back|should (?:not|never) have|(?:printed|said|reported|published) the opposite)\b/i

/** What within a column of corrections says that something was wrong. */
const FAULT =
  /\b(?:wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|mistakes?|misattributed|misquoted|misspel(?:led|t)|misstated|misidentified|mistranslated|erroneous(?:ly)?|errors?|mixed up|confused|untrue|not true|inaccurate(?:ly)?|withdraw(?:s|n)?|withdrew|retract(?:s|ed)?|back|opposite|should (?:not|never|also|instead)? ?have|(?:right|correct|true|proper) (?:figure|number|name|date|sum|word|title|age|spelling|year)s?|dropped|lost|omitted|left out|missing|(?:we|report|story|article|headline) (?:also )?(?:said|wrote|printed|reported|stated|quoted|gave|called|described|named|claimed)|(?:did|has|have|was|were|is|are) not|said no such thing|rather than|instead of|no ground|never)\b|, (?:and )?not\b/i

/** What stands in quotation marks is what somebody said, not what the paper says of itself. */
const QUOTED = /“[^”]*”|"[^"]*"|‘[^’]*’/g

/** "…, not Captain Rushton", "two million, not three", "and not 240,000". */
const DENIED = /(?:,|;|\band) not ((?:[\p{L}\p{N}][\p{L}\p{N}.,'’-]*\s?){1,5})/giu

/** The paragraphs in which a report corrects, withdraws or clarifies what its outlet published. */
export function noticesIn({ id, text, title, blocks }: Report): CorrectionNotice[] {
  const headline = blocks.find(({ kind }) => kind === 'headline')
  // From here on, what says that something was wrong says it of the paper.
  let column =
    COLUMN.test(title ?? '') ||
    (headline !== undefined && COLUMN.test(text.slice(headline.span.from, headline.span.to)))
  const notices: CorrectionNotice[] = []
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue
    for (const [from, to] of paragraphsOf(text, block.span)) {
      const own = text.slice(from, to).replace(QUOTED, ' … ')
      if (HEADING.test(own)) {
        column ||= !APPENDED.test(own)
        continue
      }
      const declared = DECLARED.test(own)
      if (!declared && !OWN.test(own) && !(column && FAULT.test(own))) continue
      const denied = [...own.matchAll(DENIED)].map(([, words]) => words!.trim())
      notices.push({ article: id, span: span(from, to), denied, declared: declared || column })
    }
  }
  return notices
}

/** A block's paragraphs: it may hold several lines. */
function paragraphsOf(text: string, { from, to }: Span): [number, number][] {
  return [...text.slice(from, to).matchAll(/\S[^\n]*/g)].map(({ 0: line, index }) => {
    const begin = from + index
    return [begin, begin + line.trimEnd().length]
  })
}
