import type { AttributionKind, Stance } from '../../vocabulary/index.ts'
import { KIND_SAYS, says, saysNo } from '../reading/words.ts'

/** A sign beside every stance but the plain one: colours alone would not tell them apart. */
const SIGNS: Readonly<Record<Stance, string>> = {
  asserts: '',
  claims: '~',
  denies: '✕',
  refuses: '⊘',
  asks: '?',
  orders: '!',
  promises: '→',
  intends: '→',
  believes: '≈',
  shows: '•',
}

const KIND_MARKS: Readonly<Record<AttributionKind, string>> = {
  direct: '“ ”',
  mixed: '“ ” …',
  indirect: '…',
}

/** What is done with the words: the stance, unless it is a plain “says”; negated cues are always told. */
export function StanceTag({ stance, negated }: { readonly stance: Stance; readonly negated: boolean }) {
  if (stance === 'asserts' && !negated) return null
  return (
    <span className={saysNo({ stance, negated }) ? 'tag against' : 'tag'}>
      <span aria-hidden="true">{negated ? '¬' : SIGNS[stance]} </span>
      {says({ stance, negated })}
    </span>
  )
}

/** Whether the words are quoted. */
export function KindTag({ kind }: { readonly kind: AttributionKind }) {
  return (
    <span className="tag" title={KIND_SAYS[kind]}>
      <span aria-hidden="true">{KIND_MARKS[kind]} </span>
      {kind}
    </span>
  )
}
