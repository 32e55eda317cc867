import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ChangeDraft, Person } from '../../api/wire.ts'
import { Dialog } from '../frame/dialog.tsx'
import { useKeys } from '../frame/keyboard.tsx'
import { useAuthor } from '../ruling/author.tsx'
import { askPeople, askPersonRulings, rule, undo } from './asks.ts'
import { When } from './days.tsx'
import { itemsOf, More } from './more.tsx'
import { NameField } from './name-field.tsx'
import { Problem } from './problem.tsx'

/** What a person can say of a speaker: another name, that two are one; and what was said already. */
export function PersonRulings({ person }: { readonly person: Person }) {
  const [asking, setAsking] = useState<'alias' | 'merge' | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const client = useQueryClient()
  const { withAuthor, box } = useAuthor()
  const close = () => setAsking(null)
  const done = async (making: Promise<unknown>) => {
    try {
      await making
      setFailure(null)
      close()
    } catch (error) {
      setFailure(error)
    }
    await client.invalidateQueries()
  }
  const say = (change: ChangeDraft) =>
    withAuthor(author => void done(rule({ target: { of: 'person', person: person.id }, change, author }, null)))
  useKeys([
    { key: 'm', does: 'Merge with another speaker', run: () => setAsking('merge') },
    { key: 'n', does: 'Add another name', run: () => setAsking('alias') },
  ])
  return (
    <section aria-labelledby="rulings" className="person-rulings">
      <h2 id="rulings">Put right</h2>
      <p className="row">
        <button type="button" onClick={() => setAsking('alias')}>
          Add a name <kbd>n</kbd>
        </button>
        <button type="button" onClick={() => setAsking('merge')}>
          Merge with … <kbd>m</kbd>
        </button>
      </p>
      <p className="small faint">
        A statement that is somebody else’s is given to them where it stands: open it, and choose its speaker.
      </p>
      {failure !== null && asking === null && <Problem error={failure} />}
      <Made person={person} takeBack={ruling => withAuthor(author => void done(undo(ruling, author)))} />
      {asking === 'alias' && (
        <AliasDialog
          name={person.name}
          close={close}
          say={alias => say({ change: 'alias', alias })}
          failure={failure}
        />
      )}
      {asking === 'merge' && (
        <MergeDialog person={person} close={close} say={other => say({ change: 'merge', other })} failure={failure} />
      )}
      {box}
    </section>
  )
}

interface AskingProps {
  readonly close: () => void
  readonly say: (words: string) => void
  readonly failure: unknown
}

function AliasDialog({ name, close, say, failure }: AskingProps & { readonly name: string }) {
  const [alias, setAlias] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (alias.trim() !== '') say(alias.trim())
  }
  return (
    <Dialog title={`Another name of ${name}`} close={close}>
      <form onSubmit={submit}>
        <p>Speakers of that name in articles that come later join this one.</p>
        <div className="row">
          <input
            data-focus
            value={alias}
            onChange={event => setAlias(event.target.value)}
            aria-label="The name"
            maxLength={300}
          />
          <button type="submit" className="main" disabled={alias.trim() === ''}>
            Add the name
          </button>
        </div>
        {failure !== null && <Problem error={failure} />}
      </form>
    </Dialog>
  )
}

function MergeDialog({ person, close, say, failure }: AskingProps & { readonly person: Person }) {
  const surname = person.name.split(' ').at(-1) ?? ''
  const [name, setName] = useState(surname)
  const found = useInfiniteQuery(askPeople({ name, type: null }))
  const others = itemsOf(found.data).filter(({ id }) => id !== person.id)
  return (
    <Dialog title={`Who is one with ${person.name}?`} close={close} className="merge">
      <p>
        All that the other said becomes <bdi>{person.name}</bdi>’s, and the other’s name one of theirs. It can be
        undone.
      </p>
      <NameField label="Name of the other" value={name} change={setName} focus />
      {found.isSuccess && others.length === 0 && <p className="faint">Nobody else goes by that name.</p>}
      <ul className="bare choices">
        {others.slice(0, 12).map(other => (
          <li key={other.id}>
            <button type="button" onClick={() => say(other.id)}>
              <bdi>{other.name}</bdi>
              <span className="faint small">
                {other.type}
                {other.titles.length > 0 && `, ${other.titles.at(-1)!.title}`} · {other.statements}{' '}
                {other.statements === 1 ? 'statement' : 'statements'}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {failure !== null && <Problem error={failure} />}
    </Dialog>
  )
}

/** Rulings on this speaker, the last first, each of which can be taken back. */
function Made({ person, takeBack }: { readonly person: Person; readonly takeBack: (ruling: string) => void }) {
  const list = useInfiniteQuery(askPersonRulings(person.id))
  const made = itemsOf(list.data)
  if (made.length === 0) return null
  return (
    <details className="made">
      <summary>
        {made.length}
        {list.hasNextPage ? ' and more' : ''} {made.length === 1 ? 'ruling' : 'rulings'}
      </summary>
      <ol className="bare">
        {made.map(({ id, says, author, at, state, change }) => (
          <li key={id} className={state === 'holds' ? undefined : 'not-held'}>
            <span>
              <bdi>{says}</bdi>
            </span>{' '}
            <span className="faint small">
              <bdi>{author}</bdi>, <When at={at} hour />
              {state === 'holds' ? '' : `, ${state}`}
            </span>{' '}
            {state === 'holds' && change !== 'undo' && (
              <button type="button" className="plain small" onClick={() => takeBack(id)}>
                Undo
              </button>
            )}
          </li>
        ))}
      </ol>
      <More list={list} what="rulings" />
    </details>
  )
}
