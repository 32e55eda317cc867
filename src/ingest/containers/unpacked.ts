import { AscribeError, type Piece, type Stated } from '../../vocabulary/index.ts'
import type { Chunks } from './bytes.ts'

/** What comes in: a file, a response, standard input. */
export interface Packed {
  /** A path, a URL or `-`: what `from` begins with, and a weak hint where the content leaves a choice. */
  readonly name: string
  /** A Blob is read by slices (`fs.openAsBlob`), so that a large ZIP need not be held; a stream is read once, to its end. */
  readonly bytes: Uint8Array | Blob | AsyncIterable<Uint8Array>
  /** As a Content-Type header has it, with or without parameters. A hint: the content decides. */
  readonly mediaType?: string | null
  /** WHATWG label, as a header has it. A byte order mark and valid UTF-8 win over it. */
  readonly charset?: string | null
  /** Where the bytes live on the web, if they were fetched. */
  readonly url?: string | null
}

/** One thing that was found in what came in. */
export type Unpacked =
  /** An article's bytes. */
  | { readonly kind: 'piece'; readonly piece: Piece }
  /** A feed's item that gives no full text: to be fetched when asked, else `fallback` (its summary) stands for it. */
  | {
      readonly kind: 'link'
      readonly url: string
      readonly stated: Stated
      readonly from: string
      readonly fallback: Piece | null
    }
  /** This one thing could not be taken; the rest goes on. */
  | { readonly kind: 'failed'; readonly from: string; readonly error: AscribeError }
  /** Something was left out on purpose. */
  | { readonly kind: 'note'; readonly from: string; readonly code: string; readonly message: string }

export interface UnpackLimits {
  /** The most decoded bytes of one piece, and of one document that is read as a whole (a feed, a mail). 64 MiB. */
  readonly maxPieceBytes: number
  /** The most bytes read and decoded of one input, all its layers together; streamed, never held. 8 GiB. */
  readonly maxContainerBytes: number
  /** The most bytes of a ZIP held in memory when it comes as a stream. 512 MiB. */
  readonly maxHeldBytes: number
  /** The most entries, rows, records and items of one input. 1,000,000. */
  readonly maxEntries: number
  /** How deep archives, mails and compressed files may stand in each other. 3. */
  readonly maxDepth: number
  /** The most that a compressed byte may become on average, looked at beyond 10 MiB of output. 200. */
  readonly maxRatio: number
}

export const UNPACK_LIMITS: UnpackLimits = {
  maxPieceBytes: 64 * 1024 * 1024,
  maxContainerBytes: 8 * 1024 ** 3,
  maxHeldBytes: 512 * 1024 * 1024,
  maxEntries: 1_000_000,
  maxDepth: 3,
  maxRatio: 200,
}

export interface UnpackOptions extends Partial<UnpackLimits> {
  /** The name of the column or key that holds the text, where it is none of the usual names. */
  readonly column?: string
  /** Takes off Brotli (`zlib.brotliDecompressSync` with `maxOutputLength`), which some web archives hold; no pure one is at hand. */
  readonly brotli?: (bytes: Uint8Array, maxBytes: number) => Uint8Array
}

/** Ends the whole input, where a failure ends one entry: a limit of all was reached, or the source broke off. */
export class Stop {
  readonly error: AscribeError
  constructor(error: AscribeError) {
    this.error = error
  }
}

/** What all layers of one input share: the limits, and what was spent of them. */
export class Work {
  readonly limits: UnpackLimits
  readonly column: string | undefined
  readonly brotli: UnpackOptions['brotli']
  #bytes = 0
  #entries = 0

  constructor(options: UnpackOptions) {
    const { column, brotli, ...limits } = options
    this.limits = { ...UNPACK_LIMITS, ...limits }
    this.column = column
    this.brotli = brotli
  }

  /** Counts bytes read or decoded; throws Stop past the limit. */
  spend(bytes: number) {
    this.#bytes += bytes
    if (this.#bytes > this.limits.maxContainerBytes) {
      throw new Stop(
        new AscribeError(
          'too-large',
          `the input is more than ${this.limits.maxContainerBytes} bytes once unpacked`,
          'split it, or raise the limit (maxContainerBytes) if you trust where it is from',
        ),
      )
    }
  }

  /** Counts an entry; throws Stop past the limit. */
  entry() {
    if (++this.#entries > this.limits.maxEntries) {
      throw new Stop(
        new AscribeError(
          'too-many-entries',
          `the input holds more than ${this.limits.maxEntries} entries`,
          'split it, or raise the limit (maxEntries)',
        ),
      )
    }
  }
}

/** One thing within the input that is about to be unpacked. */
export interface Place {
  /** Safe to show. */
  readonly from: string
  /** As its container names it; a weak hint and never a path. */
  readonly name: string
  readonly mediaType: string | null
  readonly charset: string | null
  /** What its container says of it. */
  readonly stated: Stated
  /** How many archives, mails and compressed files it stands in. */
  readonly depth: number
}

/** How a container hands on what it holds. */
export type UnpackInner = (bytes: Uint8Array | Chunks, place: Place) => AsyncGenerator<Unpacked>

export const failed = (from: string, error: AscribeError): Unpacked => ({ kind: 'failed', from, error })

export const truncated = (what: string) =>
  new AscribeError(
    'truncated',
    `${what} breaks off before its end`,
    'take it again from its origin; what was whole is taken',
  )

export const damaged = (what: string) =>
  new AscribeError('damaged', `${what} is damaged`, 'take it again from its origin; the rest is taken')

export const tooLarge = (what: string, limit: number) =>
  new AscribeError(
    'too-large',
    `${what} has more than ${limit} bytes`,
    'split it into articles, or raise the limit (maxPieceBytes)',
  )

/** What anything thrown means to a caller; Stop goes through. */
export function errorOf(thrown: unknown, what: string): AscribeError {
  if (thrown instanceof Stop) throw thrown
  return thrown instanceof AscribeError ? thrown : damaged(what)
}

/** Counts what is left out on purpose, so that ten thousand pictures of an archive make one note. */
export class LeftOut {
  readonly #reasons = new Map<string, number>()
  #first = ''
  #count = 0

  add(reason: string, where: string) {
    if (this.#count++ === 0) this.#first = where
    const key = this.#reasons.size < 12 || this.#reasons.has(reason) ? reason : 'other'
    this.#reasons.set(key, (this.#reasons.get(key) ?? 0) + 1)
  }

  *note(from: string): Generator<Unpacked> {
    if (this.#count === 0) return
    const reasons = [...this.#reasons].map(([reason, n]) => (n === 1 ? reason : `${reason}: ${n}`)).join('; ')
    yield {
      kind: 'note',
      from,
      code: 'not-news',
      message: `${this.#count === 1 ? 'one entry was' : `${this.#count} entries were`} not taken (${reasons}), the first being ${this.#first}`,
    }
  }
}

/** What an archive or a mail holds besides news (pictures, fonts) is left out, not failed. */
export async function* withoutBinary(
  out: LeftOut,
  from: string,
  found: AsyncGenerator<Unpacked>,
): AsyncGenerator<Unpacked> {
  for await (const one of found) {
    if (one.kind === 'failed' && one.from === from && one.error.code === 'binary-input')
      out.add(one.error.message, from)
    else yield one
  }
}
