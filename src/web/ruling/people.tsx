import { useState } from 'react'
import type { Reading, Speaker, SpeakerDraft } from '../../api/wire.ts'
import { Dialog } from '../frame/dialog.tsx'
import type { Desk } from './desk.tsx'
import { SpeakerField } from './speaker-field.tsx'

interface Props {
  readonly speaker: Speaker
  readonly reading: Reading
  readonly article: string
  readonly text: string
  readonly desk: Desk
  readonly close: () => void
}

/** Two speakers are one, or one is two. */
export function PeopleBox({ speaker, reading, article, text, desk, close }: Props) {
  const [other, setOther] = useState<SpeakerDraft | null>(null)
  const [parted, setParted] = useState<ReadonlySet<string>>(new Set())
  const said = reading.statements.filter(s => s.speaker === speaker.id)
  const person = said.find(s => s.person !== null)?.person ?? null
  const merges = parted.size === 0
  const rule = async () => {
    if (!other) return
    const made = await desk.rule(merges ? mergeWith(other) : partInto(other), merges ? 'They are one now.' : 'Parted.')
    if (made) close()
  }
  /** Where both are in the registry, they become one there; else this article's statements go to the other. */
  const mergeWith = (into: SpeakerDraft) =>
    person !== null && into.person !== null
      ? [
          {
            target: { of: 'person' as const, person: into.person },
            change: { change: 'merge' as const, other: person },
          },
        ]
      : said.map(s => ({
          target: { of: 'statement' as const, statement: s.id, article },
          change: { change: 'speaker' as const, speaker: into },
        }))
  const partInto = (into: SpeakerDraft) =>
    person !== null
      ? [
          {
            target: { of: 'person' as const, person },
            change: { change: 'split' as const, statements: [...parted], into },
          },
        ]
      : [...parted].map(statement => ({
          target: { of: 'statement' as const, statement, article },
          change: { change: 'speaker' as const, speaker: into },
        }))
  return (
    <Dialog title={`Who is ${speaker.name}?`} close={close} className="people-box">
      <p className="small faint">
        Name who it really is, and all that is listed here goes to them. Tick statements, and only those do.
      </p>
      <SpeakerField label="Really" reading={reading} value={other} set={setOther} nobody={false} focus />
      <fieldset>
        <legend>Only these statements</legend>
        <ul className="bare">
          {said.map(s => (
            <li key={s.id}>
              <label>
                <input
                  type="checkbox"
                  checked={parted.has(s.id)}
                  onChange={event => {
                    const now = new Set(parted)
                    if (event.target.checked) now.add(s.id)
                    else now.delete(s.id)
                    setParted(now)
                  }}
                />{' '}
                <bdi>{text.slice(s.content[0]!.from, Math.min(s.content[0]!.to, s.content[0]!.from + 140))}</bdi>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <p className="row">
        <button type="button" className="main" disabled={!other || desk.busy} onClick={() => void rule()}>
          {merges ? 'They are one' : `Part ${parted.size === 1 ? 'this statement' : `these ${parted.size}`}`}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </p>
    </Dialog>
  )
}
