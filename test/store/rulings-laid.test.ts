import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindOf, type Seen } from '../../src/store/reanchor.ts'
import { holding, type Laid, layRulings, type Rulings } from '../../src/store/ruled.ts'
import {
  type Attribution,
  type AttributionRecord,
  anchorOf,
  type Change,
  type Ruling,
  type RulingTarget,
  type Span,
  STANCES,
} from '../../src/vocabulary/index.ts'
import { articleOfDraft, recordOf } from './making.ts'

/** A report within a report within a report: each content holds the next statement whole. */
const TEXT =
  'The Gull reported that the Courier wrote that Ada Lowe said that Bo Hale promised that boats would sail. Cy Marsh denied it. “No boats,” said Dee Orr.'
const at = (words: string, text = TEXT): Span => {
  const from = text.indexOf(words)
  return { from, to: from + words.length }
}
const LINES = [
  { content: TEXT.slice(TEXT.indexOf('that the Courier'), TEXT.indexOf('. Cy')), by: 'The Gull', type: 'organization' },
  { content: TEXT.slice(TEXT.indexOf('that Ada'), TEXT.indexOf('. Cy')), by: 'the Courier', type: 'organization' },
  { content: TEXT.slice(TEXT.indexOf('that Bo'), TEXT.indexOf('. Cy')), by: 'Ada Lowe' },
  { content: 'that boats would sail', by: 'Bo Hale' },
  { content: 'it', by: 'Cy Marsh', stance: 'denies' },
  { content: '“No boats,”', by: 'Dee Orr', kind: 'direct' },
] as const
const VIA = [[], ['The Gull'], ['The Gull', 'the Courier'], ['The Gull', 'the Courier', 'Ada Lowe'], [], []]
const flat = recordOf(articleOfDraft({ text: TEXT, lines: [] }), LINES)
const RECORD: AttributionRecord = {
  ...flat,
  attributions: flat.attributions.map((a, i) => ({ ...a, parent: i > 0 && i < 4 ? `a${i}` : null, via: VIA[i]! })),
}
const IDS = RECORD.attributions.map((_, i) => `s${String(i).padStart(15, 'x')}`)

let n = 0
const ruling = (target: RulingTarget, change: Change): Ruling => ({
  id: `r${String(n++).padStart(15, '0')}`,
  target,
  change,
  author: 'Ann',
  at: '2024-04-01T12:00:00.000Z',
  reason: null,
})
const on = (i: number, change: Change): Ruling =>
  ruling(
    { of: 'statement', statement: IDS[i]!, article: 'a1', anchor: anchorOf(TEXT, RECORD.attributions[i]!.content[0]!) },
    change,
  )
const seenOf = (a: Attribution): Seen => ({
  source: [],
  cue: [],
  content: a.content.map(s => anchorOf(TEXT, s)),
  speaker: null,
  stance: a.stance,
  negated: a.negated,
})
const rulings = (...all: Ruling[]): Rulings => ({
  all,
  seen: new Map(
    all.flatMap(r => {
      const a = r.target.of === 'statement' ? RECORD.attributions[IDS.indexOf(r.target.statement)] : undefined
      return a === undefined ? [] : [[r.id, seenOf(a)] as const]
    }),
  ),
})
const lay = (...all: Ruling[]) => layRulings(RECORD, IDS, rulings(...all), TEXT)
const of = (laid: Laid, i: number) => laid.statements.find(s => s.id === IDS[i])!.attribution

describe('paths after rulings', () => {
  it('changes nothing of a reading on which nothing was ruled', () => {
    expect(lay().statements.map(s => s.attribution)).toEqual(RECORD.attributions)
  })

  it('puts what a rejected report held under the report around it', () => {
    const laid = lay(on(1, { change: 'reject' }))
    expect(of(laid, 2)).toMatchObject({ parent: 'a1', via: ['The Gull'] })
    expect(of(laid, 3)).toMatchObject({ parent: 'a3', via: ['The Gull', 'Ada Lowe'] })
    const none = lay(on(0, { change: 'reject' }), on(1, { change: 'reject' }))
    expect(of(none, 2)).toMatchObject({ parent: null, via: [] })
  })

  it('names a corrected speaker in the paths of all within', () => {
    const laid = lay(
      on(1, { change: 'speaker', speaker: { name: 'Eve Fox', type: 'person', person: null, mention: null } }),
    )
    expect(of(laid, 3).via).toEqual(['The Gull', 'Eve Fox', 'Ada Lowe'])
    expect(of(laid, 4).via).toEqual([])
  })

  it('finds the parent of an added statement, and its children', () => {
    const reject = on(1, { change: 'reject' })
    const content = RECORD.attributions[1]!.content.map(s => anchorOf(TEXT, s))
    const add = ruling(
      { of: 'article', article: 'a1' },
      {
        change: 'add',
        source: [],
        cue: [],
        content,
        speaker: { name: 'Eve Fox', type: 'person', person: null, mention: null },
        stance: 'asserts',
        negated: false,
      },
    )
    const laid = lay(reject, add)
    const id = `s${add.id.slice(1)}`
    expect(laid.statements.find(s => s.id === id)!.attribution).toMatchObject({ id, parent: 'a1', via: ['The Gull'] })
    expect(of(laid, 2)).toMatchObject({ parent: id, via: ['The Gull', 'Eve Fox'] })
  })

  it('lets go what a shortened content holds no more', () => {
    const laid = lay(on(1, { change: 'content', content: [anchorOf(TEXT, at('that Ada Lowe'))] }))
    expect(of(laid, 2)).toMatchObject({ parent: 'a1', via: ['The Gull'] })
  })
})

describe('the kind of a content that a person chose', () => {
  it.each<[string, string, string]>([
    ['“We will go,” she said.', '“We will go,”', 'direct'],
    ['“We will go,” she said.', 'We will go', 'direct'],
    ['She "will go" there.', 'will go', 'direct'],
    ['She "will go" there.', '"will go" there', 'mixed'],
    ['She will go there.', 'will go', 'indirect'],
    ['“It is late.\nWe go home.', 'We go home', 'indirect'],
  ])('%s', (text, words, kind) => expect(kindOf(text, [at(words, text)])).toBe(kind))
})

describe('laying rulings', () => {
  const place = fc
    .tuple(fc.nat(TEXT.length - 2), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => anchorOf(TEXT, { from, to: Math.min(TEXT.length, from + length) }))
  const speaker = fc.constantFrom('Ada Lowe', 'Eve Fox', 'Gus Hill').map(name => ({
    name,
    type: 'person' as const,
    person: null,
    mention: null,
  }))
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.constant<Change>({ change: 'accept' }),
    fc.constant<Change>({ change: 'reject' }),
    place.map((a): Change => ({ change: 'source', source: [a] })),
    place.map((a): Change => ({ change: 'cue', cue: [a] })),
    place.map((a): Change => ({ change: 'content', content: [a] })),
    fc.option(speaker).map((s): Change => ({ change: 'speaker', speaker: s })),
    fc.constantFrom(...STANCES).map((stance): Change => ({ change: 'stance', stance, negated: false })),
  )
  const added = fc.record({ content: place, speaker }).map(
    ({ content, speaker: s }): Change => ({
      change: 'add',
      source: [],
      cue: [],
      content: [content],
      speaker: s,
      stance: 'asserts',
      negated: false,
    }),
  )
  const one = fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.nat(IDS.length - 1), change).map(([i, c]) => on(i, c)) },
    { weight: 1, arbitrary: added.map(c => ruling({ of: 'article', article: 'a1' }, c)) },
  )
  const some = fc.array(one, { maxLength: 8 })
  const undoing = (r: Ruling) => ruling(r.target, { change: 'undo', ruling: r.id })

  it('keeps every span within the text, every parent in the reading, and no circle', () => {
    fc.assert(
      fc.property(some, all => {
        const laid = lay(...all)
        const byId = new Map(laid.statements.map(s => [s.attribution.id, s.attribution]))
        const speakers = new Set(laid.speakers.map(s => s.id))
        expect(speakers.size).toBe(laid.speakers.length)
        expect(byId.size).toBe(laid.statements.length)
        expect(new Set(laid.statements.map(s => s.id)).size).toBe(laid.statements.length)
        for (const a of byId.values()) {
          expect(a.content.length).toBeGreaterThan(0)
          for (const s of [...a.source, ...a.cue, ...a.content])
            expect(s.from >= 0 && s.from < s.to && s.to <= TEXT.length).toBe(true)
          if (a.speaker !== null) expect(speakers).toContain(a.speaker)
          let up = a.parent
          for (let steps = 0; up !== null; steps++) {
            expect(steps).toBeLessThan(byId.size)
            expect(byId.has(up)).toBe(true)
            up = byId.get(up)!.parent
          }
        }
        expect(laid.orphaned).toEqual([])
      }),
    )
  })

  it('restores exactly the state before when the last rulings are undone', () => {
    fc.assert(
      fc.property(some, some, (before, more) => {
        expect(lay(...before, ...more, ...more.map(undoing))).toEqual(lay(...before))
      }),
    )
  })

  it('brings back what an undone undo had taken', () => {
    fc.assert(
      fc.property(some, all => {
        const undos = all.map(undoing)
        expect(lay(...all, ...undos, ...undos.map(undoing))).toEqual(lay(...all))
      }),
    )
  })

  it('does not depend on the order of rulings on different statements', () => {
    const disjoint = fc
      .uniqueArray(fc.tuple(fc.nat(IDS.length - 1), change), { selector: ([i]) => i, maxLength: 5 })
      .map(all => all.map(([i, c]) => on(i, c)))
    const told = (laid: Laid) => ({
      rejected: laid.rejected.map(r => r.statement).toSorted(),
      statements: laid.statements
        .map(({ attribution: { speaker: who, speakers: _, ...a }, ...s }) => ({
          ...s,
          a,
          who: laid.speakers.find(x => x.id === who)?.name ?? null,
        }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    })
    fc.assert(
      fc.property(disjoint, all => {
        expect(told(lay(...all.toReversed()))).toEqual(told(lay(...all)))
      }),
    )
  })

  it('lets the later of two rulings on one field stand', () => {
    fc.assert(
      fc.property(fc.nat(IDS.length - 1), speaker, speaker, (i, first, second) => {
        const laid = lay(on(i, { change: 'speaker', speaker: first }), on(i, { change: 'speaker', speaker: second }))
        expect(laid.speakers.find(s => s.id === of(laid, i).speaker)!.name).toBe(second.name)
      }),
    )
  })

  it('holds a ruling or has it undone, whatever the chain of undos', () => {
    fc.assert(
      fc.property(fc.nat(12), length => {
        const chain = [on(0, { change: 'accept' })]
        for (let i = 0; i < length; i++) chain.push(undoing(chain.at(-1)!))
        expect(holding(chain).includes(chain[0]!)).toBe(length % 2 === 0)
      }),
    )
  })

  it('orphans, and never moves, what is ruled on words that another text lacks', () => {
    fc.assert(
      fc.property(some, all => {
        const other = 'Nothing of that kind was ever printed here.'
        const empty = { ...RECORD, attributions: [], speakers: [] }
        const laid = layRulings(empty, [], rulings(...all), other)
        expect(laid.statements).toEqual([])
        expect(laid.orphaned).toEqual(all.map(r => r.id))
      }),
    )
  })
})
