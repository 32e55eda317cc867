import type {
  Attribution,
  AttributionRecord,
  BlockKind,
  NamedSpeaker,
  Ruling,
  Span,
  Speaker,
} from '../vocabulary/index.ts'
import { extent, holds, kindOf, partsIn, placesIn, type Seen, sameSpans, standsIn } from './reanchor.ts'
import { foldName } from './words.ts'

/** A statement with rulings laid over it, before it is known whom the registry means by its speaker. */
export interface LaidStatement {
  readonly id: string
  readonly attribution: Attribution
  /** Who a ruling says it is; null where none does. */
  readonly named: NamedSpeaker | null
  readonly ruledBy: readonly string[]
  readonly checked: boolean
}

/** A reading with rulings laid over it. */
export interface Laid {
  /** In text order of the content, without the rejected ones. */
  readonly statements: readonly LaidStatement[]
  /** The record's, then those that rulings brought in. */
  readonly speakers: AttributionRecord['speakers']
  readonly rejected: readonly { readonly statement: string; readonly ruling: string }[]
  /** Ids of rulings whose place is not found in this text. */
  readonly orphaned: readonly string[]
}

/** Rulings on one article, as the record keeps them. */
export interface Rulings {
  /** In order of time, undone ones too. */
  readonly all: readonly Ruling[]
  /** What the engine had read of the statement when it was ruled on, by the ruling's id. */
  readonly seen: ReadonlyMap<string, Seen>
}

export const NO_RULINGS: Rulings = { all: [], seen: new Map() }

/** Id of the statement that an `add` made: the ruling's own, as a statement. */
export const addedId = (ruling: string): string => `s${ruling.slice(1)}`

/**
 * Rulings that no later one undid, undos included, in order of time. An undo only ever means an earlier ruling, so the
 * last is judged first: an undo that is itself undone undoes nothing.
 */
export function holding<T extends Pick<Ruling, 'id' | 'change'>>(rulings: readonly T[]): T[] {
  const undone = new Set<string>()
  for (const { id, change } of rulings.toReversed())
    if (change.change === 'undo' && !undone.has(id)) undone.add(change.ruling)
  return rulings.filter(r => !undone.has(r.id))
}

/** Ids of the statements that a ruling is about; an undo is about a ruling. */
export const statementsOfRuling = ({ id, target, change }: Ruling): readonly string[] =>
  change.change === 'split'
    ? change.statements
    : change.change === 'add'
      ? [addedId(id)]
      : target.of === 'statement' && change.change !== 'undo'
        ? [target.statement]
        : []

/** A statement while rulings are laid over it. */
interface Draft {
  readonly id: string
  /** As the engine has it; null for one that only rulings hold. */
  readonly read: Attribution | null
  attribution: Attribution
  named: NamedSpeaker | null
  readonly ruledBy: string[]
  checked: boolean
  /** Its spans are not the engine's. */
  moved: boolean
}

/**
 * Lays the rulings that hold, in order of time, over a reading. `ids` are the ids of the record's attributions, in their
 * order. The one place where a person's word meets the engine's; pure.
 *
 * - A ruling is about the statement that carries the id, if all of the ruling's places stand in this text; else it is
 *   orphaned, and nothing is moved.
 * - A person's word outranks the engine's: what was accepted stays as it was accepted, and a statement that was
 *   accepted, changed or added stands though this reading lacks it.
 * - Where a statement fell away, moved or came in, parents are looked for anew: the shortest content that holds it.
 *   `via` follows parents and speakers.
 */
export function layRulings(
  record: AttributionRecord,
  ids: readonly string[],
  { all, seen }: Rulings,
  text: string,
): Laid {
  const drafts = new Map<string, Draft>()
  record.attributions.forEach((read, i) => {
    const id = ids[i]!
    drafts.set(id, { id, read, attribution: read, named: null, ruledBy: [], checked: false, moved: false })
  })
  const cast = new Cast(record.speakers)
  const orphaned = new Set<string>()
  const rejected = new Map<string, Laid['rejected'][number]>()

  const about = new Map<string, Ruling[]>()
  for (const ruling of holding(all)) {
    if (!standsIn(text, ruling.target, ruling.change)) orphaned.add(ruling.id)
    else
      for (const id of statementsOfRuling(ruling)) {
        const list = about.get(id)
        if (list === undefined) about.set(id, [ruling])
        else list.push(ruling)
      }
  }

  for (const [id, rulings] of about) {
    const draft = drafts.get(id) ?? restored(id, rulings, seen, text, record, cast)
    if (draft === null) {
      const reject = rulings.find(r => r.change.change === 'reject')
      if (reject !== undefined) rejected.set(id, { statement: id, ruling: reject.id })
      // A split is about statements of other articles too: those it doesn't find here are none of this text's.
      for (const r of rulings) if (r !== reject && r.change.change !== 'split') orphaned.add(r.id)
      continue
    }
    drafts.set(id, draft)
    for (const r of rulings) {
      if (r.change.change === 'reject') {
        rejected.set(id, { statement: id, ruling: r.id })
        continue
      }
      if (r.change.change === 'accept' && draft.read !== null) {
        const then = seen.get(r.id)
        const parts = then === undefined ? null : partsIn(text, then)
        if (then !== undefined && parts === null) {
          orphaned.add(r.id)
          continue
        }
        if (then !== undefined && parts !== null) asAccepted(draft, then, parts, text, cast, r.id)
      }
      lay(draft, r, text, cast)
      draft.ruledBy.push(r.id)
      draft.checked = true
    }
  }
  for (const id of rejected.keys()) drafts.delete(id)

  const standing = [...drafts.values()]
  if (about.size > 0) mendPaths(record, standing, cast)
  const begin = (s: LaidStatement) => s.attribution.content[0]!.from
  return {
    statements: standing
      .map(({ id, attribution, named, ruledBy, checked }) => ({ id, attribution, named, ruledBy, checked }))
      .toSorted((a, b) => begin(a) - begin(b)),
    speakers: cast.all,
    rejected: [...rejected.values()],
    orphaned: all.filter(r => orphaned.has(r.id)).map(r => r.id),
  }
}

/** The speakers of a reading, and those that rulings bring in. */
class Cast {
  readonly all: Speaker[]
  constructor(speakers: readonly Speaker[]) {
    this.all = [...speakers]
  }

  /** Id of the speaker of that name and type; a new one is named after the ruling or statement that brought it in. */
  of({ name, type }: Pick<NamedSpeaker, 'name' | 'type'>, mention: Span | null, by: string): string {
    const folded = foldName(name)
    const known =
      this.all.find(s => s.name === name && s.type === type) ??
      this.all.find(s => foldName(s.name) === folded && s.type === type)
    if (known !== undefined) return known.id
    this.all.push({ id: by, name, type, mentions: mention === null ? [] : [mention], nameRule: 'ruling' })
    return by
  }

  name(id: string | null): string | undefined {
    return id === null ? undefined : this.all.find(s => s.id === id)?.name
  }
}

/** A statement that this reading lacks but a person vouched for; null when nobody did, or its places aren't found. */
function restored(
  id: string,
  rulings: readonly Ruling[],
  seen: Rulings['seen'],
  text: string,
  record: AttributionRecord,
  cast: Cast,
): Draft | null {
  if (rulings.every(r => r.change.change === 'reject' || r.change.change === 'split')) return null
  const added = rulings.find(r => r.change.change === 'add')
  const said = added === undefined ? rulings.findLast(r => seen.has(r.id)) : added
  const then = said === undefined ? undefined : said.change.change === 'add' ? said.change : seen.get(said.id)
  const parts = then === undefined ? null : partsIn(text, then)
  if (said === undefined || then === undefined || parts === null) return null
  const base: Attribution = {
    id,
    ...parts,
    kind: kindOf(text, parts.content),
    speaker: null,
    speakers: [],
    speakerConfidence: 0,
    boundaryConfidence: 1,
    decidedBy: null,
    doubt: null,
    onBehalfOf: null,
    via: [],
    parent: null,
    stance: then.stance,
    stanceConfidence: 1,
    negated: then.negated,
    reported: false,
    addressee: null,
    venue: null,
    when: null,
    block: blockAt(record, parts.content[0]!),
    repeats: null,
    confidence: 1,
  }
  const draft: Draft = {
    id,
    read: null,
    attribution: base,
    named: null,
    ruledBy: [],
    checked: true,
    moved: true,
  }
  if (then.speaker !== null) speak(draft, then.speaker, text, cast, said.id)
  return draft
}

const blockAt = ({ article }: AttributionRecord, at: Span): BlockKind =>
  article.blocks.findLast(b => b.span.from <= at.from)?.kind ?? 'paragraph'

/** Sets what an engine reads otherwise by now back to what a person accepted. */
function asAccepted(
  draft: Draft,
  then: Seen,
  parts: NonNullable<ReturnType<typeof partsIn>>,
  text: string,
  cast: Cast,
  by: string,
): void {
  const read = draft.read!
  for (const part of ['source', 'cue', 'content'] as const)
    if (draft.attribution[part] === read[part] && !sameSpans(read[part], parts[part]))
      place(draft, part, parts[part], text)
  const a = draft.attribution
  if (a.stance === read.stance && a.negated === read.negated)
    draft.attribution = { ...a, stance: then.stance, negated: then.negated }
  const speaker = cast.all.find(s => s.id === read.speaker)
  const same = then.speaker === null ? speaker === undefined : speaker?.name === then.speaker.name
  if (!same && draft.named === null) speak(draft, then.speaker, text, cast, by)
}

/** Gives a part of a statement other places. */
function place(draft: Draft, part: 'source' | 'cue' | 'content', spans: readonly Span[], text: string): void {
  draft.moved ||= !sameSpans(draft.attribution[part], spans)
  draft.attribution = { ...draft.attribution, [part]: spans }
  if (part === 'content') draft.attribution = { ...draft.attribution, kind: kindOf(text, spans), boundaryConfidence: 1 }
}

/** Gives a statement another speaker. */
function speak(draft: Draft, named: NamedSpeaker | null, text: string, cast: Cast, by: string): void {
  const mention = named?.mention ? (placesIn(text, [named.mention])?.[0] ?? null) : null
  const speaker = named === null ? null : cast.of(named, mention, by)
  draft.named = named
  draft.attribution = {
    ...draft.attribution,
    speaker,
    speakers: speaker === null ? [] : [speaker],
    speakerConfidence: speaker === null ? 0 : 1,
    decidedBy: mention,
    doubt: null,
    onBehalfOf: null,
  }
}

/** Lays one ruling over a statement. Its places stand in the text: `standsIn`. */
function lay(draft: Draft, { id, change }: Ruling, text: string, cast: Cast): void {
  switch (change.change) {
    case 'accept': {
      const { speaker } = draft.attribution
      draft.attribution = {
        ...draft.attribution,
        speakerConfidence: speaker === null ? 0 : 1,
        boundaryConfidence: 1,
        stanceConfidence: 1,
      }
      break
    }
    case 'source':
    case 'cue':
    case 'content': {
      const anchors = 'source' in change ? change.source : 'cue' in change ? change.cue : change.content
      place(draft, change.change, placesIn(text, anchors)!, text)
      break
    }
    case 'speaker':
      speak(draft, change.speaker, text, cast, id)
      break
    case 'split':
      speak(draft, change.into, text, cast, id)
      break
    case 'stance':
      draft.attribution = {
        ...draft.attribution,
        stance: change.stance,
        negated: change.negated,
        stanceConfidence: 1,
      }
      break
    case 'add': {
      // The engine found it by itself since: what the person said of it stands.
      if (draft.read === null) break
      const parts = partsIn(text, change)!
      for (const part of ['source', 'cue', 'content'] as const) place(draft, part, parts[part], text)
      speak(draft, change.speaker, text, cast, id)
      draft.attribution = {
        ...draft.attribution,
        stance: change.stance,
        negated: change.negated,
        stanceConfidence: 1,
      }
      break
    }
    case 'reject':
    case 'merge':
    case 'alias':
    case 'wikidata':
    case 'judge':
    case 'undo':
      return
    default:
      change satisfies never
  }
  draft.attribution = { ...draft.attribution, confidence: 1 }
}

/**
 * Parents and paths after statements fell away, moved or came in. A recomputed parent is always longer than its child
 * and the engine's parents are at least as long as theirs, so no circle can close.
 */
function mendPaths(record: AttributionRecord, standing: readonly Draft[], cast: Cast): void {
  const byAttribution = new Map(standing.map(d => [d.attribution.id, d]))
  const moved = standing.filter(d => d.moved)
  for (const draft of standing) {
    const { attribution: a } = draft
    const parent = a.parent === null ? undefined : byAttribution.get(a.parent)
    const stale = draft.moved || (a.parent !== null && (parent === undefined || parent.moved))
    if (!stale && !moved.some(m => m !== draft && holds(m.attribution, a))) continue
    let best: Draft | null = null
    for (const other of standing)
      if (
        other !== draft &&
        holds(other.attribution, a) &&
        (best === null || extent(other.attribution.content) < extent(best.attribution.content))
      )
        best = other
    draft.attribution = { ...a, parent: best?.attribution.id ?? null }
  }
  const read = new Map(record.attributions.map(a => [a.id, a]))
  const now = new Map(standing.map(d => [d.attribution.id, d.attribution]))
  const before = new Chains(read)
  const after = new Chains(now)
  for (const draft of standing) {
    const a = draft.attribution
    const was = before.above(draft.read)
    const is = after.above(a)
    if (draft.read !== null && draft.read.speaker === a.speaker && same(was, is)) continue
    const names = is.filter(id => id !== a.speaker).map(id => cast.name(id)!)
    const chained = new Set(was.map(id => cast.name(id)))
    // What else the engine saw in between: an outlet that it was said to.
    const told = a.via.filter(name => !chained.has(name) && !names.includes(name) && name !== cast.name(a.speaker))
    draft.attribution = { ...a, via: [...names, ...told] }
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i])

/** The speakers of the statements around one, outermost first, each once: as the engine makes `via`. */
class Chains {
  constructor(private readonly attributions: ReadonlyMap<string, Attribution>) {}

  above(a: Attribution | null): string[] {
    const chain: string[] = []
    const passed = new Set<string>()
    for (
      let at = a?.parent ? this.attributions.get(a.parent) : undefined;
      at !== undefined && !passed.has(at.id);
      at = at.parent === null ? undefined : this.attributions.get(at.parent)
    ) {
      passed.add(at.id)
      if (at.speaker !== null) chain.push(at.speaker)
    }
    return [...new Set(chain.toReversed())]
  }
}
