import { AscribeError } from '../vocabulary/index.ts'
import { avalanche } from './strings.ts'

/** One feature's weights before packing: class i has `values[i]`; zeros are not kept. */
export interface WeightRow {
  /** The feature's 32-bit hash. */
  readonly feature: number
  readonly classes: readonly number[]
  readonly values: readonly number[]
}

/**
 * The weights of a linear model over hashed features, packed for reading: feature hash -> a short row of
 * (class, weight). Open addressing over a power of two; one probe nearly always answers.
 */
export class WeightTable {
  readonly classes: number
  readonly rows: number
  private readonly mask: number
  private readonly keys: Int32Array
  /** Slot -> 1 + row; 0 marks an empty slot. */
  private readonly slots: Int32Array
  private readonly rowStart: Int32Array
  private readonly cls: Uint8Array
  private readonly value: Float32Array

  constructor(classes: number, features: Int32Array, rowStart: Int32Array, cls: Uint8Array, value: Float32Array) {
    this.classes = classes
    this.rows = features.length
    let size = 16
    while (size < features.length * 2) size *= 2
    this.mask = size - 1
    this.keys = new Int32Array(size)
    this.slots = new Int32Array(size)
    this.rowStart = rowStart
    this.cls = cls
    this.value = value
    for (let row = 0; row < features.length; row++) {
      let slot = avalanche(features[row]!) & this.mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask
      this.keys[slot] = features[row]!
      this.slots[slot] = row + 1
    }
  }

  /** The row of a feature, or -1. */
  row(feature: number): number {
    let slot = avalanche(feature) & this.mask
    for (;;) {
      const row = this.slots[slot]!
      if (row === 0) return -1
      if (this.keys[slot] === feature) return row - 1
      slot = (slot + 1) & this.mask
    }
  }

  /** Adds the feature's weights to `scores[offset + class]`; an unknown feature adds nothing. */
  add(feature: number, scores: Float32Array | Float64Array, offset = 0): void {
    const row = this.row(feature)
    if (row < 0) return
    const end = this.rowStart[row + 1]!
    for (let i = this.rowStart[row]!; i < end; i++) {
      const at = offset + this.cls[i]!
      scores[at] = scores[at]! + this.value[i]!
    }
  }
}

/**
 * Packs rows into bytes: weights as 8-bit steps of one scale, features sorted and written as gaps, each
 * column on its own so that gzip finds the regularity. Rows whose weights all round to zero are left out.
 *
 * Layout (little-endian): u32 rows, u32 entries, u8 classes, f32 scale, then varint gaps of the sorted
 * unsigned feature hashes, u8 entries per row, u8 class per entry, i8 weight per entry.
 */
export function packWeights(rows: readonly WeightRow[], classes: number): Uint8Array {
  if (classes > 255) throw new RangeError(`a weight table holds at most 255 classes, not ${classes}`)
  let top = 0
  for (const r of rows) for (const v of r.values) top = Math.max(top, Math.abs(v))
  const scale = top / 127 || 1
  const kept: { feature: number; cls: number[]; q: number[] }[] = []
  for (const r of rows) {
    const cls: number[] = []
    const q: number[] = []
    for (let i = 0; i < r.classes.length; i++) {
      const step = Math.round(r.values[i]! / scale)
      if (step !== 0) {
        cls.push(r.classes[i]!)
        q.push(step)
      }
    }
    if (cls.length > 0) kept.push({ feature: r.feature >>> 0, cls, q })
  }
  kept.sort((a, b) => a.feature - b.feature)
  const entries = kept.reduce((sum, r) => sum + r.cls.length, 0)
  const gaps: number[] = []
  let last = 0
  for (const r of kept) {
    let gap = r.feature - last
    last = r.feature
    while (gap > 127) {
      gaps.push((gap & 127) | 128)
      gap = Math.floor(gap / 128)
    }
    gaps.push(gap)
  }
  const out = new Uint8Array(13 + gaps.length + kept.length + 2 * entries)
  const view = new DataView(out.buffer)
  view.setUint32(0, kept.length, true)
  view.setUint32(4, entries, true)
  view.setUint8(8, classes)
  view.setFloat32(9, scale, true)
  out.set(gaps, 13)
  let at = 13 + gaps.length
  for (const r of kept) out[at++] = r.cls.length
  for (const r of kept) for (const c of r.cls) out[at++] = c
  for (const r of kept) for (const q of r.q) out[at++] = q & 255
  return out
}

/** Reads what `packWeights` wrote. Throws AscribeError `model-damaged` when the bytes don't add up. */
export function unpackWeights(bytes: Uint8Array): WeightTable {
  const damaged = () =>
    new AscribeError('model-damaged', 'a weight table of the model file does not add up', 'fetch the model file again')
  if (bytes.length < 13) throw damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rows = view.getUint32(0, true)
  const entries = view.getUint32(4, true)
  const classes = view.getUint8(8)
  const scale = view.getFloat32(9, true)
  if (rows > bytes.length || entries > bytes.length) throw damaged()
  const features = new Int32Array(rows)
  let at = 13
  let last = 0
  for (let r = 0; r < rows; r++) {
    let gap = 0
    let unit = 1
    for (;;) {
      const b = bytes[at++]
      if (b === undefined) throw damaged()
      gap += (b & 127) * unit
      if (b < 128) break
      unit *= 128
    }
    last += gap
    features[r] = last | 0
  }
  if (bytes.length !== at + rows + 2 * entries) throw damaged()
  const rowStart = new Int32Array(rows + 1)
  for (let r = 0; r < rows; r++) rowStart[r + 1] = rowStart[r]! + bytes[at + r]!
  if (rowStart[rows] !== entries) throw damaged()
  const cls = bytes.slice(at + rows, at + rows + entries)
  const value = new Float32Array(entries)
  const first = at + rows + entries
  for (let i = 0; i < entries; i++) {
    if (cls[i]! >= classes) throw damaged()
    value[i] = ((bytes[first + i]! << 24) >> 24) * scale
  }
  return new WeightTable(classes, features, rowStart, cls, value)
}
