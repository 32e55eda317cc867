import { useMemo } from 'react'
import type { Said, Voices } from '../../api/wire.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { When } from './days.tsx'
import { SpeakerName } from './find-hit.tsx'
import { StanceTag } from './manner.tsx'
import { type MatrixCell, matrixOf } from './story-matrix.ts'

interface Props {
  readonly voices: Voices
  readonly copyOf: ReadonlyMap<string, string>
}

/** Speakers by reports: each cell links to what is said there. Reports that are one at bottom stand under one head. */
export function MatrixTable({ voices, copyOf }: Props) {
  const { groups, rows } = useMemo(() => matrixOf(voices, copyOf), [voices, copyOf])
  if (rows.length === 0) return <p className="faint">Nobody is quoted in these reports.</p>
  const columns = groups.flatMap(({ reports }) => reports)
  const grouped = groups.some(({ reports }) => reports.length > 1)
  return (
    <>
      {!voices.all && (
        <p className="small faint">The story has more reports than are laid out here: these are the last.</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="scroll matrix-box" aria-label="Who says what in which report" tabIndex={0}>
        <table className="matrix">
          <caption className="unseen">Who says what in which report</caption>
          {groups.map(({ reports }) => (
            <colgroup key={reports[0]!.id} span={reports.length} />
          ))}
          <thead>
            {grouped && (
              <tr className="matrix-origins">
                <td />
                {groups.map(({ agency, reports }) => (
                  <th key={reports[0]!.id} scope="colgroup" colSpan={reports.length}>
                    {reports.length > 1 && (
                      <span className="one-origin">
                        <span aria-hidden="true">= </span>one origin{agency !== null && `: ${agency}`}
                      </span>
                    )}
                  </th>
                ))}
              </tr>
            )}
            <tr>
              <th scope="col">Speaker</th>
              {columns.map(({ id, outlet, title, publishedAt }) => (
                <th key={id} scope="col">
                  <Link to={paths.article(id)} title={title ?? undefined}>
                    <bdi>{outlet ?? title ?? 'untitled'}</bdi>
                  </Link>
                  <span className="matrix-day">
                    <When at={publishedAt} hour />
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, person, cells }) => (
              <tr key={key}>
                <th scope="row">
                  <SpeakerName name={name} person={person} />
                </th>
                {cells.map((cell, i) => (
                  <td key={columns[i]!.id}>
                    <Cell cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function Cell({ cell: { said, copied } }: { readonly cell: MatrixCell }) {
  const [first] = said
  if (first === undefined) return <span className="unseen">nothing</span>
  if (copied)
    return (
      <Link to={paths.statement(first.statement)} className="copied">
        <span aria-hidden="true">= </span>the same {said.length === 1 ? 'words' : `${said.length} statements`}
      </Link>
    )
  return (
    <ul className="bare">
      {said.map(one => (
        <li key={one.statement}>
          <SaidLink said={one} />
        </li>
      ))}
    </ul>
  )
}

const SaidLink = ({ said: { statement, words, kind, stance, negated } }: { readonly said: Said }) => (
  <>
    <StanceTag stance={stance} negated={negated} />
    <Link to={paths.statement(statement)} className={`said-link said-${kind}`}>
      <span className="unseen">{kind}: </span>
      <bdi>{words}</bdi>
    </Link>
  </>
)
