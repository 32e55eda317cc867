import type { Span } from '../vocabulary/index.ts'

/**
 * Places of a text in Unicode code points, as the W3C's selectors and brat count them, beside UTF-16 units, as Ascribe
 * does. Holds only where surrogate pairs stand, so a text without any costs nothing; each lookup is a binary search.
 */
export class CodePoints {
  /** The place of the second unit of each surrogate pair, in text order. */
  private readonly seconds: Int32Array
  /** Of the text, in code points. */
  readonly length: number

  constructor(text: string) {
    const seconds: number[] = []
    for (const pair of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) seconds.push(pair.index + 1)
    this.seconds = Int32Array.from(seconds)
    this.length = text.length - seconds.length
  }

  /** The character that holds unit `unit`: where a span begins. */
  start(unit: number): number {
    const before = this.pairsBefore(unit)
    return unit - before - (this.seconds[before] === unit ? 1 : 0)
  }

  /** How many characters hold the units before `unit`: where a span ends. One that parts a pair takes in the whole. */
  end(unit: number): number {
    return unit - this.pairsBefore(unit)
  }

  /** The first unit of the character at `point`; of the text's end, its end. */
  unit(point: number): number {
    let low = 0
    let high = this.seconds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.seconds[middle]! - 1 - middle < point) low = middle + 1
      else high = middle
    }
    return point + low
  }

  /** The span with the whole of every character that it parts. */
  whole({ from, to }: Span): Span {
    return { from: this.unit(this.start(from)), to: this.unit(this.end(to)) }
  }

  /** How many pairs have their second unit before `unit`. */
  private pairsBefore(unit: number): number {
    let low = 0
    let high = this.seconds.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.seconds[middle]! < unit) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The text with U+FFFD for every lone surrogate: what stands in a UTF-8 file of it. As long as before. */
export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD')
