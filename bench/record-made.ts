import { createHash } from 'node:crypto'
import type { Keeping, Piece } from '../src/store/index.ts'
import type {
  Article,
  Attribution,
  AttributionRecord,
  Block,
  Span,
  Speaker,
  SpeakerType,
  Stance,
} from '../src/vocabulary/index.ts'

/**
 * Articles that nobody wrote, with readings such as the engine makes: about 550 words and 20 statements each, words of
 * an invented vocabulary that are as unevenly frequent as a language's, people and outlets that are as unevenly quoted.
 * The same number always gives the same article.
 */
const WORDS = 200_000
const PEOPLE = 60_000
const BODIES = 6_000
const OUTLETS = 300
const FIRST_DAY = Date.UTC(2015, 0, 1)
const DAYS = 3650
const DAY = 86_400_000

/** Mulberry32: a small generator whose numbers hang on the seed alone. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A rank below `n`, each about as frequent as one over it (Zipf's law). */
const zipf = (random: () => number, n: number): number => Math.min(n - 1, Math.floor(n ** random()) - 1)

const ONSETS = ['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'tr']
const NUCLEI = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou', 'ea']
const CODAS = ['', 'n', 'r', 'l', 's', 't', 'nd', 'm']
const SYLLABLES = ONSETS.length * NUCLEI.length * CODAS.length

/** The word of a rank: frequent ones are short. */
function wordOf(rank: number): string {
  let word = ''
  for (let left = rank; ; left = Math.floor(left / SYLLABLES) - 1) {
    const s = (left * 389) % SYLLABLES // neighbours in rank shall not begin alike
    word += ONSETS[s % 16]! + NUCLEI[(s >> 4) % 8]! + CODAS[s >> 7]!
    if (left < SYLLABLES) return word
  }
}

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)
const vocabulary = Array.from({ length: WORDS }, (_, rank) => wordOf(rank))
export const word = (rank: number): string => vocabulary[rank]!
export const personName = (n: number): string => `${capital(wordOf(1100 + (n % 700)))} ${capital(wordOf(5000 + n))}`
const bodyName = (n: number): string => `${capital(wordOf(80_000 + n))} ${['Council', 'Water', 'Union', 'Bank'][n % 4]}`
export const outletName = (n: number): string =>
  `The ${capital(wordOf(2000 + 7 * n))} ${['Post', 'Gull', 'Ledger'][n % 3]}`
const surname = (name: string): string => name.slice(name.indexOf(' ') + 1)

const CUES: readonly (readonly [string, Stance])[] = [
  ['said', 'asserts'],
  ['claimed', 'claims'],
  ['denied', 'denies'],
  ['promised', 'promises'],
  ['asked', 'asks'],
]

/** How it is said; half of it plainly. */
const cueOf = (random: () => number) => (random() < 0.8 ? CUES[0]! : CUES[Math.floor(random() * CUES.length)]!)

interface Cast {
  readonly id: string
  readonly name: string
  readonly type: SpeakerType
  readonly mentions: Span[]
}

function castOf(random: () => number): Cast[] {
  const names = new Map<string, SpeakerType>()
  const size = 4 + Math.floor(random() * 5)
  for (let i = 0; i < size; i++) {
    const kind = random()
    if (kind < 0.68) names.set(personName(zipf(random, PEOPLE)), 'person')
    else if (kind < 0.85) names.set(bodyName(zipf(random, BODIES)), 'organization')
    else if (kind < 0.94) names.set(['two officials', 'a neighbour', 'people close to the talks'][i % 3]!, 'anonymous')
    else names.set(['residents', 'the fishermen'][i % 2]!, 'group')
  }
  return [...names].map(([name, type], i) => ({ id: `s${i + 1}`, name, type, mentions: [] }))
}

export interface Made {
  readonly piece: Piece
  /** Its reading, once a job is known. */
  readonly keeping: (job: string, worker: string) => Keeping
}

/** Article `n` and its reading. With `inOrder` of the whole number of articles the days rise with `n`, else they fall anyhow. */
export function made(n: number, inOrder: number | null = null): Made {
  const random = randomFrom(n * 2_654_435_761 + 17)
  const outlet = outletName(zipf(random, OUTLETS))
  const place = inOrder === null ? random() : n / inOrder
  const published = new Date(FIRST_DAY + Math.floor(place * DAYS) * DAY).toISOString().slice(0, 10)
  const cast = castOf(random)
  const blocks: Block[] = []
  const attributions: Attribution[] = []
  let text = ''
  const words = (count: number): string => {
    let some = word(zipf(random, WORDS))
    for (let i = 1; i < count; i++) some += ` ${word(zipf(random, WORDS))}`
    return some
  }
  const put = (some: string): Span => {
    const from = text.length
    text += some
    return { from, to: text.length }
  }
  const block = (kind: Block['kind'], from: number) => {
    blocks.push({ kind, span: { from, to: text.length } })
    text += '\n\n'
  }
  const title = capital(words(7))
  put(title)
  block('headline', 0)
  const by = text.length
  put(`By ${personName(zipf(random, 400))}`)
  block('byline', by)
  while (attributions.length < 20) {
    const start = text.length
    put(`${capital(words(9 + Math.floor(random() * 12)))}. `)
    for (let k = 0; k < 2 && attributions.length < 20; k++) {
      const who = cast[Math.floor(random() * cast.length)]!
      const [cue, stance] = cueOf(random)
      const how = random()
      const kind = how < 0.3 ? 'direct' : how < 0.85 ? 'indirect' : 'mixed'
      const length = 6 + Math.floor(random() * 20)
      const content =
        kind === 'direct'
          ? put(`“${capital(words(length))},”`)
          : put(kind === 'indirect' ? capital(words(length)) : `${capital(words(length))} “${words(4)}”`)
      put(kind === 'indirect' ? ', ' : ' ')
      const known = who.mentions.length > 0 && who.type === 'person'
      const source = put(known ? surname(who.name) : who.name)
      who.mentions.push(source)
      put(' ')
      const said = put(cue)
      put('. ')
      attributions.push({
        id: `a${attributions.length + 1}`,
        source: [source],
        cue: [said],
        content: [content],
        kind,
        speaker: who.id,
        speakers: [who.id],
        speakerConfidence: 0.5 + Math.round(random() * 490) / 1000,
        decidedBy: who.mentions[0]!,
        doubt: null,
        onBehalfOf: null,
        via: random() < 0.08 ? [outletName(zipf(random, OUTLETS))] : [],
        parent: null,
        stance,
        stanceConfidence: 0.9 + Math.round(random() * 90) / 1000,
        negated: random() < 0.02,
        reported: false,
        addressee: null,
        venue: null,
        when: null,
        block: 'paragraph',
        repeats: null,
        confidence: 0.3 + Math.round(random() * 690) / 1000,
        boundaryConfidence: 0.3 + Math.round(random() * 690) / 1000,
      })
    }
    block('paragraph', start)
  }
  const url = `https://news.example/${published.replaceAll('-', '/')}/${n}`
  const agency = random() < 0.2 ? 'Tern Agency' : null
  const stated = { title, published, outlet, url, ...(agency === null ? {} : { agency }) }
  const bytes = Buffer.from(text)
  return {
    piece: { bytes, form: 'text', stated, from: `archive/${Math.floor(n / 500)}.warc.gz#${n % 500}` },
    keeping(job, worker) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      const article: Article = {
        text,
        hash,
        format: 'text',
        blocks,
        title,
        published,
        modified: null,
        outlet,
        byline: null,
        url,
        origin: agency === null ? null : { agency, by: 'stated', span: null },
        language: null,
        notes: [],
        page: null,
      }
      const speakers: Speaker[] = cast
        .filter(({ mentions }) => mentions.length > 0)
        .map(one => ({ ...one, nameRule: 'mention' }))
      const record: AttributionRecord = {
        schema: 'ascribe/record',
        version: 2,
        id: hash.slice(32),
        unit: 'utf-16',
        article: { hash, length: text.length, title, published, outlet, blocks },
        engine: '0.1.0',
        model: 'made-1+00000000',
        options: { maxLength: 2_000_000 },
        attributions,
        speakers,
        notes: [],
      }
      return { job, worker, article, publishedAt: published, record }
    },
  }
}
