import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inPlacingOrder, LOOK_BACK, placeInStories, Replay, type Traits, WINDOW } from '../../src/compare/index.ts'

const DAY = 24 * 60

/** Articles of a few events that drift into one another: terms of an event's days, and some of everybody's. */
const article = fc
  .record({
    day: fc.integer({ min: 0, max: 90 }),
    hour: fc.integer({ min: 0, max: 5 }),
    event: fc.integer({ min: 0, max: 4 }),
    own: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 2, maxLength: 8 }),
    common: fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 6 }),
    dated: fc.integer({ min: 0, max: 19 }).map(n => n > 0),
  })
  .map(({ day, hour, event, own, common, dated }) => {
    const terms = [...own.map(n => 1000 + event * 8 + n), ...common].sort((a, b) => a - b)
    return {
      at: dated ? day * DAY + hour : Number.NaN,
      terms: Uint32Array.from(terms),
      weights: Uint8Array.from(terms, term => 10 + (term % 7)),
    }
  })

const articles = fc
  .array(article, { minLength: 2, maxLength: 60 })
  .map(all => all.map((one, i): Traits => ({ ...one, article: `a${String(i).padStart(3, '0')}` })))

/** A store of articles with their stories, kept up to date by replays, as a record does it. */
class Kept {
  readonly stories = new Map<string, { traits: Traits; story: string | null }>()
  placed = 0

  change(coming: readonly Traits[], going: readonly string[] = []): void {
    const gone = going.flatMap(id => this.stories.get(id)?.traits ?? [])
    for (const id of going) this.stories.delete(id)
    for (const traits of coming) this.stories.set(traits.article, { traits, story: null })
    const changed = [...coming, ...gone].sort(inPlacingOrder)
    const inOrder = [...this.stories.values()].sort((a, b) => inPlacingOrder(a.traits, b.traits))
    while (changed.length > 0) {
      const replay = new Replay()
      const first = changed[0]!
      for (const entry of inOrder) {
        const { traits } = entry
        if (inPlacingOrder(traits, first) < 0) {
          if (traits.at >= first.at - LOOK_BACK) replay.hold(traits, entry.story!)
          continue
        }
        while (changed.length > 0 && inPlacingOrder(changed[0]!, traits) <= 0) {
          const one = changed.shift()!
          if (one.article !== traits.article) replay.gone(one.at)
        }
        entry.story = replay.place(traits, entry.story)
        this.placed++
        if (replay.settled) break
      }
      if (!replay.settled) break
    }
  }

  get keys(): Map<string, string> {
    return new Map([...this.stories].map(([id, { story }]) => [id, story!]))
  }
}

const sorted = (stories: ReadonlyMap<string, string>) => [...stories].sort()

describe('placing articles as they arrive', () => {
  it('gives the stories of the whole set, in whatever order and batches they come', () => {
    fc.assert(
      fc.property(
        articles.chain(all =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
          ),
        ),
        ([all, order, sizes]) => {
          const kept = new Kept()
          for (let i = 0, k = 0; i < order.length; k++) {
            const size = sizes[k % sizes.length]!
            kept.change(order.slice(i, i + size))
            i += size
          }
          expect(sorted(kept.keys)).toEqual(sorted(placeInStories(all)))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives the stories of those that are left when some go', () => {
    fc.assert(
      fc.property(
        articles.chain(all => fc.tuple(fc.constant(all), fc.subarray(all), fc.subarray(all))),
        ([all, going, coming]) => {
          const kept = new Kept()
          kept.change(all)
          kept.change(
            coming.filter(one => going.includes(one)),
            going.map(({ article }) => article),
          )
          const left = all.filter(one => !going.includes(one) || coming.includes(one))
          expect(sorted(kept.keys)).toEqual(sorted(placeInStories(left)))
        },
      ),
      { numRuns: 200 },
    )
  })
})

const made = (id: string, day: number, terms: readonly number[]): Traits => ({
  article: id,
  at: day * DAY,
  terms: Uint32Array.from(terms),
  weights: Uint8Array.from(terms, () => 16),
})

describe('a replay', () => {
  it('is settled when the late article and what it moved lie far enough back', () => {
    const kept = new Kept()
    const days = Array.from({ length: 400 }, (_, day) =>
      made(`a${String(day).padStart(3, '0')}`, day, [day, 1000 + day]),
    )
    kept.change(days)
    kept.placed = 0
    kept.change([made('late', 100, [5000, 5001])])
    expect(kept.placed).toBeGreaterThan(LOOK_BACK / DAY)
    expect(kept.placed).toBeLessThan(LOOK_BACK / DAY + 5)
  })

  it('goes on for as long as a late first report moves those of a long story', () => {
    const kept = new Kept()
    const reports = Array.from({ length: 20 }, (_, i) => made(`a${i + 10}`, 10 + i * 10, [1, 2, 3, 4]))
    kept.change(reports)
    const late = made('late', 0, [1, 2, 3, 4])
    kept.change([late])
    expect(new Set(kept.keys.values())).toEqual(new Set(['late']))
    expect(sorted(kept.keys)).toEqual(sorted(placeInStories([late, ...reports])))
  })

  it('joins what is alike within the window, and begins a new story beyond it', () => {
    const event = [1, 2, 3, 4]
    const within = placeInStories([made('a', 0, event), made('b', WINDOW / DAY, event)])
    expect([...within.values()]).toEqual(['a', 'a'])
    const beyond = placeInStories([made('a', 0, event), made('b', WINDOW / DAY + 1, event)])
    expect([...beyond.values()]).toEqual(['a', 'b'])
  })

  it('does not melt a chain of reports into one, each like the last alone', () => {
    const chain = Array.from({ length: 12 }, (_, i) =>
      made(`a${i + 10}`, i / 4, [i * 3, i * 3 + 1, i * 3 + 2, i * 3 + 3, i * 3 + 4, i * 3 + 5]),
    )
    const sizes = new Map<string, number>()
    for (const key of placeInStories(chain).values()) sizes.set(key, (sizes.get(key) ?? 0) + 1)
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(4)
  })

  it('leaves an article without a time by itself', () => {
    const undated = { ...made('u', 0, [1, 2, 3]), at: Number.NaN }
    expect(placeInStories([made('a', 0, [1, 2, 3]), undated]).get('u')).toBe('u')
  })
})
