import { avalanche, type WeightRow } from '../tokens/index.ts'

/** Doubles a typed array, keeping what it holds. */
function wider<T extends Int32Array | Float64Array | Uint8Array>(a: T): T {
  const b = new (a.constructor as new (n: number) => T)(a.length * 2)
  b.set(a)
  return b
}

/**
 * An averaged perceptron over hashed features while it learns (Collins 2002; lazy averaging as in
 * Daumé's thesis, ch. 2). A feature's weights are a chain of (class, weight) entries, for most features
 * ever meet few classes.
 */
export class Perceptron {
  readonly classes: number
  /** Updates so far; the time of the lazy average. */
  clock = 1
  private mask = (1 << 16) - 1
  private keys = new Int32Array(1 << 16)
  private heads = new Int32Array(1 << 16) // slot -> 1 + first entry; 0 empty
  private used = 0
  private entries = 0
  private next = new Int32Array(1 << 16)
  private cls = new Uint8Array(1 << 16)
  private weight = new Float64Array(1 << 16)
  private total = new Float64Array(1 << 16)
  private stamp = new Int32Array(1 << 16)

  constructor(classes: number) {
    this.classes = classes
  }

  private slotOf(feature: number): number {
    let slot = avalanche(feature) & this.mask
    while (this.heads[slot] !== 0 && this.keys[slot] !== feature) slot = (slot + 1) & this.mask
    return slot
  }

  private grow(): void {
    const { keys, heads } = this
    this.mask = this.mask * 2 + 1
    this.keys = new Int32Array(this.mask + 1)
    this.heads = new Int32Array(this.mask + 1)
    for (let i = 0; i < heads.length; i++) {
      if (heads[i] === 0) continue
      const slot = this.slotOf(keys[i]!)
      this.keys[slot] = keys[i]!
      this.heads[slot] = heads[i]!
    }
  }

  /** Adds the present weights of `features[0..count)` to `scores`. */
  score(features: Int32Array, count: number, scores: Float64Array): void {
    for (let f = 0; f < count; f++) {
      for (let e = this.heads[this.slotOf(features[f]!)]!; e !== 0; e = this.next[e - 1]!) {
        const c = this.cls[e - 1]!
        scores[c] = scores[c]! + this.weight[e - 1]!
      }
    }
  }

  /** Moves the weights of class `c` by `by` for every feature. Call `tick` once per example. */
  update(features: Int32Array, count: number, c: number, by: number): void {
    for (let f = 0; f < count; f++) {
      const feature = features[f]!
      let slot = this.slotOf(feature)
      if (this.heads[slot] === 0) {
        if (++this.used * 2 > this.mask) {
          this.grow()
          slot = this.slotOf(feature)
        }
        this.keys[slot] = feature
      }
      let e = this.heads[slot]!
      while (e !== 0 && this.cls[e - 1] !== c) e = this.next[e - 1]!
      if (e === 0) {
        if (this.entries === this.next.length) {
          this.next = wider(this.next)
          this.cls = wider(this.cls)
          this.weight = wider(this.weight)
          this.total = wider(this.total)
          this.stamp = wider(this.stamp)
        }
        e = ++this.entries
        this.next[e - 1] = this.heads[slot]!
        this.cls[e - 1] = c
        this.stamp[e - 1] = this.clock
        this.heads[slot] = e
      }
      const i = e - 1
      this.total[i] = this.total[i]! + (this.clock - this.stamp[i]!) * this.weight[i]!
      this.stamp[i] = this.clock
      this.weight[i] = this.weight[i]! + by
    }
  }

  tick(): void {
    this.clock++
  }

  /** The averaged weights; those below `least` in size are dropped. */
  averaged(least = 0): WeightRow[] {
    const rows: WeightRow[] = []
    for (let slot = 0; slot <= this.mask; slot++) {
      const classes: number[] = []
      const values: number[] = []
      for (let e = this.heads[slot]!; e !== 0; e = this.next[e - 1]!) {
        const i = e - 1
        const mean = (this.total[i]! + (this.clock - this.stamp[i]!) * this.weight[i]!) / this.clock
        if (Math.abs(mean) > least) {
          classes.push(this.cls[i]!)
          values.push(mean)
        }
      }
      if (classes.length > 0) rows.push({ feature: this.keys[slot]!, classes, values })
    }
    return rows
  }
}

/** A small deterministic generator (mulberry32): the same seed gives the same training run. */
export function randomFrom(seed: number): () => number {
  let a = seed | 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Fisher-Yates, in place. */
export function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const x = list[i]!
    list[i] = list[j]!
    list[j] = x
  }
}
