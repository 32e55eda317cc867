import { type Static, Type } from 'typebox'
import { BLOCK_KINDS, STANCES } from '../vocabulary/index.ts'
import { chance, count, list, named, nullable, oneOf, ref, text, textOrNull, yes } from './wire-words.ts'

export const KINDS = ['direct', 'indirect', 'mixed'] as const
export const SPEAKER_TYPES = ['person', 'organization', 'group', 'document', 'anonymous', 'unknown'] as const
export const FORMATS = ['text', 'markdown', 'html', 'pdf'] as const

export const Span = named(
  'Span',
  Type.Object(
    { from: count(), to: count() },
    { description: 'A half-open stretch of the article’s text in UTF-16 units: from <= i < to. Never empty.' },
  ),
)
export type Span = Static<typeof Span>
const span = ref(Span)
const spans = list(span)

export const Block = named('Block', Type.Object({ kind: oneOf(BLOCK_KINDS), span }))
export type Block = Static<typeof Block>

export const Note = named(
  'Note',
  Type.Object({
    code: text('stable; listed in docs/codes.md'),
    message: text('the fact and the next step'),
    span: Type.Optional(span),
  }),
)
export type Note = Static<typeof Note>

/** What lists show of an article. */
export const ArticleSummary = named(
  'ArticleSummary',
  Type.Object({
    id: text(),
    work: text('names all versions of one article'),
    version: count('1 for the first'),
    title: textOrNull(),
    outlet: textOrNull(),
    byline: textOrNull(),
    agency: textOrNull('the news agency whose report it is'),
    url: textOrNull('http or https only'),
    publishedAt: textOrNull('ISO 8601 instant or calendar day'),
    addedAt: text('ISO 8601, UTC'),
    format: oneOf(FORMATS),
    length: count('of the text, in UTF-16 units'),
  }),
)
export type ArticleSummary = Static<typeof ArticleSummary>

export const ArticlePage = named(
  'ArticlePage',
  Type.Object({ items: list(ref(ArticleSummary)), next: textOrNull('hand it back as `after`; null at the end') }),
)
export type ArticlePage = Static<typeof ArticlePage>

/** A frozen text with its blocks: of a kept article, or of one that was only read. */
export const ArticleText = named(
  'ArticleText',
  Type.Object({
    text: text('frozen: every position means this text'),
    hash: text('SHA-256 of the text as UTF-8, in hex'),
    format: oneOf(FORMATS),
    blocks: list(ref(Block), 'in text order, never overlapping'),
    title: textOrNull(),
    outlet: textOrNull(),
    byline: textOrNull(),
    agency: textOrNull('the news agency whose report it is'),
    url: textOrNull('http or https only'),
    published: textOrNull('as the input states it'),
    modified: textOrNull('as the input states it'),
    publishedAt: textOrNull('ISO 8601 instant or calendar day'),
    language: textOrNull('BCP 47'),
    notes: list(ref(Note)),
  }),
)
export type ArticleText = Static<typeof ArticleText>

export const Article = named(
  'Article',
  Type.Object({
    ...ArticleText.properties,
    id: text(),
    work: text('names all versions of one article'),
    version: count('1 for the first'),
    from: text('where it came from: a file’s name, an address, a place in an archive'),
    addedAt: text('ISO 8601, UTC'),
    story: textOrNull('the story it belongs to; null where there is none yet'),
    page: yes('the page as it came in is kept: /articles/{id}/page shows it'),
    versions: list(ref(ArticleSummary), 'all versions of the work, the first first'),
  }),
)
export type Article = Static<typeof Article>

export const Speaker = named(
  'Speaker',
  Type.Object({
    id: text('of this reading'),
    name: text(),
    type: oneOf(SPEAKER_TYPES),
    mentions: spans,
    nameRule: text('`mention`, or the rule that built the name'),
  }),
)
export type Speaker = Static<typeof Speaker>

const Doubt = named(
  'Doubt',
  Type.Object({
    reason: oneOf(['two-candidates', 'no-source-in-reach', 'text-cut-off', 'ambiguous-mark']),
    candidates: list(text(), 'ids of speakers of this reading, the likeliest first'),
  }),
)
const Addressee = named(
  'Addressee',
  Type.Object({ name: text(), span, speaker: textOrNull('id of a speaker of this reading') }),
)
const Venue = named('Venue', Type.Object({ words: text(), span }))
const When = named(
  'When',
  Type.Object({ words: text(), span, from: textOrNull('first day, YYYY-MM-DD'), to: textOrNull('last day') }),
)
const Principal = named('Principal', Type.Object({ name: text(), span }))

/** A statement as it holds now: the engine's, with people's rulings laid over it. */
export const Statement = named(
  'Statement',
  Type.Object({
    id: text('the same for the same words through re-readings and new versions'),
    attribution: text('id within this reading'),
    source: spans,
    cue: spans,
    content: spans,
    kind: oneOf(KINDS),
    speaker: textOrNull('id of a speaker of this reading; null when nobody could be told'),
    speakers: list(text(), 'everybody who speaks'),
    person: textOrNull('who it is across articles'),
    speakerConfidence: chance('that this is who speaks'),
    decidedBy: nullable(span),
    doubt: nullable(ref(Doubt)),
    onBehalfOf: nullable(ref(Principal)),
    via: list(text(), 'what stands between the speaker and this article, outermost first'),
    parent: textOrNull('id of the statement whose content holds this one'),
    stance: oneOf(STANCES),
    stanceConfidence: chance('that stance and negation are as told'),
    negated: yes(),
    reported: yes('relayed by nobody named'),
    addressee: nullable(ref(Addressee)),
    venue: nullable(ref(Venue)),
    when: nullable(ref(When)),
    block: oneOf(BLOCK_KINDS),
    repeats: textOrNull('id of the statement whose words these are once more'),
    confidence: chance('that source and content are right'),
    boundaryConfidence: chance('that each part has the words a careful reader would give it'),
    ruledBy: list(text(), 'ids of the rulings that made it so'),
    checked: yes('a person accepted, changed or added it'),
  }),
)
export type Statement = Static<typeof Statement>

/** Who said what in a text, before anything is kept of it. */
export const BareReading = named(
  'BareReading',
  Type.Object({
    reading: text('id of the reading'),
    engine: text(),
    model: text(),
    statements: list(ref(Statement), 'in text order of the content'),
    speakers: list(ref(Speaker)),
    notes: list(ref(Note)),
  }),
)
export type BareReading = Static<typeof BareReading>

/** What a text says, answered to whoever posts it; nothing is kept. */
export const ReadResult = named('ReadResult', Type.Object({ article: ref(ArticleText), reading: ref(BareReading) }))
export type ReadResult = Static<typeof ReadResult>

export const ReadingRow = named(
  'ReadingRow',
  Type.Object({ id: text(), engine: text(), model: text(), readAt: text('ISO 8601, UTC') }),
)
export type ReadingRow = Static<typeof ReadingRow>

/** How a statement's link holds: `older-version` and `gone` still have their words. */
export const STANDINGS = ['present', 'older-version', 'rejected', 'gone'] as const

/** What a stable link leads to. */
export const StatementPlace = named(
  'StatementPlace',
  Type.Object({
    id: text(),
    standing: oneOf(STANDINGS, {
      description:
        'present: in the newest version, as read now. older-version: only an earlier version of the article has it. rejected: a person ruled that it is none. gone: the present reading lacks it',
    }),
    article: ref(ArticleSummary),
    newest: text('id of the newest version of the article'),
    etag: textOrNull('of the reading that holds it: goes into If-Match of a ruling'),
    statement: nullable(ref(Statement)),
    speaker: nullable(ref(Speaker)),
    before: text('up to 160 units of the article before the words'),
    words: text('of the content; cut at 2,000 units'),
    after: text(),
    chain: list(text(), 'names from this article outwards to the speaker: outlet, via, speaker'),
    ruling: textOrNull('for `rejected`: the ruling that says so'),
    link: text('path of the page that shows it; does not change'),
  }),
)
export type StatementPlace = Static<typeof StatementPlace>

export const Citation = named(
  'Citation',
  Type.Object({
    statement: text(),
    text: text('the words with speaker, outlet, date and address'),
    bibtex: text(),
    html: text('a blockquote; everything in it is escaped'),
  }),
)
export type Citation = Static<typeof Citation>

/** What changed from one version of an article to the next. */
export const VersionStep = named(
  'VersionStep',
  Type.Object({
    article: ref(ArticleSummary),
    statements: count(),
    added: list(Type.Object({ statement: text(), words: text() })),
    cut: list(Type.Object({ statement: text(), words: text() })),
    reworded: list(Type.Object({ statement: text(), before: text(), words: text() })),
  }),
)
export type VersionStep = Static<typeof VersionStep>
export const VersionSteps = named('VersionSteps', Type.Object({ items: list(ref(VersionStep)) }))
export type VersionSteps = Static<typeof VersionSteps>
