/** What must hold of every reading of a piece of news: of its chains, its spans and the mentions that decided. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attribute } from '../../src/engine/index.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import type { Article, AttributionRecord, Span } from '../../src/vocabulary/index.ts'
import { contains } from '../../src/vocabulary/index.ts'
import { FURNITURE, newsLike } from './news-like.ts'

const model = readDefaultModel()

/** Runs `check` on the readings of generated pieces. */
function always(check: (record: AttributionRecord, article: Article) => void, numRuns = 60) {
  fc.assert(
    fc.property(newsLike, text => {
      const article = articleFromText(text)
      check(attribute(article, model), article)
    }),
    { numRuns },
  )
}

const plain = (words: string) => words.replace(/\s+/g, ' ').trim()
const inText = (s: Span, { text }: Article) => s.from >= 0 && s.from < s.to && s.to <= text.length

describe('a reading of news-like text', () => {
  it('has statements, nested ones among them', () => {
    let nested = 0
    let told = 0
    always(({ attributions }) => {
      told += attributions.length
      nested += attributions.filter(a => a.parent !== null).length
    })
    expect(told).toBeGreaterThan(60)
    expect(nested).toBeGreaterThan(6)
  })

  it('keeps the pieces of a content apart where stray marks run into one another', () => {
    const text = [
      'Ada Venn said: "It was cold." "The minister quoted the minister as saying Ida Moss quoted Ada Venn as saying the',
      ' minister quoted the minister as saying the dam would hold, according to his brother. “Nobody told us, and nobody',
      ' asked.”\n\n"The minister quoted the minister as saying the dam would hold, according to Ada Venn." "We drained',
      ' the lake to save the town, Ada Venn said. The minister said: ‘The dam would hold.’',
    ].join('')
    for (const { content } of attribute(articleFromText(text), model).attributions)
      content.forEach((s, i) => {
        if (i > 0) expect(s.from).toBeGreaterThanOrEqual(content[i - 1]!.to)
      })
  })

  it('has parents without circles, whose content holds the whole of their children', () => {
    always(({ attributions }) => {
      const byId = new Map(attributions.map(a => [a.id, a]))
      for (const a of attributions) {
        const above = new Set([a.id])
        for (let at = a.parent; at !== null; at = byId.get(at)!.parent) {
          expect(above).not.toContain(at)
          above.add(at)
        }
        if (a.parent === null) continue
        const holding = byId.get(a.parent)!.content
        for (const s of [...a.source, ...a.cue, ...a.content]) expect(holding.some(h => contains(h, s))).toBe(true)
      }
    })
  })

  it('tells a chain of the speakers of the enclosing statements, outermost first', () => {
    always(({ attributions, speakers }) => {
      const byId = new Map(attributions.map(a => [a.id, a]))
      const nameOf = new Map(speakers.map(s => [s.id, s.name]))
      for (const a of attributions) {
        const above: string[] = []
        for (let at = a.parent; at !== null; at = byId.get(at)!.parent) {
          const { speaker } = byId.get(at)!
          if (speaker !== null) above.unshift(speaker)
        }
        // Two of one name ("the minister") are two; one who encloses twice stands once.
        const chain = [...new Set(above)].filter(id => id !== a.speaker).map(id => nameOf.get(id)!)
        expect(a.via.slice(0, chain.length)).toEqual(chain)
        expect(a.via.length - chain.length).toBeLessThanOrEqual(a.addressee === null ? 0 : 1)
        for (const name of a.via) expect(speakers.some(s => s.name === name)).toBe(true)
      }
    })
  })

  it('cites for each resolved speaker, addressee and principal a place in the text', () => {
    always(({ attributions, speakers }, article) => {
      const byId = new Map(speakers.map(s => [s.id, s]))
      for (const a of attributions) {
        if (a.speaker !== null) {
          const who = byId.get(a.speaker)!
          expect(who.mentions.length).toBeGreaterThan(0)
          expect(a.decidedBy).not.toBeNull()
          expect(inText(a.decidedBy!, article)).toBe(true)
          expect(a.speakers.length).toBeGreaterThan(0)
        }
        for (const id of a.speakers) expect(byId.has(id)).toBe(true)
        if (a.addressee !== null) {
          expect(inText(a.addressee.span, article)).toBe(true)
          if (a.addressee.speaker !== null) expect(byId.get(a.addressee.speaker)!.name).toBe(a.addressee.name)
        }
        if (a.onBehalfOf !== null) expect(inText(a.onBehalfOf.span, article)).toBe(true)
        for (const place of [a.venue, a.when]) {
          if (place !== null) expect(plain(article.text.slice(place.span.from, place.span.to))).toBe(plain(place.words))
        }
      }
      for (const s of speakers) {
        for (const m of s.mentions) expect(inText(m, article)).toBe(true)
        // A name is a string of the article, or the rule that built it is named.
        const mentioned = s.mentions.some(m => plain(article.text.slice(m.from, m.to)).includes(s.name))
        expect(mentioned || s.nameRule !== 'mention', `${s.name} by ${s.nameRule}`).toBe(true)
      }
    })
  })

  it('names nobody under a doubt without candidates, and only candidates that it lists', () => {
    always(({ attributions, speakers }) => {
      const ids = new Set(speakers.map(s => s.id))
      for (const { doubt } of attributions) {
        for (const id of doubt?.candidates ?? []) expect(ids.has(id)).toBe(true)
        if (doubt?.reason === 'two-candidates') expect(doubt.candidates.length).toBeGreaterThan(1)
      }
    })
  })

  it('is sure by more than nothing and at most wholly', () => {
    always(({ attributions }) => {
      for (const a of attributions) {
        for (const sure of [a.confidence, a.stanceConfidence]) {
          expect(sure).toBeGreaterThan(0)
          expect(sure).toBeLessThanOrEqual(1)
        }
        expect(a.speakerConfidence).toBeLessThanOrEqual(1)
        expect(a.speakerConfidence > 0).toBe(a.speaker !== null)
      }
    })
  })

  it('points repeats to other statements, in no circle', () => {
    always(({ attributions }) => {
      const byId = new Map(attributions.map(a => [a.id, a]))
      for (const a of attributions) {
        const met = new Set([a.id])
        for (let at = a.repeats; at !== null; at = byId.get(at)!.repeats) {
          expect(met).not.toContain(at)
          met.add(at)
        }
      }
    })
  })

  it('finds no statement in bylines, captions, credits and page furniture', () => {
    always(({ attributions }, { text, blocks }) => {
      const furniture: readonly string[] = FURNITURE
      for (const a of attributions) {
        expect(['headline', 'paragraph']).toContain(a.block)
        const block = blocks.find(b => contains(b.span, a.content[0]!))
        if (block !== undefined) expect(furniture).not.toContain(text.slice(block.span.from, block.span.to))
      }
    })
  })
})
