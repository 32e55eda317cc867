import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { articleFromBytes } from '../../src/ingest/index.ts'
import { type Expected, type FindingKind, type Passage, ROLES_OF } from './format.ts'

/**
 * These tests hold the bundles to their own rules; they know nothing of `compare`. Other bundles may stand beside the
 * four that were written before it, and are held to the same rules.
 */
const BEFORE_COMPARE = ['bronze-heron', 'clinic-breach', 'ferry-fire', 'rail-ballot']

/** Least number of findings of each kind over the four bundles, the optional ones not counted. */
const LEAST = 3

const here = import.meta.dirname
const folders = readdirSync(here, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
  .sort()

const bundles = folders.map(folder => {
  const expected = JSON.parse(readFileSync(join(here, folder, 'expected.json'), 'utf8')) as Expected
  const articles = new Map(
    expected.reports.map(report => [report.id, articleFromBytes(readFileSync(join(here, folder, report.file)))]),
  )
  return { folder, expected, articles }
})

const repeated = (ids: readonly string[]): string[] => ids.filter((id, i) => ids.indexOf(id) !== i)

function placesOf(text: string, words: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at)
  return places
}

const dayOf = (instant: string): string => instant.slice(0, 10)
const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)

it('has the four bundles that were written before compare', () => {
  expect(folders).toEqual(expect.arrayContaining(BEFORE_COMPARE))
})

describe.each(bundles)('the bundle $folder', ({ folder, expected, articles }) => {
  const reports = expected.reports.map(report => report.id)

  /** What is wrong with a passage; empty where it is found once, or where its occurrence is. */
  const wrongIn = (passage: Passage): string[] => {
    const article = articles.get(passage.report)
    const label = `${passage.report}: ${passage.words}`
    if (!article) return [`${label}: no such report`]
    const places = placesOf(article.text, passage.words)
    if (passage.occurrence === undefined && places.length !== 1) return [`${label}: stands ${places.length} times`]
    const at = places[(passage.occurrence ?? 1) - 1]
    if (at === undefined) return [`${label}: no occurrence ${passage.occurrence}`]
    const block = article.blocks.find(b => b.span.from <= at && at + passage.words.length <= b.span.to)
    if (!block || block.kind === 'boilerplate') return [`${label}: stands in ${block?.kind ?? 'no block'}`]
    return []
  }

  it('names itself, and every report by the file that is there', () => {
    expect(expected.name).toBe(folder)
    expect(expected.format).toBe(1)
    const files = readdirSync(join(here, folder)).filter(name => name !== 'expected.json')
    expect(files.sort()).toEqual(expected.reports.map(report => report.file).sort())
  })

  it('has five to seven reports of its story, and one at least apart from it', () => {
    expect(expected.stories[0]!.reports.length).toBeGreaterThanOrEqual(5)
    expect(expected.stories[0]!.reports.length).toBeLessThanOrEqual(7)
    expect(expected.apart.length).toBeGreaterThanOrEqual(1)
    for (const apart of expected.apart) {
      const story = expected.stories.find(s => s.id === apart.story)
      expect(story, apart.story).toBeDefined()
      expect(apart.reports.filter(id => story!.reports.includes(id) || !reports.includes(id))).toEqual([])
    }
  })

  it('states outlet, date and address as the files do', () => {
    for (const report of expected.reports) {
      const article = articles.get(report.id)!
      expect(article.outlet, report.id).toBe(report.outlet)
      expect(article.published, report.id).toBe(report.published)
      expect(article.modified, report.id).toBe(report.modified ?? null)
      expect(article.url, report.id).toBe(report.url)
      expect(article.title, report.id).not.toBeNull()
      expect(Number.isNaN(Date.parse(report.published)), report.published).toBe(false)
      expect(new URL(report.url).hostname.endsWith('.example'), report.url).toBe(true)
    }
  })

  it('has reports of the length of news', () => {
    for (const [id, article] of articles) {
      const words = article.text.split(/\s+/).length
      const correction = expected.findings.some(f => f.evidence.some(e => e.role === 'notice' && e.report === id))
      expect(words, id).toBeGreaterThanOrEqual(correction ? 100 : 240)
      expect(words, id).toBeLessThanOrEqual(650)
    }
  })

  it('repeats no id', () => {
    const { stories, origins, families, findings, mustNot } = expected
    for (const list of [stories, origins, families, findings, mustNot]) {
      expect(repeated(list.map(x => x.id))).toEqual([])
    }
    expect(repeated(reports)).toEqual([])
  })

  it('has every report in one story and in one origin', () => {
    expect(expected.stories.flatMap(story => story.reports).sort()).toEqual([...reports].sort())
    expect(expected.origins.flatMap(origin => origin.reports).sort()).toEqual([...reports].sort())
  })

  it('uses every report of the story in a finding', () => {
    const used = new Set(expected.findings.flatMap(finding => finding.evidence.map(e => e.report)))
    expect(expected.stories[0]!.reports.filter(id => !used.has(id))).toEqual([])
  })

  it('gives words that stand once in the report, or as often as it says', () => {
    const passages: Passage[] = [
      ...expected.stories.flatMap(story => story.timeline.flatMap(entry => entry.evidence)),
      ...expected.findings.flatMap(finding => finding.evidence),
      ...expected.mustNot.flatMap(not => not.evidence),
      ...expected.families.flatMap(family =>
        family.variants.flatMap(variant =>
          variant.words.map(words => ({
            report: variant.report,
            words,
            ...(variant.occurrence === undefined ? {} : { occurrence: variant.occurrence }),
          })),
        ),
      ),
    ]
    expect(passages.flatMap(wrongIn)).toEqual([])
  })

  it('has a time line in the order of days, with every report at the day it appeared', () => {
    for (const story of expected.stories) {
      const days = story.timeline.map(entry => entry.date)
      expect(days.filter(day => !isDay(day))).toEqual([])
      expect(days).toEqual([...days].sort())
      const appeared = story.timeline.filter(entry => entry.event === 'published')
      expect(appeared.map(entry => entry.report).sort()).toEqual([...story.reports].sort())
      for (const entry of appeared) {
        expect(entry.date).toBe(dayOf(expected.reports.find(report => report.id === entry.report)!.published))
      }
      for (const entry of story.timeline) {
        if (entry.event !== 'published') expect(entry.evidence.length, entry.what).toBeGreaterThan(0)
        for (const e of entry.evidence) {
          expect(story.reports, entry.what).toContain(e.report)
          const published = expected.reports.find(report => report.id === e.report)!.published
          expect(entry.date <= dayOf(published), `${entry.what} is told of before it was`).toBe(true)
        }
      }
    }
  })

  it('has families whose first report is the earliest, and whose speakers stand in the reports', () => {
    const publishedAt = (id: string): number =>
      Date.parse(expected.reports.find(report => report.id === id)?.published ?? '')
    for (const family of expected.families) {
      expect(family.variants.length, family.id).toBeGreaterThanOrEqual(2)
      const first = Math.min(...family.variants.map(variant => publishedAt(variant.report)))
      expect(publishedAt(family.first), family.id).toBe(first)
      if (family.said !== null) {
        expect(isDay(family.said), family.id).toBe(true)
        expect(Date.parse(family.said), family.id).toBeLessThanOrEqual(first)
      }
      for (const variant of family.variants) {
        expect(articles.get(variant.report)!.text, family.id).toContain(variant.speaker)
        expect(variant.how.length, family.id).toBeGreaterThan(0)
        if (variant.how.includes('altered')) expect(variant.changed.length, family.id).toBeGreaterThan(0)
        if (variant.how.includes('trimmed')) expect(variant.cut.length, family.id).toBeGreaterThan(0)
        const story = expected.stories.find(s => s.reports.includes(family.first))!
        expect(story.reports, family.id).toContain(variant.report)
      }
    }
  })

  it('has findings with every part of their evidence, within one story', () => {
    for (const finding of expected.findings) {
      const roles = new Set(finding.evidence.map(e => e.role))
      expect([...roles].sort(), finding.id).toEqual([...ROLES_OF[finding.kind]].sort())
      const reportsOf = new Set(finding.evidence.map(e => e.report))
      expect(
        expected.stories.some(story => [...reportsOf].every(id => story.reports.includes(id))),
        finding.id,
      ).toBe(true)
      if (finding.family) expect(expected.families.map(family => family.id)).toContain(finding.family)
      if (finding.kind === 'update') expect(finding.evidence.length, finding.id).toBeGreaterThanOrEqual(2)
      expect(finding.by !== undefined, finding.id).toBe(finding.kind === 'agreement')
      expect(finding.supersedes !== undefined, finding.id).toBe(finding.kind === 'superseded')
      for (const id of finding.supersedes ?? []) expect(expected.findings.map(f => f.id)).toContain(id)
    }
  })

  it('counts agreement by origins over origins that share no agency', () => {
    for (const finding of expected.findings.filter(f => f.by === 'origins')) {
      const origins = (finding.origins ?? []).map(id => expected.origins.find(origin => origin.id === id)!)
      expect(origins.length, finding.id).toBeGreaterThanOrEqual(2)
      expect(repeated(origins.flatMap(origin => origin.agency ?? [])), finding.id).toEqual([])
      const standsIn = new Set(
        finding.evidence.map(e => expected.origins.find(origin => origin.reports.includes(e.report))!.id),
      )
      expect([...standsIn].sort(), finding.id).toEqual([...finding.origins!].sort())
    }
  })

  it('asks for nothing that it forbids', () => {
    const key = (x: { readonly kind: FindingKind; readonly evidence: readonly Passage[] }): string =>
      JSON.stringify([x.kind, x.evidence.map(e => [e.report, e.words]).sort()])
    const wanted = new Set(expected.findings.map(key))
    expect(expected.mustNot.filter(not => wanted.has(key(not))).map(not => not.id)).toEqual([])
  })

  it('has corrections that appeared after what they correct', () => {
    for (const finding of expected.findings.filter(f => f.kind === 'superseded')) {
      const when = (role: string): number[] =>
        finding.evidence
          .filter(e => e.role === role)
          .map(e => Date.parse(expected.reports.find(report => report.id === e.report)!.published))
      expect(Math.min(...when('notice')), finding.id).toBeGreaterThan(Math.max(...when('corrected')))
    }
  })
})

describe('the four bundles together', () => {
  const four = bundles.filter(bundle => BEFORE_COMPARE.includes(bundle.folder)).map(bundle => bundle.expected)
  const required = four.flatMap(expected => expected.findings.filter(finding => !finding.optional))

  it.each(Object.keys(ROLES_OF) as FindingKind[])(`have at least ${LEAST} findings of the kind %s`, kind => {
    expect(required.filter(finding => finding.kind === kind).length).toBeGreaterThanOrEqual(LEAST)
  })

  it.each(['speakers', 'origins'] as const)(`have at least ${LEAST} agreements by %s`, by => {
    expect(required.filter(finding => finding.by === by).length).toBeGreaterThanOrEqual(LEAST)
  })

  it('have must-nots of every kind that accuses', () => {
    const kinds = new Set(four.flatMap(expected => expected.mustNot.map(not => not.kind)))
    for (const kind of ['misattribution', 'altered-words', 'denial', 'numbers', 'polarity', 'agreement', 'unsourced']) {
      expect(kinds).toContain(kind)
    }
  })

  it('each have copies of a wire, trimmed, translated and altered quotes, and words given to somebody else', () => {
    for (const expected of four) {
      expect(expected.origins.some(origin => origin.agency !== null && origin.reports.length >= 2)).toBe(true)
      const how = new Set(expected.families.flatMap(family => family.variants.flatMap(variant => variant.how)))
      expect([...how], expected.name).toEqual(expect.arrayContaining(['whole', 'trimmed', 'translated', 'altered']))
      expect([...how], expected.name).toContain('misattributed')
    }
  })
})
