import { useState } from 'react'
import type { Evidence, Finding } from '../../api/wire.ts'
import { VERDICTS, type Verdict } from '../../vocabulary/index.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { When } from './days.tsx'
import { headOf, tailOf } from './find-context.ts'
import { type Passage, sidesOf } from './finding-sides.ts'
import { useVerdicts } from './finding-verdicts.tsx'
import { KIND_WORDS, ofTwoSpeakers, ROLE_WORDS, sureness, VERDICT_WORDS } from './finding-words.ts'
import { joinedWords } from './joined-words.ts'

interface Props {
  readonly finding: Finding
  readonly level?: 2 | 3
}

/** One finding: what it is, the sentence why, its evidence side by side, and what a person says of it. */
export function FindingCard({ finding, level = 3 }: Props) {
  const { id, kind, why, confidence, verdict, supersededBy, family } = finding
  const { label, sign, tone, means } = KIND_WORDS[kind]
  const Heading = `h${level}` as const
  const sides = sidesOf(finding)
  const passages = sides.reduce((all, side) => all + side.passages.length, 0)
  const [open, setOpen] = useState(tone === 'conflict' || level === 2)
  return (
    <article
      className={`finding tone-${tone} ${verdict !== null && verdict !== 'right' ? 'is-rejected' : ''}`}
      id={id}
      data-step={id}
      tabIndex={-1}
      aria-label={`${label}: ${why}`}
    >
      <header>
        <p className="finding-kind" title={means}>
          <span className="sign" aria-hidden="true">
            {sign}
          </span>{' '}
          {label}
          <span className="finding-sure">{verdict === 'right' ? '✓ judged right' : sureness(confidence)}</span>
        </p>
        <Heading>
          <Link to={paths.finding(id)}>
            <bdi>{why}</bdi>
          </Link>
        </Heading>
        {supersededBy !== null && (
          <p className="note">
            <span aria-hidden="true">✎ </span>A later notice <Link to={paths.finding(supersededBy)}>takes back</Link>{' '}
            what this rests on.
          </p>
        )}
      </header>
      <details className="evidence" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{passages === 1 ? 'The passage' : `${passages} passages, side by side`}</summary>
        <div className={sides.length > 1 ? 'sides two' : 'sides'}>
          {sides.map(({ role, passages }) => (
            <section key={role} aria-label={ROLE_WORDS[role]} className={`side role-${role}`}>
              <p className="side-role">{ROLE_WORDS[role]}</p>
              {passages.map(passage => (
                <PassageItem key={keyOf(passage.passage)} passage={passage} />
              ))}
            </section>
          ))}
        </div>
      </details>
      <footer className="row">
        <Verdicts finding={finding} />
        {family !== null && (
          <Link to={paths.family(family)} className="small">
            word by word
          </Link>
        )}
      </footer>
    </article>
  )
}

const keyOf = ({ article, spans }: Evidence): string => `${article} ${spans[0]?.from}`

const placeOf = ({ article, statement }: Evidence): string =>
  statement === null ? paths.article(article) : paths.statement(statement)

function PassageItem({ passage: { passage, copies } }: { readonly passage: Passage }) {
  const { outlet, title, publishedAt, speaker, before, after } = passage
  return (
    <figure className="passage">
      <blockquote dir="auto">
        <span className="around">{headOf(before)}</span>
        <Link to={placeOf(passage)}>
          <mark>{joinedWords(passage)}</mark>
        </Link>
        <span className="around">{tailOf(after)}</span>
      </blockquote>
      <figcaption>
        <ul className="facts">
          <li>
            <bdi>{outlet ?? title ?? 'untitled article'}</bdi>
          </li>
          {publishedAt !== null && (
            <li>
              <When at={publishedAt} hour />
            </li>
          )}
          <li>{speaker === null ? 'nobody named' : <bdi>{speaker}</bdi>}</li>
        </ul>
        {copies.length > 0 && (
          <p className="small faint copies">
            <span aria-hidden="true">= </span>also in{' '}
            {copies.map((copy, i) => (
              <span key={keyOf(copy)}>
                {i > 0 && ', '}
                <Link to={placeOf(copy)}>
                  <bdi>{copy.outlet ?? copy.title ?? 'another'}</bdi>
                </Link>
              </span>
            ))}
          </p>
        )}
      </figcaption>
    </figure>
  )
}

/** Buttons for what a person says; the one that holds is pressed, and pressing it again takes it back. */
function Verdicts({ finding }: { readonly finding: Finding }) {
  const { judge } = useVerdicts()
  const offered = VERDICTS.filter(verdict => verdict !== 'same-person' || ofTwoSpeakers(finding.kind))
  return (
    <fieldset className="verdicts row">
      <legend className="unseen">What do you say?</legend>
      {offered.map((verdict: Verdict) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={finding.verdict === verdict}
          onClick={() => judge(finding, finding.verdict === verdict ? null : verdict)}
        >
          {VERDICT_WORDS[verdict].label} <kbd>{VERDICT_WORDS[verdict].key}</kbd>
        </button>
      ))}
    </fieldset>
  )
}
