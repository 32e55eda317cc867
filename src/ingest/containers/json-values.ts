import { type ByteReader, concat } from './bytes.ts'

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA, COLON, LF] = [34, 92, 123, 125, 91, 93, 44, 58, 10]

export type NextValue =
  | { readonly state: 'value'; readonly bytes: Uint8Array }
  /** A line that ends within marks, or begins with what no value begins with. */
  | { readonly state: 'broken' }
  /** Longer than may be held. */
  | { readonly state: 'long' }
  /** The stream ends in the middle of this. */
  | { readonly state: 'truncated'; readonly bytes: Uint8Array }
  | { readonly state: 'end' }

/**
 * Cuts a stream into JSON values: those of an outermost list, or those that follow one another, one a line or not.
 * Looks at brackets and marks only. A damaged value ends where a line ends that should not, and reading goes on at the
 * next line that begins an object. What is cut does not depend on how the stream comes in chunks.
 */
export class ValueReader {
  readonly #reader: ByteReader
  readonly #most: number
  #chunk: Uint8Array = new Uint8Array(0)
  #at = 0
  #began = false
  /** Stands within an outermost list. */
  inList = false

  constructor(reader: ByteReader, most: number, inList = false) {
    this.#reader = reader
    this.#most = most
    this.inList = inList
    this.#began = inList
  }

  async #ready(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const chunk = await this.#reader.chunk()
      if (!chunk) return false
      this.#chunk = chunk
      this.#at = 0
    }
    return true
  }

  /** Passes over blanks and commas; whether anything follows. */
  async more(): Promise<boolean> {
    while (await this.#ready()) {
      const byte = this.#chunk[this.#at]!
      if (byte > 32 && byte !== COMMA) return true // so is the record separator of RFC 7464
      this.#at++
    }
    return false
  }

  async next(): Promise<NextValue> {
    for (;;) {
      if (!(await this.more())) return this.inList ? { state: 'truncated', bytes: new Uint8Array(0) } : { state: 'end' }
      const byte = this.#chunk[this.#at]
      if (!this.#began) {
        this.#began = true
        if (byte === OPEN_LIST) {
          this.inList = true
          this.#at++
          continue
        }
      }
      if (this.inList && byte === CLOSE_LIST) {
        this.inList = false
        this.#at++
        continue
      }
      const value = await this.#value()
      if (value.state === 'broken') await this.#toNextObject()
      return value
    }
  }

  async #value(): Promise<NextValue> {
    const parts: Uint8Array[] = []
    let size = 0
    let depth = 0
    let quoted = false
    let escaped = false
    let firstColumn = false
    let before = 0 // the last byte that is no blank
    const keep = (to: number) => {
      if (size <= this.#most) parts.push(this.#chunk.subarray(this.#at, to))
      size += to - this.#at
      this.#at = to
    }
    const done = (): NextValue => (size > this.#most ? { state: 'long' } : { state: 'value', bytes: concat(parts) })
    while (await this.#ready()) {
      const chunk = this.#chunk
      for (let i = this.#at; i < chunk.length; i++) {
        const byte = chunk[i]!
        if (quoted) {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) quoted = false
          else if (byte === LF) {
            keep(i)
            return size > this.#most ? { state: 'long' } : { state: 'broken' }
          }
          before = byte
          continue
        }
        if (byte <= 32) {
          if (depth === 0) {
            keep(i)
            return done()
          }
          firstColumn = byte === LF
          continue
        }
        if (byte === QUOTE) quoted = true
        else if (byte === OPEN || byte === OPEN_LIST) {
          // A line that begins an object where none can follow: the one before broke off.
          if (
            firstColumn &&
            depth > 0 &&
            !this.inList &&
            before !== COMMA &&
            before !== COLON &&
            before !== OPEN_LIST
          ) {
            keep(i)
            return { state: 'broken' }
          }
          depth++
        } else if (byte === CLOSE || byte === CLOSE_LIST) {
          if (depth === 0) {
            keep(size === 0 ? i + 1 : i)
            return done()
          }
          if (--depth === 0) {
            keep(i + 1)
            return done()
          }
        } else if (byte === COMMA && depth === 0) {
          keep(i)
          return done()
        } else if (depth === 0 && size === 0 && i === this.#at && !SCALAR.has(byte)) {
          return { state: 'broken' }
        }
        firstColumn = false
        before = byte
      }
      keep(chunk.length)
    }
    return depth > 0 || quoted
      ? { state: 'truncated', bytes: size > this.#most ? new Uint8Array(0) : concat(parts) }
      : done()
  }

  /** Passes over what is left of a broken value: up to a line whose first sign opens an object, if one is near. */
  async #toNextObject() {
    let fresh = this.#chunk[this.#at] === OPEN // stands on the one that showed the break
    if (fresh) return
    while (await this.#ready()) {
      const byte = this.#chunk[this.#at]!
      if (byte === LF) fresh = true
      else if (fresh && byte === OPEN) return
      else if (byte > 32) fresh = false
      this.#at++
    }
  }
}

/** What a number or one of the three words begins with. */
const SCALAR = new Set([...'-0123456789tfn'].map(c => c.charCodeAt(0)))

/**
 * Splits an object that breaks off within its list: what stands before the list, closed so that it can be read, and the
 * bytes of the list behind its bracket. Null when it breaks off outside of one.
 */
export function splitAtList(bytes: Uint8Array): { head: Uint8Array; list: Uint8Array } | null {
  let depth = 0
  let quoted = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (quoted) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if (byte === OPEN_LIST && depth === 1) {
      const end = endOfList(bytes, i)
      if (end < 0) return { head: concat([bytes.subarray(0, i), CLOSED]), list: bytes.subarray(i + 1) }
      i = end
    } else if (byte === OPEN || byte === OPEN_LIST) depth++
    else if (byte === CLOSE || byte === CLOSE_LIST) depth--
  }
  return null
}

const CLOSED = new Uint8Array([OPEN_LIST, CLOSE_LIST, CLOSE])

function endOfList(bytes: Uint8Array, from: number): number {
  let depth = 0
  let quoted = false
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (quoted) {
      if (byte === BACKSLASH) i++
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if (byte === OPEN || byte === OPEN_LIST) depth++
    else if ((byte === CLOSE || byte === CLOSE_LIST) && --depth === 0) return i
  }
  return -1
}
