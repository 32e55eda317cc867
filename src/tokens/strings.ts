/** A 32-bit hash of a string over its UTF-16 units (FNV-1a with a final avalanche). Part of the model format. */
export function hashString(s: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193)
  return avalanche(h)
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
export function avalanche(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

/** Joins a hash and a number (or another hash) in an order-dependent way. Part of the model format. */
export function join(h: number, x: number): number {
  h = Math.imul(h ^ Math.imul(x, 0xcc9e2d51), 0x1b873593)
  return ((h << 13) | (h >>> 19)) ^ (h >>> 5)
}

/** Words become numbers once, at the door: each distinct string of an article gets an id and one hash. */
export class StringTable {
  private readonly ids = new Map<string, number>()
  private readonly all: string[] = []
  private hashes = new Int32Array(256)

  /** The id of `s`, made on first sight. Id 0 is the first string asked for. */
  id(s: string): number {
    const known = this.ids.get(s)
    if (known !== undefined) return known
    const id = this.all.length
    if (id === this.hashes.length) {
      const wider = new Int32Array(id * 2)
      wider.set(this.hashes)
      this.hashes = wider
    }
    this.hashes[id] = hashString(s)
    this.all.push(s)
    this.ids.set(s, id)
    return id
  }

  text(id: number): string {
    return this.all[id]!
  }

  hash(id: number): number {
    return this.hashes[id]!
  }

  get size(): number {
    return this.all.length
  }
}
