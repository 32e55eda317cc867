import type { Speaker, Statement } from '../../api/wire.ts'
import { percent, says, saysNo, sureness } from './words.ts'

interface Props {
  readonly statement: Statement
  readonly number: number
  readonly depth: number
  readonly speaker: Speaker | undefined
  readonly text: string
  readonly choose: () => void
}

/** One statement in a line or two: who, what they do, how the words begin. */
export function Note({ statement, number, depth, speaker, text, choose }: Props) {
  const first = statement.content[0]!
  const words = text.slice(first.from, Math.min(first.to, first.from + 120))
  return (
    <button
      type="button"
      className={`note${saysNo(statement) ? ' is-no' : ''}`}
      data-depth={Math.min(depth, 4)}
      onClick={choose}
    >
      <span className="note-number">{number}</span>
      <span className="note-who">
        <bdi>{speaker?.name ?? 'Somebody'}</bdi>{' '}
        <span className={saysNo(statement) ? 'not' : 'faint'}>{says(statement)}</span>
        <Sure statement={statement} />
      </span>
      <span className="note-words">
        <bdi>{words}</bdi>
      </span>
    </button>
  )
}

/** How sure the reading is, as a mark: a tick for what a person checked, a question mark for what is in doubt. */
export function Sure({ statement: s }: { readonly statement: Statement }) {
  if (s.checked)
    return (
      <span className="sure checked" title="Checked by a person">
        ✓<span className="unseen"> checked</span>
      </span>
    )
  const p = s.doubt ? Math.min(s.confidence, s.speakerConfidence) : s.confidence
  if (p >= 0.75 && !s.doubt) return null
  return (
    <span className="sure unsure" title={`${sureness(p)} (${percent(p)})`}>
      ?<span className="unseen"> {sureness(p)}</span>
    </span>
  )
}
