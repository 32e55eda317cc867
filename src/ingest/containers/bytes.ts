import { AscribeError } from '../../vocabulary/index.ts'
import { Stop } from './unpacked.ts'

/** A compressed stream went bad here; what follows it, if anything does, begins anew. */
export class Damage {
  readonly error: AscribeError
  /** Nothing of what was damaged came out: what stands before is sound. */
  readonly fresh: boolean
  constructor(error: AscribeError, fresh = false) {
    this.error = error
    this.fresh = fresh
  }
}

export type Chunks = AsyncIterable<Uint8Array | Damage>

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!
  let size = 0
  for (const part of parts) size += part.length
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/**
 * Reads a stream of bytes by pieces. Holds what was looked at and not yet taken, never more. A Damage is an end to it
 * until `resume`: whoever runs short of bytes finds it in `damage`, which may be set while some are still held.
 */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array | Damage>
  #held: Uint8Array[] = []
  #size = 0
  #ended = false
  damage: Damage | null = null

  constructor(source: Chunks) {
    this.#source = source[Symbol.asyncIterator]()
  }

  static of(bytes: Uint8Array): ByteReader {
    return new ByteReader(once(bytes))
  }

  /** Past a damage: drops what is held and goes on behind it. False when there was none, or nothing follows. */
  async resume(): Promise<boolean> {
    if (!this.damage) return false
    this.damage = null
    this.#held = []
    this.#size = 0
    return await this.#more()
  }

  async #more(): Promise<boolean> {
    while (!this.#ended && !this.damage) {
      let next: IteratorResult<Uint8Array | Damage>
      try {
        next = await this.#source.next()
      } catch (thrown) {
        this.#ended = true
        if (thrown instanceof Stop) throw thrown
        throw new Stop(
          thrown instanceof AscribeError
            ? thrown
            : new AscribeError(
                'read-failed',
                `reading failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
                'check the disk or the network, then try again',
              ),
        )
      }
      if (next.done) {
        this.#ended = true
      } else if (next.value instanceof Damage) {
        this.damage = next.value
      } else if (next.value.length > 0) {
        this.#held.push(next.value)
        this.#size += next.value.length
        return true
      }
    }
    return false
  }

  #merge(): Uint8Array {
    if (this.#held.length !== 1) this.#held = [concat(this.#held)]
    return this.#held[0]!
  }

  /** Up to `size` bytes, fewer only at the end; they stay. */
  async peek(size: number): Promise<Uint8Array> {
    while (this.#size < size && (await this.#more())) {}
    return this.#merge().subarray(0, size)
  }

  /** Up to `size` bytes, fewer only at the end. */
  async take(size: number): Promise<Uint8Array> {
    const bytes = await this.peek(size)
    this.#drop(bytes.length)
    return bytes
  }

  /** Puts bytes back in front. */
  unread(bytes: Uint8Array) {
    this.#held.unshift(bytes)
    this.#size += bytes.length
  }

  #drop(size: number) {
    this.#held = [this.#held[0]!.subarray(size)]
    this.#size -= size
  }

  /** What is at hand, up to `most` bytes; null at the end. */
  async chunk(most = 65536): Promise<Uint8Array | null> {
    if (this.#size === 0 && !(await this.#more())) return null
    const first = this.#held[0]!
    if (first.length === 0) {
      this.#held.shift()
      return this.chunk(most)
    }
    if (first.length <= most) {
      this.#held.shift()
      this.#size -= first.length
      return first
    }
    this.#held[0] = first.subarray(most)
    this.#size -= most
    return first.subarray(0, most)
  }

  /** Passes over up to `size` bytes; how many there were. */
  async skip(size: number): Promise<number> {
    let left = size
    while (left > 0) {
      const chunk = await this.chunk(left)
      if (!chunk) break
      left -= chunk.length
    }
    return size - left
  }

  /**
   * The next line with its line feed, `most` bytes of it at most (then without one); null at the end. The last line
   * may have none.
   */
  async line(most: number): Promise<Uint8Array | null> {
    if (this.#size === 0 && !(await this.#more())) return null
    let seen = 0
    for (let i = 0; ; i++) {
      if (i === this.#held.length && !(await this.#more())) break
      const at = this.#held[i]!.indexOf(10)
      if (at >= 0) {
        seen += at + 1
        break
      }
      seen += this.#held[i]!.length
      if (seen >= most) break
    }
    return this.take(Math.min(seen, most))
  }

  async *rest(): AsyncGenerator<Uint8Array | Damage> {
    for (;;) {
      const chunk = await this.chunk()
      if (chunk) yield chunk
      else if (this.damage) {
        yield this.damage
        if (!(await this.resume())) return
      } else return
    }
  }

  /** All that follows, `most` bytes at most; `whole` is false when there is more, or the stream is damaged. */
  async all(most: number): Promise<{ bytes: Uint8Array; whole: boolean; over: boolean }> {
    const parts: Uint8Array[] = []
    let size = 0
    while (size < most) {
      const chunk = await this.chunk(Math.min(1 << 20, most - size))
      if (!chunk) break
      parts.push(chunk)
      size += chunk.length
    }
    const over = size >= most && (await this.peek(1)).length > 0
    return { bytes: concat(parts), whole: !over && this.damage === null, over }
  }
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

/** The bytes as characters of the same number: for looking at heads, never for text. */
export function latin(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let out = ''
  for (let i = from; i < Math.min(to, bytes.length); i++) out += String.fromCharCode(bytes[i]!)
  return out
}

/** Where `what` stands at or after `from`; -1 for nowhere. */
export function find(bytes: Uint8Array, what: readonly number[], from = 0): number {
  for (let at = bytes.indexOf(what[0]!, from); at >= 0; at = bytes.indexOf(what[0]!, at + 1)) {
    let same = 1
    while (same < what.length && bytes[at + same] === what[same]) same++
    if (same === what.length) return at
  }
  return -1
}
