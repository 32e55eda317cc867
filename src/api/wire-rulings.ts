import { type Static, Type } from 'typebox'
import { STANCES, VERDICTS } from '../vocabulary/index.ts'
import { SPEAKER_TYPES, type Span, Statement } from './wire-articles.ts'
import { asked, idOf, list, named, nullable, oneOf, ref, text, textOrNull, told, yes } from './wire-words.ts'

const words = (says: string, most = 2000) => Type.String({ minLength: 1, maxLength: most, description: says })
const place = Type.Unsafe<Span>({ $ref: 'Place#' })
const places = Type.Array(place, { maxItems: 100 })

/** A stretch of the text as a request gives it. */
export const Place = named('Place', asked({ from: Type.Integer({ minimum: 0 }), to: Type.Integer({ minimum: 1 }) }))

/** A speaker as a person names one: somebody of the registry, or a new somebody by name and type. */
export const SpeakerDraft = named(
  'SpeakerDraft',
  asked({
    name: words('as full as it is known', 300),
    type: oneOf(SPEAKER_TYPES),
    person: nullable(idOf('p', 'id in the registry; null for somebody new')),
    mention: nullable(place),
  }),
)
export type SpeakerDraft = Static<typeof SpeakerDraft>

const speaker = nullable(ref(SpeakerDraft))
const saying = <W extends string>(word: W) => oneOf([word])

/** What a person says. Places mean the text of the article that the target names. */
export const ChangeDraft = named(
  'ChangeDraft',
  told('change', [
    asked({ change: saying('accept') }),
    asked({ change: saying('reject') }),
    asked({ change: saying('source'), source: places }),
    asked({ change: saying('cue'), cue: places }),
    asked({ change: saying('content'), content: Type.Array(place, { minItems: 1, maxItems: 100 }) }),
    asked({ change: saying('speaker'), speaker }),
    asked({ change: saying('stance'), stance: oneOf(STANCES), negated: yes() }),
    asked({
      change: saying('add'),
      source: places,
      cue: places,
      content: Type.Array(place, { minItems: 1, maxItems: 100 }),
      speaker,
      stance: oneOf(STANCES),
      negated: yes(),
    }),
    asked({ change: saying('merge'), other: idOf('p', 'becomes a name of the target') }),
    asked({
      change: saying('split'),
      statements: Type.Array(idOf('s', 'a statement'), { minItems: 1, maxItems: 1000 }),
      into: ref(SpeakerDraft),
    }),
    asked({ change: saying('alias'), alias: words('another name', 300) }),
    asked({
      change: saying('wikidata'),
      id: nullable(Type.String({ pattern: '^Q[1-9][0-9]{0,11}$', description: 'such as Q42' })),
    }),
    asked({ change: saying('verdict'), verdict: oneOf(VERDICTS) }),
  ]),
)
export type ChangeDraft = Static<typeof ChangeDraft>

/** What is ruled on. */
export const TargetDraft = named(
  'TargetDraft',
  told('of', [
    asked({
      of: saying('statement'),
      statement: idOf('s', 'a statement'),
      article: idOf('a', 'whose text places mean'),
    }),
    asked({ of: saying('article'), article: idOf('a', 'an article') }),
    asked({ of: saying('person'), person: idOf('p', 'somebody of the registry') }),
    asked({ of: saying('finding'), finding: idOf('d', 'a finding') }),
  ]),
)
export type TargetDraft = Static<typeof TargetDraft>

/** A ruling to be made. */
export const RulingRequest = named(
  'RulingRequest',
  asked({
    target: ref(TargetDraft),
    change: ref(ChangeDraft),
    author: words('who rules', 200),
    reason: Type.Optional(nullable(words('why'))),
    instead: Type.Optional(nullable(idOf('r', 'the earlier ruling that this one replaces, as a conflict names it'))),
  }),
)
export type RulingRequest = Static<typeof RulingRequest>

export const UndoRequest = named(
  'UndoRequest',
  asked({ author: words('who undoes it', 200), reason: Type.Optional(nullable(words('why'))) }),
)
export type UndoRequest = Static<typeof UndoRequest>

/** A kept ruling. Target and change are as the record keeps them: places are held by their words. */
export const Ruling = named(
  'Ruling',
  Type.Object({
    id: text(),
    target: Type.Object({
      of: oneOf(['statement', 'article', 'person', 'finding']),
      statement: Type.Optional(text()),
      article: Type.Optional(text()),
      person: Type.Optional(text()),
      finding: Type.Optional(text()),
    }),
    change: text(
      'accept, reject, source, cue, content, speaker, stance, add, merge, split, alias, wikidata, verdict, undo',
    ),
    says: text('the ruling in a sentence'),
    undoes: textOrNull('for `undo`: the ruling that no longer holds'),
    author: text(),
    at: text('ISO 8601, UTC'),
    reason: textOrNull(),
    state: oneOf(['holds', 'undone', 'orphaned'], {
      description: 'orphaned: its place is not found in the newest version of the text',
    }),
  }),
)
export type Ruling = Static<typeof Ruling>
export const RulingPage = named(
  'RulingPage',
  Type.Object({ items: list(ref(Ruling)), next: textOrNull('hand it back as `after`; null at the end') }),
)
export type RulingPage = Static<typeof RulingPage>

/** What a ruling made of things. */
export const RulingMade = named(
  'RulingMade',
  Type.Object({
    ruling: ref(Ruling),
    statement: nullable(ref(Statement)),
    etag: textOrNull('the new one of the article’s reading; null for rulings on people and findings'),
  }),
)
export type RulingMade = Static<typeof RulingMade>

/** What was said and what holds, when a ruling meets a change that its author has not seen. */
export const Conflict = named(
  'Conflict',
  Type.Object({
    sent: ref(RulingRequest),
    now: nullable(ref(Statement)),
    etag: textOrNull('of the reading as it is now'),
    ruling: nullable(ref(Ruling)),
  }),
)
export type Conflict = Static<typeof Conflict>

/** The one shape of everything that goes wrong. */
export const Failure = named(
  'Failure',
  Type.Object(
    {
      code: text('stable; listed in docs/codes.md'),
      message: text('the fact'),
      next: text('the step that mends it'),
      fields: Type.Optional(
        list(
          Type.Object({ at: text('path of what is wrong'), message: text() }),
          'for `bad-request`: what is wrong where',
        ),
      ),
      conflict: Type.Optional(ref(Conflict)),
    },
    { description: 'What went wrong and what to do about it.' },
  ),
)
export type Failure = Static<typeof Failure>
