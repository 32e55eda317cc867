import type { ReactNode } from 'react'
import type { Speaker, Statement } from '../../api/wire.ts'
import { Path } from './path.tsx'
import { daysOf, denial, doubtSays, KIND_SAYS, leastSure, percent, says, saysNo, sureness } from './words.ts'

interface Props {
  readonly statement: Statement
  readonly number: number
  readonly all: number
  readonly speakers: ReadonlyMap<string, Speaker>
  readonly text: string
  readonly outlet: string | null
  readonly step: (by: 1 | -1) => void
  readonly close: () => void
  /** Chooses another statement of the reading by its id. */
  readonly chooseId: (id: string) => void
  readonly within: readonly Statement[]
  readonly children?: ReactNode
}

/** One statement in full: its path, who to whom, where and when, what the cue does, how sure all of it is. */
export function Card({
  statement: s,
  number,
  all,
  speakers,
  text,
  outlet,
  step,
  close,
  chooseId,
  within,
  children,
}: Props) {
  const speaker = speakers.get(s.speaker ?? '')
  const several = s.speakers.length > 1 ? s.speakers.flatMap(id => speakers.get(id)?.name ?? []) : []
  const words = s.content.map(({ from, to }) => text.slice(from, to)).join(' … ')
  const no = denial(s)
  const facts: (readonly [string, ReactNode])[] = []
  if (several.length > 1) facts.push(['Together', <Names key="n" names={several} />])
  if (s.onBehalfOf) facts.push(['For', <bdi key="b">{s.onBehalfOf.name}</bdi>])
  if (s.addressee) facts.push(['To', <bdi key="b">{s.addressee.name}</bdi>])
  if (s.venue) facts.push(['Where', <bdi key="b">{s.venue.words}</bdi>])
  if (s.when)
    facts.push([
      'When',
      <span key="w">
        <bdi>{s.when.words}</bdi>
        {s.when.from && <span className="faint"> ({daysOf(s.when.from, s.when.to)})</span>}
      </span>,
    ])
  facts.push(['Quoted', KIND_SAYS[s.kind]])
  if (s.parent !== null)
    facts.push([
      'Within',
      <button key="p" type="button" className="linkish" onClick={() => chooseId(s.parent!)}>
        the statement around it
      </button>,
    ])
  if (within.length > 0)
    facts.push([
      'Holds',
      <span key="h" className="row">
        {within.map(inner => (
          <button key={inner.id} type="button" className="linkish" onClick={() => chooseId(inner.id)}>
            <bdi>{speakers.get(inner.speaker ?? '')?.name ?? 'Somebody'}</bdi> {says(inner)} …
          </button>
        ))}
      </span>,
    ])
  if (s.repeats !== null)
    facts.push([
      'Again',
      <button key="r" type="button" className="linkish" onClick={() => chooseId(s.repeats!)}>
        these words stand elsewhere in the article too
      </button>,
    ])
  return (
    <section className={`card${no ? ' is-no' : ''}`} aria-label={`Statement ${number} of ${all}`}>
      <header>
        <span className="faint small">
          {number} of {all}
        </span>
        <span className="row">
          <button
            type="button"
            className="plain"
            onClick={() => step(-1)}
            title="Statement before (k)"
            aria-label="Statement before"
          >
            ↑
          </button>
          <button
            type="button"
            className="plain"
            onClick={() => step(1)}
            title="Next statement (j)"
            aria-label="Next statement"
          >
            ↓
          </button>
          <button type="button" className="plain" onClick={close} title="Close (Esc)" aria-label="Close">
            ×
          </button>
        </span>
      </header>
      <Path statement={s} speaker={speaker} outlet={outlet} />
      <p className="card-says">
        <bdi>{speaker?.name ?? 'Somebody not named'}</bdi>{' '}
        <strong className={saysNo(s) ? 'not' : undefined}>{says(s)}</strong>
        {s.kind === 'direct' ? ', in these words:' : ':'}
      </p>
      <blockquote dir="auto">{words}</blockquote>
      {no && (
        <p className="no-line">
          <span aria-hidden="true">⊘</span> {no}
        </p>
      )}
      <dl className="card-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Sureness statement={s} speakers={speakers} />
      {children}
    </section>
  )
}

const Names = ({ names }: { readonly names: readonly string[] }) =>
  names.map((name, i) => (
    <span key={name}>
      {i > 0 && ', '}
      <bdi>{name}</bdi>
    </span>
  ))

function Sureness({ statement: s, speakers }: Pick<Props, 'statement' | 'speakers'>) {
  if (s.checked)
    return (
      <p className="checked small">
        <span aria-hidden="true">✓ </span>Checked by a person
      </p>
    )
  const rows = [
    ['It is a statement', s.confidence],
    ['Who speaks', s.speaker === null ? 0 : s.speakerConfidence],
    ['Where words begin and end', s.boundaryConfidence],
    ['What the cue does', s.stanceConfidence],
  ] as const
  const least = leastSure(s)
  return (
    <div className="sureness">
      {least && <p className="doubt">{least}</p>}
      {s.doubt && s.doubt.candidates.length > 0 && (
        <p className="small">
          {doubtSays(s.doubt)}: <Names names={s.doubt.candidates.flatMap(id => speakers.get(id)?.name ?? [])} />
        </p>
      )}
      <ul className="bare small">
        {rows.map(([what, p]) => (
          <li key={what}>
            <span>{what}</span>
            <span className="meter" title={percent(p)}>
              <span className="track" aria-hidden="true">
                <span style={{ width: percent(p).replace(' ', '') }} />
              </span>
              <span className="faint">{sureness(p)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
