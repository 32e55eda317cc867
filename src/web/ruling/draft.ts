import type { Reading, Span, SpeakerDraft, Statement } from '../../api/wire.ts'
import type { Role, Stance } from '../../vocabulary/index.ts'
import type { Draft } from './desk.tsx'

/** A statement as its editor has it now. */
export interface Edited {
  /** The statement that is changed; null for one that the engine missed. */
  readonly of: Statement | null
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  readonly speaker: SpeakerDraft | null
  readonly stance: Stance
  readonly negated: boolean
  readonly reason: string
}

export function editedOf(s: Statement, reading: Reading): Edited {
  const { source, cue, content, stance, negated } = s
  return { of: s, source, cue, content, stance, negated, reason: '', speaker: draftOf(s, reading) }
}

/** A statement that the engine missed, with nothing but its words. */
export const missed = (content: Span): Edited => ({
  of: null,
  source: [],
  cue: [],
  content: [content],
  speaker: null,
  stance: 'asserts',
  negated: false,
  reason: '',
})

/** Who speaks, as a ruling names them. */
export function draftOf(s: Statement, reading: Reading): SpeakerDraft | null {
  const speaker = reading.speakers.find(found => found.id === s.speaker)
  return speaker
    ? { name: speaker.name, type: speaker.type, person: s.person, mention: speaker.mentions[0] ?? null }
    : null
}

const same = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every((span, i) => span.from === b[i]!.from && span.to === b[i]!.to)

const pairs = (spans: readonly Span[]): Span[] => spans.map(({ from, to }) => ({ from, to }))

/** The rulings that make a statement what its editor says: one for each thing that is otherwise. */
export function rulingsFor(edited: Edited, article: string, reading: Reading): Draft[] {
  const reason = edited.reason.trim() === '' ? null : edited.reason.trim()
  const { of: before, speaker, stance, negated } = edited
  if (before === null) {
    const [source, cue, content] = [pairs(edited.source), pairs(edited.cue), pairs(edited.content)]
    const change = { change: 'add' as const, source, cue, content, speaker, stance, negated }
    return [{ target: { of: 'article', article }, change, reason }]
  }
  const target = { of: 'statement' as const, statement: before.id, article }
  const drafts: Draft[] = []
  if (!same(edited.source, before.source))
    drafts.push({ target, change: { change: 'source', source: pairs(edited.source) }, reason })
  if (!same(edited.cue, before.cue)) drafts.push({ target, change: { change: 'cue', cue: pairs(edited.cue) }, reason })
  if (!same(edited.content, before.content))
    drafts.push({ target, change: { change: 'content', content: pairs(edited.content) }, reason })
  const was = draftOf(before, reading)
  if (speaker?.name !== was?.name || speaker?.person !== was?.person || speaker?.type !== was?.type)
    drafts.push({ target, change: { change: 'speaker', speaker }, reason })
  if (stance !== before.stance || negated !== before.negated)
    drafts.push({ target, change: { change: 'stance', stance, negated }, reason })
  return drafts
}

/** Id of the statement that is being added, while it is none yet. */
export const NEW = 'new'

/** The reading with the edited statement as its editor has it: so the text shows each move at once. */
export function withEdited(statements: readonly Statement[], edited: Edited): Statement[] {
  const { source, cue, content, stance, negated, of: before } = edited
  if (before)
    return statements.map(s =>
      s.id === before.id
        ? { ...s, source: pairs(source), cue: pairs(cue), content: pairs(content), stance, negated }
        : s,
    )
  const added: Statement = {
    ...{ id: NEW, attribution: NEW, source: pairs(source), cue: pairs(cue), content: pairs(content) },
    ...{ kind: 'indirect', speaker: null, speakers: [], person: null, speakerConfidence: 1, decidedBy: null },
    ...{ doubt: null, onBehalfOf: null, via: [], parent: null, stance, stanceConfidence: 1, negated },
    ...{ reported: false, addressee: null, venue: null, when: null, block: 'paragraph', repeats: null },
    ...{ confidence: 1, boundaryConfidence: 1, ruledBy: [], checked: true },
  }
  const at = statements.findIndex(s => s.content[0]!.from > content[0]!.from)
  return at < 0 ? [...statements, added] : [...statements.slice(0, at), added, ...statements.slice(at)]
}

/** The words of a role with another span put into them: those that it touches give way. */
export function withSpan(spans: readonly Span[], span: Span, more: boolean): Span[] {
  const kept = more ? spans.filter(s => s.to <= span.from || s.from >= span.to) : []
  return [...kept, span].sort((a, b) => a.from - b.from)
}

export const ROLE_SAYS: Readonly<Record<Role, readonly [name: string, what: string]>> = {
  source: ['Source', 'the words that name who speaks'],
  cue: ['Cue', 'the words that say that it was said'],
  content: ['Words', 'what was said'],
}
