import type { StatementHit } from '../../api/wire.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { spanWords, When } from './days.tsx'
import { headOf, stretchesOf, tailOf } from './find-context.ts'
import { KindTag, StanceTag } from './manner.tsx'

/** The name of a speaker: a link where the registry knows them. */
export function SpeakerName({ name, person }: { readonly name: string | null; readonly person: string | null }) {
  if (name === null || name === '') return <span className="faint">Nobody named</span>
  return person === null ? (
    <bdi>{name}</bdi>
  ) : (
    <Link to={paths.person(person)}>
      <bdi>{name}</bdi>
    </Link>
  )
}

/** Words in their context: the article's words around them stand back, the words asked for stand out. */
export function WordsInContext(hit: Pick<StatementHit, 'before' | 'words' | 'after' | 'marks'>) {
  return (
    <bdi>
      <span className="around">{headOf(hit.before)}</span>
      <span className="content">
        {stretchesOf(hit).map(({ text, marked }, i) =>
          // Stretches have no name of their own; they never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with every answer
          marked ? <mark key={i}>{text}</mark> : <span key={i}>{text}</span>,
        )}
      </span>
      <span className="around">{tailOf(hit.after)}</span>
    </bdi>
  )
}

interface Props {
  readonly hit: StatementHit
  /** Left out on the page of the one who speaks. */
  readonly speaker?: boolean
}

/** One statement of a list: who, in which words, where. Enter on it opens it. */
export function Hit({ hit, speaker = true }: Props) {
  const { statement, article, via, outlet, agency, title, publishedAt, saidFrom, saidTo } = hit
  return (
    <li className="hit" data-step={statement}>
      <p className="hit-who">
        {speaker && (
          <strong>
            <SpeakerName name={hit.speaker} person={hit.person} />
          </strong>
        )}
        <StanceTag stance={hit.stance} negated={hit.negated} />
        <KindTag kind={hit.kind} />
        {hit.type === 'anonymous' && <span className="tag">unnamed source</span>}
      </p>
      <p className="hit-words">
        <Link className="opens" to={paths.statement(statement)}>
          <WordsInContext {...hit} />
        </Link>
      </p>
      {via.length > 0 && (
        <p className="hit-via">
          <span className="unseen">It came through: </span>
          {['this article', ...via, hit.speaker ?? 'nobody named'].join(' → ')}
        </p>
      )}
      <ul className="facts">
        {outlet !== null && (
          <li>
            <Link to={paths.outlet(outlet)}>
              <bdi>{outlet}</bdi>
            </Link>
          </li>
        )}
        {agency !== null && agency !== outlet && (
          <li>
            from <bdi>{agency}</bdi>
          </li>
        )}
        {publishedAt !== null && (
          <li>
            <When at={publishedAt} />
          </li>
        )}
        {saidFrom !== null && <li>said {spanWords(saidFrom, saidTo)}</li>}
        <li className="hit-title">
          <Link to={paths.article(article, statement)}>
            <bdi>{title ?? 'untitled article'}</bdi>
          </Link>
        </li>
      </ul>
    </li>
  )
}
