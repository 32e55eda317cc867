/** Attributions with speakers and chains against gold made by hand (Wikinews gold, seed). */
import type { AttributionKind, Block } from '../../vocabulary/index.ts'
import { AscribeError } from '../../vocabulary/index.ts'
import type { GoldAttribution, GoldDocument, Named, Offsets, SpanAttribution, SpanLine } from '../formats.ts'
import { wrongSpans } from '../formats.ts'
import { type BlocksById, KINDS, type Place, placeOf } from './groups.ts'
import { sameName } from './names.ts'
import { addHits, addTo, emptyTally, type Rate, rate, type Share, share, type Tally } from './rates.ts'
import { jaccard, union } from './stretches.ts'

const DIGITS = 1

const PRONOUNS: ReadonlySet<string> = new Set(
  'he she they it him her his their its i we my our who whom which that them you your'.split(' '),
)

/** One thing that is wrong. `gold` and `got` are names, lists or ids for the last three, else empty. */
export interface RecordMiss {
  readonly what: 'missed' | 'spurious' | 'speaker' | 'via' | 'parent'
  readonly document: string
  /** The gold attribution's id; a spurious prediction's own. */
  readonly id: string
  readonly source: string
  readonly cue: string
  readonly content: string
  readonly gold: string
  readonly got: string
}

export interface RecordScores {
  readonly documents: number
  /** Contents and sources overlap by half. */
  readonly attribution: Rate
  /** Contents overlap by half, whoever the source. */
  readonly content: Rate
  /** Gold attributions found that stand in no other one's content, and those that do. */
  readonly outermost: Share
  readonly nested: Share
  /** Contents found with the right speaker, over those with a named one. */
  readonly whoSaidWhat: Rate
  /** On matched pairs. */
  readonly kind: Share
  readonly speaker: Share
  readonly pronounSpeaker: Share
  readonly speakerType: Share
  readonly addressee: Rate
  readonly via: Share
  readonly parent: Share
  /** Parent and via both right, over pairs where either side has a parent. */
  readonly chains: Share
  /** Gold-negated pairs that the prediction says are negated. */
  readonly negated: Share
  readonly falselyNegated: number
  readonly withParent: Share
  /** Attributions by each side's own kind. */
  readonly byKind: Readonly<Record<AttributionKind, Rate>>
  /** Attributions by place; empty when no blocks were given. */
  readonly byBlock: Readonly<Partial<Record<Place, Rate>>>
  readonly misses: readonly RecordMiss[]
}

/**
 * Scores predictions against hand-made gold. The same figures as the shared `score_record.py`, to its one
 * decimal. Matching is one to one, best first: a pair may match when the characters of the contents, and those
 * of the sources, share at least half of their union (two empty sets agree); ties go to the pair earlier in the
 * gold, then in the prediction. Gold marked `optional` counts neither for nor against, and neither does a
 * prediction that matches it. On matched pairs:
 *
 * - **speaker**: `sameName`, where gold names one; **pronounSpeaker** the same where the source is a pronoun;
 * - **addressee**: precision and recall of a named one; **via**: the whole list agrees, over pairs where either
 *   side has one; **parent**: the matched parent agrees, over pairs where either side has one (where the gold
 *   parent was not found, no parent is right).
 *
 * `blocks` (from reading the texts) give the breakdown by block.
 *
 * @throws AscribeError `no-prediction` when a gold document has no line; `bad-prediction` when ids are not
 *   unique non-empty strings, a role is no list of spans inside the text, a speaker is no object or null, or a
 *   parent is no attribution of the line.
 */
export function scoreRecord({
  gold,
  predicted,
  blocks,
}: {
  gold: readonly GoldDocument[]
  predicted: readonly SpanLine[]
  blocks?: BlocksById
}): RecordScores {
  const lines = new Map(predicted.map(line => [line.id, line.attributions]))
  const totals = newTotals()
  for (const document of gold) {
    const attributions = lines.get(document.id)
    if (attributions === undefined) {
      throw new AscribeError(
        'no-prediction',
        `no prediction line for ${document.id}`,
        'Read every gold document, and print a line for those without attributions too.',
      )
    }
    checkLine(document, attributions)
    scoreDocument({ totals, document, predicted: attributions, blocks: blocks?.get(document.id) ?? null })
  }

  const shareOf = ([right, of]: Fraction) => share({ right, of, digits: DIGITS })
  return {
    documents: gold.length,
    attribution: rate(totals.attribution, DIGITS),
    content: rate(totals.content, DIGITS),
    outermost: shareOf(totals.outermost),
    nested: shareOf(totals.nested),
    whoSaidWhat: rate(totals.whoSaidWhat, DIGITS),
    kind: shareOf(totals.kind),
    speaker: shareOf(totals.speaker),
    pronounSpeaker: shareOf(totals.pronounSpeaker),
    speakerType: shareOf(totals.speakerType),
    addressee: rate(totals.addressee, DIGITS),
    via: shareOf(totals.via),
    parent: shareOf(totals.parent),
    chains: shareOf(totals.chains),
    negated: shareOf(totals.negated),
    falselyNegated: totals.falselyNegated,
    withParent: shareOf(totals.withParent),
    byKind: ratesOf(totals.byKind) as RecordScores['byKind'],
    byBlock: ratesOf(totals.byBlock),
    misses: totals.misses,
  }
}

/** How many are right, of how many. */
type Fraction = [right: number, of: number]

function newTotals() {
  const none = (): Fraction => [0, 0]
  return {
    attribution: emptyTally(),
    content: emptyTally(),
    outermost: none(),
    nested: none(),
    whoSaidWhat: emptyTally(),
    kind: none(),
    speaker: none(),
    pronounSpeaker: none(),
    speakerType: none(),
    addressee: emptyTally(),
    via: none(),
    parent: none(),
    chains: none(),
    negated: none(),
    falselyNegated: 0,
    withParent: none(),
    byKind: new Map<string, Tally>(KINDS.map(kind => [kind, emptyTally()])),
    byBlock: new Map<string, Tally>(),
    misses: [] as RecordMiss[],
  }
}

const ratesOf = (tallies: ReadonlyMap<string, Tally>): Record<string, Rate> =>
  Object.fromEntries([...tallies].map(([key, counts]) => [key, rate(counts, DIGITS)]))

function count(fraction: Fraction, right: boolean): void {
  fraction[1]++
  if (right) fraction[0]++
}

function scoreDocument({
  totals,
  document,
  predicted,
  blocks,
}: {
  totals: ReturnType<typeof newTotals>
  document: GoldDocument
  predicted: readonly SpanAttribution[]
  blocks: readonly Block[] | null
}): void {
  const gold = document.attributions
  const goldSets = gold.map(setsOf)
  const predictedSets = predicted.map(setsOf)
  const everyone = new Set([...gold.map(g => nameOf(g.speaker)), ...document.speakers.map(s => s.name)].filter(isGiven))
  const miss = (what: RecordMiss['what'], at: GoldAttribution | SpanAttribution, sides = { gold: '', got: '' }) => {
    const { source, cue, content } = at
    const words = (spans: readonly Offsets[]) => wordsOf(document.text, spans)
    const parts = { source: words(source), cue: words(cue), content: words(content) }
    totals.misses.push({ what, document: document.id, id: at.id, ...parts, ...sides })
  }
  const groupsOf = (attribution: GoldAttribution | SpanAttribution): Tally[] => {
    const kind = attribution.kind === undefined ? [] : [groupIn(totals.byKind, attribution.kind)]
    return blocks === null ? kind : [...kind, groupIn(totals.byBlock, placeOf(attribution, blocks))]
  }

  const byContent = pairUp(goldSets, predictedSets, ({ content, source }, hasContent) =>
    hasContent && content >= 0.5 ? content + 0.01 * source : 0,
  ).filter(([i]) => gold[i]!.optional !== true)
  const allPairs = pairUp(goldSets, predictedSets, ({ content, source }) =>
    content >= 0.5 && source >= 0.5 ? content + source : 0,
  )
  const pairs = allPairs.filter(([i]) => gold[i]!.optional !== true)
  const excused = new Set(allPairs.filter(([i]) => gold[i]!.optional === true).map(([, j]) => j))
  const found = new Set(pairs.map(([i]) => i))
  const right = new Set(pairs.map(([, j]) => j))
  const counted = predicted.filter((_, j) => !excused.has(j))

  addHits(totals.attribution, { hits: pairs.length, predicted: counted.length, gold: 0 })
  addHits(totals.content, { hits: byContent.length, predicted: counted.length, gold: 0 })
  for (const p of counted) {
    count(totals.withParent, isGiven(p.parent))
    if (nameOf(p.speaker)) totals.whoSaidWhat.predicted++
  }
  gold.forEach((g, i) => {
    if (g.optional === true) return
    totals.attribution.gold++
    totals.content.gold++
    if (nameOf(g.speaker)) totals.whoSaidWhat.gold++
    count(g.parent ? totals.nested : totals.outermost, found.has(i))
    for (const group of groupsOf(g)) addTo(group, 'gold', found.has(i))
    if (!found.has(i)) miss('missed', g)
  })
  predicted.forEach((p, j) => {
    if (excused.has(j)) return
    for (const group of groupsOf(p)) addTo(group, 'predicted', right.has(j))
    if (!right.has(j)) miss('spurious', p)
  })

  const rightSpeaker = (g: GoldAttribution, p: SpanAttribution): boolean =>
    sameName({ gold: nameOf(g.speaker), predicted: nameOf(p.speaker), type: g.speaker?.type, others: everyone })
  const sameOutlet = (a: string | null, b: string | null): boolean =>
    sameName({ gold: a, predicted: b, type: 'organization' })

  for (const [i, j] of byContent) {
    if (nameOf(gold[i]!.speaker) && rightSpeaker(gold[i]!, predicted[j]!)) {
      addHits(totals.whoSaidWhat, { hits: 1, predicted: 0, gold: 0 })
    }
  }
  const partner = new Map(allPairs.map(([i, j]) => [gold[i]!.id, predicted[j]!.id]))
  for (const [i, j] of pairs) {
    const [g, p] = [gold[i]!, predicted[j]!]
    count(totals.kind, g.kind === p.kind)
    if (nameOf(g.speaker)) {
      const same = rightSpeaker(g, p)
      count(totals.speaker, same)
      if (PRONOUNS.has(wordsOf(document.text, g.source).trim().toLowerCase())) count(totals.pronounSpeaker, same)
      count(totals.speakerType, g.speaker?.type === p.speaker?.type)
      if (!same) miss('speaker', g, { gold: nameOf(g.speaker) ?? '', got: nameOf(p.speaker) ?? '' })
    }

    const [to, predictedTo] = [nameOf(g.addressee), nameOf(p.addressee)]
    const sameAddressee = to && predictedTo && sameOutlet(to, predictedTo)
    addHits(totals.addressee, { hits: sameAddressee ? 1 : 0, predicted: predictedTo ? 1 : 0, gold: to ? 1 : 0 })

    const [via, predictedVia] = [g.via ?? [], (p.via ?? []).map(nameOf)]
    const sameVia = via.length === predictedVia.length && via.every((name, k) => sameOutlet(name, predictedVia[k]!))
    if (via.length > 0 || predictedVia.length > 0) {
      count(totals.via, sameVia)
      if (!sameVia) miss('via', g, { gold: via.join(', '), got: predictedVia.join(', ') })
    }

    if (isGiven(g.parent) || isGiven(p.parent)) {
      const sameParent = isGiven(g.parent) && (partner.get(g.parent) ?? null) === (p.parent ?? null)
      count(totals.parent, sameParent)
      count(totals.chains, sameParent && sameVia)
      if (!sameParent) miss('parent', g, { gold: g.parent ?? '', got: p.parent ?? '' })
    }
    if (g.negated === true) count(totals.negated, p.negated === true)
    else if (p.negated === true) totals.falselyNegated++
  }
}

function groupIn(groups: Map<string, Tally>, key: string): Tally {
  const group = groups.get(key) ?? emptyTally()
  groups.set(key, group)
  return group
}

function checkLine(document: GoldDocument, attributions: readonly SpanAttribution[]): void {
  const ids = new Set<unknown>()
  const fail = (fact: string) => {
    throw new AscribeError('bad-prediction', `${document.id}: ${fact}`, 'Mend the prediction line.')
  }
  for (const { id, speaker, ...roles } of attributions) {
    if (typeof id !== 'string' || id === '' || ids.has(id)) fail(`ids must be non-empty strings, each once: ${id}`)
    ids.add(id)
    const wrong = wrongSpans(roles, document.text.length)
    if (wrong !== null) fail(`${id}: ${wrong}`)
    if (speaker !== undefined && typeof speaker !== 'object') fail(`${id}: speaker must be an object or null`)
  }
  for (const { id, parent } of attributions) {
    if (isGiven(parent) && !ids.has(parent)) fail(`${id}: no attribution ${parent} to be its parent`)
  }
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

const nameOf = (who: Named | string | null | undefined): string | null =>
  typeof who === 'string' ? who : (who?.name ?? null)

const wordsOf = (text: string, spans: readonly Offsets[]): string =>
  spans.map(([from, to]) => text.slice(from, to)).join(' ')

interface Characters {
  readonly source: Offsets[]
  readonly content: Offsets[]
}

const setsOf = ({ source, content }: GoldAttribution | SpanAttribution): Characters => ({
  source: union(source),
  content: union(content),
})

/** One-to-one pairs [gold, predicted] in falling order of a score that `worth` makes of overlaps; 0: no pair. */
function pairUp(
  gold: readonly Characters[],
  predicted: readonly Characters[],
  worth: (overlap: { content: number; source: number }, hasContent: boolean) => number,
): [number, number][] {
  const candidates: { i: number; j: number; score: number }[] = []
  gold.forEach((g, i) => {
    predicted.forEach((p, j) => {
      const overlap = { content: jaccard(g.content, p.content), source: jaccard(g.source, p.source) }
      const score = worth(overlap, g.content.length > 0)
      if (score > 0) candidates.push({ i, j, score })
    })
  })
  candidates.sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j)
  const [takenGold, takenPredicted] = [new Set<number>(), new Set<number>()]
  const pairs: [number, number][] = []
  for (const { i, j } of candidates) {
    if (takenGold.has(i) || takenPredicted.has(j)) continue
    takenGold.add(i)
    takenPredicted.add(j)
    pairs.push([i, j])
  }
  return pairs
}
