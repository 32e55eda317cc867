/** Exact spans, tokens and relations against PolNeAR's gold: the field's metric, and what it leaves out. */
import type { AttributionKind, Block, Role } from '../../vocabulary/index.ts'
import { AscribeError, ROLES } from '../../vocabulary/index.ts'
import type { Offsets, PolnearDocument, PolnearToken, RoleOffsets, SpanAttribution, SpanLine } from '../formats.ts'
import { wrongSpans } from '../formats.ts'
import { type BlocksById, KINDS, kindByMarks, type Place, placeOf } from './groups.ts'
import { addHits, addTo, emptyTally, type Rate, rate, rounded, type Share, share, type Tally } from './rates.ts'
import { shared, size, union } from './stretches.ts'

const DIGITS = 2

/** Figures of one kind or one block. */
export interface SpanGroup {
  /** Whole relations: source and content overlap by half. */
  readonly attribution: Rate
  /** Content spans, token for token. */
  readonly content: Rate
}

/** A gold attribution that was not found, or a prediction that meets none; the words are the text's. */
export interface SpanMiss {
  readonly what: 'missed' | 'spurious'
  readonly document: string
  readonly id: string
  readonly kind: AttributionKind
  readonly source: string
  readonly cue: string
  readonly content: string
}

export interface SpanScores {
  /** Gold documents scored. */
  readonly documents: number
  /** Gold documents left out because the corpus has no tokens for them. */
  readonly skipped: number
  /** Paragraphs, the units in which spans are compared. */
  readonly instances: number
  /** Spans whose first and last token and role agree. */
  readonly exact: Readonly<Record<Role, Rate>>
  /** Spans whose first token and role agree. */
  readonly begin: Readonly<Record<Role, Rate>>
  /** Tokens with the same role. */
  readonly token: Readonly<Record<Role, Rate>>
  readonly attribution: { readonly sourceContent: Rate; readonly sourceCueContent: Rate }
  /** Percent: mean over gold spans (best overlap) and wholly spurious predicted ones (0), in tokens. */
  readonly jaccard: Readonly<Record<Role, number>>
  /** By `kindByMarks` on both sides. */
  readonly byKind: Readonly<Record<AttributionKind, SpanGroup>>
  /** Only the places that gold or predictions stand in; empty when no blocks were given. */
  readonly byBlock: Readonly<Partial<Record<Place, SpanGroup>>>
  /** Predictions left out of every figure above because they are nested. */
  readonly withParent: Share
  readonly misses: readonly SpanMiss[]
}

/**
 * Scores predicted attributions against PolNeAR's. The same figures as the shared `score_spans.py`, to its two
 * decimals:
 *
 * - **Exact and begin** are CofeNet's metric (exe/eval/evaluation.py and extraction.py of its code). The
 *   attributions are laid over the document's tokens as one tag per token (O, B-x, I-x; a later attribution
 *   overwrites an earlier one), the tags are cut at paragraphs (runs of sentences with no line end between
 *   them), and each paragraph's tags are read back as spans: B opens; I of the same role continues; anything
 *   else closes; an I that continues nothing is dropped, but the first tag of a paragraph opens whatever it
 *   is. A gold span is found when the predicted spans of its paragraph hold the same start, end and role
 *   (begin: start and role). Sums over all paragraphs, per role. No link between roles is scored.
 * - **Token**: tokens tagged with the role on both sides.
 * - **Attribution**: whole relations, one to one, by a matching of the greatest size. Two may match when the
 *   token sets of their sources, and those of their contents, share at least half of their union (two empty
 *   sets agree); `sourceCueContent` asks it of the cues too.
 *
 * A prediction with a `parent` is left out, because PolNeAR has one level only; `withParent` says how many.
 * Gold documents without tokens are left out. `blocks` (from reading the texts) give the breakdown by block.
 *
 * @throws AscribeError `no-prediction` when a gold document with tokens has no line; `bad-prediction` when a
 *   role is no list of spans inside its text.
 */
export function scoreSpans({
  gold,
  predicted,
  blocks,
}: {
  gold: readonly PolnearDocument[]
  predicted: readonly SpanLine[]
  blocks?: BlocksById
}): SpanScores {
  const lines = linesById(gold, predicted)
  const totals = newTotals()
  for (const document of gold) {
    const attributions = lines.get(document.id)?.attributions ?? []
    if (!document.sentences.some(sentence => sentence.tokens.length > 0)) totals.skipped++
    else scoreDocument({ totals, document, predicted: attributions, blocks: blocks?.get(document.id) ?? null })
  }
  const { source, cue, content } = totals.jaccard
  return {
    documents: totals.documents,
    skipped: totals.skipped,
    instances: totals.instances,
    exact: rates(totals.exact),
    begin: rates(totals.begin),
    token: rates(totals.token),
    attribution: {
      sourceContent: rate(totals.sourceContent, DIGITS),
      sourceCueContent: rate(totals.sourceCueContent, DIGITS),
    },
    jaccard: { source: percent(source), cue: percent(cue), content: percent(content) },
    byKind: groupRates(totals.byKind) as SpanScores['byKind'],
    byBlock: groupRates(totals.byBlock),
    withParent: share({ right: totals.nested, of: totals.predictions, digits: 1 }),
    misses: totals.misses,
  }
}

function newTotals() {
  return {
    documents: 0,
    skipped: 0,
    instances: 0,
    nested: 0,
    predictions: 0,
    exact: tallies(),
    begin: tallies(),
    token: tallies(),
    jaccard: { source: newMean(), cue: newMean(), content: newMean() },
    sourceContent: emptyTally(),
    sourceCueContent: emptyTally(),
    byKind: new Map<string, GroupTally>(KINDS.map(kind => [kind, newGroup()])),
    byBlock: new Map<string, GroupTally>(),
    misses: [] as SpanMiss[],
  }
}

/** One side of a document: its attributions, the groups that each counts in, and their tags. */
interface Side {
  readonly attributions: readonly (RoleOffsets & { readonly id: string })[]
  readonly groups: readonly (readonly GroupTally[])[]
  readonly tags: Tags
}

function scoreDocument({
  totals,
  document,
  predicted,
  blocks,
}: {
  totals: ReturnType<typeof newTotals>
  document: PolnearDocument
  predicted: readonly SpanAttribution[]
  blocks: readonly Block[] | null
}): void {
  const tokens = document.sentences.flatMap(sentence => sentence.tokens)
  const outermost = predicted.filter(attribution => (attribution.parent ?? null) === null)
  totals.documents++
  totals.predictions += predicted.length
  totals.nested += predicted.length - outermost.length

  const groupsOf = (attribution: RoleOffsets): GroupTally[] => {
    const kind = kindByMarks({ text: document.text, content: attribution.content })
    const byKind = groupIn(totals.byKind, kind)
    return blocks === null ? [byKind] : [byKind, groupIn(totals.byBlock, placeOf(attribution, blocks))]
  }
  const sideOf = (attributions: Side['attributions']): Side => ({
    attributions,
    groups: attributions.map(groupsOf),
    tags: lay(attributions, tokens),
  })
  const sides = { gold: sideOf(document.attributions), predicted: sideOf(outermost) }
  scoreTags({ totals, ends: paragraphEnds(document), ...sides })
  scoreRelations({ totals, document, tokens, ...sides })
}

function scoreTags({
  totals,
  ends,
  gold,
  predicted,
}: {
  totals: ReturnType<typeof newTotals>
  ends: readonly number[]
  gold: Side
  predicted: Side
}): void {
  let start = 0
  for (const end of ends) {
    totals.instances++
    const a = spansOf(gold.tags, start, end)
    const b = spansOf(predicted.tags, start, end)
    for (const role of ROLES) {
      compareStarts(totals.begin[role], a[role], b[role])
      addOverlaps(totals.jaccard[role], a[role], b[role])
      const hits = compareSpans(totals.exact[role], a[role], b[role])
      if (role !== 'content') continue
      for (const span of a.content) {
        for (const group of gold.groups[span.owner]!) addTo(group.content, 'gold', hits.has(span.from))
      }
      for (const span of b.content) {
        for (const group of predicted.groups[span.owner]!) addTo(group.content, 'predicted', hits.has(span.from))
      }
    }
    for (let i = start; i < end; i++) {
      const [x, y] = [gold.tags.role[i]!, predicted.tags.role[i]!]
      if (x !== NONE) addTo(totals.token[ROLES[x]!], 'gold', x === y)
      if (y !== NONE) addTo(totals.token[ROLES[y]!], 'predicted', x === y)
    }
    start = end
  }
}

function scoreRelations({
  totals,
  document,
  tokens,
  gold,
  predicted,
}: {
  totals: ReturnType<typeof newTotals>
  document: PolnearDocument
  tokens: readonly PolnearToken[]
  gold: Side
  predicted: Side
}): void {
  const goldSets = gold.attributions.map(attribution => tokenSets(attribution, tokens))
  const predictedSets = predicted.attributions.map(attribution => tokenSets(attribution, tokens))
  const sizes = { gold: goldSets.length, predicted: predictedSets.length }
  addHits(totals.sourceCueContent, { hits: pairUp(goldSets, predictedSets, ROLES).size, ...sizes })
  const pairs = pairUp(goldSets, predictedSets, ['source', 'content'])
  addHits(totals.sourceContent, { hits: pairs.size, ...sizes })
  const found = new Set(pairs.values())
  gold.attributions.forEach((attribution, i) => {
    for (const group of gold.groups[i]!) addTo(group.attribution, 'gold', found.has(i))
    if (!found.has(i)) totals.misses.push(missOf({ what: 'missed', document, attribution }))
  })
  predicted.attributions.forEach((attribution, j) => {
    for (const group of predicted.groups[j]!) addTo(group.attribution, 'predicted', pairs.has(j))
    if (!pairs.has(j)) totals.misses.push(missOf({ what: 'spurious', document, attribution }))
  })
}

/** A prediction line for every gold document that can be scored, every role of it inside the text. */
function linesById(gold: readonly PolnearDocument[], predicted: readonly SpanLine[]): Map<string, SpanLine> {
  const texts = new Map(gold.map(document => [document.id, document.text.length]))
  const lines = new Map(predicted.map(line => [line.id, line]))
  const missing = gold.filter(document => document.sentences.length > 0 && !lines.has(document.id))
  if (missing.length > 0) {
    throw new AscribeError(
      'no-prediction',
      `no prediction line for ${missing.length} of ${gold.length} documents, e.g. ${missing[0]!.id}`,
      'Read every gold document, and print a line for those without attributions too.',
    )
  }
  for (const line of predicted) {
    for (const attribution of line.attributions) {
      const wrong = wrongSpans(attribution, texts.get(line.id) ?? Number.POSITIVE_INFINITY)
      if (wrong !== null) {
        throw new AscribeError(
          'bad-prediction',
          `${line.id}: ${wrong}`,
          'Score the line against the text it was made of.',
        )
      }
    }
  }
  return lines
}

/** The token ids `[first, past the last)` that a stretch of the text touches; empty where it touches none. */
function tokenRange(tokens: readonly PolnearToken[], [from, to]: Offsets): Offsets {
  let low = 0
  let high = tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens[middle]![0] < from) low = middle + 1
    else high = middle
  }
  if (low > 0 && tokens[low - 1]![1] > from) low--
  let end = low
  while (end < tokens.length && tokens[end]![0] < to) end++
  return [low, end]
}

const NONE = -1

/** One tag per token. */
interface Tags {
  /** Index into ROLES, or NONE. */
  readonly role: Int8Array
  /** 1 where a stretch of an attribution begins. */
  readonly begins: Uint8Array
  /** Index of the attribution that laid the tag. */
  readonly owner: Int32Array
}

function lay(attributions: readonly RoleOffsets[], tokens: readonly PolnearToken[]): Tags {
  const role = new Int8Array(tokens.length).fill(NONE)
  const begins = new Uint8Array(tokens.length)
  const owner = new Int32Array(tokens.length)
  attributions.forEach((attribution, index) => {
    ROLES.forEach((name, r) => {
      for (const span of attribution[name]) {
        const [from, to] = tokenRange(tokens, span)
        role.fill(r, from, to)
        owner.fill(index, from, to)
        begins.fill(0, from, to)
        if (from < to) begins[from] = 1
      }
    })
  })
  return { role, begins, owner }
}

/** After which token each paragraph ends. A line end between two sentences parts them; the last end is the text's. */
function paragraphEnds(document: PolnearDocument): number[] {
  const ends: number[] = []
  let tokens = 0
  let previous: number | null = null
  for (const sentence of document.sentences) {
    if (previous !== null && document.text.slice(previous, sentence.start).includes('\n')) ends.push(tokens)
    tokens += sentence.tokens.length
    previous = sentence.end
  }
  ends.push(tokens)
  return ends
}

/** A span in tokens, and which attribution laid its first tag. */
interface TokenSpan {
  readonly from: number
  readonly to: number
  readonly owner: number
}

function spansOf({ role, begins, owner }: Tags, start: number, end: number): Record<Role, TokenSpan[]> {
  const spans: Record<Role, TokenSpan[]> = { source: [], cue: [], content: [] }
  let open = NONE
  let from = start
  for (let i = start; i <= end; i++) {
    //  B  I  O  I  B  B      B opens, and so does the first tag of all; an I after a break opens nothing;
    //  [----)      [--[--)   the extra turn past the end closes the last one
    const r = i < end ? role[i]! : NONE
    const opens = i < end && r !== NONE && (begins[i] === 1 || i === start)
    if (open !== NONE && r === open && !opens) continue
    if (open !== NONE) spans[ROLES[open]!].push({ from, to: i, owner: owner[from]! })
    open = opens ? r : NONE
    from = i
  }
  return spans
}

function compareStarts(tally: Tally, gold: readonly TokenSpan[], predicted: readonly TokenSpan[]): void {
  const starts = new Set(predicted.map(span => span.from))
  const hits = gold.filter(span => starts.has(span.from)).length
  addHits(tally, { hits, predicted: predicted.length, gold: gold.length })
}

/** Counts exact matches and returns their first tokens (no two spans of a role and side share one). */
function compareSpans(tally: Tally, gold: readonly TokenSpan[], predicted: readonly TokenSpan[]): Set<number> {
  const ends = new Map(predicted.map(span => [span.from, span.to]))
  const hits = new Set(gold.filter(span => ends.get(span.from) === span.to).map(span => span.from))
  addHits(tally, { hits: hits.size, predicted: predicted.length, gold: gold.length })
  return hits
}

interface Mean {
  sum: number
  of: number
}
const newMean = (): Mean => ({ sum: 0, of: 0 })
const percent = ({ sum, of }: Mean): number => (of > 0 ? rounded((100 * sum) / of, DIGITS) : 0)

function addOverlaps(mean: Mean, gold: readonly TokenSpan[], predicted: readonly TokenSpan[]): void {
  for (const a of gold) mean.sum += predicted.reduce((best, b) => Math.max(best, overlapOf(a, b)), 0)
  mean.of += gold.length + predicted.filter(b => !gold.some(a => overlapOf(a, b) > 0)).length
}

const overlapOf = (a: TokenSpan, b: TokenSpan): number =>
  Math.max(0, (Math.min(a.to, b.to) - Math.max(a.from, b.from)) / (Math.max(a.to, b.to) - Math.min(a.from, b.from)))

type TokenSets = Record<Role, Offsets[]>

function tokenSets(attribution: RoleOffsets, tokens: readonly PolnearToken[]): TokenSets {
  const set = (role: Role) => union(attribution[role].map(span => tokenRange(tokens, span)))
  return { source: set('source'), cue: set('cue'), content: set('content') }
}

function halfShared(a: readonly Offsets[], b: readonly Offsets[]): boolean {
  const both = shared(a, b)
  return 2 * both >= size(a) + size(b) - both
}

/** A matching of the greatest size: from prediction to gold, both as indices. */
function pairUp(
  gold: readonly TokenSets[],
  predicted: readonly TokenSets[],
  roles: readonly Role[],
): Map<number, number> {
  const partners = gold.map(a =>
    [...predicted.keys()].filter(j => roles.every(r => halfShared(a[r], predicted[j]![r]))),
  )
  const owner = new Map<number, number>()
  const place = (i: number, tried: Set<number>): boolean => {
    for (const j of partners[i]!) {
      if (tried.has(j)) continue
      tried.add(j)
      const holder = owner.get(j)
      if (holder === undefined || place(holder, tried)) {
        owner.set(j, i)
        return true
      }
    }
    return false
  }
  for (const i of gold.keys()) place(i, new Set())
  return owner
}

interface GroupTally {
  readonly attribution: Tally
  readonly content: Tally
}
const newGroup = (): GroupTally => ({ attribution: emptyTally(), content: emptyTally() })

function groupIn(groups: Map<string, GroupTally>, key: string): GroupTally {
  const group = groups.get(key) ?? newGroup()
  groups.set(key, group)
  return group
}

const groupRates = (groups: ReadonlyMap<string, GroupTally>): Record<string, SpanGroup> =>
  Object.fromEntries(
    [...groups].map(([key, { attribution, content }]) => [
      key,
      { attribution: rate(attribution, DIGITS), content: rate(content, DIGITS) },
    ]),
  )

const tallies = (): Record<Role, Tally> => ({ source: emptyTally(), cue: emptyTally(), content: emptyTally() })
const rates = (of: Record<Role, Tally>): Record<Role, Rate> => ({
  source: rate(of.source, DIGITS),
  cue: rate(of.cue, DIGITS),
  content: rate(of.content, DIGITS),
})

function missOf({
  what,
  document,
  attribution,
}: {
  what: SpanMiss['what']
  document: PolnearDocument
  attribution: RoleOffsets & { readonly id: string }
}): SpanMiss {
  const words = (spans: readonly Offsets[]) => spans.map(([from, to]) => document.text.slice(from, to)).join(' ')
  return {
    what,
    document: document.id,
    id: attribution.id,
    kind: kindByMarks({ text: document.text, content: attribution.content }),
    source: words(attribution.source),
    cue: words(attribution.cue),
    content: words(attribution.content),
  }
}
