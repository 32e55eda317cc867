import { findAnchor, type RuledReading, type RuledStatement, type Span } from '../vocabulary/index.ts'
import { castOf } from './edited.ts'
import type { Readings } from './jsonl.ts'

type Offsets = readonly [from: number, to: number]

/** One line of a corpus for training, as docs/training.md shows it; offsets in UTF-16 units of `text`. */
export interface GoldLine {
  /** What stands before the last `_` is the same for all lines of one article: they stay on one side of every split. */
  readonly id: string
  readonly annotator: string
  readonly publisher: string
  readonly date: string
  readonly title: string
  readonly text: string
  readonly sentences: readonly []
  readonly attributions: readonly {
    readonly id: string
    readonly source: readonly Offsets[]
    readonly cue: readonly Offsets[]
    readonly content: readonly Offsets[]
    readonly kind: string
    readonly speaker: { readonly name: string; readonly type: string } | null
    readonly parent: string | null
    readonly via: readonly string[]
    readonly stance: string
    readonly negated: boolean
  }[]
}

/** Indices into the article's blocks, both included, and the statements in them. */
interface Stretch {
  first: number
  last: number
  checked: boolean
  readonly statements: RuledStatement[]
}

/**
 * What a person checked of an article, as lines to train on. Words in no statement teach as much as those in one, so
 * only stretches that a person has read count: the whole article, where every statement was checked or the article
 * accepted after this reading; else the blocks in which every statement was checked or rejected, and at least one was,
 * each stretch of neighbouring blocks as a line of its own. Nothing of an article that nobody checked.
 *
 * The trainer takes texts without characters beyond U+FFFF: in their place stand two U+FFFD, which moves no offset.
 */
export function goldOf(reading: RuledReading): GoldLine[] {
  const { text, blocks } = reading.kept.article
  const { statements } = reading
  const all = statements.every(statement => statement.checked)
  if ((all && statements.length > 0) || accepted(reading)) {
    return [lineOf(reading, { from: 0, to: text.length }, statements, '')]
  }
  if (blocks.length === 0) return []

  const stretches: Stretch[] = statements.map(statement => {
    const { source, cue, content } = statement.attribution
    const spans = [...source, ...cue, ...content]
    const places = spans.map(span => blockAt(reading, span.from))
    return {
      first: Math.min(...places),
      last: Math.max(...places),
      checked: statement.checked,
      statements: [statement],
    }
  })
  const rulings = new Map(reading.rulings.map(ruling => [ruling.id, ruling]))
  for (const { ruling } of reading.rejected) {
    const target = rulings.get(ruling)?.target
    const place = target?.of === 'statement' ? findAnchor(text, target.anchor) : null
    const block = place && blockAt(reading, place.from)
    if (block !== null) stretches.push({ first: block, last: block, checked: true, statements: [] })
  }
  stretches.sort((a, b) => a.first - b.first)

  // Those that share a block are judged together; what is sound and touches its neighbour is told together.
  const judged: Stretch[] = []
  for (const stretch of stretches) {
    const before = judged.at(-1)
    if (before && stretch.first <= before.last) join(before, stretch)
    else judged.push(stretch)
  }
  const told: Stretch[] = []
  for (const stretch of judged.filter(({ checked }) => checked)) {
    const before = told.at(-1)
    if (before && stretch.first === before.last + 1) join(before, stretch)
    else told.push(stretch)
  }
  return told.map(({ first, last, statements }) => {
    const spans = statements.flatMap(({ attribution: a }) => [...a.source, ...a.cue, ...a.content])
    const from = spans.reduce((least, span) => Math.min(least, span.from), blocks[first]!.span.from)
    const to = spans.reduce((most, span) => Math.max(most, span.to), blocks[last]!.span.to)
    return lineOf(reading, { from, to }, statements, `b${first}`)
  })
}

export async function* writeGold(readings: Readings): AsyncGenerator<string> {
  for await (const reading of readings) {
    for (const line of goldOf(reading)) yield `${JSON.stringify(line)}\n`
  }
}

function join(into: Stretch, other: Stretch): void {
  into.last = Math.max(into.last, other.last)
  into.checked &&= other.checked
  for (const statement of other.statements) into.statements.push(statement)
}

/** Whether a person said of the article that this reading is right as it stands, and nobody undid it. */
function accepted({ rulings, readAt }: RuledReading): boolean {
  const undone = new Set<string>()
  for (const { id, change } of rulings.toReversed())
    if (change.change === 'undo' && !undone.has(id)) undone.add(change.ruling)
  return rulings.some(
    ({ id, at, target, change }) =>
      target.of === 'article' && change.change === 'accept' && at >= readAt && !undone.has(id),
  )
}

/** The block that holds the place, or the last that begins before it. */
function blockAt({ kept }: RuledReading, place: number): number {
  const { blocks } = kept.article
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (blocks[middle]!.span.from <= place) low = middle + 1
    else high = middle
  }
  return Math.max(low - 1, 0)
}

function lineOf(reading: RuledReading, within: Span, statements: readonly RuledStatement[], part: string): GoldLine {
  const { kept } = reading
  const cast = castOf(reading)
  const ids = new Map(statements.map(({ id, attribution }) => [attribution.id, id]))
  const offsets = (spans: readonly Span[]) =>
    spans.map(({ from, to }): Offsets => [from - within.from, to - within.from])
  return {
    id: `${kept.work}_v${kept.version}${part}`,
    annotator: 'rulings',
    publisher: kept.article.outlet ?? kept.stated.outlet ?? '',
    date: kept.publishedAt?.slice(0, 10) ?? '',
    title: kept.article.title ?? '',
    text: kept.article.text.slice(within.from, within.to).replace(/[\uD800-\uDFFF]/g, '\uFFFD'),
    sentences: [],
    attributions: statements.map(({ id, attribution: a }) => {
      const speaker = cast.get(a.speaker ?? '')
      return {
        id,
        source: offsets(a.source),
        cue: offsets(a.cue),
        content: offsets(a.content),
        kind: a.kind,
        speaker: speaker ? { name: speaker.name, type: speaker.type } : null,
        parent: ids.get(a.parent ?? '') ?? null,
        via: a.via,
        stance: a.stance,
        negated: a.negated,
      }
    }),
  }
}
