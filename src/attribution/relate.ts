import { isInside, RoleTag, roleOf } from '../tagging/index.ts'
import { Gap, Quote, type Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import { inTextOrder, span } from '../vocabulary/index.ts'
import { constructionsIn } from './constructions.ts'
import { formatsIn, ownQuotations } from './formats.ts'
import { type Group, groupsOf } from './groups.ts'
import { isStrayMark, kindOf } from './kind.ts'
import { Layout } from './layout.ts'
import { linksOf } from './link.ts'
import { withoutTold } from './mend-around.ts'
import { mended } from './mending.ts'
import type { LinkModel } from './model.ts'
import { isNoCue } from './no-cues.ts'
import { type Found, Phrases, type Stretch } from './phrases.ts'
import { piecesOf } from './pieces.ts'
import { VerdictFeatures, verdictOf } from './verdict.ts'

/** How sure a relation is that the form of a sentence or text gives away. */
const PLAIN = 0.8
/** How sure it is that a quotation that stands alone is somebody's statement. */
const ALONE = 0.6

/** A relation in the making. */
interface Draft {
  readonly source: readonly Stretch[]
  readonly cue: readonly Stretch[]
  readonly content: readonly Stretch[]
  readonly found: Found | null
  readonly confidence: number
}

/**
 * Ties tagged tokens into relations, in the order of their first spans.
 *
 * Every cue that got a content makes one relation, with at most one source; several cues may share a source
 * ("he said X, adding that Y"). A content that no cue wants makes a relation of its own, with the free source
 * beside it if there is one. A cue without a content, and a source without either, tell nothing and are left out.
 * With a model and confidences, so are relations that are more likely wrong than worth telling.
 *
 * What the form of a sentence or of the text gives away (`constructionsIn`, `formatsIn`) comes before what the
 * tagger makes of it. A relation may lie within the content of one so found; parents are not set here (see `layersOf`).
 *
 * @param tags a `RoleTag` per token.
 * @param model the trained linker; without it hand-set costs decide and nothing is judged.
 * @param confidence the probability of each token's tag; without it nothing is judged and every relation has
 *   confidence 1.
 */
export function relate(
  tokens: Tokens,
  tags: Uint8Array,
  model: LinkModel | null = null,
  confidence: Float32Array | null = null,
): Relation[] {
  const phrases = new Phrases(tokens)
  const { rest, found, read } = formsFirst(phrases, tags)
  const layout = new Layout(tokens, piecesOf(tokens, rest))
  const features = new VerdictFeatures()
  const scores = new Float64Array(1)
  const made: Draft[] = []
  for (const group of groupsOf(layout, linksOf(layout, model === null ? null : model.links))) {
    const isPlain = group.cue !== null && read.has(group.cue.first)
    const sole = group.source === null && group.content.length === 1
    if (group.cue !== null && !isPlain && isNoCue(phrases, group.cue, group.content[0]!, sole)) continue
    let sureness = 1
    if (confidence !== null && model !== null && model.verdict.rows > 0) {
      features.fill(layout, group, kindOf(tokens, spansOf(tokens, group.content)), confidence)
      sureness = verdictOf(model.verdict, features, scores)
      if (isPlain) sureness = Math.max(sureness, PLAIN)
      if (sureness < model.least) continue
    } else if (confidence !== null) sureness = leastSure(group, confidence)
    const finished = finishedBefore(phrases, group) ? [group.content[0]!] : []
    for (const quotation of finished) made.push(draftOf(alone(quotation), sureness))
    made.push({
      source: group.source === null ? [] : [group.source],
      cue: group.cue === null ? [] : [group.cue],
      content: withoutTold(phrases, group.cue, group.content.slice(finished.length)),
      found: null,
      confidence: sureness,
    })
  }
  for (const one of found) made.push(draftOf(one, PLAIN))
  const drafts = continued(phrases, made)
  const told = new Uint8Array(tokens.size)
  for (const { source, cue, content } of drafts)
    for (const { first, end } of [...source, ...cue, ...content]) told.fill(1, first, end)
  for (const quotation of ownQuotations(phrases)) {
    if (told.subarray(quotation.first, quotation.end).some(x => x > 0)) continue
    drafts.push(draftOf(alone(quotation), ALONE))
  }
  return relationsOf(tokens, drafts)
}

const alone = (quotation: Stretch): Found => ({
  source: null,
  cue: null,
  content: [quotation],
  kind: null,
  rule: 'alone',
})

/**
 * Is the first content a quotation that a full stop ended before a sentence with a content of its own began:
 * "We open at nine." The manager said no dogs were allowed?
 */
function finishedBefore(phrases: Phrases, { source, cue, content }: Group): boolean {
  const [quotation, own] = content
  if (source === null || cue === null || quotation === undefined || own === undefined) return false
  if (quotation.end > Math.min(source.first, cue.first) || own.first < cue.end) return false
  if (phrases.quote(own.first) !== Quote.Outside || phrases.quote(quotation.end - 1) !== Quote.Close) return false
  return phrases.quote(quotation.first) === Quote.Open && phrases.word(quotation.end - 2) === '.'
}

const draftOf = (found: Found, confidence: number): Draft => ({
  source: found.source === null ? [] : [found.source],
  cue: found.cue === null ? [] : [found.cue],
  content: found.content,
  found,
  confidence,
})

/** A content with a quotation mark at its edge whose fellow is lost. */
function withStrayMark(tokens: Tokens, { first, end }: Stretch): Stretch {
  const { gap, quote, paragraph } = tokens
  const isFree = (i: number, inner: number) =>
    isStrayMark(tokens, i) && quote[i] === Quote.Outside && paragraph[i] === paragraph[inner]
  return {
    first: gap[first] === Gap.None && isFree(first - 1, first) ? first - 1 : first,
    end: end < tokens.size && gap[end] === Gap.None && isFree(end, end - 1) ? end + 1 : end,
  }
}

/** Relations in the order of their first spans. */
function relationsOf(tokens: Tokens, drafts: readonly Draft[]): Relation[] {
  const made = drafts.map(draft => {
    const content = spansOf(
      tokens,
      draft.content.map(stretch => withStrayMark(tokens, stretch)),
    )
    return {
      source: spansOf(tokens, draft.source),
      cue: spansOf(tokens, draft.cue),
      content,
      kind: draft.found?.kind ?? kindOf(tokens, content),
      parent: null,
      confidence: draft.confidence,
    }
  })
  made.sort((a, b) => inTextOrder(firstOf(a), firstOf(b)) || inTextOrder(a.content[0]!, b.content[0]!))
  return made
}

/**
 * What the forms give away, and the tags that are left for the linker. A found relation that the tagger has read just
 * so is left to the linker, who knows what else belongs to it; `read` holds the first tokens of their cues.
 */
export function formsFirst(
  phrases: Phrases,
  tags: Uint8Array,
): { rest: Uint8Array; found: Found[]; read: Set<number> } {
  const { tokens } = phrases
  const rest = mended(phrases, tags)
  const found: Found[] = []
  const read = new Set<number>()
  const taken = new Uint8Array(tokens.size)
  for (const one of [...formatsIn(phrases), ...constructionsIn(phrases, rest)]) {
    const fixed = [one.source, one.cue].filter(x => x !== null)
    // Odd text may leave a rule with nothing in one of its parts: then it has found nothing.
    if (one.content.length === 0 || [...fixed, ...one.content].some(({ first, end }) => first >= end)) continue
    if (fixed.some(({ first, end }) => taken.subarray(first, end).some(x => x > 0))) continue
    if (one.kind === null && isRead(tokens, rest, one)) {
      if (one.cue !== null) read.add(one.cue.first)
      continue
    }
    for (const { first, end } of fixed) taken.fill(1, first, end)
    found.push(one)
  }
  for (const one of found) clear(tokens, rest, one)
  return { rest, found, read }
}

/** Has the tagger the very same pieces? */
function isRead(tokens: Tokens, tags: Uint8Array, { source, cue, content }: Found): boolean {
  const is = (stretch: Stretch | null, begin: number): boolean => {
    if (stretch === null) return true
    const { first, end } = stretch
    if (tags[first] !== begin) return false
    for (let i = first + 1; i < end; i++) if (tags[i] !== begin + 1) return false
    return end >= tokens.size || tags[end] !== begin + 1
  }
  return is(source, RoleTag.BeginSource) && is(cue, RoleTag.BeginCue) && content.every(c => is(c, RoleTag.BeginContent))
}

/** Takes a found relation's tokens from the linker, but for the statements within its content. */
function clear(tokens: Tokens, tags: Uint8Array, { source, cue, content }: Found): void {
  const all = [source, cue, ...content].filter(x => x !== null).sort((a, b) => a.first - b.first)
  const first = all[0]!.first
  let end = all.at(-1)!.end
  while (end < tokens.size && isInside(tags[end]!) && tokens.paragraph[end] === tokens.paragraph[first]) end++
  const inner = content.filter(c => holdsCue(tags, c))
  let at = first
  for (const { first: from, end: to } of inner) {
    tags.fill(RoleTag.Outside, at, from)
    at = to
  }
  tags.fill(RoleTag.Outside, at, end)
}

const holdsCue = (tags: Uint8Array, { first, end }: Stretch): boolean => {
  for (let i = first; i < end; i++) if (roleOf(tags[i]!) === 'cue') return true
  return false
}

/**
 * A quotation that goes on in the next paragraph, whose opening mark is written again while the one before was never
 * closed, is one statement with it.
 */
function continued(phrases: Phrases, drafts: readonly Draft[]): Draft[] {
  const { tokens } = phrases
  const { quote, quotePartner, paragraph, paragraphStart } = tokens
  const ends = new Map<number, Draft>()
  const begins = new Map<number, Draft>()
  const index = (draft: Draft, { first, end }: Stretch) => {
    begins.set(first, draft)
    ends.set(end, draft)
  }
  for (const draft of drafts) for (const stretch of draft.content) index(draft, stretch)
  const runEnd = (open: number): number => {
    const limit = paragraphStart[paragraph[open]! + 1]!
    const close = quotePartner[open]!
    return close >= 0 && close < limit ? close + 1 : limit
  }
  // The opening mark of a paragraph's last quotation, if it is never closed and the next paragraph opens again.
  const runsOn = (p: number): number => {
    const next = paragraphStart[p + 1]!
    if (next >= tokens.size || quote[next] !== Quote.Open) return -1
    if (quote[next - 1] === Quote.Outside || quote[next - 1] === Quote.Close) return -1
    let open = next - 1
    while (open > paragraphStart[p]! && quote[open] !== Quote.Open) open--
    return quote[open] === Quote.Open ? open : -1
  }
  const more = new Map<Draft, Stretch[]>()
  const gone = new Set<Draft>()
  const join = (owner: Draft, stretch: Stretch, other: Draft | undefined) => {
    if (other === owner || gone.has(owner)) return
    if (other !== undefined) {
      if (other.cue.length > 0 || other.source.length > 0 || other.content.length > 1 || more.has(other)) return
      gone.add(other)
    }
    const list = more.get(owner)
    if (list === undefined) more.set(owner, [stretch])
    else list.push(stretch)
    index(owner, stretch)
  }
  for (let p = 0; p + 1 < tokens.paragraphs; p++) {
    if (runsOn(p) < 0) continue
    const next = paragraphStart[p + 1]!
    const owner = ends.get(next)
    if (owner !== undefined) join(owner, { first: next, end: runEnd(next) }, begins.get(next))
  }
  for (let p = tokens.paragraphs - 2; p >= 0; p--) {
    const open = runsOn(p)
    if (open < 0) continue
    const next = paragraphStart[p + 1]!
    const owner = begins.get(next)
    if (owner === undefined || owner.cue.length === 0 || ends.has(next)) continue
    join(owner, { first: open, end: next }, begins.get(open))
  }
  return drafts
    .filter(draft => !gone.has(draft))
    .map(draft => {
      const added = more.get(draft)
      if (added === undefined) return draft
      return { ...draft, content: disjoint([...draft.content, ...added]) }
    })
}

/** Stretches in text order, those that overlap as one: with stray marks a quotation may run into what has been read. */
function disjoint(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const stretch of [...stretches].sort((a, b) => a.first - b.first)) {
    const last = merged.at(-1)
    if (last !== undefined && stretch.first < last.end) {
      merged[merged.length - 1] = { first: last.first, end: Math.max(last.end, stretch.end) }
    } else merged.push(stretch)
  }
  return merged
}

/** Stretches as spans; what runs on over a paragraph's end is one. */
export function spansOf(tokens: Tokens, pieces: readonly Stretch[]): Span[] {
  const spans: Span[] = []
  let open: Stretch | null = null
  let first = 0
  for (const piece of pieces) {
    const runsOn: boolean =
      open !== null && open.end === piece.first && tokens.paragraph[open.first] !== tokens.paragraph[piece.first]
    if (!runsOn) first = tokens.from[piece.first]!
    else spans.pop()
    spans.push(span(first, tokens.to[piece.end - 1]!))
    open = piece
  }
  return spans
}

/** The span that a relation begins with. */
export const firstOf = ({ source, cue, content }: Pick<Relation, 'source' | 'cue' | 'content'>): Span =>
  [source[0], cue[0], content[0]].filter(s => s !== undefined).sort(inTextOrder)[0]!

/** A span is right only if all its tags are: the least sure tag of each piece, and of these the mean. */
function leastSure({ source, cue, content }: Group, confidence: Float32Array): number {
  let sum = 0
  let count = 0
  for (const piece of [source, cue, ...content]) {
    if (piece === null) continue
    let least = 1
    for (let i = piece.first; i < piece.end; i++) least = Math.min(least, confidence[i]!)
    sum += least
    count++
  }
  return sum / count
}
