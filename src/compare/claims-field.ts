import type { Story } from '../vocabulary/index.ts'
import { type Claim, negatorsOf, type Reading, readClaims } from './claims.ts'
import { sameName, weightOf } from './claims-words.ts'
import type { Report } from './report.ts'

/** A story of fewer claims than this weighs its words as if it had so many. */
const LEAST_CLAIMS = 60
/** A term in more claims of a story than this finds none: it is what the story is about. */
const MOST_BEARING = 160
/** A claim is laid beside so many others at most: those that share most with it. */
const MOST_CANDIDATES = 48
/** Candidates are looked for by a claim's weightiest terms. */
const SOUGHT = 8

/**
 * The claims of a story's reports, findable by their words. Work per claim is bounded, so that a story of hundreds of
 * reports costs as much per report as one of two.
 */
export class Field {
  readonly readings: readonly Reading[]
  readonly claims: readonly Claim[]
  private readonly bearing = new Map<string, Claim[]>()
  private readonly weights = new Map<string, number>()

  constructor(
    readonly story: Pick<Story, 'id' | 'articles'>,
    reports: readonly Report[],
  ) {
    const present = new Set(story.articles)
    this.readings = reports
      .filter(({ id }) => present.has(id))
      .toSorted((a, b) => (inTime(a) < inTime(b) ? -1 : inTime(a) > inTime(b) ? 1 : a.id < b.id ? -1 : 1))
      .map(readClaims)
    this.claims = this.readings.flatMap(({ claims }) => claims)
    const wordings = new Set<string>()
    const often = new Map<string, number>()
    for (const claim of this.claims) {
      const wording = [...claim.terms].sort().join(' ')
      const fresh = !wordings.has(wording)
      wordings.add(wording)
      for (const term of claim.terms) {
        if (fresh) often.set(term, (often.get(term) ?? 0) + 1)
        const others = this.bearing.get(term)
        if (others === undefined) this.bearing.set(term, [claim])
        else others.push(claim)
      }
    }
    // Copies of a sentence count once: a wire does not make its words common.
    const all = Math.max(LEAST_CLAIMS, wordings.size)
    for (const [term, times] of often)
      this.weights.set(term, (weightOf(term) * (1 + Math.log(1 + all / times) / Math.log(1 + all))) / 2)
  }

  /** How much a term tells in this story: 0 to 1. */
  weight(term: string): number {
    return this.weights.get(term) ?? weightOf(term)
  }

  sum(terms: Iterable<string>): number {
    let sum = 0
    for (const term of terms) sum += this.weight(term)
    return sum
  }

  /** Weight of the shared terms. */
  shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
    const [small, large] = a.size <= b.size ? [a, b] : [b, a]
    let sum = 0
    for (const term of small) if (large.has(term)) sum += this.weight(term)
    return sum
  }

  /** What share of the weight of `terms` stands in `there`. */
  covered(terms: ReadonlySet<string>, there: ReadonlySet<string>): number {
    const all = this.sum(terms)
    return all === 0 ? 0 : this.shared(terms, there) / all
  }

  /** Claims that share telling terms, those that share most first. */
  near(terms: ReadonlySet<string>): Claim[] {
    const sought = [...terms]
      .filter(term => (this.bearing.get(term)?.length ?? 0) <= MOST_BEARING)
      .sort((a, b) => this.weight(b) - this.weight(a) || (a < b ? -1 : 1))
      .slice(0, SOUGHT)
    const shared = new Map<Claim, number>()
    for (const term of sought)
      for (const claim of this.bearing.get(term) ?? []) shared.set(claim, (shared.get(claim) ?? 0) + this.weight(term))
    return [...shared]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_CANDIDATES)
      .map(([claim]) => claim)
  }

  /** The same claim in copies and in other reports: nearly the same words, the same speaker. */
  alike(claim: Claim): Claim[] {
    return this.near(claim.terms).filter(
      other =>
        other !== claim &&
        this.covered(claim.terms, other.terms) >= ALIKE &&
        this.covered(other.terms, claim.terms) >= ALIKE &&
        negatorsOf(other) === negatorsOf(claim) &&
        sameVoice(claim, other),
    )
  }
}

/** Of both claims' words so much stands in the other: the same sentence, or an edited one. */
const ALIKE = 0.75

const inTime = (report: Report): string => report.publishedAt ?? '~'

export function sameVoice(a: Claim, b: Claim): boolean {
  if (a.statement === null || b.statement === null) return a.statement === b.statement
  return sameSpeaker(a, b) !== false
}

/** Do two claims come from one speaker? null when it can't be told. */
export function sameSpeaker(a: Claim, b: Claim): boolean | null {
  const [x, y] = [a.statement, b.statement]
  if (x?.person !== null && x?.person !== undefined && x.person === y?.person) return true
  if (x === null || y === null || x.speaker === null || y.speaker === null) return null
  return sameName(x.speaker, y.speaker)
}
