import { shareOf } from './stories-rarity.ts'
import type { Traits } from './stories-traits.ts'

const DAY = 24 * 60

/** A report later than this after a story's last one is another story, in minutes. */
export const WINDOW = 11 * DAY

/**
 * How far back articles have to be held before the first one is placed, in minutes: what weighs an article of the window
 * are those of the window before it.
 */
export const LOOK_BACK = 2 * WINDOW

/** How like its nearest reports of a story an article has to be, as a cosine. */
const NEAR = 0.25
/** So many of a story's reports, the nearest ones, are asked. */
const NEAREST = 3
/** How like all of a story's reports it has to be on average, as a share of `NEAR`: one bridge joins no two stories. */
const FLOOR = 0.5

/** Beside the articles of the window, words are counted in so many more that have them as articles in general do. */
const PRIOR = 300

interface Member {
  readonly article: string
  readonly at: number
  readonly terms: Uint32Array
  readonly story: string
  /** Similarity to the article that is being placed. */
  near: number
}

interface Postings {
  /** In order of time; those before `first` are forgotten. */
  members: { readonly member: Member; readonly weight: number }[]
  first: number
}

/**
 * The articles of the last days with their stories: what decides where the next one goes. Articles are held in order of
 * time and article.
 */
export class StoryWindow {
  private readonly postings = new Map<number, Postings>()
  /** Story -> how many of its articles are held. */
  private readonly sizes = new Map<string, number>()
  private members: Member[] = []
  private first = 0

  /** How many articles it holds. */
  get size(): number {
    return this.members.length - this.first
  }

  /** Forgets what lies too long before `at`. */
  private forget(at: number): void {
    while (this.first < this.members.length && this.members[this.first]!.at < at - WINDOW) {
      const gone = this.members[this.first++]!
      const left = this.sizes.get(gone.story)! - 1
      if (left === 0) this.sizes.delete(gone.story)
      else this.sizes.set(gone.story, left)
      for (const term of gone.terms) {
        const list = this.postings.get(term)!
        list.first++
        if (list.first === list.members.length) this.postings.delete(term)
        else if (list.first > 32 && list.first * 2 > list.members.length) {
          list.members = list.members.slice(list.first)
          list.first = 0
        }
      }
    }
    if (this.first > 1024 && this.first * 2 > this.members.length) {
      this.members = this.members.slice(this.first)
      this.first = 0
    }
  }

  private weigh({ terms, weights }: Traits): Float64Array {
    const all = PRIOR + this.size + 1
    let sum = 0
    const weighed = Float64Array.from(terms, (term, i) => {
      const list = this.postings.get(term)
      const here = list === undefined ? 0 : list.members.length - list.first
      const weight = weights[i]! * Math.log(all / (PRIOR * shareOf(term) + here + 1))
      sum += weight * weight
      return weight
    })
    const length = Math.sqrt(sum)
    return length === 0 ? weighed : weighed.map(weight => weight / length)
  }

  /** Takes an article in: into `story`, or where none is given into the one it belongs to. Gives the story's key. */
  add(traits: Traits, story?: string): string {
    const { article, at, terms } = traits
    this.forget(at)
    const weights = this.weigh(traits)
    const key = story ?? this.nearest(traits, weights) ?? article
    const member: Member = { article, at, terms, story: key, near: 0 }
    this.members.push(member)
    this.sizes.set(key, (this.sizes.get(key) ?? 0) + 1)
    terms.forEach((term, i) => {
      const entry = { member, weight: weights[i]! }
      const list = this.postings.get(term)
      if (list === undefined) this.postings.set(term, { members: [entry], first: 0 })
      else list.members.push(entry)
    })
    return key
  }

  private nearest({ terms }: Traits, weights: Float64Array): string | null {
    const met: Member[] = []
    terms.forEach((term, i) => {
      const list = this.postings.get(term)
      if (list === undefined) return
      for (let k = list.first; k < list.members.length; k++) {
        const { member, weight } = list.members[k]!
        if (member.near === 0) met.push(member)
        member.near += weight * weights[i]!
      }
    })
    const stories = new Map<string, number[]>()
    for (const member of met) {
      const { near } = member
      member.near = 0
      const list = stories.get(member.story)
      if (list === undefined) stories.set(member.story, [near])
      else list.push(near)
    }
    let best: string | null = null
    let most = 0
    for (const [story, nears] of stories) {
      const size = this.sizes.get(story)!
      const top = Math.min(NEAREST, size)
      const sum = nears.reduce((a, b) => a + b, 0)
      const score =
        nears
          .sort((a, b) => b - a)
          .slice(0, top)
          .reduce((a, b) => a + b, 0) / top
      if (score < NEAR || sum / size < NEAR * FLOOR) continue
      if (score > most || (score === most && story < best!)) {
        best = story
        most = score
      }
    }
    return best
  }
}
