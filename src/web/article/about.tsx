import type { Article, Reading, Speaker } from '../../api/wire.ts'
import { Outside } from '../frame/outside.tsx'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { Cast } from '../reading/cast.tsx'
import { counted, dayOf } from '../reading/words.ts'
import { SaveFile } from './save-file.tsx'

interface Props {
  readonly article: Article
  readonly reading: Reading
  readonly choose: (statement: string) => void
  readonly original: (() => void) | null
  /** Null where nothing may be ruled. */
  readonly add: (() => void) | null
  readonly who: ((speaker: Speaker) => void) | null
}

/** Where the article comes from, what else there is of it, and who speaks in it. */
export function About({ article, reading, choose, original, add, who }: Props) {
  const checked = reading.statements.filter(s => s.checked).length
  return (
    <div className="about-box">
      <ul className="facts">
        {article.outlet && (
          <li>
            <Link to={paths.outlet(article.outlet)}>
              <bdi>{article.outlet}</bdi>
            </Link>
          </li>
        )}
        {article.publishedAt && <li>{dayOf(article.publishedAt)}</li>}
        {article.byline && (
          <li>
            <bdi>{article.byline}</bdi>
          </li>
        )}
        {article.agency && (
          <li>
            report of <bdi>{article.agency}</bdi>
          </li>
        )}
        <li>
          {counted(reading.statements.length, 'statement')}, {checked} checked
        </li>
      </ul>
      {article.url && (
        <p className="small source-url">
          <Outside url={article.url} />
        </p>
      )}
      {article.story && (
        <p className="small">
          <Link to={paths.story(article.story)}>Other reports of this story</Link>
        </p>
      )}
      <Versions article={article} />
      {[...new Map(reading.notes.map(note => [note.code, note.message]))].map(([code, message]) => (
        <p key={code} className="small faint">
          {message}
        </p>
      ))}
      <p className="row">
        {original && (
          <button type="button" onClick={original}>
            Original page <kbd>o</kbd>
          </button>
        )}
        {add && (
          <button type="button" onClick={add}>
            Add a statement <kbd>m</kbd>
          </button>
        )}
        <SaveFile article={article.id} />
      </p>
      <Cast reading={reading} choose={choose} who={who} />
    </div>
  )
}

function Versions({ article }: { readonly article: Article }) {
  if (article.versions.length < 2) return null
  return (
    <nav className="versions small" aria-label="Versions">
      Versions:{' '}
      {article.versions.map(version => (
        <Link
          key={version.id}
          to={paths.article(version.id)}
          current={version.id === article.id}
          title={`Added ${dayOf(version.addedAt)}`}
        >
          {version.version}
        </Link>
      ))}
    </nav>
  )
}
