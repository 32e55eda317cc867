import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toSpanLine } from '../../src/engine/index.ts'
import type { AttributionRecord, Block } from '../../src/vocabulary/index.ts'
import type {
  GoldAttribution,
  GoldDocument,
  Offsets,
  PolnearDocument,
  PolnearToken,
  RoleOffsets,
  SpanAttribution,
  SpanLine,
} from '../../src/workshop/formats.ts'
import { readGold, readPolnear } from '../../src/workshop/formats.ts'
import {
  coverageOf,
  figuresOf,
  foldName,
  kindByMarks,
  measure,
  type Rate,
  type Row,
  rounded,
  sameName,
  scoreRecord,
  scoreSpans,
  shortfalls,
  tableOf,
} from '../../src/workshop/scoring/index.ts'
import { PLAIN_FRAME } from '../cli/marked.ts'

const shared = join(dirname(fileURLToPath(import.meta.url)), '../../../shared')
const hasShared = existsSync(join(shared, 'tools/score_spans.py'))
const folder = mkdtempSync(join(tmpdir(), 'ascribe-scoring-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A document whose tokens are its words and marks, one sentence a line. */
function polnear(text: string, attributions: readonly Partial<Record<keyof RoleOffsets, string[]>>[]): PolnearDocument {
  const sentences = [...text.matchAll(/[^\n]+/g)].map(line => ({
    start: line.index,
    end: line.index + line[0].length,
    tokens: [...line[0].matchAll(/\p{L}+|[^\p{L}\s]/gu)].map((word): PolnearToken => {
      const from = line.index + word.index
      return [from, from + word[0].length, 'X', word[0], 'O', -1, 'dep']
    }),
  }))
  const gold = attributions.map((parts, i) => ({ id: `E${i}`, ...rolesOf(text, parts) }))
  return { id: 'd', annotator: '', publisher: '', date: '', title: '', text, sentences, attributions: gold }
}

function rolesOf(text: string, parts: Partial<Record<keyof RoleOffsets, string[]>>): RoleOffsets {
  const find = (words: string[] | undefined): Offsets[] =>
    (words ?? []).map(piece => {
      const from = text.indexOf(piece)
      expect(from, piece).toBeGreaterThanOrEqual(0)
      return [from, from + piece.length]
    })
  return { source: find(parts.source), cue: find(parts.cue), content: find(parts.content) }
}

const line = (...attributions: (RoleOffsets & Partial<SpanAttribution>)[]): SpanLine => ({
  id: 'd',
  attributions: attributions.map((attribution, i) => ({ id: `p${i}`, ...attribution })),
})

const counts = ({ right, predicted, gold }: Rate) => ({ right, predicted, gold })

describe('scoreSpans', () => {
  const text = 'Ada Pell said the dam would hold.\nIt leaked, Bo Tarn wrote.'
  const first = { source: ['Ada Pell'], cue: ['said'], content: ['the dam would hold'] }
  const second = { source: ['Bo Tarn'], cue: ['wrote'], content: ['It leaked,'] }
  const document = polnear(text, [first, second])

  test('gold as prediction is perfect', () => {
    const scores = scoreSpans({ gold: [document], predicted: [line(...document.attributions)] })
    expect(scores.instances).toBe(2)
    expect(scores.exact.source).toEqual({
      precision: 100,
      recall: 100,
      f1: 100,
      right: 2,
      predicted: 2,
      found: 2,
      gold: 2,
    })
    expect(scores.attribution.sourceCueContent.f1).toBe(100)
    expect(scores.jaccard).toEqual({ source: 100, cue: 100, content: 100 })
    expect(scores.misses).toEqual([])
  })

  test('precision and recall are not swapped', () => {
    const one = scoreSpans({ gold: [document], predicted: [line(document.attributions[0]!)] })
    expect(one.exact.cue).toMatchObject({ precision: 100, recall: 50, f1: 66.67 })
    expect(one.attribution.sourceContent).toMatchObject({ precision: 100, recall: 50 })
    expect(one.misses).toMatchObject([{ what: 'missed', id: 'E1', source: 'Bo Tarn', content: 'It leaked,' }])
  })

  test('a wrong end is no exact match but a begin match; half an overlap makes a relation', () => {
    const near = rolesOf(text, { ...first, content: ['the dam would'] })
    const scores = scoreSpans({ gold: [document], predicted: [line(near, document.attributions[1]!)] })
    expect(counts(scores.exact.content)).toEqual({ right: 1, predicted: 2, gold: 2 })
    expect(counts(scores.begin.content)).toEqual({ right: 2, predicted: 2, gold: 2 })
    expect(counts(scores.token.content)).toEqual({ right: 6, predicted: 6, gold: 7 })
    expect(scores.attribution.sourceContent.f1).toBe(100)
    expect(scores.jaccard.content).toBe(87.5)
  })

  test('the end of the text is the end of a span, adjacent spans stay two, a paragraph cuts', () => {
    const words = 'Bo said go.\nGo now'
    const gold = polnear(words, [{ content: ['go.\nGo now'] }, { source: ['Bo'], cue: ['said'] }])
    const scores = scoreSpans({ gold: [gold], predicted: [line(...gold.attributions)] })
    expect(counts(scores.exact.content)).toEqual({ right: 2, predicted: 2, gold: 2 })
    expect(scores.jaccard.content).toBe(100)
    const halves = line(rolesOf(words, { content: ['go', '.'] }))
    expect(counts(scoreSpans({ gold: [gold], predicted: [halves] }).exact.content)).toEqual({
      right: 0,
      predicted: 2,
      gold: 2,
    })
  })

  test('nested predictions are left out and counted', () => {
    const nested = { ...document.attributions[1]!, parent: 'p0' }
    const scores = scoreSpans({ gold: [document], predicted: [line(document.attributions[0]!, nested)] })
    expect(scores.withParent).toEqual({ percent: 50, right: 1, of: 2 })
    expect(counts(scores.exact.content)).toEqual({ right: 1, predicted: 1, gold: 2 })
  })

  test('each side of a breakdown is counted in its own group', () => {
    const words = 'Bo said "go now".'
    const gold = polnear(words, [{ source: ['Bo'], cue: ['said'], content: ['"go now"'] }])
    const blocks = new Map<string, Block[]>([['d', [{ kind: 'headline', span: { from: 0, to: 17 } }]]])
    const wider = line(rolesOf(words, { source: ['Bo'], content: ['said "go now"'] }))
    const { byKind, byBlock } = scoreSpans({ gold: [gold], predicted: [wider], blocks })
    expect(byKind.direct.attribution).toMatchObject({ gold: 1, found: 1, predicted: 0, right: 0 })
    expect(byKind.mixed.attribution).toMatchObject({ gold: 0, found: 0, predicted: 1, right: 1 })
    expect(byKind.direct.content).toMatchObject({ gold: 1, found: 0 })
    expect(Object.keys(byBlock)).toEqual(['headline'])
    expect(byBlock.headline!.attribution.f1).toBe(100)
  })

  test('documents without tokens are skipped; a missing line and a span outside the text are errors', () => {
    const bare = { ...document, id: 'bare', sentences: [] }
    const predicted = [line(...document.attributions)]
    expect(scoreSpans({ gold: [document, bare], predicted })).toMatchObject({ documents: 1, skipped: 1 })
    expect(() => scoreSpans({ gold: [document], predicted: [] })).toThrow(
      expect.objectContaining({ code: 'no-prediction' }),
    )
    const outside = line({ source: [], cue: [], content: [[0, text.length + 1]] })
    expect(() => scoreSpans({ gold: [document], predicted: [outside] })).toThrow(
      expect.objectContaining({ code: 'bad-prediction' }),
    )
  })
})

describe('scoreRecord', () => {
  const text = 'Ada Pell said Bo Tarn told her the dam would hold. He was sure, she said. "Fine," said Tarn.'
  const roles = (source: string[], cue: string[], content: string[]) => rolesOf(text, { source, cue, content })
  const attribution = (id: string, parts: RoleOffsets, more: Partial<GoldAttribution>): GoldAttribution => ({
    id,
    kind: 'indirect',
    ...parts,
    ...more,
  })
  const ada = { name: 'Ada Pell', type: 'person' } as const
  const bo = { name: 'Bo Tarn', type: 'person' } as const
  const outer = roles(['Ada Pell'], ['said'], ['Bo Tarn told her the dam would hold'])
  const gold: GoldDocument = {
    id: 'd',
    text,
    speakers: [{ name: 'Carl Tarn' }],
    attributions: [
      attribution('1', outer, { speaker: ada }),
      attribution('2', roles(['Bo Tarn'], ['told'], ['the dam would hold']), {
        speaker: bo,
        parent: '1',
        via: ['Ada Pell'],
      }),
      attribution('3', roles(['she'], ['said'], ['He was sure']), { speaker: ada, optional: true }),
      attribution('4', roles(['Tarn'], ['said'], ['"Fine,"']), { speaker: bo, kind: 'direct', negated: true }),
    ],
  }

  test('gold as prediction is perfect, and optional ones count neither way', () => {
    const scores = scoreRecord({ gold: [gold], predicted: [{ id: 'd', attributions: gold.attributions }] })
    expect(scores.attribution).toMatchObject({ f1: 100, gold: 3, predicted: 3 })
    expect(scores.whoSaidWhat.f1).toBe(100)
    expect(scores.outermost).toEqual({ percent: 100, right: 2, of: 2 })
    expect(scores.nested).toEqual({ percent: 100, right: 1, of: 1 })
    expect(scores.chains).toEqual({ percent: 100, right: 1, of: 1 })
    expect(scores.misses).toEqual([])
  })

  test('missed and spurious ones are told, and an inner content is not the outer one', () => {
    const inner = { ...gold.attributions[1]!, id: 'x' }
    const scores = scoreRecord({
      gold: [gold],
      predicted: [line({ ...inner, parent: null }, { ...inner, parent: null, id: 'y' })],
    })
    expect(scores.attribution).toMatchObject({ precision: 50, recall: 33.3, gold: 3, predicted: 2 })
    expect(scores.outermost).toEqual({ percent: 0, right: 0, of: 2 })
    const misses = scores.misses.map(({ what, id }) => `${what} ${id}`).sort()
    expect(misses).toEqual(['missed 1', 'missed 4', 'spurious y'])
  })

  test('wrong parents, names and negations are told', () => {
    const inner = { ...gold.attributions[1]!, parent: null, via: [] }
    const tarn = { ...gold.attributions[3]!, speaker: { name: 'Carl Tarn', type: 'person' }, negated: false } as const
    const scores = scoreRecord({ gold: [gold], predicted: [line(outer, inner, tarn)] })
    expect(scores.attribution).toMatchObject({ precision: 100, recall: 100, gold: 3, predicted: 3 })
    expect(scores.whoSaidWhat).toMatchObject({ precision: 50, recall: 33.3 })
    expect(scores.parent).toEqual({ percent: 0, right: 0, of: 1 })
    expect(scores.via.percent).toBe(0)
    expect(scores.negated).toEqual({ percent: 0, right: 0, of: 1 })
    expect(scores.speaker).toEqual({ percent: 33.3, right: 1, of: 3 })
    const misses = scores.misses.map(({ what, id }) => `${what} ${id}`).sort()
    expect(misses).toEqual(['parent 2', 'speaker 1', 'speaker 4', 'via 2'])
    expect(scores.byKind.direct).toMatchObject({ gold: 1, found: 1, predicted: 1, right: 1 })
  })

  test('unusable lines are errors with a code', () => {
    const score =
      (...attributions: unknown[]) =>
      () =>
        scoreRecord({ gold: [gold], predicted: [{ id: 'd', attributions: attributions as SpanAttribution[] }] })
    const bad = expect.objectContaining({ code: 'bad-prediction' })
    expect(score({ ...outer, id: '' })).toThrow(bad)
    expect(score({ ...outer, id: 'a' }, { ...outer, id: 'a' })).toThrow(bad)
    expect(score({ ...outer, id: 'a', parent: 'b' })).toThrow(bad)
    expect(score({ ...outer, id: 'a', speaker: 'Ada' })).toThrow(bad)
    expect(score({ ...outer, id: 'a', cue: [[4, 4]] })).toThrow(bad)
    expect(score({ id: 'a', source: [], cue: [] })).toThrow(bad)
    expect(() => scoreRecord({ gold: [gold], predicted: [] })).toThrow(
      expect.objectContaining({ code: 'no-prediction' }),
    )
  })
})

describe('names', () => {
  test('are folded', () => {
    expect(foldName("Sen. José O'Brien's")).toEqual(['jose', 'o', 'brien'])
    expect(foldName('The President')).toEqual(['the', 'president'])
    expect(foldName(null)).toEqual([])
  })

  test.each([
    ['Ada Pell', 'Dr. Ada Pell', true],
    ['Ada Pell', 'Ada M. Pell', true],
    ['Ada Pell', 'Pell', false],
    ['Ada Pell', 'Bo Pell', false],
    ['Ada Pell', 'Ada Tarn', false],
    ['Pell', 'Ada Pell', false],
    ['Quill', 'Zed Quill', true],
    ['Ada Pell', 'Carl Pell', false],
    ['Ada Pell', '', false],
  ])('%s / %s: %s', (gold, predicted, same) => {
    expect(sameName({ gold, predicted, type: 'person', others: ['Ada Pell', 'Carl Pell'] })).toBe(same)
  })

  test('organisations need half of their words', () => {
    const others = ['Norvale Power']
    const same = (gold: string, predicted: string) => sameName({ gold, predicted, type: 'organization', others })
    expect(same('Norvale Water', 'Norvale Water board')).toBe(true)
    expect(same('Norvale Water', 'Norvale Power')).toBe(false)
    expect(same('Norvale Water', 'the board of Norvale city Power')).toBe(false)
  })
})

test.each([
  ['"We are ready,"', 'direct'],
  ['that "we are ready"', 'direct'],
  ['“We tried. It rained.\n“Then the roof went.”', 'direct'],
  ['“We tried. It rained.', 'direct'],
  ['we tried, and it rained."', 'direct'],
  ['”We tried. It rained.”', 'direct'],
  ["'It's the farmers' land,'", 'mixed'],
  ["'We will not sell'", 'direct'],
  ["the farmers' land wasn't theirs", 'indirect'],
  ['the dam would hold', 'indirect'],
  ['it was "too late" to act', 'mixed'],
  ["``ready''", 'direct'],
  ['', 'indirect'],
])('kindByMarks: %s is %s', (text, kind) => {
  expect(kindByMarks({ text, content: text === '' ? [] : [[0, text.length]] })).toBe(kind)
})

test('kindByMarks takes a split quotation as a whole', () => {
  const text = '"The bridge," Rossi said, "was never inspected."'
  expect(
    kindByMarks({
      text,
      content: [
        [0, 13],
        [26, 48],
      ],
    }),
  ).toBe('direct')
  expect(
    kindByMarks({
      text,
      content: [
        [0, 24],
        [26, 48],
      ],
    }),
  ).toBe('mixed')
})

test('rounded goes to the even digit on exact ties only, as Python does', () => {
  expect([rounded(6.25, 1), rounded(18.75, 1), rounded(0.125, 2), rounded(0.375, 2)]).toEqual([6.2, 18.8, 0.12, 0.38])
  expect([rounded(66.65, 1), rounded(2.675, 2), rounded(100, 2), rounded(12.5, 1)]).toEqual([66.7, 2.67, 100, 12.5])
})

test('coverage counts ink by block', () => {
  const blocks = new Map<string, Block[]>([
    [
      'd',
      [
        { kind: 'headline', span: { from: 0, to: 4 } },
        { kind: 'credit', span: { from: 5, to: 9 } },
      ],
    ],
  ])
  const predicted = [line({ source: [], cue: [], content: [[1, 3]] })]
  const documents = [
    { id: 'd', text: 'a b cd ef gh ij' },
    { id: 'e', text: '' },
  ]
  expect(coverageOf({ documents, predicted, blocks, read: ['headline', 'paragraph'] })).toEqual({
    documents: { percent: 50, right: 1, of: 2 },
    text: { percent: 20, right: 2, of: 10 },
    characters: { headline: 2, credit: 3, outside: 5 },
    predictions: { headline: 1 },
  })
})

test('toSpanLine resolves speakers', () => {
  const at = { from: 0, to: 3 }
  const record = {
    attributions: [
      {
        id: 'a',
        source: [at],
        cue: [],
        content: [{ from: 9, to: 12 }],
        kind: 'direct',
        speaker: 's',
        ...PLAIN_FRAME,
        speakers: ['s'],
        via: ['Tarrow Gazette'],
        negated: true,
        stance: 'claims',
        venue: { words: 'a letter', span: at },
        addressee: { name: 'him', span: at, speaker: null },
        parent: null,
        block: 'paragraph',
        confidence: 0.5,
      },
      {
        id: 'b',
        source: [],
        cue: [],
        content: [at],
        kind: 'mixed',
        ...PLAIN_FRAME,
        speaker: null,
        parent: 'a',
        block: 'paragraph',
        confidence: 1,
      },
    ],
    speakers: [{ id: 's', name: 'Ada Pell', type: 'person', mentions: [at], nameRule: 'mention' }],
  } as unknown as AttributionRecord
  const rest = { addressee: null, onBehalfOf: null, when: null, reported: false }
  expect(toSpanLine('d', record)).toEqual({
    id: 'd',
    attributions: [
      {
        id: 'a',
        source: [[0, 3]],
        cue: [],
        content: [[9, 12]],
        kind: 'direct',
        speaker: { name: 'Ada Pell', type: 'person' },
        parent: null,
        confidence: 0.5,
        ...rest,
        speakers: ['Ada Pell'],
        via: ['Tarrow Gazette'],
        negated: true,
        stance: 'claims',
        venue: 'a letter',
      },
      {
        id: 'b',
        source: [],
        cue: [],
        content: [[0, 3]],
        kind: 'mixed',
        speaker: null,
        parent: 'a',
        confidence: 1,
        ...rest,
        speakers: [],
        via: [],
        negated: false,
        stance: 'asserts',
        venue: null,
      },
    ],
  })
})

describe('readers', () => {
  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const document = polnear('Ada said no.', [{ source: ['Ada'], cue: ['said'], content: ['no'] }])

  test('readPolnear reads packed and plain lines', () => {
    const lines = `${JSON.stringify(document)}\n\n${JSON.stringify(document)}\n`
    expect(readPolnear(write('plain.jsonl', lines))).toEqual([document, document])
    expect(readPolnear(write('packed.jsonl.gz', gzipSync(lines)))).toEqual([document, document])
  })

  test.each([
    ['not json', '{'],
    ['no object', 'null'],
    ['a key missing', '{"id": "a", "text": ""}'],
    ['a span outside', JSON.stringify({ ...document, text: 'Ada' })],
    ['astral text', JSON.stringify({ ...document, text: 'Ada said no 🌊' })],
  ])('readPolnear refuses %s and names the line', (_, broken) => {
    expect(() => readPolnear(write('broken.jsonl', `${JSON.stringify(document)}\n${broken}\n`))).toThrow(
      expect.objectContaining({ code: 'bad-corpus', message: expect.stringContaining('line 2') }),
    )
  })

  test('readGold finds the text beside the file', () => {
    const attributions = [{ id: '1', kind: 'indirect', source: [[0, 3]], cue: [], content: [[9, 11]] }]
    write('one.txt', 'Ada said no.')
    write('other.txt', 'Bob said no.')
    expect(readGold(write('one.json', JSON.stringify({ doc: 'one', attributions })))).toMatchObject({
      id: 'one',
      text: 'Ada said no.',
      speakers: [],
      attributions,
    })
    expect(readGold(write('two.json', JSON.stringify({ doc: 'one', article: 'other.txt', attributions }))).text).toBe(
      'Bob said no.',
    )
    const outside = JSON.stringify({ doc: 'one', attributions: [{ ...attributions[0], cue: [[5, 99]] }] })
    expect(() => readGold(write('three.json', outside))).toThrow(expect.objectContaining({ code: 'bad-corpus' }))
  })
})

if (!hasShared && process.env.CI === 'true') {
  test('agreement with the shared scorers needs ../shared', () => expect.fail('no ../shared/tools in CI'))
}

describe.skipIf(!hasShared)('agrees with the shared Python scorers (skipped where ../shared is absent)', () => {
  const python = (tool: string, ...args: string[]): string => {
    const result = spawnSync('python3', [join(shared, 'tools', tool), ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    })
    if (result.status !== 0) throw new Error(`${tool}: ${result.error?.message ?? result.stderr}`)
    return result.stdout
  }
  const writeLines = (name: string, lines: readonly SpanLine[]): string => {
    const path = join(folder, name)
    writeFileSync(path, lines.map(l => `${JSON.stringify(l)}\n`).join(''))
    return path
  }

  describe('score_spans.py on PolNeAR dev', () => {
    const path = join(shared, 'corpora/polnear/dev.jsonl.gz')
    let gold: PolnearDocument[]
    beforeAll(() => {
      gold = readPolnear(path)
    })

    test.each([1, 2])('gold perturbed with seed %i', seed => {
      const random = randomFrom(seed)
      const predicted = gold.map(d => ({ id: d.id, attributions: perturbed(d.attributions, d.text.length, random) }))
      const theirs = JSON.parse(python('score_spans.py', path, writeLines('polnear.jsonl', predicted), '--json'))
      const ours = scoreSpans({ gold, predicted })
      const row = (r: Rate) => [r.precision, r.recall, r.f1, r.right, r.predicted - r.right, r.gold - r.found]
      const rows = (of: Record<'source' | 'cue' | 'content', Rate>) => ({
        source: row(of.source),
        cue: row(of.cue),
        content: row(of.content),
      })
      expect({
        instances: ours.instances,
        skipped_documents: ours.skipped,
        exact: rows(ours.exact),
        begin: rows(ours.begin),
        token: rows(ours.token),
        attribution: {
          'source+content': row(ours.attribution.sourceContent),
          'source+cue+content': row(ours.attribution.sourceCueContent),
        },
        jaccard: ours.jaccard,
      }).toEqual(theirs)
      expect(ours.exact.content.f1).toBeGreaterThan(20)
      expect(ours.exact.content.f1).toBeLessThan(90)

      const kinds = Object.values(ours.byKind)
      const sum = (pick: (group: (typeof kinds)[number]) => number) =>
        kinds.reduce((total, group) => total + pick(group), 0)
      const { sourceContent } = ours.attribution
      expect(sum(k => k.attribution.found)).toBe(sourceContent.found)
      expect(sum(k => k.attribution.right)).toBe(sourceContent.right)
      expect(sum(k => k.attribution.predicted)).toBe(sourceContent.predicted)
      expect(sum(k => k.content.found)).toBe(ours.exact.content.found)
      expect(sum(k => k.content.gold)).toBe(ours.exact.content.gold)
      expect(ours.misses.length).toBe(sourceContent.gold + sourceContent.predicted - 2 * sourceContent.found)
    })
  })

  describe('score_record.py on the Wikinews gold and the seed', () => {
    const news = join(shared, 'corpora/wikinews-gold')
    const sets: Record<string, string[]> = {
      'Wikinews gold': readdirSync(hasShared ? news : folder)
        .filter(f => f.endsWith('.json'))
        .map(f => join(news, f)),
      seed: [join(shared, 'seed/expected.json')],
    }
    test.each(Object.keys(sets).flatMap(name => [1, 2, 3].map(seed => ({ name, seed }))))(
      '$name perturbed with seed $seed',
      ({ name, seed }) => {
        const random = randomFrom(seed)
        const gold = sets[name]!.map(readGold)
        const predicted = gold.map(d => ({ id: d.id, attributions: perturbedRecord(d, random) }))
        const file = writeLines('record.jsonl', predicted)
        const theirs = JSON.parse(python('score_record.py', ...sets[name]!, '--pred', file, '--json'))
        const ours = scoreRecord({ gold, predicted })
        const prf = (r: Rate) => ({ p: r.precision, r: r.recall, f1: r.f1, n: r.gold })
        expect({
          'attribution (source+content >= .5)': prf(ours.attribution),
          'content only': prf(ours.content),
          'recall outermost / nested': [ours.outermost.percent, ours.nested.percent, ours.outermost.of, ours.nested.of],
          'who said what (content + right speaker)': prf(ours.whoSaidWhat),
          kind: [ours.kind.percent, ours.kind.of],
          speaker: [ours.speaker.percent, ours.speaker.of],
          'speaker, pronoun sources': [ours.pronounSpeaker.percent, ours.pronounSpeaker.of],
          'speaker type': [ours.speakerType.percent, ours.speakerType.of],
          addressee: prf(ours.addressee),
          via: [ours.via.percent, ours.via.of],
          parent: [ours.parent.percent, ours.parent.of],
          'chains exact (parent and via)': [ours.chains.right, ours.chains.of],
          'negated recall, falsely set': [ours.negated.percent, ours.falselyNegated],
          'predictions with a parent': ours.withParent.percent,
        }).toEqual(theirs)

        const told = python('score_record.py', ...sets[name]!, '--pred', file, '--errors')
        const theirMisses = [...told.matchAll(/^(missed|spurious|speaker|via|parent) +(\S+) (\S+) (?:\||gold)/gm)]
        expect(ours.misses.map(m => `${m.what} ${m.document} ${m.id}`).sort()).toEqual(
          theirMisses.map(([, what, document, id]) => `${what} ${document} ${id}`).sort(),
        )
      },
    )
  })
})

describe('figures', () => {
  const rate: Rate = { precision: 66.67, recall: 50, f1: 57.14, right: 2, predicted: 3, found: 2, gold: 4 }
  const rows: Row[] = [
    { corpus: 'polnear.dev', name: 'exact.cue', value: rate },
    { corpus: 'seed.article', name: 'outermost', value: { percent: 80, right: 16, of: 20 } },
    { corpus: 'seed.article', name: 'negated', value: { percent: null, right: 0, of: 0 } },
    { corpus: 'seed.article', name: 'documents', value: 1 },
  ]

  test('the table is aligned and tells counts beside percentages', () => {
    expect(`\n${tableOf(rows)}\n`).toBe(`
| corpus       | figure    |    P |    R | F1, % or n | gold found | predicted right |
|--------------|-----------|-----:|-----:|-----------:|-----------:|----------------:|
| polnear.dev  | exact.cue | 66.7 | 50.0 |       57.1 |      2 / 4 |           2 / 3 |
| seed.article | outermost |      |      |       80.0 |    16 / 20 |                 |
| seed.article | negated   |      |      |          – |      0 / 0 |                 |
| seed.article | documents |      |      |          1 |            |                 |
`)
  })

  test('floors are held by name; an unknown name is an error and nothing measured reaches no floor', () => {
    const figures = figuresOf(rows)
    expect(figures.get('polnear.dev.exact.cue.f1')).toBe(57.14)
    const floors = {
      'polnear.dev.exact.cue.f1': 57.14,
      'polnear.dev.exact.cue.recall': 50.1,
      'seed.article.outermost.right': 16,
      'seed.article.negated.percent': 0,
    }
    expect(shortfalls({ figures, floors })).toEqual([
      { figure: 'polnear.dev.exact.cue.recall', floor: 50.1, value: 50 },
      { figure: 'seed.article.negated.percent', floor: 0, value: null },
    ])
    const misspelt = { 'polnear.dev.exact.cues.f1': 1 }
    expect(() => shortfalls({ figures, floors: misspelt })).toThrow(expect.objectContaining({ code: 'unknown-figure' }))
  })

  test('measure wants corpora', () => {
    const read = () => ({ attributions: [], blocks: [] })
    expect(() => measure({ shared: folder, read, looksInto: [] })).toThrow(
      expect.objectContaining({ code: 'no-corpora' }),
    )
  })

  test.skipIf(!hasShared)('measure scores a reader that finds nothing, on every corpus', () => {
    const asked: string[] = []
    const read = (text: string) => {
      asked.push(text)
      return { attributions: [], blocks: [{ kind: 'paragraph' as const, span: { from: 0, to: text.length } }] }
    }
    const { rows, misses } = measure({ shared, read, looksInto: ['paragraph'] })
    const figures = figuresOf(rows)
    expect(new Set(asked).size).toBe(asked.length)
    expect(figures.get('polnear.dev.documents')).toBe(93)
    expect(figures.get('polnear.dev.attribution.gold')).toBe(misses.filter(m => m.corpus === 'polnear.dev').length)
    expect(figures.get('polnear.dev.block.paragraph.attribution.found')).toBe(0)
    expect(figures.get('polnear.dev.coverage.text.percent')).toBe(100)
    expect(figures.get('seed.article.outermost.of')).toBe(20)
    expect(figures.get('wikinews.gold.documents')).toBe(13)
    expect(
      [...figures.entries()]
        .filter(([name]) => /\.(right|found)$/.test(name) && !name.includes('coverage'))
        .every(([, n]) => n === 0),
    ).toBe(true)
  })
})

/** Mulberry32: numbers in [0, 1), the same for the same seed everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Gold made wrong in every way a prediction can be: shifted, dropped, doubled, swapped, invented, nested. */
function perturbed(gold: readonly RoleOffsets[], size: number, random: () => number): SpanAttribution[] {
  const chance = (p: number) => random() < p
  const below = (n: number) => Math.floor(random() * n)
  const shifted = (spans: readonly Offsets[]): Offsets[] =>
    spans
      .filter(() => !chance(0.03))
      .map(([from, to]): Offsets => {
        if (!chance(0.3)) return [from, to]
        const start = Math.max(0, Math.min(size - 1, from + below(25) - 12))
        return [start, Math.max(start + 1, Math.min(size, to + below(25) - 12))]
      })
  const invented = (): Offsets[] => {
    const from = below(size - 1)
    return [[from, Math.min(size, from + 1 + below(80))]]
  }
  const out: SpanAttribution[] = []
  const add = (more: RoleOffsets) => {
    const parent = chance(0.1) && out.length > 0 ? out[below(out.length)]!.id : null
    out.push({ ...more, id: `p${out.length}`, parent })
  }
  for (const { id: _, ...attribution } of gold as readonly (RoleOffsets & { id: string })[]) {
    if (chance(0.15)) continue
    const [source, cue, content] = [shifted(attribution.source), shifted(attribution.cue), shifted(attribution.content)]
    if (chance(0.06)) add({ ...attribution, source: cue, cue: source, content })
    else if (chance(0.03)) add({ ...attribution, source: content, cue, content: source })
    else add({ ...attribution, source, cue, content })
    if (chance(0.04)) add({ ...attribution, source, cue, content: shifted(content) })
    if (chance(0.1)) add({ source: chance(0.8) ? invented() : [], cue: invented(), content: invented() })
  }
  return out
}

/** The same, with speakers, kinds, chains and negation made wrong too; right parents kept where they can be. */
function perturbedRecord(document: GoldDocument, random: () => number): SpanAttribution[] {
  const chance = (p: number) => random() < p
  const below = (n: number) => Math.floor(random() * n)
  const names = [...document.attributions.map(a => a.speaker?.name ?? ''), 'Zed Quill', 'the ministry']
  const renamed = (name: string | null): string | null => {
    const way = below(8)
    if (way === 0) return names[below(names.length)]!
    if (way === 1) return name?.split(' ').at(-1) ?? null
    if (way === 2) return name === null ? 'Nobody' : null
    if (way === 3) return name && `President ${name.toUpperCase()}'s`
    if (way === 4) return name && `${name} Council`
    return name
  }
  const kept = perturbed(document.attributions, document.text.length, random) as (SpanAttribution & GoldAttribution)[]
  const wasAt = new Map<string, string>()
  for (const p of kept) {
    const g = document.attributions.find(a => a.content.length > 0 && a.content[0]?.[0] === p.content[0]?.[0])
    if (g !== undefined && !wasAt.has(g.id)) wasAt.set(g.id, p.id)
  }
  return kept.map(({ optional: _, ...p }): SpanAttribution => {
    const g = document.attributions.find(a => a.content[0]?.[0] === p.content[0]?.[0])
    const parent = g?.parent && chance(0.8) ? (wasAt.get(g.parent) ?? null) : (p.parent ?? null)
    return {
      ...p,
      parent: parent === p.id ? null : parent,
      kind: chance(0.2) ? 'mixed' : (p.kind ?? 'indirect'),
      speaker: chance(0.1)
        ? null
        : { ...p.speaker, name: renamed(p.speaker?.name ?? null), ...(chance(0.1) ? { type: 'group' } : {}) },
      addressee: chance(0.2) ? { name: renamed('the press') } : (p.addressee ?? null),
      via: chance(0.2)
        ? [...(p.via ?? []), { name: 'Zed Quill' }]
        : (p.via ?? []).map(v => (chance(0.2) ? 'Quill' : v)),
      negated: chance(0.1) ? p.negated !== true : p.negated === true,
    }
  })
}
