import pako from 'pako'
import { AscribeError } from '../../vocabulary/index.ts'
import { type ByteReader, concat, Damage, find } from './bytes.ts'
import { damaged, truncated, type Work } from './unpacked.ts'

/** How many compressed bytes go in at once: what comes out of them (1,032 times as much at most) is held. */
const STEP = 16384
/** The ratio is not looked at before this much has come out. */
const RATIO_FROM = 10 * 1024 * 1024
/** How much of a member is kept to look for the next one's beginning in, should this one be damaged. */
const LOOK_BACK = 256 * 1024
/** Beginnings tried after damage; more means that nothing can be made of the stream. */
const MOST_DAMAGES = 200
const GZIP = [0x1f, 0x8b, 8]

/** The inner state of zlib's port that its types leave out: how much of the input it used. */
interface ZStream {
  readonly avail_in: number
  readonly avail_out: number
  readonly next_out: number
  readonly output: Uint8Array
}

/** Takes compression off by steps, and says where the compressed stream ends in its input. */
class Inflater {
  readonly #zlib: InstanceType<typeof pako.Inflate>
  #out: Uint8Array[] = []

  constructor(kind: 'gzip' | 'zlib' | 'raw') {
    const options = { windowBits: kind === 'gzip' ? 31 : kind === 'zlib' ? 15 : -15, chunkSize: 65536 }
    this.#zlib = new pako.Inflate(options)
    this.#zlib.onData = chunk => {
      this.#out.push(chunk as Uint8Array)
    }
    this.#zlib.onEnd = status => {
      this.#zlib.err = status
    }
  }

  get #stream(): ZStream {
    return (this.#zlib as unknown as { readonly strm: ZStream }).strm
  }

  push(bytes: Uint8Array): {
    readonly out: readonly Uint8Array[]
    readonly used: number
    readonly state: 'more' | 'done' | 'bad'
  } {
    this.#out = []
    const fine = this.#zlib.push(bytes, false)
    const ended = (this.#zlib as unknown as { readonly ended: boolean }).ended
    const state = !fine ? 'bad' : ended ? 'done' : 'more'
    return { out: this.#out, used: bytes.length - this.#stream.avail_in, state }
  }

  /** What came out and was not handed over yet, because the stream broke off. */
  partial(): Uint8Array {
    const { avail_out, next_out, output } = this.#stream
    return output && avail_out > 0 ? output.subarray(0, next_out) : new Uint8Array(0)
  }
}

const inflatesTooMuch = (what: string, ratio: number) =>
  new AscribeError(
    'inflates-too-much',
    `${what} becomes more than ${ratio} times as large when unpacked, as no news does`,
    'unpack it yourself if you trust where it is from, or raise the limit (maxRatio)',
  )

/** Counts what goes in and comes out, and refuses a bomb. */
function guard(work: Work, what: string) {
  let into = 0
  let out = 0
  return (used: number, made: readonly Uint8Array[]) => {
    into += used
    for (const chunk of made) {
      out += chunk.length
      work.spend(chunk.length)
    }
    if (out > RATIO_FROM && out > into * work.limits.maxRatio) throw inflatesTooMuch(what, work.limits.maxRatio)
  }
}

/**
 * Takes gzip off a stream of one or more members. A member that is damaged (its CRC-32 is checked) gives a Damage, and
 * the next one that can be found goes on behind it.
 */
export async function* gunzip(reader: ByteReader, work: Work, what: string): AsyncGenerator<Uint8Array | Damage> {
  const count = guard(work, what)
  for (let damages = 0; damages < MOST_DAMAGES; damages++) {
    let seen: Uint8Array[] = []
    let made = 0
    try {
      for (;;) {
        const head = await reader.peek(3)
        if (head.length === 0) return
        if (GZIP.some((byte, i) => head[i] !== byte)) {
          if (head.length < 3 && GZIP.slice(0, head.length).every((byte, i) => head[i] === byte)) throw truncated(what)
          if (damages === 0 && head[0] === 0 && (await onlyZeros(reader))) return // padding of tapes and blocks
          throw damaged(what)
        }
        let kept = 0
        made = 0
        const inflater = new Inflater('gzip')
        for (;;) {
          const chunk = await reader.chunk(STEP)
          if (!chunk) {
            const last = inflater.partial()
            made += last.length
            if (last.length > 0) yield last
            throw truncated(what)
          }
          if (kept < LOOK_BACK) {
            seen.push(chunk)
            kept += chunk.length
          } else {
            seen = [chunk]
          }
          const { out, used, state } = inflater.push(chunk)
          count(used, out)
          for (const part of out) made += part.length
          yield* out
          if (state === 'bad') {
            const last = inflater.partial()
            made += last.length
            if (last.length > 0) yield last
            throw damaged(what)
          }
          if (state === 'done') {
            if (used < chunk.length) reader.unread(chunk.subarray(used))
            seen = []
            made = 0
            break
          }
        }
      }
    } catch (thrown) {
      if (!(thrown instanceof AscribeError)) throw thrown
      yield new Damage(thrown, made === 0)
      if (thrown.code === 'inflates-too-much') return
      if (seen.length > 0) reader.unread(concat(seen))
      if (!(await toNextMember(reader))) return
    }
  }
}

async function onlyZeros(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const chunk = await reader.chunk()
    if (!chunk) return true
    if (chunk.some(byte => byte !== 0)) {
      reader.unread(chunk)
      return false
    }
  }
}

/** Passes over at least one byte up to what looks like a member's beginning. */
async function toNextMember(reader: ByteReader): Promise<boolean> {
  await reader.skip(1)
  for (;;) {
    const held = await reader.peek(STEP)
    if (held.length < 4) return false
    const at = find(held, GZIP)
    if (at >= 0 && at + 3 < held.length && (held[at + 3]! & 0xe0) === 0) {
      await reader.skip(at)
      return true
    }
    await reader.skip(at >= 0 && at + 3 < held.length ? at + 1 : Math.max(1, held.length - 3))
    if (held.length < STEP && at < 0) return false
  }
}

/**
 * Takes deflate off, up to its own end. Throws AscribeError `truncated`, `damaged`, `inflates-too-much` and, past
 * `most` bytes, `too-large`.
 */
export async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  kind: 'raw' | 'zlib' | 'gzip',
  work: Work,
  what: string,
): AsyncGenerator<Uint8Array> {
  const count = guard(work, what)
  const inflater = new Inflater(kind)
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += STEP) {
      const { out, used, state } = inflater.push(chunk.subarray(at, at + STEP))
      count(used, out)
      yield* out
      if (state === 'bad') throw damaged(what)
      if (state === 'done') return
    }
  }
  throw truncated(what)
}

const CRC = new Uint32Array(256).map((_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** CRC-32 (ISO 3309, as ZIP uses it), carried on from `crc`. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let c = ~crc
  for (let i = 0; i < bytes.length; i++) c = CRC[(c ^ bytes[i]!) & 255]! ^ (c >>> 8)
  return ~c >>> 0
}
