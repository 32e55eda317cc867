import type { RoleTags } from '../tagging/index.ts'
import { Quote, type Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import { inTextOrder, span } from '../vocabulary/index.ts'
import { kindOf } from './kind.ts'
import { citedIn, clausesIn, mayTell, saidAs, secondsIn, tells, trimmed } from './layer-inner.ts'
import { closings } from './layer-outer.ts'
import { parentsOf } from './layer-parents.ts'
import { quotations } from './layer-quotations.ts'
import { tokenAt, viewOf } from './layer-view.ts'
import type { LinkModel } from './model.ts'
import { firstOf, relate } from './relate.ts'

/** News hands a statement on three or four times at most; the bound keeps hostile text linear. */
const DEEPEST = 6
/**
 * A relation of a content is judged by what was learned from outermost ones, of which a content has fewer: more has
 * to speak for it. The number was chosen on the invented cases, for no corpus has nested ones to learn from.
 */
const LEAST_SURE = 0.4

/**
 * The statements within statements. Takes the outermost relations that `relate` found and gives all, in text order
 * with `parent` set:
 *
 * - a sentence that is closed or opened over another's statement ("…, says the report", "According to X, …", "X was
 *   quoted by Y as saying …") gets the relation that holds it, where the tagger saw the inner one only;
 * - every content that holds no other is read again as a text of its own (see `viewOf`), to any depth that news has.
 *
 * A relation's parent is the smallest other whose content contains all of its spans; parents make a forest. Linear
 * but for the sorting.
 *
 * @param roles tags the tokens of a content as `tagRoles` does those of an article.
 */
export function layersOf(
  tokens: Tokens,
  relations: readonly Relation[],
  roles: (inner: Tokens) => RoleTags,
  links: LinkModel | null,
): Relation[] {
  const found: Relation[] = []
  const held = parentsOf(relations)
  const outermost = relations.filter((r, i) => held[i] === null || isSure(tokens, r))
  readLevel(found, { tokens, relations: closings(tokens, quotations(tokens, outermost)), roles, links, depth: 0 })
  found.sort((a, b) => inTextOrder(firstOf(a), firstOf(b)) || inTextOrder(a.content[0]!, b.content[0]!))
  const parents = parentsOf(found)
  return withKinds(tokens, found, parents)
}

/** The relations with their parents. What is quoted within an inner statement makes the outer one no less indirect. */
function withKinds(tokens: Tokens, found: readonly Relation[], parents: readonly (number | null)[]): Relation[] {
  const inner = new Map<number, Span[]>()
  found.forEach(({ content }, i) => {
    const parent = parents[i]!
    if (parent === null || found[parent]!.kind === 'indirect' || isTurn(found[parent]!)) return
    const list = inner.get(parent)
    if (list === undefined) inner.set(parent, [...content])
    else list.push(...content)
  })
  return found.map((relation, i) => {
    const others = inner.get(i)?.sort(inTextOrder)
    // What is quoted from end to end stays so, whoever is quoted within.
    const whole = others !== undefined && kindOf(tokens, relation.content) === 'direct'
    const kind = others === undefined || whole ? relation.kind : kindOf(tokens, relation.content, others)
    return { ...relation, kind, parent: parents[i]! }
  })
}

/** A turn of a transcript, which its label's colon makes direct without quotation marks. */
const isTurn = ({ cue }: Relation): boolean => cue.length === 0 || (cue.length === 1 && cue[0]!.to - cue[0]!.from === 1)

/** Is a relation that lies in a content a statement, as far as can be told? */
const isSure = (tokens: Tokens, relation: Relation): boolean =>
  relation.cue.length > 0 && relation.confidence >= LEAST_SURE && tells(tokens, relation)

interface Level {
  readonly tokens: Tokens
  readonly relations: readonly Relation[]
  readonly roles: (inner: Tokens) => RoleTags
  readonly links: LinkModel | null
  readonly depth: number
}

function readLevel(found: Relation[], level: Level): void {
  const { tokens, relations, roles, links, depth } = level
  found.push(...relations)
  if (depth >= DEEPEST) return
  const holds = new Set(parentsOf(relations))
  const scratch = new Int32Array(tokens.size).fill(-1)
  relations.forEach((relation, i) => {
    if (holds.has(i)) return
    const view = viewOf(tokens, relation.content, scratch)
    if (!mayTell(view)) return
    const { tags, confidence } = roles(view)
    const tagged = relate(view, tags, links, confidence).filter(r => isSure(view, r))
    const clauses = clausesIn(view, citedIn(view, saidAs(view, relation, tagged), relation), relation)
    const inner = secondsIn(view, clauses)
    const outer = closings(view, quotations(view, inner))
    const within = outer.flatMap(r => clipped(view, trimmed(view, r), relation.content))
    if (within.length > 0) readLevel(found, { tokens: view, relations: within, roles, links, depth: depth + 1 })
  })
}

/** A relation of a view without what stood between the pieces of the content; nothing where its content is lost by it. */
function clipped(view: Tokens, relation: Relation, content: readonly Span[]): Relation[] {
  const inner = clip(relation.content, content)
  if (inner.length === 0) return []
  const whole = inner.length === relation.content.length
  return [
    {
      ...relation,
      source: clip(relation.source, content),
      cue: clip(relation.cue, content),
      content: inner,
      kind: whole ? relation.kind : kindOf(view, inner),
    },
  ]
}

/** What of the spans lies in the content; both are in text order. */
function clip(spans: readonly Span[], content: readonly Span[]): Span[] {
  return spans.flatMap(({ from, to }) => {
    const kept: Span[] = []
    let low = 0
    let high = content.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (content[middle]!.to <= from) low = middle + 1
      else high = middle
    }
    for (let i = low; i < content.length && content[i]!.from < to; i++) {
      kept.push(span(Math.max(from, content[i]!.from), Math.min(to, content[i]!.to)))
    }
    return kept
  })
}

/** The adverb that says that somebody unnamed relays it: "reportedly told". */
const REPORTEDLY = new Set(['reportedly', 'allegedly', 'supposedly'])
const RELAYED = new Set(['quoted', 'cited'])
const BE = new Set(['is', 'was', 'were', 'are', 'been', 'be', 'being', "'s", "'re"])
const BEFORE = 4

/**
 * Is the statement relayed by nobody named: "was quoted as saying", "reportedly told"? An outlet behind "by" is
 * somebody; so is the source of an enclosing relation, which the caller may look up by `parent`.
 */
export function isReported(tokens: Tokens, relation: Relation): boolean {
  const cue = relation.cue[0]
  if (cue === undefined) return false
  const first = tokenAt(tokens, cue.from)
  const sentence = tokens.sentence[first]!
  let end = first
  while (end < tokens.size && tokens.from[end]! < cue.to) end++
  const begin = Math.max(tokens.sentenceStart[sentence]!, first - BEFORE)
  let passive = false
  for (let i = begin; i < end; i++) {
    const word = tokens.lowerWord(i)
    if (i >= first - 1 && REPORTEDLY.has(word)) return tokens.quote[i] === Quote.Outside || i >= first
    if (BE.has(word)) passive = true
    if (!passive || !RELAYED.has(word)) continue
    const stop = Math.min(tokens.sentenceStart[sentence + 1]!, end + 3)
    for (let k = i + 1; k < stop; k++) if (tokens.lowerWord(k) === 'by') return false
    return true
  }
  return false
}
