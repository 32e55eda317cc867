import { AscribeError } from '../vocabulary/index.ts'
import { avalanche } from './strings.ts'

const damaged = () =>
  new AscribeError('model-damaged', 'a part of the model file does not add up', 'fetch the model file again')

/** A read-only map from 32-bit hashes to a byte: what a word is known for. */
export class ByteTable {
  private readonly mask: number
  private readonly keys: Int32Array
  /** Slot -> 1 + value; 0 marks an empty slot. */
  private readonly values: Uint16Array

  constructor(keys: Int32Array, values: Uint8Array) {
    let size = 16
    while (size < keys.length * 2) size *= 2
    this.mask = size - 1
    this.keys = new Int32Array(size)
    this.values = new Uint16Array(size)
    for (let k = 0; k < keys.length; k++) {
      let slot = avalanche(keys[k]!) & this.mask
      while (this.values[slot] !== 0) slot = (slot + 1) & this.mask
      this.keys[slot] = keys[k]!
      this.values[slot] = values[k]! + 1
    }
  }

  /** The byte kept under a hash, or -1. */
  get(key: number): number {
    let slot = avalanche(key) & this.mask
    for (;;) {
      const v = this.values[slot]!
      if (v === 0 || this.keys[slot] === key) return v - 1
      slot = (slot + 1) & this.mask
    }
  }
}

/** Packs a ByteTable: u32 count, varint gaps of the sorted unsigned hashes, then the bytes. */
export function packBytes(entries: ReadonlyMap<number, number>): Uint8Array {
  const sorted = [...entries].map(([key, value]) => [key >>> 0, value] as const).sort((a, b) => a[0] - b[0])
  const gaps: number[] = []
  let last = 0
  for (const [key] of sorted) {
    let gap = key - last
    last = key
    while (gap > 127) {
      gaps.push((gap & 127) | 128)
      gap = Math.floor(gap / 128)
    }
    gaps.push(gap)
  }
  const out = new Uint8Array(4 + gaps.length + sorted.length)
  new DataView(out.buffer).setUint32(0, sorted.length, true)
  out.set(gaps, 4)
  sorted.forEach(([, value], k) => {
    out[4 + gaps.length + k] = value
  })
  return out
}

/** Reads what `packBytes` wrote. Throws AscribeError `model-damaged` when the bytes don't add up. */
export function unpackBytes(bytes: Uint8Array): ByteTable {
  if (bytes.length < 4) throw damaged()
  const count = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)
  if (count > bytes.length) throw damaged()
  const keys = new Int32Array(count)
  let at = 4
  let last = 0
  for (let k = 0; k < count; k++) {
    let unit = 1
    for (;;) {
      const b = bytes[at++]
      if (b === undefined) throw damaged()
      last += (b & 127) * unit
      if (b < 128) break
      unit *= 128
    }
    keys[k] = last | 0
  }
  if (bytes.length !== at + count) throw damaged()
  return new ByteTable(keys, bytes.subarray(at))
}
