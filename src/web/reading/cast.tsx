import { useState } from 'react'
import type { BareReading, Speaker, Statement } from '../../api/wire.ts'
import { useMedia } from '../frame/media.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { TYPE_SAYS } from './words.ts'

interface Props {
  readonly reading: BareReading
  readonly choose: (statement: string) => void
  /** Opens the question who somebody really is; absent where nothing can be ruled. */
  readonly who?: ((speaker: Speaker) => void) | null
}

interface Part {
  readonly speaker: Speaker
  readonly said: readonly Statement[]
}

/** How many are shown before somebody asks for all: in a column of their own, or above the article. */
const FIRST = { beside: 12, above: 3 }

/** Who speaks in the article, whoever says most first; a click goes through their statements. */
export function Cast({ reading, choose, who }: Props) {
  const [all, setAll] = useState(false)
  const first = FIRST[useMedia('(min-width: 94rem)') ? 'beside' : 'above']
  const [turn, setTurn] = useState<{ readonly id: string; readonly at: number } | null>(null)
  const parts = castOf(reading)
  if (parts.length === 0) return null
  const next = ({ speaker, said }: Part) => {
    const at = turn?.id === speaker.id ? (turn.at + 1) % said.length : 0
    setTurn({ id: speaker.id, at })
    choose(said[at]!.id)
  }
  return (
    <section className="cast" aria-labelledby="cast-title">
      <h2 id="cast-title">Who speaks</h2>
      <ul className="bare">
        {parts.slice(0, all ? undefined : first).map(part => (
          <li key={part.speaker.id}>
            <button type="button" className="cast-name" onClick={() => next(part)} title="Go through their statements">
              <bdi>{part.speaker.name}</bdi>
              <span className="faint small"> {TYPE_SAYS[part.speaker.type]}</span>
            </button>
            <Person said={part.said} name={part.speaker.name} />
            {who && (
              <button
                type="button"
                className="linkish small"
                title="They are somebody else, or two"
                onClick={() => who(part.speaker)}
              >
                who
                <span className="unseen">
                  {' '}
                  is <bdi>{part.speaker.name}</bdi>
                </span>
                ?
              </button>
            )}
            <span className="faint number">{part.said.length}</span>
          </li>
        ))}
      </ul>
      {parts.length > first && (
        <button type="button" className="linkish small" onClick={() => setAll(on => !on)}>
          {all ? 'Fewer' : `All ${parts.length}`}
        </button>
      )}
    </section>
  )
}

/** The way to all that somebody of the registry said. */
function Person({ said, name }: { readonly said: readonly Statement[]; readonly name: string }) {
  const person = said.find(s => s.person !== null)?.person
  return person ? (
    <Link to={paths.person(person)} className="small" label={`All statements of ${name}`}>
      all
    </Link>
  ) : null
}

function castOf({ statements, speakers }: BareReading): Part[] {
  const said = new Map<string, Statement[]>()
  for (const s of statements) {
    if (s.speaker === null) continue
    const list = said.get(s.speaker)
    if (list) list.push(s)
    else said.set(s.speaker, [s])
  }
  return speakers
    .flatMap(speaker => (said.has(speaker.id) ? [{ speaker, said: said.get(speaker.id)! }] : []))
    .sort((a, b) => b.said.length - a.said.length)
}
