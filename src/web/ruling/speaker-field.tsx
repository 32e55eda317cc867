import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonPage, Reading, SpeakerDraft } from '../../api/wire.ts'
import type { SpeakerType } from '../../vocabulary/index.ts'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import { TYPE_SAYS } from '../reading/words.ts'
import { Combobox, type Option } from './combobox.tsx'

interface Props {
  readonly label: string
  readonly reading: Reading
  /** Null: nobody could be told. */
  readonly value: SpeakerDraft | null
  readonly set: (value: SpeakerDraft | null) => void
  /** Offer "nobody". */
  readonly nobody?: boolean
  readonly focus?: boolean
}

const TYPES: readonly SpeakerType[] = ['person', 'organization', 'group', 'document', 'anonymous']

/** Who speaks: somebody of this article, somebody of the registry, somebody new by name and type, or nobody. */
export function SpeakerField({ label, reading, value, set, nobody = true, focus }: Props) {
  const [text, setText] = useState(value?.name ?? '')
  const typed = text.trim()
  const asked = typed.length >= 2 && typed !== value?.name
  const { data } = useQuery({
    queryKey: ['people', 'named', typed],
    queryFn: ({ signal }) => get<PersonPage>(api.people(typed, 6), signal),
    enabled: asked,
    placeholderData: keepPreviousData,
  })
  const options = optionsFor(
    reading,
    typed === (value?.name ?? '') ? '' : typed,
    asked ? (data?.items ?? []) : [],
    nobody,
  )
  const known = value === null || value.person !== null || reading.speakers.some(s => s.name === value.name)
  return (
    <div className="speaker-field">
      <Combobox
        label={label}
        text={text}
        setText={setText}
        options={options}
        focus={focus ?? false}
        take={draft => {
          setText(draft?.name ?? '')
          set(draft)
        }}
      />
      {value === null && nobody && <p className="small faint">It can’t be told who speaks.</p>}
      {value !== null && !known && (
        <label>
          Somebody new:{' '}
          <select value={value.type} onChange={event => set({ ...value, type: event.target.value as SpeakerType })}>
            {TYPES.map(type => (
              <option key={type} value={type}>
                {TYPE_SAYS[type]}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}

function optionsFor(
  reading: Reading,
  typed: string,
  people: PersonPage['items'],
  nobody: boolean,
): Option<SpeakerDraft | null>[] {
  const wanted = typed.toLowerCase()
  const persons = new Map(
    reading.statements.flatMap(s => (s.speaker && s.person ? [[s.speaker, s.person] as const] : [])),
  )
  const options: Option<SpeakerDraft | null>[] = []
  const seen = new Set<string>()
  for (const s of reading.speakers) {
    if (!s.name.toLowerCase().includes(wanted) || options.length >= 8) continue
    const person = persons.get(s.id) ?? null
    if (person) seen.add(person)
    const value = { name: s.name, type: s.type, person, mention: s.mentions[0] ?? null }
    options.push({ key: s.id, value, shown: <Shown name={s.name} says={`${TYPE_SAYS[s.type]}, in this article`} /> })
  }
  for (const p of people) {
    if (seen.has(p.id)) continue
    const value = { name: p.name, type: p.type, person: p.id, mention: null }
    options.push({
      key: p.id,
      value,
      shown: <Shown name={p.name} says={`${TYPE_SAYS[p.type]}, ${p.statements} statements`} />,
    })
  }
  if (typed !== '' && !options.some(option => option.value?.name === typed)) {
    const value = { name: typed, type: 'person' as const, person: null, mention: null }
    options.push({ key: 'new', value, shown: <Shown name={typed} says="somebody new" /> })
  }
  if (nobody) options.push({ key: 'nobody', value: null, shown: <em>Can’t be told</em> })
  return options
}

const Shown = ({ name, says }: { readonly name: string; readonly says: string }) => (
  <>
    <bdi>{name}</bdi> <span className="faint small">{says}</span>
  </>
)
