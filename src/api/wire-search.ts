import { type Static, Type } from 'typebox'
import { STANCES } from '../vocabulary/index.ts'
import { KINDS, SPEAKER_TYPES, Span } from './wire-articles.ts'
import { chance, count, list, named, oneOf, oneOfOrNull, ref, text, textOrNull, yes } from './wire-words.ts'

export const StatementHit = named(
  'StatementHit',
  Type.Object({
    statement: text(),
    article: text(),
    person: textOrNull('id in the registry of speakers'),
    speaker: textOrNull('as named in this article'),
    type: oneOf(SPEAKER_TYPES),
    kind: oneOf(KINDS),
    stance: oneOf(STANCES),
    negated: yes(),
    via: list(text()),
    outlet: textOrNull(),
    agency: textOrNull(),
    title: textOrNull(),
    publishedAt: textOrNull(),
    saidFrom: textOrNull('first day on which it was said, by the article'),
    saidTo: textOrNull(),
    confidence: chance('that source and content are right'),
    before: text('up to 160 units of the article before the words'),
    words: text('of the content; cut at 2,000 units'),
    after: text(),
    marks: list(ref(Span), 'where in `words` the words asked for stand'),
  }),
)
export type StatementHit = Static<typeof StatementHit>

export const StatementPage = named(
  'StatementPage',
  Type.Object({ items: list(ref(StatementHit)), next: textOrNull('hand it back as `after`; null at the end') }),
)
export type StatementPage = Static<typeof StatementPage>

const Facet = named('Facet', Type.Object({ key: text('what the filter takes'), name: text(), statements: count() }))
export type Facet = Static<typeof Facet>
export const Facets = named(
  'Facets',
  Type.Object({
    counted: count('statements that were counted: the newest of those that match'),
    all: yes('false when there are more than were counted'),
    speakers: list(ref(Facet), 'the most first'),
    outlets: list(ref(Facet)),
    agencies: list(ref(Facet)),
    kinds: list(ref(Facet)),
    stances: list(ref(Facet)),
    types: list(ref(Facet)),
    months: list(ref(Facet), 'YYYY-MM, in order; those without a date are left out'),
  }),
)
export type Facets = Static<typeof Facets>

/** Who is quoted how often, by speaker, outlet or type of speaker. */
export const CountRow = named(
  'CountRow',
  Type.Object({
    key: text('id of a person, name of an outlet, or type'),
    name: text(),
    type: oneOfOrNull(SPEAKER_TYPES),
    statements: count(),
    articles: count(),
    origins: count('articles, but copies of one agency’s report count once'),
    outlets: count(),
    direct: count('statements all in quotation marks'),
    anonymous: count('statements of unnamed speakers'),
    wire: count('statements in an agency’s reports'),
    first: textOrNull('first day of publication'),
    last: textOrNull(),
  }),
)
export type CountRow = Static<typeof CountRow>
export const CountRows = named('CountRows', Type.Object({ items: list(ref(CountRow), 'the most first') }))
export type CountRows = Static<typeof CountRows>
const nextRank = () => textOrNull('hand it back as `after`; null at the end')
export const OutletPage = named(
  'OutletPage',
  Type.Object({ items: list(ref(CountRow), 'the one with most statements first'), next: nextRank() }),
)
export type OutletPage = Static<typeof OutletPage>

export const PersonTitle = named(
  'PersonTitle',
  Type.Object({ title: text(), first: textOrNull('first day seen'), last: textOrNull() }),
)
export type PersonTitle = Static<typeof PersonTitle>

/** Somebody of the registry of speakers across articles. */
export const Person = named(
  'Person',
  Type.Object({
    id: text(),
    name: text(),
    type: oneOf(SPEAKER_TYPES),
    aliases: list(text()),
    titles: list(ref(PersonTitle)),
    wikidata: textOrNull(),
    mergedInto: textOrNull('who this person was merged into: the figures are theirs'),
    statements: count(),
    articles: count(),
    origins: count('articles, but copies of one agency’s report count once'),
    outlets: count(),
    direct: count(),
    wire: count(),
    first: textOrNull('first day of publication'),
    last: textOrNull(),
  }),
)
export type Person = Static<typeof Person>
export const PersonPage = named(
  'PersonPage',
  Type.Object({ items: list(ref(Person), 'the most quoted first'), next: nextRank() }),
)
export type PersonPage = Static<typeof PersonPage>

/** Somebody who is quoted in the same articles. */
export const Companion = named(
  'Companion',
  Type.Object({
    person: text(),
    name: text(),
    type: oneOf(SPEAKER_TYPES),
    articles: count('articles that quote both'),
    statements: count('of the other in those articles'),
  }),
)
export type Companion = Static<typeof Companion>
export const Companions = named(
  'Companions',
  Type.Object({
    counted: count('articles looked at: the newest that quote the person'),
    all: yes('false when there are more'),
    items: list(ref(Companion), 'the most first'),
  }),
)
export type Companions = Static<typeof Companions>

/** Statements published in one month. */
export const Month = named(
  'Month',
  Type.Object({
    month: text('YYYY-MM'),
    statements: count(),
    articles: count(),
    direct: count(),
    indirect: count(),
    mixed: count(),
    anonymous: count(),
    wire: count(),
  }),
)
export type Month = Static<typeof Month>
export const Series = named(
  'Series',
  Type.Object({ items: list(ref(Month), 'in order; months with nothing are left out'), undated: count() }),
)
export type Series = Static<typeof Series>

/** One outlet: how it quotes. */
export const Outlet = named(
  'Outlet',
  Type.Object({
    name: text(),
    statements: count(),
    articles: count(),
    origins: count(),
    direct: count(),
    indirect: count(),
    mixed: count(),
    anonymous: count(),
    wire: count(),
    first: textOrNull(),
    last: textOrNull(),
    types: list(ref(CountRow), 'by type of speaker'),
    people: list(ref(CountRow), 'who gets quoted, the most first'),
  }),
)
export type Outlet = Static<typeof Outlet>

/** Who has the last statement of articles. */
export const LastWord = named(
  'LastWord',
  Type.Object({ person: textOrNull('null for all who could not be told'), name: text(), articles: count() }),
)
export type LastWord = Static<typeof LastWord>
export const LastWords = named(
  'LastWords',
  Type.Object({
    counted: count('articles looked at: the newest of the outlet'),
    all: yes('false when there are more'),
    items: list(ref(LastWord), 'the most first'),
  }),
)
export type LastWords = Static<typeof LastWords>
