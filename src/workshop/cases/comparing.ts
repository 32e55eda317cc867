/** Holds every field that a line states against the attribution that was found for it. */
import type { Attribution, AttributionRecord, SpeakerType } from '../../vocabulary/index.ts'
import { foldName, sameName } from '../scoring/index.ts'
import type { Case, Expected, Key } from './read-cases.ts'

const PRONOUN = /^(?:I|you|he|she|it|we|they)$/i

/** One stated field: what the line wants and what the reading has, both in words. */
export interface Comparison {
  readonly field: Key | 'kind'
  readonly wanted: string
  readonly got: string
  readonly right: boolean
}

const squeezed = (words: string) => words.replace(/\s+/g, ' ').trim()
const listed = (names: readonly string[], joint: string) => names.join(` ${joint} `) || '-'
const parted = (names: string, joint: string) => (names === '-' ? [] : names.split(joint).map(name => name.trim()))

/**
 * Every field that `e` states, compared with what `found` says. `partners` holds the attribution found for each line
 * of the case, in the lines' order: `parent` and `repeats` name lines. Words are compared letter for letter but for
 * white space, names as the scorer compares them.
 */
export function compare(
  c: Case,
  e: Expected,
  found: Attribution,
  partners: readonly (Attribution | null)[],
  record: AttributionRecord,
): Comparison[] {
  const nameOf = (id: string | null) => record.speakers.find(s => s.id === id)?.name ?? null
  const speaker = record.speakers.find(s => s.id === found.speaker) ?? null
  const type = e.keys.type as SpeakerType | undefined
  const others = c.expected.flatMap(x => x.keys.speaker ?? [])
  const same = (gold: string, predicted: string | null | undefined) => sameName({ gold, predicted, type, others })
  const idOf = (line: string) => (line === '-' ? '-' : (partners[Number(line) - 1]?.id ?? `line ${line}, not found`))
  const stated: Comparison[] = []
  const add = (field: Comparison['field'], wanted: string, got: string, right = got === wanted) =>
    stated.push({ field, wanted, got, right })

  if (e.kind !== null) add('kind', e.kind, found.kind)
  for (const [key, value] of Object.entries(e.keys) as [Key, string][]) {
    const wanted = squeezed(value)
    const words = (place: { readonly words: string } | null) => squeezed(place?.words ?? '-')
    switch (key) {
      case 'speaker': {
        // A pronoun that stands as the name tells nobody.
        const nobody = speaker === null || speaker.type === 'unknown' || PRONOUN.test(speaker.name)
        // A bare surname that fits two relatives is the name as it stands: neither full name is right.
        const guessed = foldName(wanted).length === 1 && foldName(speaker?.name).length > 1
        const named = speaker !== null && same(wanted, speaker.name) && !(speaker.type === 'person' && guessed)
        add(key, wanted, speaker?.name ?? 'nobody', wanted === '-' ? nobody : named)
        break
      }
      case 'speakers':
        addNames(key, parted(wanted, '+'), found.speakers)
        break
      case 'type':
        add(key, wanted, speaker?.type ?? 'unknown')
        break
      case 'parent':
        add(key, `line ${wanted}`, found.parent ?? 'none', found.parent !== null && found.parent === idOf(wanted))
        break
      case 'via': {
        const names = parted(wanted, '>')
        const right =
          names.length === found.via.length &&
          names.every((gold, i) => sameName({ gold, predicted: found.via[i], type: undefined }))
        add(key, wanted, listed(found.via, '>'), right)
        break
      }
      case 'addressee': {
        const { addressee } = found
        const at = addressee === null ? '-' : c.text.slice(addressee.span.from, addressee.span.to)
        add(key, wanted, squeezed(at))
        break
      }
      case 'venue': {
        // Annotators split on "said in an interview": the cue may hold the venue.
        const cue = squeezed(found.cue.map(s => c.text.slice(s.from, s.to)).join(' '))
        add(key, wanted, words(found.venue), words(found.venue) === wanted || cue.endsWith(` ${wanted}`))
        break
      }
      case 'when':
        add(key, wanted, words(found.when))
        break
      case 'days': {
        const { from = null, to = null } = found.when ?? {}
        add(key, wanted, from === null || to === null ? '-' : from === to ? from : `${from}..${to}`)
        break
      }
      case 'onBehalfOf': {
        const name = found.onBehalfOf?.name ?? null
        add(
          key,
          wanted,
          name ?? '-',
          wanted === '-' ? name === null : sameName({ gold: wanted, predicted: name, type: undefined }),
        )
        break
      }
      case 'stance':
        add(key, wanted, found.stance)
        break
      case 'negated':
        add(key, wanted, String(found.negated))
        break
      case 'reported':
        add(key, wanted, String(found.reported))
        break
      case 'doubt':
        add(key, wanted, found.doubt?.reason ?? '-')
        break
      case 'candidates':
        addNames(key, parted(wanted, '+'), found.doubt?.candidates ?? [])
        break
      case 'repeats':
        add(key, idOf(wanted), found.repeats ?? '-')
        break
      default:
        key satisfies never
    }
  }
  return stated

  /** Names in any order, each once. */
  function addNames(field: Key, wanted: readonly string[], ids: readonly string[]) {
    const got = ids.map(id => nameOf(id) ?? id)
    const held = wanted.every(gold =>
      got.some(predicted => sameName({ gold, predicted, type: 'person', others: wanted })),
    )
    const loose = wanted.every(gold => got.some(predicted => sameName({ gold, predicted, type: undefined })))
    add(field, listed(wanted, '+'), listed(got, '+'), (held || loose) && got.length === wanted.length)
  }
}
