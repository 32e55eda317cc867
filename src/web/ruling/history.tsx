import type { Reading, Ruling, Statement } from '../../api/wire.ts'
import { dayOf } from '../reading/words.ts'
import type { Desk } from './desk.tsx'

/** What people ruled on a statement so far: who, when, and why. */
export function History({ statement, reading, desk }: { statement: Statement; reading: Reading; desk: Desk | null }) {
  const rulings = reading.rulings.filter(r => statement.ruledBy.includes(r.id) || r.target.statement === statement.id)
  if (rulings.length === 0) return null
  return (
    <section className="history" aria-label="Rulings">
      <ol className="bare small">
        {rulings.map(ruling => (
          <li key={ruling.id} className={ruling.state}>
            <RulingLine ruling={ruling} />
            {desk && ruling.state === 'holds' && ruling.change !== 'undo' && (
              <button type="button" className="linkish" onClick={() => void desk.undo(ruling.id)}>
                undo
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

export function RulingLine({ ruling }: { readonly ruling: Ruling }) {
  return (
    <span>
      <bdi>{ruling.says}</bdi>{' '}
      <span className="faint">
        <bdi>{ruling.author}</bdi>, {dayOf(ruling.at)} {ruling.at.slice(11, 16)}
        {ruling.state !== 'holds' && `, ${ruling.state}`}
      </span>
      {ruling.reason && (
        <span className="faint">
          {' '}
          – <bdi>{ruling.reason}</bdi>
        </span>
      )}
    </span>
  )
}
