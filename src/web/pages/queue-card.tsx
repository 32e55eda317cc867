import type { StatementHit, StatementPlace } from '../../api/wire.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { When } from './days.tsx'
import { SpeakerName, WordsInContext } from './find-hit.tsx'
import { KindTag, StanceTag } from './manner.tsx'
import { doubtsOf } from './queue-doubts.ts'

interface Props {
  readonly hit: StatementHit
  /** Null until it has come. */
  readonly place: StatementPlace | null
}

/** A statement with what the reading is least sure of. */
export function QueueCard({ hit, place }: Props) {
  const statement = place?.statement ?? null
  const doubts = statement === null ? [] : doubtsOf(statement)
  return (
    <article className="queue-card" aria-label="Statement to check" aria-live="polite">
      <p className="hit-who">
        <strong>
          <SpeakerName name={hit.speaker} person={hit.person} />
        </strong>
        <StanceTag stance={hit.stance} negated={hit.negated} />
        <KindTag kind={hit.kind} />
      </p>
      <p className="queue-words">
        <WordsInContext {...hit} />
      </p>
      {hit.via.length > 0 && (
        <p className="hit-via">{['this article', ...hit.via, hit.speaker ?? 'nobody named'].join(' → ')}</p>
      )}
      <ul className="facts">
        {hit.outlet !== null && <li>{hit.outlet}</li>}
        {hit.publishedAt !== null && (
          <li>
            <When at={hit.publishedAt} />
          </li>
        )}
        <li>
          <Link to={paths.article(hit.article, hit.statement)}>
            <bdi>{hit.title ?? 'untitled article'}</bdi>
          </Link>
        </li>
      </ul>
      <dl className="doubts" aria-label="How sure the reading is">
        {doubts.map(({ what, chance, why }, i) => (
          <div key={what} className={i === 0 ? 'least' : undefined}>
            <dt>
              {what}
              {why !== null && <span className="faint small"> {why}</span>}
            </dt>
            <dd>
              <span className="meter">
                <span className="track" aria-hidden="true">
                  <span style={{ width: `${Math.round(100 * chance)}%` }} />
                </span>
                {Math.round(100 * chance)} %
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
