import { AscribeError } from '../vocabulary/index.ts'
import { avalanche } from './strings.ts'

/** One feature's weights before packing: class i has `values[i]`; zeros are not kept. */
export interface WeightRow {
  /** The feature's 32-bit hash. */
  readonly feature: number
  readonly classes: readonly number[]
  readonly values: readonly number[]
}

/** A slot of a `WeightTable`: the feature, and where its entries are: first entry * 256 + how many; 0 marks an empty slot. */
const Slot = { Key: 0, Place: 1, Size: 2 } as const
/** A `Place` has 24 bits for the first entry. */
const MOST_ENTRIES = 1 << 24
/** Features are looked up in batches of this many. */
const BATCH = 256

/**
 * The weights of a linear model over hashed features, packed for reading: feature hash -> a short row of
 * (class, weight). Open addressing over a power of two; one probe nearly always answers.
 */
export class WeightTable {
  readonly classes: number
  readonly rows: number
  private readonly mask: number
  private readonly slots: Int32Array
  /** An entry is class * 256 + the weight's step as a byte: two bytes, so that a row lies in one line of the cache. */
  private readonly entries: Uint16Array
  /** Weight of each step. */
  private readonly weight = new Float32Array(256)
  private readonly keys = new Int32Array(BATCH)
  private readonly places = new Int32Array(BATCH)

  /**
   * @param features distinct hashes, one per row; row r has the entries `rowStart[r] <= e < rowStart[r + 1]`
   * @param steps signed weights in units of `scale`
   */
  constructor(
    classes: number,
    features: Int32Array,
    rowStart: Int32Array,
    cls: Uint8Array,
    steps: Int8Array,
    scale: number,
  ) {
    this.classes = classes
    this.rows = features.length
    for (let q = -128; q < 128; q++) this.weight[q & 255] = q * scale
    this.entries = Uint16Array.from(cls, (c, e) => (c << 8) | (steps[e]! & 255))
    let size = 16
    while (size < features.length * 2) size *= 2
    this.mask = size - 1
    this.slots = new Int32Array(size * Slot.Size)
    for (let row = 0; row < features.length; row++) {
      const begin = rowStart[row]!
      const count = rowStart[row + 1]! - begin
      if (count === 0) continue
      let slot = avalanche(features[row]!) & this.mask
      while (this.slots[slot * Slot.Size + Slot.Place] !== 0) slot = (slot + 1) & this.mask
      this.slots[slot * Slot.Size + Slot.Key] = features[row]!
      this.slots[slot * Slot.Size + Slot.Place] = (begin << 8) | count
    }
  }

  /** Adds the feature's weights to `scores[offset + class]`; an unknown feature adds nothing. */
  add(feature: number, scores: Float32Array | Float64Array, offset = 0): void {
    const slot = avalanche(feature) & this.mask
    this.addFrom(slot, feature, scores, offset)
  }

  /**
   * `add` for each of `features[0 .. count)` in turn. The slots are fetched ahead of any decision that
   * hangs on them, so that the waits for memory overlap: these lookups are most of what the engine does.
   */
  addAll(features: Int32Array, count: number, scores: Float32Array | Float64Array, offset = 0): void {
    const { slots, mask, keys, places, entries, weight } = this
    for (let from = 0; from < count; from += BATCH) {
      const size = Math.min(BATCH, count - from)
      for (let f = 0; f < size; f++) {
        const at = (avalanche(features[from + f]!) & mask) * Slot.Size
        keys[f] = slots[at + Slot.Key]!
        places[f] = slots[at + Slot.Place]!
      }
      for (let f = 0; f < size; f++) {
        const place = places[f]!
        if (place === 0) continue
        const feature = features[from + f]!
        if (keys[f] !== feature) {
          this.addFrom(((avalanche(feature) & mask) + 1) & mask, feature, scores, offset)
          continue
        }
        const end = (place >>> 8) + (place & 255)
        for (let e = place >>> 8; e < end; e++) {
          const entry = entries[e]!
          const at = offset + (entry >> 8)
          scores[at] = scores[at]! + weight[entry & 255]!
        }
      }
    }
  }

  /** `add` with the probing begun at `slot`. */
  private addFrom(slot: number, feature: number, scores: Float32Array | Float64Array, offset: number): void {
    const { slots, mask, entries, weight } = this
    for (let s = slot; ; s = (s + 1) & mask) {
      const place = slots[s * Slot.Size + Slot.Place]!
      if (place === 0) return
      if (slots[s * Slot.Size + Slot.Key] !== feature) continue
      const end = (place >>> 8) + (place & 255)
      for (let e = place >>> 8; e < end; e++) {
        const entry = entries[e]!
        const at = offset + (entry >> 8)
        scores[at] = scores[at]! + weight[entry & 255]!
      }
      return
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
  if (entries >= MOST_ENTRIES) throw new RangeError(`a weight table holds less than ${MOST_ENTRIES} weights`)
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
  if (rows > bytes.length || entries > bytes.length || entries >= MOST_ENTRIES) throw damaged()
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
  for (let i = 0; i < entries; i++) if (cls[i]! >= classes) throw damaged()
  const steps = new Int8Array(bytes.slice(at + rows + entries).buffer)
  return new WeightTable(classes, features, rowStart, cls, steps, scale)
}
