import { hashString } from '../tokens/index.ts'
import type { Moment, Span, Story } from '../vocabulary/index.ts'
import { termOf } from './claims-words.ts'
import { idOf } from './ids.ts'
import { originsOf } from './origins.ts'
import { sketchOfReport } from './passages.ts'
import type { Report } from './report.ts'
import { rarity } from './stories-rarity.ts'
import { inPlacingOrder, placeInStories } from './stories-replay.ts'
import { minutesOf, type Traits, traitsOf } from './stories-traits.ts'

/** A report that corrects or withdraws another one, and where it says so. */
export interface Notice {
  readonly article: string
  readonly span: Span
}

/** The id of the story with this key: of the article that founded it. */
export const storyIdOf = (key: string): string => idOf('e', key)

/**
 * A story's title, outlets, origins and time line. `key` is the id of the article that founded it, `reports` are all of
 * its reports in any order, at least one.
 */
export function storyOf(key: string, reports: readonly Report[], notices: readonly Notice[] = []): Story {
  const known = reports.map(report => ({ report, traits: traitsOf(report) }))
  known.sort((a, b) => inPlacingOrder(a.traits, b.traits))
  const inOrder = known.map(({ report }) => report)
  const origins = originsOf(
    inOrder.map(report => ({ id: report.id, agency: report.agency, sketch: sketchOfReport(report) })),
  )
  const dated = inOrder.filter(({ publishedAt }) => publishedAt !== null)
  return {
    id: storyIdOf(key),
    title: titleOf(inOrder[middlemost(known.map(({ traits }) => traits))]!),
    articles: inOrder.map(({ id }) => id),
    first: dated[0]?.publishedAt ?? null,
    last: dated.at(-1)?.publishedAt ?? null,
    outlets: outletsOf(inOrder),
    origins: new Set([...origins.values()].map(({ origin }) => origin)).size,
    timeline: timelineOf(inOrder, notices),
  }
}

/** The stories of a whole set of reports, in order of their first report. Those without a time are placed beside the last. */
export function storiesOf(reports: readonly Report[], notices: readonly Notice[] = []): Story[] {
  const byId = new Map(reports.map(report => [report.id, report]))
  const traits = [...byId.values()].map(report => traitsOf(report))
  const last = traits.reduce((latest, { at }) => (Number.isNaN(at) ? latest : Math.max(latest, at)), 0)
  const stories = new Map<string, Report[]>()
  for (const [article, key] of placeInStories(traits.map(t => (Number.isNaN(t.at) ? { ...t, at: last } : t)))) {
    const report = byId.get(article)!
    const members = stories.get(key)
    if (members === undefined) stories.set(key, [report])
    else members.push(report)
  }
  return [...stories].map(([key, members]) => storyOf(key, members, notices))
}

/** Place of the article that is most like the others; of equals the first. */
function middlemost(all: readonly Traits[]): number {
  const sum = new Map<number, number>()
  const weighed = all.map(({ terms, weights }) => {
    const vector = Array.from(terms, (term, i) => weights[i]! * rarity(term))
    const length = Math.hypot(...vector) || 1
    return vector.map(weight => weight / length)
  })
  all.forEach(({ terms }, a) => {
    terms.forEach((term, i) => {
      sum.set(term, (sum.get(term) ?? 0) + weighed[a]![i]!)
    })
  })
  const likeness = all.map(({ terms }, a) => {
    let like = 0
    terms.forEach((term, i) => {
      like += sum.get(term)! * weighed[a]![i]!
    })
    return like
  })
  return likeness.indexOf(Math.max(...likeness))
}

const LONGEST_TITLE = 120

/** A report's headline; where it has none its first words. */
function titleOf({ title, text, blocks }: Report): string {
  const block = blocks.find(({ kind }) => kind === 'headline') ?? blocks.find(({ kind }) => kind === 'paragraph')
  const words = (title ?? text.slice(block?.span.from ?? 0, block?.span.to ?? text.length)).replace(/\s+/g, ' ').trim()
  if (words.length <= LONGEST_TITLE) return words
  return `${words.slice(0, LONGEST_TITLE).replace(/\s\S*$/, '')} …`
}

function outletsOf(reports: readonly Report[]): string[] {
  const counts = new Map<string, number>()
  for (const { outlet } of reports) if (outlet !== null) counts.set(outlet, (counts.get(outlet) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([outlet]) => outlet)
}

/** Words that say something by themselves: "what" and "so" don't. */
const tells = (words: string): boolean =>
  (words.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []).some(word => termOf(word) !== '')

/**
 * Moments in order of time; a day stands before its hours. Of several reports of one utterance the first tells its day;
 * what nobody is credited with is left out.
 */
function timelineOf(reports: readonly Report[], notices: readonly Notice[]): Moment[] {
  const moments: Moment[] = []
  const told = new Set<string>()
  for (const { id, publishedAt, text, statements } of reports) {
    if (publishedAt !== null)
      moments.push({ at: publishedAt, event: 'published', article: id, statement: null, span: null })
    for (const { article, span } of notices) {
      if (article === id && publishedAt !== null)
        moments.push({ at: publishedAt, event: 'corrected', article, statement: null, span })
    }
    for (const { id: statement, content, speaker, when, repeats } of statements) {
      if (when === null || when.from === null || when.from !== when.to || repeats !== null || speaker === null) continue
      const words = content.map(({ from, to }) => text.slice(from, to)).join(' ')
      if (!tells(words)) continue
      const key = `${when.from} ${hashString(
        words
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, ' ')
          .trim(),
      )}`
      if (told.has(key)) continue
      told.add(key)
      moments.push({ at: when.from, event: 'said', article: id, statement, span: when.span })
    }
  }
  const time = ({ at }: Moment) => (at.length === 10 ? Date.parse(`${at}T00:00:00Z`) / 60_000 : minutesOf(at))
  return moments
    .map((moment, i) => ({ moment, at: time(moment), i }))
    .sort((a, b) => (Number.isNaN(a.at) ? 1 : 0) - (Number.isNaN(b.at) ? 1 : 0) || a.at - b.at || a.i - b.i)
    .map(({ moment }) => moment)
}
