import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distance, fold, sameGiven, sameSpelling, soundOf } from '../../src/speakers/folding.ts'
import { nameSpeakers } from '../../src/speakers/index.ts'
import { Gap, PENN, RELATIONS, Tokens, UPOS } from '../../src/tokens/index.ts'
import { type Relation, type Span, span } from '../../src/vocabulary/index.ts'

const WORDS = [
  'Ada',
  'Lund',
  'Mr.',
  'Ben',
  'Jr.',
  'and',
  'the',
  'The',
  'he',
  'she',
  'they',
  'it',
  'I',
  'we',
  'who',
  'which',
  'that',
  ',',
  '(',
  ')',
  ':',
  '“',
  '”',
  '"',
  "'s",
  'of',
  'for',
  'minister',
  'officials',
  'report',
  'Daily',
  'Ledger',
  'KHAN',
  'said',
  'a',
  'her',
  'mother',
  '34-year-old',
  'one',
  'two',
  '\ud800',
  '…',
  'é',
  'authority',
  'NWA',
  'Norvale',
  'x',
] // prettier-ignore

/** Columns that hold together, with anything in them. */
const columns = fc
  .array(
    fc.record({
      word: fc.oneof(fc.constantFrom(...WORDS), fc.string({ minLength: 1, maxLength: 6, unit: 'binary' })),
      gap: fc.constantFrom('', ' ', '\n'),
      breaks: fc.integer({ min: 0, max: 12 }),
      tag: fc.nat(PENN.length - 1),
      entity: fc.nat(8),
      relation: fc.nat(RELATIONS.length - 1),
      head: fc.integer({ min: -1, max: 40 }),
      quote: fc.nat(3),
    }),
    { maxLength: 60 },
  )
  .map(list => {
    const text = list.map(w => w.gap + w.word).join('')
    const t = new Tokens(text, list.length)
    const sentences: number[] = []
    const paragraphs: number[] = []
    let at = 0
    list.forEach((w, i) => {
      at += w.gap.length
      t.from[i] = at
      at += w.word.length
      t.to[i] = at
      t.form[i] = t.strings.id(w.word)
      t.lower[i] = t.strings.id(w.word.toLowerCase())
      t.lemma[i] = t.strings.id(w.word.toLowerCase())
      t.gap[i] = w.gap === '' ? Gap.None : w.gap === ' ' ? Gap.Blank : Gap.Line
      t.tag[i] = w.tag
      t.upos[i] = w.tag % UPOS.length
      t.entity[i] = w.entity
      t.relation[i] = w.relation
      t.quote[i] = w.quote
      if (i === 0 || w.breaks < 2) sentences.push(i)
      if (i === 0 || w.breaks === 0) paragraphs.push(i)
      t.sentence[i] = sentences.length - 1
      t.paragraph[i] = paragraphs.length - 1
    })
    t.sentenceStart = Int32Array.from([...sentences, list.length])
    t.paragraphStart = Int32Array.from([...paragraphs, list.length])
    t.paragraphBlock = Int32Array.from(paragraphs, (_, k) => k)
    // A head is any other word of the sentence, cycles and all.
    list.forEach((w, i) => {
      const from = t.sentenceStart[t.sentence[i]!]!
      const size = t.sentenceStart[t.sentence[i]! + 1]! - from
      t.head[i] = w.head < 0 || size === 1 ? -1 : from + (w.head % size) === i ? -1 : from + (w.head % size)
    })
    return t
  })

const reading = columns.chain(t => {
  const stretch: fc.Arbitrary<Span[]> =
    t.text.length === 0
      ? fc.constant([])
      : fc.array(
          fc
            .tuple(fc.nat(t.text.length - 1), fc.integer({ min: 1, max: 20 }))
            .map(([from, size]) => span(from, Math.min(t.text.length, from + size))),
          { maxLength: 2 },
        )
  const relation = fc.record({
    source: stretch,
    cue: stretch,
    content: stretch,
    kind: fc.constantFrom('direct' as const, 'indirect' as const, 'mixed' as const),
    parent: fc.option(fc.nat(5)),
    confidence: fc.constant(1),
  })
  return fc.array(relation, { maxLength: 6 }).map((relations): { t: Tokens; relations: Relation[] } => ({
    t,
    relations: relations.map(r => ({
      ...r,
      parent: r.parent !== null && r.parent < relations.length ? r.parent : null,
    })),
  }))
})

describe('nameSpeakers on any columns', () => {
  it('never throws; mentions are spans of the text; names are mentions or name their rule', () => {
    fc.assert(
      fc.property(reading, ({ t, relations }) => {
        const { speakers, ofRelation, told } = nameSpeakers(t, [], relations)
        expect(ofRelation).toHaveLength(relations.length)
        const ids = new Set(speakers.map(s => s.id))
        expect(speakers.map(s => s.id)).toEqual(speakers.map((_, i) => `s${i + 1}`))
        for (const id of ofRelation) if (id !== null) expect(ids.has(id)).toBe(true)
        const cited = new Set(told.flatMap(r => [r.speaker, ...r.speakers, ...r.candidates]))
        for (const id of ids) expect(cited).toContain(id)
        expect(told.map(r => r.speaker)).toEqual(ofRelation)
        for (const r of told) {
          expect(r.confidence >= 0 && r.confidence <= 1).toBe(true)
          if (r.speaker === null) expect(r.confidence).toBe(0)
          else expect(r.speakers.length).toBeGreaterThan(0)
          for (const id of [...r.speakers, ...r.candidates]) expect(ids.has(id)).toBe(true)
          for (const s of [r.decidedBy, r.onBehalfOf?.span ?? null])
            if (s !== null) expect(0 <= s.from && s.from < s.to && s.to <= t.text.length).toBe(true)
        }
        let before = -1
        for (const s of speakers) {
          expect(s.mentions.length).toBeGreaterThan(0)
          expect(s.mentions[0]!.from).toBeGreaterThanOrEqual(before)
          before = s.mentions[0]!.from
          s.mentions.forEach((m, i) => {
            expect(0 <= m.from && m.from < m.to && m.to <= t.text.length).toBe(true)
            if (i > 0) expect(m.from).toBeGreaterThanOrEqual(s.mentions[i - 1]!.from)
          })
          expect(s.name).not.toBe('')
          if (s.nameRule === 'mention') expect(s.mentions.map(m => t.text.slice(m.from, m.to))).toContain(s.name)
          else expect(['shared-surname', 'possessor', 'spacing']).toContain(s.nameRule)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('gives the same answer twice', () => {
    fc.assert(
      fc.property(reading, ({ t, relations }) => {
        expect(nameSpeakers(t, [], relations)).toEqual(nameSpeakers(t, [], relations))
      }),
      { numRuns: 200 },
    )
  })
})

/** The textbook table, whole. */
function plainDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1)
    }
  }
  return d[a.length]![b.length]!
}

describe('comparing names', () => {
  it('measures distance as its plain twin does, up to the bound', () => {
    const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') })
    fc.assert(
      fc.property(
        word,
        word,
        fc.nat(4),
        (a, b, most) => distance(a, b, most) === Math.min(plainDistance(a, b), most + 1),
      ),
    )
  })

  it('folds any string without throwing, to letters and digits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        s => /^[\p{L}\p{N}]*$/u.test(fold(s)) && typeof soundOf(fold(s)) === 'string',
      ),
    )
  })

  it.each([
    ['massoud', 'masoud', true],
    ['alsayid', 'alsayed', true],
    ['clinton', 'clayton', false],
    ['berg', 'borg', false],
    ['lee', 'li', false],
  ])('surnames %s and %s: %s', (a, b, same) => {
    expect(sameSpelling(a, b)).toBe(same)
    expect(sameSpelling(b, a)).toBe(same)
  })

  it.each([
    ['william', 'bill', true],
    ['j', 'john', true],
    ['mario', 'maria', false],
    ['kadhim', 'kazem', true],
    ['eric', 'erica', false],
  ])('given names %s and %s: %s', (a, b, same) => {
    expect(sameGiven(a, b)).toBe(same)
    expect(sameGiven(b, a)).toBe(same)
  })
})
