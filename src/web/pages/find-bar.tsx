import { useKeys } from '../frame/keyboard.tsx'
import { dayWords } from './days.tsx'
import { type Facet, facetsOf, type Search, withFacet } from './find-query.ts'
import { NameField } from './name-field.tsx'

interface Props {
  readonly search: Search
  readonly to: (next: Search, how?: 'push' | 'replace') => void
}

/** The words asked for. */
export function SearchField({ search, to }: Props) {
  useKeys([
    {
      key: 'Escape',
      does: 'Leave the search field',
      inFields: true,
      run: () => (document.activeElement as HTMLElement | null)?.blur(),
    },
  ])
  return (
    <NameField
      label="Words in statements"
      placeholder="Words that were said, “a phrase”, begin*"
      value={search.words}
      change={(words, how) => to({ ...search, words, order: words === '' ? null : search.order }, how)}
      entered={() => document.querySelector<HTMLElement>('.hits .opens')?.focus()}
    />
  )
}

const SAYS: Readonly<Record<Facet, string>> = {
  speaker: 'by',
  outlet: 'in',
  kind: 'quoted',
  stance: 'stance',
  type: 'type',
  via: 'via',
  agency: 'from',
  since: 'since',
  until: 'until',
}

/** What narrows the search: each goes away by itself. */
export function AskedFor({ search, to }: Props) {
  const asked = facetsOf(search)
  if (asked.length === 0) return null
  return (
    <ul className="bare row asked" aria-label="Narrowed to">
      {asked.map(({ facet, value }) => {
        const words = facet === 'since' || facet === 'until' ? dayWords(value) : value
        return (
          <li key={facet}>
            <button
              type="button"
              onClick={() => to(withFacet(search, facet, null))}
              aria-label={`${SAYS[facet]} ${words}: take it away`}
            >
              <span className="faint">{SAYS[facet]}</span> <bdi>{words}</bdi> <span aria-hidden="true">×</span>
            </button>
          </li>
        )
      })}
      {asked.length > 1 && (
        <li>
          <button
            type="button"
            className="plain"
            onClick={() => to(asked.reduce((all, { facet }) => withFacet(all, facet, null), search))}
          >
            all away
          </button>
        </li>
      )}
    </ul>
  )
}
