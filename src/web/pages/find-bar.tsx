import { useQuery } from '@tanstack/react-query'
import { askPerson } from './asks.ts'
import { dayWords } from './days.tsx'
import { type Facet, facetsOf, type Search, withFacet } from './find-query.ts'
import { NameField } from './name-field.tsx'

interface Props {
  readonly search: Search
  readonly to: (next: Search, how?: 'push' | 'replace') => void
}

/** The words asked for. */
export function SearchField({ search, to }: Props) {
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
  const speaker = useSpeakerName(search.speaker)
  if (asked.length === 0) return null
  return (
    <ul className="bare row asked" aria-label="Narrowed to">
      {asked.map(({ facet, value }) => {
        const words = facet === 'since' || facet === 'until' ? dayWords(value) : facet === 'speaker' ? speaker : value
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

/** The name behind an id; a name is its own. */
function useSpeakerName(speaker: string | null): string {
  const id = speaker !== null && /^p[0-9a-z]{15}$/.test(speaker) ? speaker : null
  const { data } = useQuery({ ...askPerson(id ?? ''), enabled: id !== null })
  return data?.name ?? speaker ?? ''
}
