import { facetsOf, type Search, withFacet } from './find-query.ts'

interface Props {
  readonly search: Search
  readonly to: (next: Search) => void
}

const FACET_WORDS = {
  speaker: 'the speaker',
  outlet: 'the outlet',
  kind: 'how it is quoted',
  stance: 'the stance',
  type: 'the type of speaker',
  via: 'who passed it on',
  agency: 'the agency',
  since: 'the first day',
  until: 'the last day',
} as const

/** Nothing found: what to try, the nearest first. */
export function FindNothing({ search, to }: Props) {
  const asked = facetsOf(search)
  const several = search.words.includes(' ')
  const phrase = /["“”]/.test(search.words)
  const last = search.words.split(' ').at(-1) ?? ''
  if (search.words === '' && asked.length === 0)
    return (
      <div className="nothing">
        <p>
          <strong>The record holds no statement yet.</strong>
        </p>
        <p>
          Add articles with <code>ascribe add FOLDER</code>, or paste one and keep it.
        </p>
      </div>
    )
  return (
    <div className="nothing">
      <p>
        <strong>No statement is like that.</strong> All words must stand in the words that somebody said; the words
        around them are not searched.
      </p>
      <ul>
        {search.words !== '' && !last.endsWith('*') && !phrase && last !== '' && (
          <li>
            <button type="button" className="asks" onClick={() => to({ ...search, words: `${search.words}*` })}>
              Look for words that begin with “{last}”
            </button>
          </li>
        )}
        {several && phrase && (
          <li>
            <button
              type="button"
              className="asks"
              onClick={() => to({ ...search, words: search.words.replace(/["“”]/g, '').trim() })}
            >
              Look for the words, wherever in the statement they stand
            </button>
          </li>
        )}
        {asked.map(({ facet, value }) => (
          <li key={facet}>
            <button type="button" className="asks" onClick={() => to(withFacet(search, facet, null))}>
              Whatever {FACET_WORDS[facet]} is (now <bdi>{value}</bdi>)
            </button>
          </li>
        ))}
        {search.words !== '' && asked.length > 0 && (
          <li>
            <button type="button" className="asks" onClick={() => to({ ...search, words: '', order: null })}>
              All words, with what it is narrowed to
            </button>
          </li>
        )}
      </ul>
    </div>
  )
}

/** How to ask, for those who come here first. */
export function FindTips() {
  return (
    <section className="tips">
      <h2>How to ask</h2>
      <dl>
        <div>
          <dt>
            <code>ferry safety</code>
          </dt>
          <dd>both words, anywhere in what was said</dd>
        </div>
        <div>
          <dt>
            <code>"fire doors"</code>
          </dt>
          <dd>just this phrase</dd>
        </div>
        <div>
          <dt>
            <code>inspect*</code>
          </dt>
          <dd>inspect, inspection, inspector …</dd>
        </div>
      </dl>
      <p className="small faint">
        <kbd>/</kbd> to search, <kbd>j</kbd> <kbd>k</kbd> through what is found, <kbd>Enter</kbd> opens, <kbd>f</kbd>{' '}
        narrows, <kbd>?</kbd> lists all keys.
      </p>
    </section>
  )
}
