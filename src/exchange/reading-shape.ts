import { BLOCK_KINDS, RECORD_VERSION, type RuledReading, STANCES } from '../vocabulary/index.ts'
import {
  filled,
  flag,
  listOf,
  matching,
  object,
  oneOf,
  orNull,
  share,
  spanWithin,
  string,
  variant,
  whole,
} from './shape.ts'

const hash = matching(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hex digits')
const instant = matching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, 'an instant such as 2026-05-04T12:00:00.000Z')
const day = matching(/^\d{4}-\d\d-\d\d$/, 'a day such as 2026-05-04')
const speakerType = oneOf('person', 'organization', 'group', 'document', 'anonymous', 'unknown')
const stance = oneOf(...STANCES)
const blockKind = oneOf(...BLOCK_KINDS)
const words = orNull(string)

const anchor = object({ span: spanWithin(), exact: string, before: string, after: string })
const anchors = listOf(anchor)
const named = orNull(object({ name: filled, type: speakerType, person: words, mention: orNull(anchor) }))
const nothing = object({})

const change = variant('change', {
  accept: nothing,
  reject: nothing,
  source: object({ source: anchors }),
  cue: object({ cue: anchors }),
  content: object({ content: anchors }),
  speaker: object({ speaker: named }),
  stance: object({ stance, negated: flag }),
  add: object({ source: anchors, cue: anchors, content: anchors, speaker: named, stance, negated: flag }),
  merge: object({ other: filled }),
  split: object({ statements: listOf(filled), into: named }),
  alias: object({ alias: filled }),
  wikidata: object({ id: words }),
  undo: object({ ruling: filled }),
})
const target = variant('of', {
  statement: object({ statement: filled, article: filled, anchor }),
  article: object({ article: filled }),
  person: object({ person: filled }),
})
const ruling = object({ id: filled, target, change, author: string, at: instant, reason: words })

/** What depends on the length of the text: everything with spans of it. */
function shapesWithin(length: number) {
  const span = spanWithin(length)
  const spans = listOf(span)
  const blocks = listOf(object({ kind: blockKind, span }))
  const notes = listOf(object({ code: filled, message: string }, { span }))
  const speakers = listOf(object({ id: filled, name: filled, type: speakerType, mentions: spans, nameRule: filled }))
  const attribution = object({
    id: filled,
    source: spans,
    cue: spans,
    content: listOf(span, 1),
    kind: oneOf('direct', 'indirect', 'mixed'),
    speaker: words,
    speakers: listOf(filled),
    speakerConfidence: share,
    decidedBy: orNull(span),
    doubt: orNull(
      object({
        reason: oneOf('two-candidates', 'no-source-in-reach', 'text-cut-off', 'ambiguous-mark'),
        candidates: listOf(filled),
      }),
    ),
    onBehalfOf: orNull(object({ name: filled, span })),
    via: listOf(filled),
    parent: words,
    stance,
    stanceConfidence: share,
    negated: flag,
    reported: flag,
    addressee: orNull(object({ name: filled, span, speaker: words })),
    venue: orNull(object({ words: filled, span })),
    when: orNull(object({ words: filled, span, from: orNull(day), to: orNull(day) })),
    block: blockKind,
    repeats: words,
    confidence: share,
    boundaryConfidence: share,
  })
  const article = object({
    text: string,
    hash,
    format: oneOf('text', 'markdown', 'html', 'pdf'),
    blocks,
    title: words,
    published: words,
    modified: words,
    outlet: words,
    byline: words,
    url: words,
    origin: orNull(
      object({ agency: string, by: oneOf('byline', 'dateline', 'credit', 'copyright', 'stated'), span: orNull(span) }),
    ),
    language: words,
    notes,
    page: orNull(listOf(object({ from: whole, to: whole, pageFrom: whole, pageTo: whole }))),
  })
  const stated = object(
    {},
    {
      title: words,
      byline: words,
      published: words,
      modified: words,
      outlet: words,
      url: words,
      language: words,
      agency: words,
      summary: flag,
    },
  )
  return object({
    kept: object(
      {
        id: filled,
        work: filled,
        version: whole,
        article,
        form: oneOf('text', 'markdown', 'html', 'pdf'),
        stated,
        bytes: hash,
        from: string,
        publishedAt: words,
        addedAt: instant,
      },
      { report: filled },
    ),
    record: object({
      schema: oneOf('ascribe/record'),
      version: oneOf(RECORD_VERSION),
      id: matching(/^[0-9a-f]{32}$/, 'an id of 32 hex digits'),
      unit: oneOf('utf-16'),
      article: object({ hash, length: oneOf(length), title: words, published: words, outlet: words, blocks }),
      engine: filled,
      model: filled,
      options: object({ maxLength: whole }),
      attributions: listOf(attribution),
      speakers,
      notes,
    }),
    readAt: instant,
    statements: listOf(object({ id: filled, attribution, person: words, ruledBy: listOf(filled), checked: flag })),
    speakers,
    rejected: listOf(object({ statement: filled, ruling: filled })),
    rulings: listOf(ruling),
    orphaned: listOf(filled),
  })
}

/** What is wrong with a value that should be a ruled reading: the first fault, with the path to it; else null. */
export function faultOfReading(value: unknown): string | null {
  const text = (value as { kept?: { article?: { text?: unknown } } } | null)?.kept?.article?.text
  const fault = shapesWithin(typeof text === 'string' ? text.length : 0)(value, '')
  if (fault !== null) return fault
  const reading = value as RuledReading
  if (reading.kept.article.hash !== reading.record.article.hash) return 'record is the reading of another text'
  const known = new Set(reading.speakers.map(speaker => speaker.id))
  for (const [i, { attribution }] of reading.statements.entries()) {
    const strange = [attribution.speaker, ...attribution.speakers].find(id => id !== null && !known.has(id))
    if (strange !== undefined) return `statements[${i}].attribution names a speaker ${strange} that is not in speakers`
  }
  const ids = new Set(reading.statements.map(statement => statement.id))
  return ids.size === reading.statements.length ? null : 'two statements have one id'
}
