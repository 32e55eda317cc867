import { type Static, Type } from 'typebox'
import { FINDING_KINDS, STANCES, VERDICTS } from '../vocabulary/index.ts'
import { ArticleSummary, KINDS, Span } from './wire-articles.ts'
import { chance, count, list, named, oneOf, oneOfOrNull, ref, text, textOrNull, yes } from './wire-words.ts'

const STANDING = ['sure', 'possible'] as const
export const EVIDENCE_ROLES = [
  ...['right', 'wrong', 'original', 'altered', 'claim', 'denial', 'refusal', 'one', 'other'],
  ...['step', 'agrees', 'notice', 'corrected'],
] as readonly (
  | ('right' | 'wrong' | 'original' | 'altered' | 'claim' | 'denial' | 'refusal' | 'one' | 'other')
  | ('step' | 'agrees' | 'notice' | 'corrected')
)[]

/** Numbers of findings by kind; kinds without any are 0. */
const counts = Type.Object(Object.fromEntries(FINDING_KINDS.map(kind => [kind, count()]))) as unknown as ReturnType<
  typeof Type.Unsafe<Record<(typeof FINDING_KINDS)[number], number>>
>

export const StoryRow = named(
  'StoryRow',
  Type.Object({
    id: text(),
    title: text('the headline of the report most like the others'),
    articles: count(),
    origins: count('copies of one wire count once'),
    outlets: list(text(), 'the one with most reports first'),
    first: textOrNull(),
    last: textOrNull(),
    families: count(),
    findings: counts,
  }),
)
export type StoryRow = Static<typeof StoryRow>
export const StoryPage = named(
  'StoryPage',
  Type.Object({ items: list(ref(StoryRow)), next: textOrNull(), waiting: count('articles not compared yet') }),
)
export type StoryPage = Static<typeof StoryPage>

export const Moment = named(
  'Moment',
  Type.Object({
    at: text('ISO 8601 instant or calendar day'),
    event: oneOf(['published', 'said', 'corrected']),
    article: text(),
    outlet: textOrNull(),
    title: textOrNull(),
    statement: textOrNull(),
    speaker: textOrNull('who said it, as the report names them'),
    words: textOrNull('what was said, or what the notice says'),
  }),
)
export type Moment = Static<typeof Moment>

export const Story = named(
  'Story',
  Type.Object({
    id: text(),
    movedTo: textOrNull('the story that has most of its articles now, when the id asked for was merged or split'),
    title: text(),
    articles: list(ref(ArticleSummary), 'in order of publication'),
    first: textOrNull(),
    last: textOrNull(),
    outlets: list(text()),
    origins: count('copies of one wire count once'),
    timeline: list(ref(Moment)),
  }),
)
export type Story = Static<typeof Story>

/** What one speaker says in one report. */
export const Said = named(
  'Said',
  Type.Object({
    statement: text(),
    article: text(),
    outlet: textOrNull(),
    words: text('cut at 400 units'),
    kind: oneOf(KINDS),
    stance: oneOf(STANCES),
    negated: yes(),
    via: list(text()),
    confidence: chance('that source and content are right'),
  }),
)
export type Said = Static<typeof Said>

/** Who says what, outlet by outlet: a row of the matrix. */
export const Voice = named(
  'Voice',
  Type.Object({
    person: textOrNull('null for those who are nobody of the registry'),
    name: text(),
    said: list(ref(Said), 'in order of publication and text'),
  }),
)
export type Voice = Static<typeof Voice>
export const Voices = named(
  'Voices',
  Type.Object({
    articles: list(ref(ArticleSummary), 'the columns, in order of publication'),
    all: yes('false when the story has more reports than are laid out here'),
    voices: list(ref(Voice), 'in the most reports first'),
  }),
)
export type Voices = Static<typeof Voices>

export const Difference = named(
  'Difference',
  Type.Object({
    kind: oneOf(['kept', 'changed', 'cut', 'added']),
    full: textOrNull('the words in the fullest variant; null for added ones'),
    here: textOrNull('the words in this report; null for cut ones'),
    outside: yes('before the first or behind the last word that both have'),
    shown: yes('it shows: an ellipsis, or brackets around an editor’s words'),
    meaning: list(oneOf(['negation', 'number', 'name']), 'what in it bears the meaning'),
  }),
)
export type Difference = Static<typeof Difference>

export const Variant = named(
  'Variant',
  Type.Object({
    article: text(),
    outlet: textOrNull(),
    title: textOrNull(),
    publishedAt: textOrNull(),
    statement: textOrNull('null for a quotation that is nobody’s'),
    spans: list(ref(Span)),
    words: list(text(), 'of each span'),
    before: text('up to 160 units of the report before'),
    after: text(),
    speaker: textOrNull('as the report names them'),
    person: textOrNull(),
    headline: yes(),
    differences: list(ref(Difference), 'against the fullest; the words between them are white space and marks'),
    origin: count('which of the independent origins, from 0'),
    copyOf: textOrNull('the report whose copy this one is'),
  }),
)
export type Variant = Static<typeof Variant>

export const Family = named(
  'Family',
  Type.Object({
    id: text(),
    movedTo: textOrNull('the id it has now, when the one asked for moved'),
    standing: oneOf(STANDING, { description: 'possible: the words may be a formula that several people use' }),
    fullest: count('place of the fullest variant in `variants`'),
    variants: list(ref(Variant), 'in order of appearance'),
    origins: count('copies of one wire count once'),
  }),
)
export type Family = Static<typeof Family>
export const FamilyPage = named('FamilyPage', Type.Object({ items: list(ref(Family)), next: textOrNull() }))
export type FamilyPage = Static<typeof FamilyPage>

export const Evidence = named(
  'Evidence',
  Type.Object({
    role: oneOf(EVIDENCE_ROLES),
    article: text(),
    outlet: textOrNull(),
    title: textOrNull(),
    publishedAt: textOrNull(),
    statement: textOrNull('null for words in the report’s own voice'),
    spans: list(ref(Span)),
    words: list(text(), 'of each span'),
    before: text('up to 160 units of the report before'),
    after: text(),
    speaker: textOrNull('who says it, by this report'),
    origin: count('the same for all copies of one report'),
  }),
)
export type Evidence = Static<typeof Evidence>

export const Finding = named(
  'Finding',
  Type.Object({
    id: text(),
    movedTo: textOrNull('the id it has now, when the one asked for moved'),
    kind: oneOf(FINDING_KINDS),
    by: oneOfOrNull(['speakers', 'origins']),
    family: textOrNull(),
    story: textOrNull(),
    confidence: chance('that a careful editor would let it stand'),
    standing: oneOf(STANDING, { description: 'possible: shown apart, for a person to look at' }),
    why: text('the finding in a sentence'),
    evidence: list(ref(Evidence), 'the earliest first, copies included'),
    speakers: list(text()),
    supersededBy: textOrNull('the finding whose notice takes back what this one rests on'),
    verdict: oneOfOrNull(VERDICTS),
    ruling: textOrNull('that says so'),
  }),
)
export type Finding = Static<typeof Finding>
export const FindingPage = named('FindingPage', Type.Object({ items: list(ref(Finding)), next: textOrNull() }))
export type FindingPage = Static<typeof FindingPage>
