import {
  type Anchor,
  AscribeError,
  type Change,
  type NamedSpeaker,
  type Ruling,
  type RulingDraft,
} from '../vocabulary/index.ts'
import type { Seen } from './reanchor.ts'
import { statementsOfRuling } from './ruled.ts'
import { type FindingTarget, sameFinding } from './rulings-findings.ts'
import { foldName } from './words.ts'

/** The error for what says otherwise than an earlier ruling that holds; `ruling` is that one's id. */
export const contradiction = (earlier: Ruling, draft: RulingDraft): AscribeError & { readonly ruling: string } =>
  Object.assign(
    new AscribeError(
      'contradicts-ruling',
      `${earlier.author} ruled otherwise on ${earlier.at.slice(0, 10)}: ${told(earlier.change)} (${earlier.id}), against ${told(draft.change)} now`,
      `undo ${earlier.id}, or rule instead of it: --instead ${earlier.id}`,
    ),
    { ruling: earlier.id },
  )

const nobodyOr = (speaker: NamedSpeaker | null): string => (speaker === null ? 'nobody' : `“${cut(speaker.name)}”`)
const cut = (words: string): string => (words.length <= 60 ? words : `${words.slice(0, 59)}…`)
const quoted = (anchors: readonly Anchor[]): string =>
  anchors.length === 0 ? 'no words' : `“${cut(anchors.map(a => a.exact).join(' … '))}”`

/** A change with its value, short enough for a message. */
function told(change: Change): string {
  switch (change.change) {
    case 'source':
      return `source ${quoted(change.source)}`
    case 'cue':
      return `cue ${quoted(change.cue)}`
    case 'content':
    case 'add':
      return `${change.change} ${quoted(change.content)}`
    case 'speaker':
      return `speaker ${nobodyOr(change.speaker)}`
    case 'stance':
      return `stance ${change.negated ? 'not ' : ''}${change.stance}`
    case 'merge':
      return `merge with ${change.other}`
    case 'split':
      return `split to ${nobodyOr(change.into)}`
    case 'alias':
      return `alias “${cut(change.alias)}”`
    case 'wikidata':
      return `wikidata ${change.id ?? 'none'}`
    case 'judge':
      return change.verdict
    default:
      return change.change
  }
}

/** A value as one string, so that two can be compared: keys in order, places by their offsets and words. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    v !== null && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  )

/** The same said of the same. A place is the same where the words are, whatever surrounds them in another version. */
export function sameRuling(a: RulingDraft, b: RulingDraft): boolean {
  const bare = ({ target, change }: RulingDraft) =>
    written([
      target.of === 'statement' ? target.statement : target.of === 'finding' ? evidenceOf(target) : target,
      placesOf(change),
    ])
  return a.author === b.author && bare(a) === bare(b)
}

/** Which passages a verdict is about: the finding's own id may be another by now. */
const evidenceOf = ({ kind, evidence }: FindingTarget) => [
  kind,
  evidence.map(({ role, article, anchor }) => [role, article, ...words([anchor])]),
]

const words = (anchors: readonly Anchor[]) => anchors.map(a => [a.span.from, a.span.to, a.exact])

function placesOf(change: Change): unknown {
  switch (change.change) {
    case 'source':
      return ['source', words(change.source)]
    case 'cue':
      return ['cue', words(change.cue)]
    case 'content':
      return ['content', words(change.content)]
    case 'add':
      return [
        'add',
        ...[change.source, change.cue, change.content].map(words),
        change.speaker && { ...change.speaker, mention: null },
        change.stance,
        change.negated,
      ]
    case 'speaker':
      return ['speaker', change.speaker && { ...change.speaker, mention: null }]
    default:
      return change
  }
}

/** Two names of one somebody: by id where both have one. */
export const sameSpeaker = (a: NamedSpeaker | null, b: NamedSpeaker | null): boolean =>
  a === null || b === null
    ? a === b
    : a.person !== null && b.person !== null
      ? a.person === b.person
      : a.type === b.type && foldName(a.name) === foldName(b.name)

const FIELDS = ['source', 'cue', 'content', 'speaker', 'stance'] as const
type Field = (typeof FIELDS)[number]

/** What a change says of one field of a statement; undefined when it says nothing of it. */
function fieldIn(field: Field, change: Change): unknown {
  switch (change.change) {
    case 'add':
      return field === 'speaker'
        ? change.speaker
        : field === 'stance'
          ? [change.stance, change.negated]
          : words(change[field])
    case 'source':
      return field === 'source' ? words(change.source) : undefined
    case 'cue':
      return field === 'cue' ? words(change.cue) : undefined
    case 'content':
      return field === 'content' ? words(change.content) : undefined
    case 'speaker':
      return field === 'speaker' ? change.speaker : undefined
    case 'split':
      return field === 'speaker' ? change.into : undefined
    case 'stance':
      return field === 'stance' ? [change.stance, change.negated] : undefined
    default:
      return undefined
  }
}

/**
 * Whether two changes of one statement cannot both be right. An acceptance speaks for what the engine had read (`seen`),
 * but for the fields that were ruled on before it.
 */
function statementsClash(earlier: Change, later: Change, seen: Seen | undefined, ruled: readonly Change[]): boolean {
  if (earlier.change === 'reject' || later.change === 'reject') return earlier.change !== later.change
  if (later.change === 'accept') return false
  const before: Change = earlier.change === 'accept' && seen !== undefined ? { change: 'add', ...seen } : earlier
  return FIELDS.some(field => {
    const [was, is] = [fieldIn(field, before), fieldIn(field, later)]
    if (was === undefined || is === undefined) return false
    if (earlier.change === 'accept' && ruled.some(r => fieldIn(field, r) !== undefined)) return false
    return field === 'speaker'
      ? !sameSpeaker(was as NamedSpeaker | null, is as NamedSpeaker | null)
      : written(was) !== written(is)
  })
}

/**
 * The latest of the rulings that hold which `draft` contradicts. `id` is the draft's own when it had one (a ruling that
 * an undone undo brings back). `rootOf` says whom somebody of the registry counts as.
 */
export function contradicted(
  draft: RulingDraft & { readonly id?: string },
  holding: readonly Ruling[],
  seen: ReadonlyMap<string, Seen>,
  rootOf: (person: string) => string,
): Ruling | null {
  const about = statementsOfRuling({ ...draft, id: draft.id ?? '', at: '' })
  return (
    holding.findLast((earlier, at) => {
      if (earlier.id === draft.id) return false
      const shared = statementsOfRuling(earlier).filter(id => about.includes(id))
      const before = () =>
        holding
          .slice(0, at)
          .filter(r => statementsOfRuling(r).some(id => shared.includes(id)))
          .map(r => r.change)
      if (shared.length > 0 && statementsClash(earlier.change, draft.change, seen.get(earlier.id), before()))
        return true
      return peopleClash(earlier, draft, rootOf) || verdictsClash(earlier, draft)
    }) ?? null
  )
}

/** Two who judged one finding otherwise. */
const verdictsClash = ({ target: a, change: x }: Ruling, { target: b, change: y }: RulingDraft): boolean =>
  a.of === 'finding' &&
  b.of === 'finding' &&
  x.change === 'judge' &&
  y.change === 'judge' &&
  x.verdict !== y.verdict &&
  sameFinding(a, b)

function peopleClash(earlier: Ruling, draft: RulingDraft, rootOf: (person: string) => string): boolean {
  const [a, b] = [earlier, draft]
  if (a.target.of !== 'person' || b.target.of !== 'person') return false
  const [x, y] = [a.change, b.change]
  if (x.change === 'wikidata' && y.change === 'wikidata')
    return rootOf(a.target.person) === rootOf(b.target.person) && x.id !== y.id
  const roots = (person: string, other: string | null) =>
    other === null ? '' : [rootOf(person), rootOf(other)].toSorted().join(' ')
  // Two of whom somebody said that they are not one.
  if (x.change === 'split' && y.change === 'merge')
    return roots(a.target.person, x.into.person) === roots(b.target.person, y.other)
  if (x.change === 'merge' && y.change === 'split')
    return y.into.person !== null && rootOf(b.target.person) === rootOf(y.into.person)
  return false
}
