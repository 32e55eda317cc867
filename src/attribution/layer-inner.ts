import type { Tokens } from '../tokens/index.ts'
import { Entity, PENN_INDEX, Quote } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import { span } from '../vocabulary/index.ts'
import { kindOf } from './kind.ts'
import { bareEnd, citingOf, clauseAt, isVerb, phraseBeforeVerb, quotedAs, type Run, secondAt } from './layer-frames.ts'
import { tokenAt } from './layer-view.ts'

const COMMA = PENN_INDEX.get(',')!
const CC = PENN_INDEX.get('CC')!
const QUOTES = new Set(['quoted', 'quotes', 'quote', 'quoting', 'cited', 'cites', 'cite', 'citing'])
const ACCUSES = new Set(['accused', 'accuses', 'accuse', 'accusing'])
/** Nouns for who is cited: with them "citing two engineers" hands on what they said; "citing high costs" does not. */
const WITNESSES = new Set(
  `official officials source sources person people witness witnesses resident residents report reports statement
  statements document documents record records engineer engineers officer officers doctor doctors expert experts
  analyst analysts lawyer lawyers minister ministers diplomat diplomats spokesman spokeswoman spokesperson police
  government media newspaper newspapers paper radio television tv agency agencies researcher researchers scientist
  scientists study studies survey surveys poll data prosecutor prosecutors aide aides employee employees worker workers
  relative relatives family families neighbour neighbours neighbor neighbors activist activists rebel rebels military
  army ministry authorities insider insiders`.split(/\s+/),
)

/** The span of a run of tokens. */
export const spanOf = (tokens: Tokens, { first, end }: Run): Span => span(tokens.from[first]!, tokens.to[end - 1]!)

/** A relation of runs of tokens, as sure as the one it was read beside. */
export function relationOf(
  tokens: Tokens,
  runs: { readonly source: readonly Run[]; readonly cue: readonly Run[]; readonly content: readonly Span[] },
  confidence: number,
): Relation {
  const spans = (list: readonly Run[]) => list.filter(r => r.end > r.first).map(r => spanOf(tokens, r))
  return {
    source: spans(runs.source),
    cue: spans(runs.cue),
    content: runs.content,
    kind: kindOf(tokens, runs.content),
    parent: null,
    confidence,
  }
}

/** What links X and its saying in the content of such a cue: "quoted X as saying C", "accused X of saying C". */
function linkOf({ text }: Tokens, { cue }: Relation): string | null {
  const words = cue.flatMap(({ from, to }) =>
    text
      .slice(from, Math.min(to, from + 60))
      .toLowerCase()
      .split(/\s+/),
  )
  if (words.some(word => QUOTES.has(word))) return 'as'
  return words.some(word => ACCUSES.has(word)) ? 'of' : null
}

/**
 * The relations of a view with the one that its frame "X as having said C" makes, if the content that the view
 * shows is held by a cue of quoting. What the tagger made of the frame's own words goes.
 */
export function saidAs(view: Tokens, outer: Relation, tagged: readonly Relation[]): readonly Relation[] {
  const link = linkOf(view, outer)
  const frame = link === null ? null : quotedAs(view, 0, view.sentenceStart[1]!, link)
  if (frame === null || frame.edge >= view.size) return tagged
  const end = contentEnd(view, frame.edge)
  if (end <= frame.edge) return tagged
  const edge = view.from[frame.edge]!
  const later = tagged.filter(({ source, cue, content }) => [...source, ...cue, ...content].every(s => s.from >= edge))
  const content = [spanOf(view, { first: frame.edge, end })]
  const made = relationOf(view, { source: [frame.source], cue: [frame.cue], content }, outer.confidence)
  // Statements inside C are found when C is read in its turn.
  return [made, ...later.filter(({ content: [c] }) => c !== undefined && c.from >= content[0]!.to)]
}

/** Where a content that begins at `first` ends: with its sentence, or with the quotation that it is. */
export function contentEnd(view: Tokens, first: number): number {
  const partner = view.quote[first] === Quote.Open ? view.quotePartner[first]! : -1
  return Math.max(partner + 1, bareEnd(view, first, view.sentenceStart[view.sentence[first]! + 1]!))
}

/** The relations of a view with those of its clauses that state ("Ilunga told him …") where the tagger saw none. */
export function clausesIn(view: Tokens, inner: readonly Relation[], outer: Relation): readonly Relation[] {
  const taken = new Set<number>()
  for (const { source, cue, content } of inner) {
    for (const s of [...source, ...cue, ...content]) {
      const { first, end } = runOf(view, s)
      for (let k = view.sentence[first]!; k <= view.sentence[end - 1]!; k++) taken.add(k)
    }
  }
  const made: Relation[] = []
  for (let s = 0; s < view.sentences; s++) {
    if (taken.has(s)) continue
    const first = view.sentenceStart[s]!
    const stop = bareEnd(view, first, view.sentenceStart[s + 1]!)
    const frame = clauseAt(view, first, stop)
    if (frame === null) continue
    const close = view.quote[frame.edge] === Quote.Open ? view.quotePartner[frame.edge]! : -1
    const content = [spanOf(view, { first: frame.edge, end: close > frame.edge ? close + 1 : stop })]
    made.push(relationOf(view, { source: [frame.source], cue: [frame.cue], content }, outer.confidence))
  }
  return made.length === 0 ? inner : [...inner, ...made]
}

/**
 * The relations of a view with a second one of the same subject: "Venn planned to resign | and had told aides to look
 * for work". The first one, if it is a whole clause before "and", ends there.
 */
export function secondsIn(view: Tokens, inner: readonly Relation[]): readonly Relation[] {
  const made: Relation[] = []
  const covers = new Uint8Array(view.size)
  for (const { source, cue, content } of inner) {
    for (const s of [...source, ...cue, ...content]) {
      const { first, end } = runOf(view, s)
      for (let i = first; i < end; i++) covers[i] = Math.min(2, covers[i]! + 1)
    }
  }
  const changed = inner.map(relation => {
    const [source, cue] = [relation.source[0], relation.cue[0]]
    if (source === undefined || cue === undefined || relation.content.length !== 1 || source.from > cue.from)
      return relation
    const body = runOf(view, relation.content[0]!)
    const stop = bareEnd(view, body.first, view.sentenceStart[view.sentence[body.first]! + 1]!)
    if (body.first < runOf(view, cue).end || view.quote[body.first] !== Quote.Outside) return relation
    for (let i = body.first + 1; i < stop && i <= body.end + 1; i++) {
      const frame = secondAt(view, i, stop)
      if (frame === null) continue
      for (let k = i; k <= frame.edge; k++) if (covers[k]! > (k < body.end ? 1 : 0)) return relation
      const content = [spanOf(view, { first: frame.edge, end: stop })]
      made.push({
        ...relationOf(view, { source: [], cue: [frame.cue], content }, relation.confidence),
        source: relation.source,
      })
      const until = i > body.first && view.tag[i - 1] === COMMA ? i - 1 : i
      return until >= body.end ? relation : { ...relation, content: [spanOf(view, { first: body.first, end: until })] }
    }
    return relation
  })
  return made.length === 0 ? inner : [...changed, ...made]
}

/** The relations of a view with that of its end: "C, citing two engineers". */
export function citedIn(view: Tokens, inner: readonly Relation[], outer: Relation): readonly Relation[] {
  if (view.sentences !== 1) return inner
  const end = bareEnd(view, 0, view.size)
  const frame = citingOf(view, 0, end)
  if (frame === null || frame.edge <= 2 || !isWitness(view, frame.source)) return inner
  const from = view.from[frame.edge]!
  if (inner.some(({ source, cue, content }) => [...source, ...cue, ...content].some(s => s.to > from))) return inner
  const first = view.lowerWord(0) === 'that' ? 1 : 0
  const content = [spanOf(view, { first, end: frame.edge })]
  return [...inner, relationOf(view, { source: [frame.source], cue: [frame.cue], content }, outer.confidence)]
}

/** Is the phrase somebody: a name of a person or organization, or a noun for one who tells? */
export function isWitness(tokens: Tokens, { first, end }: Run): boolean {
  for (let i = first; i < end; i++) {
    const entity = tokens.entity[i]!
    if (entity !== Entity.Outside && entity <= Entity.inside(1)) return true
    if (WITNESSES.has(tokens.lowerWord(i))) return true
  }
  return false
}

/** Verbs that tell of what they govern even where it is no clause: "denied the report", "backs the plan". */
const TELLING = new Set(
  `accuse acknowledge admit advocate allege announce argue ask back believe blame call claim condemn confess confirm
  criticise criticize demand deny describe disclose dismiss doubt endorse estimate expect explain express fear forecast
  hail hope insist label mention note oppose pledge praise predict promise propose quote cite read recommend refuse
  reject report request reveal say slam speak state suggest support suspect swear tell testify think threaten urge vow
  want warn welcome write according`.split(/\s+/),
)

/** Can a content hold what `tells` lets pass? It has a word of telling, a quotation or two verbs; most have not. */
export function mayTell(view: Tokens): boolean {
  let verbs = 0
  for (let i = 0; i < view.size; i++) {
    if (isVerb(view, i)) verbs++
    if (verbs > 1 || view.quote[i] !== Quote.Outside || TELLING.has(view.strings.text(view.lemma[i]!))) return true
  }
  return false
}

/**
 * Is a relation that was found inside a content a statement of its own? What the tagger takes for one there is
 * often the act that the content tells of: "he would publish his expenses". So either its content is a clause or
 * quoted, or its cue is a word of telling.
 */
export function tells(view: Tokens, { cue, content }: Relation): boolean {
  for (const s of cue) {
    const { first, end } = runOf(view, s)
    for (let i = first; i < end; i++) if (TELLING.has(view.strings.text(view.lemma[i]!))) return true
  }
  for (const s of content) {
    const { first, end } = runOf(view, s)
    for (let i = first; i < end; i++) if (view.quote[i] !== Quote.Outside || isVerb(view, i)) return true
  }
  return false
}

const WEEKDAYS = new Set('monday tuesday wednesday thursday friday saturday sunday'.split(' '))

/** A source without the time of saying behind it: "rebels on Monday claimed". */
function withoutDay(view: Tokens, source: readonly Span[]): readonly Span[] {
  const last = source.at(-1)
  if (last === undefined) return source
  const { first, end } = runOf(view, last)
  if (end - first < 3 || view.lowerWord(end - 2) !== 'on' || !WEEKDAYS.has(view.lowerWord(end - 1))) return source
  return [...source.slice(0, -1), spanOf(view, { first, end: end - 2 })]
}

/**
 * The words at the edges of a relation as they should be: no day behind the source, no second verb of the speaker
 * behind a content that is no clause, no comma of the outer quotation
 * behind the content, and of a quotation within a quotation that ends its clause none of the words that the outer
 * speaker goes on with: `He shouted 'Stop!' | and fired`.
 */
export function trimmed(view: Tokens, untrimmed: Relation): Relation {
  const relation = { ...untrimmed, source: withoutDay(view, untrimmed.source) }
  const { cue, content } = relation
  const body = content[0]!
  const last = runOf(view, content.at(-1)!)
  if (view.tag[last.end - 1] === COMMA && view.quote[last.end - 1] === Quote.Outside && last.end - last.first > 1) {
    const bare = spanOf(view, { first: last.first, end: last.end - 1 })
    return trimmed(view, { ...relation, content: [...content.slice(0, -1), bare] })
  }
  if (content.length !== 1 || cue.length === 0 || cue[0]!.from > body.from) return relation
  const { first, end } = runOf(view, body)
  const phrase = phraseBeforeVerb(view, first, end)
  if (phrase < end) {
    const cut = [spanOf(view, { first, end: phrase })]
    return { ...relation, content: cut, kind: kindOf(view, cut) }
  }
  const main = afterSubordinate(view, relation, first, end)
  if (main < end) {
    const cut = [spanOf(view, { first, end: main })]
    return { ...relation, content: cut, kind: kindOf(view, cut) }
  }
  const close = view.quote[first] === Quote.Open ? view.quotePartner[first]! : -1
  if (close <= first || close + 1 >= end) return relation
  let next = close + 1
  if (view.tag[next] === COMMA) next++
  if (next >= end || view.tag[next] !== CC) return relation
  const cut = [spanOf(view, { first, end: close + 1 })]
  return { ...relation, content: cut, kind: kindOf(view, cut) }
}

const SUBORDINATES = new Set(
  'although though because since while whereas when if unless until after before as'.split(' '),
)

/** "Although the firm had promised to pay, | nobody had been paid": the comma that ends the clause; `end` without one. */
function afterSubordinate(view: Tokens, { source }: Relation, first: number, end: number): number {
  const before = source[0] === undefined ? -1 : runOf(view, source[0]).first - 1
  if (before < 0 || !SUBORDINATES.has(view.lowerWord(before))) return end
  for (let i = first; i < end; i++) {
    if (view.tag[i] !== COMMA || view.quote[i] !== Quote.Outside) continue
    for (let k = i + 1; k < end; k++) if (isVerb(view, k)) return i
    return end
  }
  return end
}

/** The tokens of a span. */
export function runOf(tokens: Tokens, { from, to }: Span): Run {
  const first = tokenAt(tokens, from)
  let end = first
  while (end < tokens.size && tokens.from[end]! < to) end++
  return { first, end }
}
