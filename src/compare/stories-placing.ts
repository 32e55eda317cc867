import { isName, shareOf } from './stories-rarity.ts'
import type { Traits } from './stories-traits.ts'

const DAY = 24 * 60

/** A report later than this after a story's last one is of another story; in minutes. */
export const WINDOW = 15 * DAY

/**
 * How far back articles have to be held, with their stories, before the first one is placed; in minutes. What weighs an
 * article of the window are those of the window before it.
 */
export const LOOK_BACK = 2 * WINDOW

/** How like its nearest reports of a story an article has to be, 0 to 1. */
const NEAR = 0.24
/** A day between two reports is worth so much of it, up to a week. */
const PER_DAY = 0.02
const MOST_DAYS = 7
/** So many of a story's reports, the nearest ones, are asked. */
const NEAREST = 3
/** How like all of a story's reports it has to be on average, as a share of `NEAR`: one bridge joins no two stories. */
const FLOOR = 0.6

/** Beside the stories of the window, words are counted in so many more that have them as articles in general do. */
const PRIOR = 50
/** Of the articles that have a very common word only so many, the latest, are laid beside the new one for it. */
const MOST_POSTINGS = 512

interface HeldStory {
  readonly key: string
  /** How many of its articles are held. */
  size: number
}

interface Member {
  readonly at: number
  readonly terms: Uint32Array
  readonly story: HeldStory
  readonly named: boolean
  /** Likeness in names and in other words to the article that is being placed, if it is the `met`th. */
  names: number
  words: number
  met: number
}

/** The articles that have a term, in order of time; those before `first` are forgotten. */
interface Postings {
  members: Member[]
  weights: number[]
  first: number
  /** How many of each story's articles have it. */
  readonly stories: Map<HeldStory, number>
}

/**
 * The articles of the last days with their stories: what decides where the next one goes. Articles come in order of time
 * and article. A word weighs less the more stories of these days have it, so that the names and words of one campaign
 * do not make its hundred events one.
 */
export class StoryWindow {
  private readonly postings = new Map<number, Postings>()
  private readonly stories = new Map<string, HeldStory>()
  private members: Member[] = []
  private first = 0
  private placed = 0

  /** Takes an article in: into `story`, or where none is given into the one it belongs to. Gives the story's key. */
  add(traits: Traits, story?: string): string {
    const { article, at, terms } = traits
    this.forget(at)
    const { weights, named } = this.weigh(traits)
    const key = story ?? this.nearest(traits, weights, named) ?? article
    const held = this.stories.get(key) ?? { key, size: 0 }
    this.stories.set(key, held)
    held.size++
    const member: Member = { at, terms, story: held, named, names: 0, words: 0, met: 0 }
    this.members.push(member)
    terms.forEach((term, i) => {
      let known = this.postings.get(term)
      if (known === undefined) {
        known = { members: [], weights: [], first: 0, stories: new Map() }
        this.postings.set(term, known)
      }
      known.members.push(member)
      known.weights.push(weights[i]!)
      known.stories.set(held, (known.stories.get(held) ?? 0) + 1)
    })
    return key
  }

  private forget(at: number): void {
    while (this.first < this.members.length && this.members[this.first]!.at < at - WINDOW) {
      const { story, terms } = this.members[this.first++]!
      story.size--
      if (story.size === 0) this.stories.delete(story.key)
      for (const term of terms) {
        const known = this.postings.get(term)!
        known.first++
        if (known.first === known.members.length) {
          this.postings.delete(term)
          continue
        }
        const left = known.stories.get(story)! - 1
        if (left === 0) known.stories.delete(story)
        else known.stories.set(story, left)
        if (known.first > 32 && known.first * 2 > known.members.length) {
          known.members = known.members.slice(known.first)
          known.weights = known.weights.slice(known.first)
          known.first = 0
        }
      }
    }
    if (this.first > 1024 && this.first * 2 > this.members.length) {
      this.members = this.members.slice(this.first)
      this.first = 0
    }
  }

  /** Weights of the terms as of these days; those of names, and those of other words, of length 1 together. */
  private weigh({ terms, weights }: Traits): { readonly weights: Float64Array; readonly named: boolean } {
    const all = PRIOR + this.stories.size + 1
    let names = 0
    let words = 0
    const weighed = Float64Array.from(terms, (term, i) => {
      const told = Math.log(all / (PRIOR * shareOf(term) + (this.postings.get(term)?.stories.size ?? 0) + 1))
      const weight = weights[i]! * Math.max(told, LEAST)
      if (isName(term)) names += weight * weight
      else words += weight * weight
      return weight
    })
    const [n, w] = [Math.sqrt(names) || 1, Math.sqrt(words) || 1]
    return { weights: weighed.map((weight, i) => weight / (isName(terms[i]!) ? n : w)), named: names > 0 }
  }

  /** The key of the story that an article belongs to; null where it begins one. */
  private nearest({ at, terms }: Traits, weights: Float64Array, named: boolean): string | null {
    this.placed++
    const met: Member[] = []
    for (let i = 0; i < terms.length; i++) {
      const known = this.postings.get(terms[i]!)
      if (known === undefined) continue
      const weight = weights[i]!
      const name = isName(terms[i]!)
      const { members, first } = known
      for (let k = Math.max(first, members.length - MOST_POSTINGS); k < members.length; k++) {
        const member = members[k]!
        if (member.met !== this.placed) {
          member.met = this.placed
          member.names = 0
          member.words = 0
          met.push(member)
        }
        if (name) member.names += weight * known.weights[k]!
        else member.words += weight * known.weights[k]!
      }
    }
    const candidates = new Map<HeldStory, number[]>()
    for (const member of met) {
      const near = likeness(named && member.named ? member.names : member.words, member.words)
      const left = near - PER_DAY * Math.min(MOST_DAYS, (at - member.at) / DAY)
      if (left <= 0) continue
      const known = candidates.get(member.story)
      if (known === undefined) candidates.set(member.story, [left])
      else known.push(left)
    }
    let best: string | null = null
    let most = 0
    for (const [{ key, size }, near] of candidates) {
      near.sort((a, b) => b - a)
      const asked = Math.min(NEAREST, size)
      const score = sum(near.slice(0, asked)) / asked
      if (score < NEAR || sum(near) / size < NEAR * FLOOR) continue
      if (score > most || (score === most && key < best!)) {
        best = key
        most = score
      }
    }
    return best
  }
}

/** A word that all stories have still weighs a little, so that an article of such words alone has a length. */
const LEAST = 0.05

/**
 * How like two articles are, of the cosines of their names and of their other words. Those of one campaign share names;
 * those of one sort of event share words; only those of one event share both.
 */
export const likeness = (names: number, words: number): number => (names + 2 * Math.sqrt(names * words)) / 3

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0)
