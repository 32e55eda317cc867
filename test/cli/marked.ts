import { articleFromText } from '../../src/ingest/index.ts'
import type { Article, Attribution, AttributionKind, AttributionRecord, Speaker } from '../../src/vocabulary/index.ts'

const TAG = /<(\/?)([sct])(\d+)>/g
const ROLE = { s: 'source', c: 'cue', t: 'content' } as const

interface Said {
  readonly kind?: AttributionKind
  readonly speaker?: string | null
  readonly type?: Speaker['type']
  readonly parent?: number
  readonly frame?: Partial<Framed>
}

type Framed = Pick<
  Attribution,
  | 'stance'
  | 'stanceConfidence'
  | 'negated'
  | 'reported'
  | 'addressee'
  | 'venue'
  | 'when'
  | 'speakers'
  | 'speakerConfidence'
  | 'decidedBy'
  | 'doubt'
  | 'onBehalfOf'
  | 'via'
  | 'repeats'
>

/** A plain statement, to nobody and at no time. */
export const PLAIN_FRAME: Framed = {
  stance: 'asserts',
  stanceConfidence: 1,
  negated: false,
  reported: false,
  addressee: null,
  venue: null,
  when: null,
  speakers: [],
  speakerConfidence: 1,
  decidedBy: null,
  doubt: null,
  onBehalfOf: null,
  via: [],
  repeats: null,
}

/**
 * An article and its reading from a text with tags: `<s1>Orla Venn</s1> <c1>said</c1> <t1>it held</t1>`. The number is
 * the attribution's, from 1; `said` tells the rest of it. A speaker is named by the source's words unless `said` does.
 */
export function marked(
  tagged: string,
  said: Readonly<Record<number, Said>> = {},
): { article: Article; record: AttributionRecord } {
  let text = ''
  let last = 0
  const open = new Map<string, number>()
  const found = new Map<number, Record<'source' | 'cue' | 'content', { from: number; to: number }[]>>()
  for (const match of tagged.matchAll(TAG)) {
    text += tagged.slice(last, match.index)
    last = match.index + match[0].length
    const [, close, letter, number] = match
    const key = `${letter}${number}`
    if (!close) open.set(key, text.length)
    else {
      const parts = found.get(Number(number)) ?? { source: [], cue: [], content: [] }
      parts[ROLE[letter as keyof typeof ROLE]].push({ from: open.get(key)!, to: text.length })
      found.set(Number(number), parts)
    }
  }
  text += tagged.slice(last)
  const article = articleFromText(text)
  const speakers: Speaker[] = []
  const attributions = [...found]
    .sort(([a], [b]) => a - b)
    .map(([number, parts]): Attribution => {
      const { kind = 'indirect', parent, type = 'person', frame = {}, ...rest } = said[number] ?? {}
      const words = parts.source.map(({ from, to }) => text.slice(from, to)).join(' ')
      const name = rest.speaker === undefined ? words || null : rest.speaker
      let speaker = speakers.find(s => s.name === name)
      if (name !== null && !speaker) {
        speaker = { id: `s${speakers.length + 1}`, name, type, mentions: parts.source, nameRule: 'mention' }
        speakers.push(speaker)
      }
      return {
        id: `a${number}`,
        ...parts,
        kind,
        speaker: name === null ? null : speaker!.id,
        parent: parent === undefined ? null : `a${parent}`,
        ...PLAIN_FRAME,
        ...frame,
        block: 'paragraph',
        confidence: 0.9,
        boundaryConfidence: 0.8,
      }
    })
  return { article, record: recordOf(article, attributions, speakers) }
}

/** A record of the toy engine. */
export const recordOf = (
  article: Article,
  attributions: readonly Attribution[] = [],
  speakers: readonly Speaker[] = [],
): AttributionRecord => ({
  schema: 'ascribe/record',
  version: 2,
  id: '0123456789abcdef0123456789abcdef',
  unit: 'utf-16',
  article: {
    hash: article.hash,
    length: article.text.length,
    title: article.title,
    published: article.published,
    outlet: article.outlet,
    blocks: article.blocks,
  },
  engine: '0.0.1',
  model: 'toy-1+00000000',
  options: { maxLength: 2_000_000 },
  attributions,
  speakers,
  notes: article.notes,
})
