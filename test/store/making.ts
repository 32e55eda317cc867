import { createHash } from 'node:crypto'
import { articleFromText } from '../../src/ingest/index.ts'
import type { Keeping, Kept, Piece, RecordStore } from '../../src/store/index.ts'
import type {
  Article,
  Attribution,
  AttributionRecord,
  Speaker,
  SpeakerType,
  Stance,
} from '../../src/vocabulary/index.ts'

/** A statement as a test writes it: words of the text, and who is said to have said them. */
export interface Line {
  readonly content: string | readonly string[]
  readonly by?: string | readonly string[] | null
  readonly type?: SpeakerType
  readonly kind?: Attribution['kind']
  readonly stance?: Stance
  readonly negated?: boolean
  readonly via?: readonly string[]
  readonly confidence?: number
  readonly when?: readonly [string, string]
}

export interface Draft {
  readonly text: string
  readonly lines: readonly Line[]
  readonly url?: string | null
  readonly outlet?: string | null
  readonly title?: string | null
  readonly publishedAt?: string | null
  readonly agency?: string | null
  readonly from?: string
  readonly engine?: string
  readonly bytes?: Uint8Array
  readonly summary?: true
  readonly modified?: string
}

const spanIn = (text: string, words: string, after = 0) => {
  const from = text.indexOf(words, after)
  if (from < 0) throw new Error(`“${words}” is not in the text`)
  return { from, to: from + words.length }
}

export function articleOfDraft(d: Draft): Article {
  const article = articleFromText(d.text, { title: d.title ?? undefined, outlet: d.outlet ?? undefined })
  return {
    ...article,
    title: d.title ?? null,
    outlet: d.outlet ?? null,
    url: d.url ?? null,
    published: d.publishedAt ?? null,
    modified: d.modified ?? null,
    origin: d.agency ? { agency: d.agency, by: 'stated', span: null } : null,
  }
}

/** A reading such as the engine makes, of lines that a test wrote. */
export function recordOf(article: Article, lines: readonly Line[], engine = '0.1.0'): AttributionRecord {
  const { text } = article
  const speakers: Speaker[] = []
  const speakerOf = (name: string, type: SpeakerType): string => {
    const known = speakers.find(s => s.name === name && s.type === type)
    if (known) return known.id
    const at = text.indexOf(name)
    const mentions = at < 0 ? [] : [{ from: at, to: at + name.length }]
    const id = `s${speakers.length + 1}`
    speakers.push({ id, name, type, mentions, nameRule: 'mention' })
    return id
  }
  const attributions = lines.map((line, i): Attribution => {
    const names = line.by === null || line.by === undefined ? [] : [line.by].flat()
    const type = line.type ?? 'person'
    const each = names.map(name => speakerOf(name, type))
    const speaker = each.length > 1 ? speakerOf(names.join(' and '), 'group') : (each[0] ?? null)
    let after = 0
    const content = [line.content].flat().map(words => {
      const s = spanIn(text, words, after)
      after = s.to
      return s
    })
    return {
      id: `a${i + 1}`,
      source: [],
      cue: [],
      content,
      kind: line.kind ?? 'indirect',
      speaker,
      speakers: each,
      speakerConfidence: 0.9,
      boundaryConfidence: 0.9,
      decidedBy: null,
      doubt: null,
      onBehalfOf: null,
      via: line.via ?? [],
      parent: null,
      stance: line.stance ?? 'asserts',
      stanceConfidence: 0.9,
      negated: line.negated ?? false,
      reported: false,
      addressee: null,
      venue: null,
      when: line.when ? { words: 'then', span: { from: 0, to: 1 }, from: line.when[0], to: line.when[1] } : null,
      block: 'paragraph',
      repeats: null,
      confidence: line.confidence ?? 0.8,
    }
  })
  return {
    schema: 'ascribe/record',
    version: 2,
    id: createHash('sha256').update(`${article.hash} ${engine}`).digest('hex').slice(0, 32),
    unit: 'utf-16',
    article: {
      hash: article.hash,
      length: text.length,
      title: article.title,
      published: article.published,
      outlet: article.outlet,
      blocks: article.blocks,
    },
    engine,
    model: 'test-1+00000000',
    options: { maxLength: 1000 },
    attributions,
    speakers,
    notes: [],
  }
}

export const pieceOf = (d: Draft): Piece => ({
  bytes: d.bytes ?? Buffer.from(d.text),
  form: 'text',
  stated: {
    outlet: d.outlet ?? null,
    url: d.url ?? null,
    published: d.publishedAt ?? null,
    ...(d.summary && { summary: d.summary }),
  },
  from: d.from ?? 'drafts/one.txt',
})

export function keepingOf(d: Draft, job: string, worker = 'w'): Keeping {
  const article = articleOfDraft(d)
  return { job, worker, article, publishedAt: d.publishedAt ?? null, record: recordOf(article, d.lines, d.engine) }
}

/** Takes drafts in and keeps them, as intake does. */
export async function add(store: RecordStore, ...drafts: readonly Draft[]): Promise<readonly Kept[]> {
  const accepted = await store.accept(drafts.map(pieceOf))
  const ids = accepted.map(a => a.job)
  await store.claim('w', ids.length, 60_000, ids)
  return store.keep(drafts.map((d, i) => keepingOf(d, ids[i]!)))
}

/** Two invented reports that the suites share. */
export const BRIDGE: Draft = {
  text: 'The bridge at Norvale will close, Ada Lowe said on Monday. “We cannot wait for another winter,” Lowe told the Norvale Courier. Two officials, who asked not to be named, denied that the money was gone. The harbour board did not say when work begins.',
  url: 'https://courier.example/2024/03/bridge?utm_source=feed',
  outlet: 'Norvale Courier',
  title: 'Bridge to close',
  publishedAt: '2024-03-05',
  lines: [
    { content: 'The bridge at Norvale will close', by: 'Ada Lowe' },
    { content: '“We cannot wait for another winter,”', by: 'Ada Lowe', kind: 'direct', via: ['Norvale Courier'] },
    { content: 'that the money was gone', by: 'Two officials', type: 'anonymous', stance: 'denies' },
    { content: 'when work begins', by: 'The Harbour Board', type: 'organization', negated: true },
  ],
}

export const FERRY: Draft = {
  text: 'Ferries will run twice an hour while the bridge is shut, Bo Hale and Ada Lowe said in a statement carried by the Tern Agency. The mayor’s café stays open, Hale promised.',
  outlet: 'The Evening Gull',
  title: 'More ferries',
  publishedAt: '2024-03-07T09:30:00Z',
  agency: 'Tern Agency',
  lines: [
    {
      content: 'Ferries will run twice an hour while the bridge is shut',
      by: ['Bo Hale', 'Ada Lowe'],
      via: ['Tern Agency'],
    },
    { content: 'The mayor’s café stays open', by: 'Bo Hale', stance: 'promises' },
  ],
}
