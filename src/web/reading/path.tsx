import type { ReactNode } from 'react'
import type { Speaker, Statement } from '../../api/wire.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { TYPE_SAYS } from './words.ts'

interface Props {
  readonly statement: Statement
  readonly speaker: Speaker | undefined
  readonly outlet: string | null
}

/** Through whom the words came, as a path from this article to the one who speaks. */
export function Path({ statement: s, speaker, outlet }: Props) {
  const steps: { key: string; shown: ReactNode; role: string }[] = [
    { key: 'article', shown: outlet ? <bdi>{outlet}</bdi> : 'This article', role: outlet ? 'this article' : '' },
    ...s.via.map((name, i) => ({ key: `via${i}`, shown: <bdi>{name}</bdi>, role: 'via' })),
    ...(s.reported ? [{ key: 'reported', shown: 'somebody not named', role: 'relays it' }] : []),
    { key: 'speaker', shown: <Who statement={s} speaker={speaker} />, role: speaker ? TYPE_SAYS[speaker.type] : '' },
  ]
  return (
    <ol className="path bare" aria-label="Path of the words">
      {steps.map(({ key, shown, role }) => (
        <li key={key} className={key === 'speaker' ? 'last' : undefined}>
          <span className="step">{shown}</span>
          {role !== '' && <span className="faint small"> {role}</span>}
        </li>
      ))}
    </ol>
  )
}

function Who({ statement, speaker }: Pick<Props, 'statement' | 'speaker'>) {
  if (!speaker) return 'Somebody not named'
  const name = <bdi>{speaker.name}</bdi>
  return statement.person ? <Link to={paths.person(statement.person)}>{name}</Link> : name
}
