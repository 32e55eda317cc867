import { createHash } from 'node:crypto'
import type { Keeping, Piece } from '../src/store/index.ts'
import type { Article, Attribution, AttributionRecord, Block, Span, Speaker } from '../src/vocabulary/index.ts'
import { outletName, personName, randomFrom, word } from './record-made.ts'

/**
 * Reports of daily events: 20 a day, 5 events a day that are reported for two days by some four outlets each, one report
 * in five an agency's. A report has about 200 words and six quotations, half of them of the event's own sayings, trimmed
 * or with a word changed. The same number gives the same report.
 */
const A_DAY = 20
const EVENTS = 5
const SAYINGS = 6
const FIRST_DAY = Date.UTC(2010, 0, 1)
const DAY = 86_400_000
/** Words that events are told in. */
const WORDS = 50_000

const capital = (some: string): string => some[0]!.toUpperCase() + some.slice(1)

interface Event {
  readonly words: readonly string[]
  readonly people: readonly string[]
  readonly sayings: readonly (readonly string[])[]
}

function eventOf(day: number, n: number): Event {
  const random = randomFrom(day * 131 + n * 7919 + 3)
  const rare = () => word(300 + Math.floor(random() ** 2 * WORDS))
  const words = Array.from({ length: 14 }, rare)
  return {
    words,
    people: Array.from({ length: 4 }, () => personName(Math.floor(random() * 20_000))),
    sayings: Array.from({ length: SAYINGS }, () =>
      Array.from({ length: 8 + Math.floor(random() * 16) }, (_, i) =>
        i % 3 === 0 ? words[Math.floor(random() * words.length)]! : word(Math.floor(random() ** 3 * 4000)),
      ),
    ),
  }
}

/** Report `n`, in order of time, with its reading. */
export function reportMade(n: number): { readonly piece: Piece; keeping(job: string, worker: string): Keeping } {
  const random = randomFrom(n * 2_654_435_761 + 5)
  const day = Math.floor(n / A_DAY)
  const begun = Math.max(0, day - Math.floor(random() * 2))
  const event = eventOf(begun, n % EVENTS)
  const blocks: Block[] = []
  const attributions: Attribution[] = []
  const mentions = new Map<string, Span[]>()
  let text = ''
  const put = (some: string): Span => {
    const from = text.length
    text += some
    return { from, to: text.length }
  }
  const block = (kind: Block['kind'], from: number) => {
    blocks.push({ kind, span: { from, to: text.length } })
    text += '\n\n'
  }
  const some = (count: number): string =>
    Array.from({ length: count }, () =>
      random() < 0.3 ? event.words[Math.floor(random() * event.words.length)]! : word(Math.floor(random() ** 3 * 4000)),
    ).join(' ')
  const title = capital(some(7))
  put(title)
  block('headline', 0)
  for (let k = 0; k < 6; k++) {
    const start = text.length
    put(`${capital(some(12 + Math.floor(random() * 10)))}. `)
    const who = event.people[Math.floor(random() * event.people.length)]!
    const saying = [...event.sayings[Math.floor(random() * SAYINGS)]!]
    const how = random()
    if (how < 0.5) saying.splice(0, saying.length, ...some(8 + Math.floor(random() * 12)).split(' '))
    else if (how < 0.65) saying.splice(saying.length - 2)
    else if (how < 0.8) saying[Math.floor(random() * saying.length)] = word(Math.floor(random() * 4000))
    const content = put(`“${capital(saying.join(' '))},”`)
    put(' ')
    const source = put(who)
    mentions.set(who, [...(mentions.get(who) ?? []), source])
    put(' ')
    const cue = put('said')
    put('.')
    block('paragraph', start)
    attributions.push({
      id: `a${k + 1}`,
      source: [source],
      cue: [cue],
      content: [content],
      kind: 'direct',
      speaker: who,
      speakers: [who],
      speakerConfidence: 0.9,
      decidedBy: source,
      doubt: null,
      onBehalfOf: null,
      via: [],
      parent: null,
      stance: 'asserts',
      stanceConfidence: 0.95,
      negated: false,
      reported: false,
      addressee: null,
      venue: null,
      when: null,
      block: 'paragraph',
      repeats: null,
      confidence: 0.9,
      boundaryConfidence: 0.9,
    })
  }
  const published = new Date(FIRST_DAY + day * DAY + Math.floor((n % A_DAY) * (DAY / A_DAY))).toISOString()
  const outlet = outletName(Math.floor(random() * 40))
  const agency = random() < 0.2 ? 'Tern Agency' : null
  const url = `https://news.example/${n}`
  const bytes = Buffer.from(text)
  const stated = { title, published, outlet, url, ...(agency === null ? {} : { agency }) }
  return {
    piece: { bytes, form: 'text', stated, from: `made/${n}` },
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
      const speakers: Speaker[] = [...mentions].map(([name, spans]) => ({
        id: name,
        name,
        type: 'person',
        mentions: spans,
        nameRule: 'mention',
      }))
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
