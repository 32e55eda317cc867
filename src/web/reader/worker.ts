/**
 * The engine in a thread of the browser's own: what is pasted is read here and goes nowhere. The one thing it fetches is the
 * model, from the server that the page came from.
 */
import { MODEL_URL } from 'virtual:model'
import { attribute, loadModel, type Model } from '../../engine/index.ts'
import { articleFromBytes, articleFromText, articleOf, instantOf } from '../../ingest/index.ts'
import type { Answered, Asked } from './messages.ts'
import { articleTextOf, bareReadingOf } from './shapes.ts'

const thread = self as unknown as {
  onmessage: ((event: MessageEvent<Asked>) => void) | null
  postMessage(answered: Answered): void
}

let loading: Promise<Model> | null = null

/** Another try is made when the first one failed: the server may be back. */
function model(): Promise<Model> {
  loading ??= load().catch(error => {
    loading = null
    throw error
  })
  return loading
}

async function load(): Promise<Model> {
  const answer = await fetch(MODEL_URL)
  if (!answer.ok || !answer.body) throw new Error(`the model could not be fetched (status ${answer.status})`)
  // The server may send it under `content-encoding: gzip`; then it is unpacked already.
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b
  const found = loadModel(packed ? await unpacked(bytes) : bytes)
  return found
}

/** Read before anything else is: what a browser has not run often it runs slowly. */
const WARM = `“We are ready,” Mbeki Harlan told the council on Monday, according to a report by the Norvale Courier.

The mayor, Lena Marsh, denied that the bridge had been closed. "I did not say so," she added; her spokesman said that
nobody had asked. Officials believe the works will cost 4.5 million crowns, up from 3 million in 2029.

Residents complained: 'Nobody told us,' said one of them, who would not give his name. The ministry declined to comment.`
const ROUNDS = 12

/** Reads a few lines again and again, with room between for what the page asks meanwhile. */
async function warmUp(engine: Model): Promise<void> {
  const article = articleFromText(WARM)
  for (let round = 0; round < ROUNDS; round++) {
    attribute(article, engine)
    await new Promise(resolve => setTimeout(resolve))
  }
}

const unpacked = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(
    await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer(),
  )

const isPdf = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-'

async function read(number: number, buffer: ArrayBuffer): Promise<Answered> {
  const engine = await model()
  const began = performance.now()
  const bytes = new Uint8Array(buffer)
  const article = isPdf(bytes) ? await articleOf(bytes, 'pdf') : articleFromBytes(bytes)
  const record = attribute(article, engine)
  const took = performance.now() - began
  const publishedAt = article.published === null ? null : instantOf(article.published)
  return {
    answer: 'read',
    number,
    result: { article: articleTextOf(article, publishedAt), reading: bareReadingOf(record) },
    form: article.format,
    took,
  }
}

const failed = (number: number | null, error: unknown): Answered => ({
  answer: 'failed',
  number,
  message: error instanceof Error ? error.message : String(error),
  next: error instanceof Error && 'next' in error && typeof error.next === 'string' ? error.next : '',
})

thread.onmessage = ({ data }) => {
  if (data.ask === 'ready')
    model().then(
      engine => {
        thread.postMessage({ answer: 'ready' })
        void warmUp(engine)
      },
      error => thread.postMessage(failed(null, error)),
    )
  else
    read(data.number, data.bytes).then(
      answered => thread.postMessage(answered),
      error => thread.postMessage(failed(data.number, error)),
    )
}
