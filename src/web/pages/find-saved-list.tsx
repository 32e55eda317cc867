import { type FormEvent, useId, useState } from 'react'
import { Link } from '../frame/router.tsx'
import { feedOf } from './asks.ts'
import { addressOf, isEmpty, nameOf, type Search } from './find-query.ts'
import { dropSearch, type Shelf, savedName, savedSearches, saveSearch } from './find-saved.ts'

/** The browser's own; where it forbids even to look, one that keeps nothing. */
const shelf: Shelf = {
  getItem: key => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  setItem: (key, value) => localStorage.setItem(key, value),
}

interface Props {
  readonly search: Search
  readonly to: (next: Search) => void
}

/** Searches that this browser keeps, and the feeds of the present one. */
export function SavedSearches({ search }: Props) {
  const [saved, setSaved] = useState(() => savedSearches(shelf))
  const here = savedName(shelf, search)
  const [refused, setRefused] = useState(false)
  const change = (done: boolean) => {
    setRefused(!done)
    setSaved(savedSearches(shelf))
  }
  const listed = [...saved].sort((a, b) => a.name.localeCompare(b.name))
  return (
    <>
      <h2>Saved searches</h2>
      {saved.length === 0 && (
        <p className="faint small">None yet. A saved search is a link: send it, or keep it here.</p>
      )}
      <ul className="bare saved">
        {listed.map(({ name, query }) => (
          <li key={name} className={name === here ? 'chosen' : undefined}>
            <Link to={addressOf('/find', new URLSearchParams(query))} current={name === here}>
              <bdi>{name}</bdi>
            </Link>
            <button
              type="button"
              className="plain"
              onClick={() => change(dropSearch(shelf, name))}
              aria-label={`Forget the saved search ${name}`}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      {here === null && !isEmpty(search) && (
        <SaveForm key={nameOf(search)} first={nameOf(search)} save={name => change(saveSearch(shelf, name, search))} />
      )}
      {refused && (
        <p className="failure" role="alert">
          This browser keeps nothing for this page: copy the address instead.
        </p>
      )}
      <h2>New matches as a feed</h2>
      <p className="small faint">For a feed reader; it has what was added last.</p>
      <p className="row">
        <a className="button" href={feedOf(search, 'atom')}>
          Atom
        </a>
        <a className="button" href={feedOf(search, 'json')}>
          JSON Feed
        </a>
      </p>
    </>
  )
}

function SaveForm({ first, save }: { readonly first: string; readonly save: (name: string) => void }) {
  const [name, setName] = useState(first)
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(name.trim() === '' ? first : name.trim())
  }
  return (
    <form onSubmit={submit} className="save">
      <label htmlFor={id}>Save this search as</label>
      <div className="row">
        <input id={id} value={name} onChange={event => setName(event.target.value)} maxLength={120} />
        <button type="submit">Save</button>
      </div>
    </form>
  )
}
