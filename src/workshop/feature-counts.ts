import { avalanche } from '../tokens/index.ts'

/**
 * How often hashed features were met, up to 255, in a table without keys: two features that share a cell
 * count together, which lets through a few rare ones and never drops a frequent one.
 */
export class FeatureCounts {
  private readonly cells: Uint8Array
  private readonly mask: number

  /** `bits`: the table has 2^bits cells of one byte. */
  constructor(bits = 25) {
    this.cells = new Uint8Array(2 ** bits)
    this.mask = 2 ** bits - 1
  }

  add(features: Int32Array, count: number): void {
    for (let f = 0; f < count; f++) {
      const cell = avalanche(features[f]!) & this.mask
      if (this.cells[cell]! < 255) this.cells[cell]!++
    }
  }

  /** Moves the features met at least `least` times to the front, in their order, and returns how many they are. */
  keep(features: Int32Array, count: number, least: number): number {
    let kept = 0
    for (let f = 0; f < count; f++) {
      const feature = features[f]!
      if (this.cells[avalanche(feature) & this.mask]! >= least) features[kept++] = feature
    }
    return kept
  }
}
