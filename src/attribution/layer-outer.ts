import { PENN_INDEX, Quote, type Tokens } from '../tokens/index.ts'
import { overlaps, type Relation, type Span } from '../vocabulary/index.ts'
import { bareEnd, type Closing, citingOf, closingOf, endsStating, openingOf, type Run } from './layer-frames.ts'
import { isWitness, relationOf, runOf, spanOf } from './layer-inner.ts'
import { parentsOf } from './layer-parents.ts'

const COMMA = PENN_INDEX.get(',')!
const CC = PENN_INDEX.get('CC')!
const PRP = PENN_INDEX.get('PRP')!
const NAME = new Set([PENN_INDEX.get('NNP')!, PENN_INDEX.get('NNPS')!])
/** Adverbs that tie a sentence to the one before and are no part of what is relayed. */
const LINKS = new Set([
  'however',
  'meanwhile',
  'moreover',
  'nevertheless',
  'nonetheless',
  'furthermore',
  'still',
  'also',
])
/** How far a closing may stand from the words that it relays: `Massoud said to Levy , says the report`. */
const REACH = 8
/** How far behind "According to X," the relayed statement may begin. */
const FORWARD = 12
/** How far back, in tokens, the statement that a sentence closes may have begun in sentences before. */
const FAR = 400
/** What may stand, untagged, between the start of a sentence and a content that lost its first words. */
const LOST = 14

/**
 * The relations of a text with those that open or close a sentence over another's statement: "…, says the report",
 * "According to X, Y said …". The tagger has one tag for each token and so sees one of the two cues, or spreads the
 * closing over the inner content; here every sentence with such a frame gets the outer relation with all of the
 * statement, and the inner one what is its own.
 */
export function closings(tokens: Tokens, relations: readonly Relation[]): Relation[] {
  const level = new Level(tokens, relations)
  for (let s = 0; s < tokens.sentences; s++) level.read(s)
  return level.relations()
}

class Level {
  private readonly tokens: Tokens
  private readonly all: (Relation | null)[]
  /** Which relation a token belongs to: its index plus one, or 0. */
  private readonly cover: Int32Array

  constructor(tokens: Tokens, relations: readonly Relation[]) {
    this.tokens = tokens
    this.all = [...relations]
    this.cover = coverOf(tokens, relations)
  }

  relations(): Relation[] {
    return this.all.filter(r => r !== null)
  }

  read(s: number): void {
    const { tokens, cover } = this
    const first = tokens.sentenceStart[s]!
    const stop = tokens.sentenceStart[s + 1]!
    const end = bareEnd(tokens, first, stop)
    // `… my vocabulary.” says the report.` may have been cut behind the mark.
    const leans =
      s > 0 &&
      tokens.paragraph[first - 1] === tokens.paragraph[first] &&
      cover[first - 1] !== 0 &&
      isSmall(tokens, first)
    const closing = closingOf(tokens, first, end, leans)
    const state = closing === null ? 'blocked' : this.settle(closing)
    const limit = closing === null || state === 'blocked' ? end : closing.begin
    const begin = this.begin(first, limit)
    this.open(begin, limit, stop)
    if (closing === null || state === 'blocked') return
    if (state === 'own') this.regain(closing, begin)
    else this.close(closing, { begin, stop, floor: leans ? 0 : first })
    this.cite(closing)
  }

  /** Where a sentence's matter begins, behind "However," and "But"; never inside a relation. */
  private begin(first: number, end: number): number {
    const { tokens, cover } = this
    if (first + 2 >= end || cover[first] !== 0) return first
    if (tokens.tag[first] === CC) return first + 1
    return LINKS.has(tokens.lowerWord(first)) && tokens.tag[first + 1] === COMMA ? first + 2 : first
  }

  /**
   * What the tagger made of a closing's words: nothing or only scraps, which are cleared ('free'); the relation that
   * the closing is ('own'); or something else that has a better claim ('blocked').
   */
  private settle(closing: Closing): 'free' | 'own' | 'blocked' {
    const { tokens, all, cover } = this
    const region = spanOf(tokens, { first: closing.begin, end: closing.edge })
    const cue = spanOf(tokens, closing.cue)
    const source = spanOf(tokens, closing.source)
    const touching = new Set<number>()
    for (let i = closing.begin; i < closing.edge; i++) if (cover[i] !== 0) touching.add(cover[i]! - 1)
    if (closing.kind === 'inverted' && !this.isOutlet(closing.source)) return 'blocked'
    const changed: [number, Relation | null][] = []
    let state: 'free' | 'own' = 'free'
    for (const k of touching) {
      const r = all[k]!
      const rest = r.content.filter(c => !overlaps(c, region))
      if (r.cue.some(c => overlaps(c, cue))) {
        const before = rest.some(c => c.to <= region.from)
        if (r.source.some(c => overlaps(c, source))) {
          if (!before) return 'blocked'
          state = 'own'
        } else if (r.source.length === 0 && before) {
          changed.push([k, { ...r, source: [source], content: rest }])
          state = 'own'
        } else if (!before && r.content.every(c => overlaps(c, source))) changed.push([k, null])
        else return 'blocked'
        continue
      }
      if ([...r.source, ...r.cue].some(c => overlaps(c, region))) return 'blocked'
      // A content that runs on over the closing, or has a scrap of it.
      if (closing.kind === 'according' || !this.isOutlet(closing.source)) return 'blocked'
      const head = r.content.flatMap(c => (overlaps(c, region) ? this.before(c, closing.begin) : [c]))
      if (head.length === 0 || r.cue.length === 0) return 'blocked'
      changed.push([k, { ...r, content: head }])
    }
    for (const [k, r] of changed) this.replace(k, r)
    return state
  }

  /** Somebody who reports: a name, or a noun for one who tells; no pronoun. */
  private isOutlet(source: Run): boolean {
    const { tag } = this.tokens
    if (tag[source.first] === PRP) return false
    for (let i = source.first; i < source.end; i++) if (NAME.has(tag[i]!)) return true
    return isWitness(this.tokens, source)
  }

  /** A span without what it has from token `at` on, and without the comma before that; nothing where nothing is left. */
  private before({ from, to }: Span, at: number): Span[] {
    const { first, end } = runOf(this.tokens, { from, to })
    const until = bare(this.tokens, first, Math.min(end, at))
    return until > first ? [spanOf(this.tokens, { first, end: until })] : []
  }

  private replace(k: number, relation: Relation | null): void {
    const { tokens, all, cover } = this
    const old = all[k]!
    for (const s of [...old.content, ...old.source, ...old.cue]) {
      const { first, end } = runOf(tokens, s)
      for (let i = first; i < end; i++) if (cover[i] === k + 1) cover[i] = 0
    }
    all[k] = relation
    if (relation === null) return
    for (const s of [...relation.content, ...relation.source, ...relation.cue]) {
      const { first, end } = runOf(tokens, s)
      cover.fill(k + 1, first, end)
    }
  }

  /** "According to X, …": adds the relation where there is none, or gives it back the words before its content. */
  private open(begin: number, limit: number, stop: number): void {
    const { tokens, all, cover } = this
    const frame = openingOf(tokens, begin, limit)
    if (frame === null) return
    let next = frame.edge
    while (next < limit && next < frame.edge + FORWARD && cover[next] === 0) next++
    const inner = next < limit && cover[next] !== 0 ? all[cover[next]! - 1]! : null
    if (inner === null) return
    if (cover[begin] !== 0) {
      const k = cover[begin]! - 1
      if (all[k] !== inner || !endsStating(tokens, frame.edge, next)) return
      const at = inner.content.findIndex(c => c.from === tokens.from[next]!)
      if (at < 0) return
      const content = inner.content.map((c, n) => (n === at ? { from: tokens.from[frame.edge]!, to: c.to } : c))
      this.replace(k, { ...inner, content: this.within(content, limit, stop) })
      return
    }
    if (inner.cue.length === 0 || extentOf(inner).from < tokens.from[frame.edge]!) return
    for (let i = begin; i < frame.edge; i++) if (cover[i] !== 0) return
    const held = spanOf(tokens, { first: frame.edge, end: bare(tokens, frame.edge, limit) })
    const content = [held, ...behind(tokens, inner, stop)]
    all.push(relationOf(tokens, { source: [frame.source], cue: [frame.cue], content }, inner.confidence))
  }

  /** Spans without scraps between the limit of what is relayed and the end of the sentence. */
  private within(content: readonly Span[], limit: number, stop: number): Span[] {
    const { tokens } = this
    if (limit >= tokens.size) return [...content]
    const [from, to] = [tokens.from[limit]!, tokens.to[stop - 1]!]
    return content.filter(c => c.to <= from || c.from >= to)
  }

  /** The tagger found the closing, but lost the inner source and cue around its content: they belong to it. */
  private regain(closing: Closing, begin: number): void {
    const { tokens, all, cover } = this
    const cue = spanOf(tokens, closing.cue)
    if (tokens.tag[closing.source.first] === PRP) return
    let next = begin
    while (next < closing.begin && next - begin < LOST && cover[next] === 0) next++
    let last = closing.begin - 1
    while (last > next && closing.begin - last < REACH && cover[last] === 0) last--
    if (next >= closing.begin || cover[next] === 0 || cover[next] !== cover[last]) return
    const k = cover[next]! - 1
    const r = all[k]!
    if (!r.cue.some(c => overlaps(c, cue))) return
    const from = endsStating(tokens, begin, next) ? begin : next
    const until = bare(tokens, last + 1, closing.begin)
    const end = endsStating(tokens, last + 1, until) ? until : last + 1
    const content = r.content.map(c => ({
      from: c.from === tokens.from[next]! ? tokens.from[from]! : c.from,
      to: c.to === tokens.to[last]! ? tokens.to[end - 1]! : c.to,
    }))
    this.replace(k, { ...r, content })
  }

  /** `…, the agency said, quoting state radio`: whom a closing cites is part of what it relays. */
  private cite(closing: Closing): void {
    const { tokens, all, cover } = this
    const frame = citingOf(tokens, closing.source.end - 1, closing.edge)
    if (frame === null || !isWitness(tokens, frame.source)) return
    for (let i = frame.cue.first; i < frame.source.end; i++) if (cover[i] !== 0) return
    const cue = spanOf(tokens, closing.cue)
    const k = cover[closing.cue.first]! - 1
    const r = all[k]
    if (r === undefined || r === null || !r.cue.some(c => overlaps(c, cue))) return
    const cited = spanOf(tokens, { first: frame.cue.first, end: frame.source.end })
    this.replace(k, { ...r, content: [...r.content, cited].sort((a, b) => a.from - b.from) })
  }

  /** Adds the relation of a closing over what stands before it, if that is a statement. */
  private close(closing: Closing, { begin, stop, floor }: { begin: number; stop: number; floor: number }): void {
    const { tokens, all, cover } = this
    let last = closing.begin - 1
    while (last >= floor && closing.begin - last <= REACH && cover[last] === 0) last--
    if (last < floor || cover[last] === 0 || tokens.paragraph[last] !== tokens.paragraph[closing.begin]) return
    const holder = all[cover[last]! - 1]!
    if (holder.cue.length === 0) return
    const origin = runOf(tokens, extentOf(holder)).first
    const first = origin < begin && begin - origin < FAR ? origin : begin
    const until = bare(tokens, first, closing.begin)
    if (until <= first) return
    const content = [spanOf(tokens, { first, end: until }), ...behind(tokens, holder, stop)]
    all.push(relationOf(tokens, { source: [closing.source], cue: [closing.cue], content }, holder.confidence))
    cover.fill(all.length, closing.cue.first, closing.cue.end)
  }
}

/**
 * Which relation a token belongs to: its index plus one, or 0; of several the last. What holds another relation
 * covers no more than its own source and cue.
 */
export function coverOf(tokens: Tokens, relations: readonly Relation[]): Int32Array {
  const cover = new Int32Array(tokens.size)
  const holders = new Set(parentsOf(relations))
  relations.forEach(({ source, cue, content }, i) => {
    for (const s of holders.has(i) ? [...source, ...cue] : [...content, ...source, ...cue]) {
      const { first, end } = runOf(tokens, s)
      cover.fill(i + 1, first, end)
    }
  })
  return cover
}

/** The end without the commas that part a closing from what it closes; a comma inside a quotation belongs to it. */
function bare(tokens: Tokens, first: number, end: number): number {
  let at = end
  while (at > first && tokens.tag[at - 1] === COMMA && tokens.quote[at - 1] === Quote.Outside) at--
  return at
}

/** What of a relation's content follows its sentence: the quotation goes on behind the closing. */
const behind = (tokens: Tokens, { content }: Relation, stop: number): readonly Span[] =>
  stop >= tokens.size ? [] : content.filter(({ from }) => from >= tokens.from[stop]!)

const isSmall = (tokens: Tokens, i: number): boolean => /^\p{Ll}/u.test(tokens.word(i))

function extentOf({ source, cue, content }: Relation): Span {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (const s of [...source, ...cue, ...content]) {
    from = Math.min(from, s.from)
    to = Math.max(to, s.to)
  }
  return { from, to }
}
