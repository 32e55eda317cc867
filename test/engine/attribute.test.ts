import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE } from '../../bench/hostile.ts'
import { attribute, ENGINE_VERSION, READ_KINDS } from '../../src/engine/index.ts'
import { articleFromHtml, articleFromText } from '../../src/ingest/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import type { Article, AttributionRecord, Span } from '../../src/vocabulary/index.ts'

const model = readDefaultModel()
const root = resolve(import.meta.dirname, '../..')
const examples = readdirSync(resolve(root, 'examples'))
  .filter(name => /\.(txt|md)$/.test(name) && name !== 'README.md')
  .map(name => readFileSync(resolve(root, 'examples', name), 'utf8'))

/** What must hold of every record, whatever the article. */
function holds(article: Article, record: AttributionRecord): void {
  const ids = new Set(record.attributions.map(a => a.id))
  expect(ids.size).toBe(record.attributions.length)
  const speakers = new Set(record.speakers.map(s => s.id))
  const inText = (spans: readonly Span[]) => {
    for (const s of spans) {
      if (!(s.from >= 0 && s.from < s.to && s.to <= article.text.length)) throw new Error(`span ${s.from}-${s.to}`)
    }
    for (let i = 1; i < spans.length; i++) if (spans[i]!.from < spans[i - 1]!.to) throw new Error('spans out of order')
  }
  for (const a of record.attributions) {
    inText(a.source)
    inText(a.cue)
    inText(a.content)
    expect(a.content.length).toBeGreaterThan(0)
    expect(READ_KINDS).toContain(a.block)
    expect(a.speaker === null || speakers.has(a.speaker)).toBe(true)
    expect(a.parent === null || ids.has(a.parent)).toBe(true)
    expect(a.confidence).toBeGreaterThanOrEqual(0)
    expect(a.confidence).toBeLessThanOrEqual(1)
  }
  for (const s of record.speakers) {
    expect(s.name).not.toBe('')
    for (const m of s.mentions) inText([m])
    if (s.nameRule === 'mention') {
      expect(
        s.mentions.map(m => article.text.slice(m.from, m.to).replace(/\s+/g, ' ')).some(m => m.includes(s.name)),
      ).toBe(true)
    }
  }
  for (const n of record.notes) if (n.span) inText([n.span])
}

describe('attribute', () => {
  it('calls no statement direct for a quotation that stands within another’s', () => {
    const text =
      'According to Mirelle, Orrin said that "we were born four streets from that fire and we will stay here."'
    const { attributions } = attribute(articleFromText(text), model)
    expect(attributions.map(a => a.kind)).toEqual(['indirect', 'direct'])
  })

  it('reads every example, and keeps what a record promises', () => {
    for (const text of examples) {
      const article = articleFromText(text)
      const record = attribute(article, model)
      holds(article, record)
      expect(record.attributions.length).toBeGreaterThan(3)
    }
  })

  it('gives the same record for the same article, and another id for other options', () => {
    const article = articleFromText(examples[0]!)
    expect(attribute(article, model)).toEqual(attribute(article, model))
    expect(attribute(article, model, { maxLength: 500 }).id).not.toBe(attribute(article, model).id)
  })

  it('never throws on a truncated article', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const article = articleFromText(text.slice(0, Math.floor(text.length * share)))
        holds(article, attribute(article, model))
      }),
      { numRuns: 60 },
    )
  })

  it('never throws on any text, lone surrogates included', () => {
    const soup = fc.array(
      fc.constantFrom(
        '"',
        '“',
        '”',
        "'",
        '‘',
        '’',
        ' ',
        '\n',
        '\n\n',
        '.',
        ',',
        ':',
        '—',
        'said',
        'He',
        'Ada Venn',
        'told',
        'that',
        '(',
        ')',
        '\ud800',
        '\udc00',
        '1',
        'the',
        'report',
        'according to',
        '\u0000',
        '\u202e',
        'é',
      ),
      { maxLength: 120 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          soup.map(parts => parts.join(' ')),
          soup.map(parts => parts.join('')),
        ),
        text => {
          const article = articleFromText(text)
          holds(article, attribute(article, model))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('never throws on random pages', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<div>',
      '<b>',
      '"We won," she said.',
      '<h1>',
      '</h1>',
      '&amp;',
      '&#8220;',
      '<',
      '>',
      'Ada Venn told the court',
      '<script>x</script>',
      '<!--',
      '-->',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), parts => {
        const article = articleFromHtml(parts.join(''))
        holds(article, attribute(article, model))
      }),
      { numRuns: 150 },
    )
  })

  it('reads hostile inputs to the end', () => {
    for (const make of Object.values(HOSTILE)) {
      const article = articleFromText(make(20_000))
      holds(article, attribute(article, model))
    }
  })

  it('says what it left unread', () => {
    const text = `${'The mayor said on Monday that the bridge would hold.\n\n'.repeat(40)}"It holds," she said.`
    const record = attribute(articleFromText(text), model, { maxLength: 300 })
    const note = record.notes.find(n => n.code === 'over-budget')!
    expect(note.span).toEqual({ from: 300, to: text.length })
    for (const a of record.attributions) for (const s of a.content) expect(s.to).toBeLessThanOrEqual(300)
  })

  it('stops between chapters when the caller’s time is up, and says so', () => {
    const text = 'The mayor said on Monday that the bridge would hold.\n\n'.repeat(4000)
    let asked = 0
    const record = attribute(articleFromText(text), model, {}, { stop: () => ++asked > 1 })
    const note = record.notes.find(n => n.code === 'over-time')!
    expect(note.span!.to).toBe(text.length)
    expect(record.attributions.length).toBeGreaterThan(0)
    for (const a of record.attributions) expect(a.content.at(-1)!.to).toBeLessThanOrEqual(note.span!.from)
  })

  it('carries the version of the package', () => {
    const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }
    expect(ENGINE_VERSION).toBe(version)
  })
})
