import { LOOK_BACK, StoryWindow } from './stories-placing.ts'
import type { Traits } from './stories-traits.ts'

/** The order in which articles are placed: of time, then of ids; those without a time last. */
export const inPlacingOrder = (a: Pick<Traits, 'article' | 'at'>, b: Pick<Traits, 'article' | 'at'>): number =>
  (Number.isNaN(a.at) ? 1 : 0) - (Number.isNaN(b.at) ? 1 : 0) ||
  (Number.isNaN(a.at) ? 0 : a.at - b.at) ||
  (a.article < b.article ? -1 : a.article > b.article ? 1 : 0)

/**
 * Places articles in their order, and tells when nothing more can change. The stories of a set are what placing all of it
 * in order gives; a replay gives the same for less: it begins at the first article that is new or gone, holds the stories
 * of those before, places those from there on again, and may stop where it is `settled`.
 *
 *     hold    every article within LOOK_BACK before the first that changed, in order, with its story
 *     place   every article from there on, in order: new ones with `null`, known ones with the story they had
 *     gone    where one that is no longer there had its place
 *     until   `settled`, and no new or gone article is left
 */
export class Replay {
  private readonly window = new StoryWindow()
  private lastChange = Number.NEGATIVE_INFINITY // of the articles themselves
  private lastMove = Number.NEGATIVE_INFINITY // of an article from story to story
  private now = Number.NEGATIVE_INFINITY

  /** Takes in an article before the first change, with its story's key. */
  hold(traits: Traits, story: string): void {
    if (!Number.isNaN(traits.at)) this.window.add(traits, story)
  }

  /**
   * The key of the story that an article belongs to: the id of the article that founded it. An article without a time is
   * a story of its own. `stored` is the key it had; null for an article that is new.
   */
  place(traits: Traits, stored: string | null): string {
    const { article, at } = traits
    if (Number.isNaN(at)) return article
    this.now = at
    const story = this.window.add(traits)
    if (stored === null) this.lastChange = at
    else if (stored !== story) this.lastMove = at
    return story
  }

  /** An article that stood here before stands here no longer. `at` in minutes, not before that of the article last placed. */
  gone(at: number): void {
    if (Number.isNaN(at)) return
    this.now = at
    this.lastChange = at
  }

  /** From the article last placed on, all that were there before keep their stories; in their order, none has to be placed. */
  get settled(): boolean {
    return this.now - this.lastChange > LOOK_BACK && this.now - this.lastMove > LOOK_BACK
  }
}

/** Article -> key of its story, for a whole set of articles in any order. */
export function placeInStories(articles: readonly Traits[]): Map<string, string> {
  const replay = new Replay()
  const stories = new Map<string, string>()
  for (const traits of articles.toSorted(inPlacingOrder)) stories.set(traits.article, replay.place(traits, null))
  return stories
}
