import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Family, type Finding, span } from '../../src/vocabulary/index.ts'
import { articleOf, readPolnearLines } from '../../src/workshop/corpora.ts'
import {
  addJudgements,
  borrowedWords,
  fileSheet,
  type Judgement,
  precisionRows,
  precisionTable,
  readAllJudgements,
  withPrecision,
} from '../../src/workshop/judging/index.ts'

const root = join(import.meta.dirname, '../..')
const filed = join(root, 'docs/judgements')
const train = join(root, '../shared/corpora/polnear/train.jsonl.gz')

const denial = (over: Partial<Judgement> = {}): Judgement => ({
  id: 'd1',
  kind: 'denial',
  standing: 'sure',
  confidence: 0.8,
  verdict: 'right',
  reason: 'He says the opposite.',
  judge: 'a',
  evidence: [
    { role: 'claim', article: 'mill_1', spans: [[0, 10]] },
    { role: 'denial', article: 'mill_2', spans: [[5, 9]] },
  ],
  ...over,
})

describe('the judgements under docs', () => {
  it('are what the table in their README says (else run `npx tsx src/workshop/judged.ts --readme`)', () => {
    const readme = readFileSync(join(filed, 'README.md'), 'utf8')
    expect(readme).toBe(withPrecision(readme, precisionTable(readAllJudgements(filed))))
  })

  it('are by judges whom the README lists', () => {
    const who = readFileSync(join(filed, 'README.md'), 'utf8').split('## Who judged')[1]!
    for (const { judge } of readAllJudgements(filed)) expect(who).toContain(`\`${judge}\``)
  })

  it.skipIf(!existsSync(train))(
    'quote nothing of the texts, and point into them (skipped without ../shared/corpora)',
    () => {
      const judgements = readAllJudgements(filed)
      // Of an article with several annotators the first version is read, as jackknife.ts does.
      const lines = judgements.length === 0 ? [] : readPolnearLines(train).reverse()
      const texts = new Map(lines.map(line => [articleOf(line), line.text]))
      const wrong = judgements.flatMap(({ id, kind, reason, evidence }) => {
        const borrowed = borrowedWords(
          reason,
          evidence.flatMap(({ article }) => texts.get(article) ?? []),
        )
        const lost = evidence.filter(({ article, spans }) =>
          spans.some(([, to]) => to > (texts.get(article) ?? '').length),
        )
        return [
          ...(borrowed === null ? [] : [`${kind} ${id} quotes: ${borrowed}`]),
          ...lost.map(({ article }) => `${kind} ${id} points beside ${article}`),
        ]
      })
      expect(wrong).toEqual([])
    },
  )
})

describe('files of judgements', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'judgements-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('come back as they were added, by kind, sorted by id', () => {
    const numbers = denial({
      kind: 'numbers',
      id: 'd3',
      evidence: [{ role: 'one', article: 'mill_1', spans: [[0, 4]] }],
    })
    addJudgements(folder, [denial({ id: 'd2' }), numbers])
    addJudgements(folder, [denial()])
    expect(readAllJudgements(folder)).toEqual([denial(), denial({ id: 'd2' }), numbers])
  })

  it('hold one verdict of a judge on an item', () => {
    addJudgements(folder, [denial(), denial({ judge: 'b' })])
    expect(() => addJudgements(folder, [denial({ verdict: 'wrong' })])).toThrow('a judged d1 twice')
  })

  it.each<[string, Record<string, unknown>]>([
    ['no such verdict', { verdict: 'perhaps' }],
    ['no reason', { reason: ' ' }],
    ['a reason of more than', { reason: 'because '.repeat(50) }],
    ['denial has no role step', { evidence: [{ role: 'step', article: 'mill_1', spans: [[0, 1]] }] }],
    ['a bad span', { evidence: [{ role: 'claim', article: 'mill_1', spans: [[4, 4]] }] }],
    ['a confidence is', { confidence: 7 }],
    ['in this file', { kind: 'refusal', evidence: [{ role: 'refusal', article: 'mill_1', spans: [[0, 1]] }] }],
  ])('are refused with the line where there is %s', (what, over) => {
    const lines = [denial(), { ...denial({ id: 'd2' }), ...over }].map(line => JSON.stringify(line)).join('\n')
    writeFileSync(join(folder, 'denial.jsonl'), lines)
    expect(() => readAllJudgements(folder)).toThrow(`denial.jsonl, line 2: `)
    expect(() => readAllJudgements(folder)).toThrow(what)
  })

  it('have the name of a kind', () => {
    writeFileSync(join(folder, 'denials.jsonl'), '')
    expect(() => readAllJudgements(folder)).toThrow('no kind is called so')
  })
})

describe('filing a sheet', () => {
  const family: Family = {
    id: 'f1',
    standing: 'possible',
    fullest: 0,
    origins: 2,
    variants: ['mill_1', 'mill_2'].map(report => ({
      report,
      outlet: null,
      publishedAt: null,
      title: null,
      statement: null,
      spans: [span(3, 8), span(12, 20)],
      speaker: null,
      person: null,
      headline: false,
      differences: [],
      origin: 0,
      copyOf: null,
    })),
  }
  const finding: Finding = {
    id: 'd1',
    kind: 'refusal',
    by: null,
    family: null,
    story: null,
    confidence: 0.7,
    standing: 'sure',
    why: 'Ada Venn will not say why the mill closed.',
    evidence: [
      { role: 'refusal', article: 'mill_1', statement: 'a4', spans: [span(30, 44)], speaker: 'Venn', origin: 0 },
    ],
    speakers: ['Ada Venn'],
    supersededBy: null,
  }

  it('takes places, standing and confidence from what was drawn, and no words of it', () => {
    const sheet = [
      { id: 'd1', verdict: 'right' as const, reason: ' She declines. ' },
      { id: 'f1', verdict: 'unclear' as const, reason: 'It may be a proverb.' },
    ]
    expect(fileSheet([family, finding], sheet, 'a')).toEqual([
      {
        id: 'f1',
        kind: 'family',
        standing: 'possible',
        confidence: null,
        verdict: 'unclear',
        reason: 'It may be a proverb.',
        judge: 'a',
        evidence: ['mill_1', 'mill_2'].map(article => ({
          role: 'variant',
          article,
          spans: [
            [3, 8],
            [12, 20],
          ],
        })),
      },
      {
        id: 'd1',
        kind: 'refusal',
        standing: 'sure',
        confidence: 0.7,
        verdict: 'right',
        reason: 'She declines.',
        judge: 'a',
        evidence: [{ role: 'refusal', article: 'mill_1', spans: [[30, 44]] }],
      },
    ])
  })

  it('takes no sheet that leaves an item out, has one twice, or has another', () => {
    const right = (id: string) => ({ id, verdict: 'right' as const, reason: 'Yes.' })
    expect(() => fileSheet([family, finding], [right('f1')], 'a')).toThrow('d1 was drawn and not judged')
    expect(() => fileSheet([family], [right('f1'), right('f1')], 'a')).toThrow('f1 was judged twice')
    expect(() => fileSheet([family], [right('f1'), right('f9')], 'a')).toThrow('f9 was judged and not drawn')
  })
})

describe('precision', () => {
  const some = [
    ...['d1', 'd2', 'd3'].map(id => denial({ id })),
    denial({ id: 'd4', verdict: 'wrong' }),
    denial({ id: 'd5', verdict: 'unclear' }),
    denial({ id: 'd6', standing: 'possible', verdict: 'wrong' }),
    // The other judge agrees on the first, and not on the second.
    denial({ id: 'd1', judge: 'b' }),
    denial({ id: 'd2', judge: 'b', verdict: 'wrong' }),
  ]

  it('counts items, not judgements, and as unclear where judges disagree', () => {
    expect(precisionRows(some)).toEqual([
      { kind: 'denial', standing: 'sure', right: 2, wrong: 1, unclear: 2, shared: 2, agreed: 1 },
      { kind: 'denial', standing: 'possible', right: 0, wrong: 1, unclear: 0, shared: 0, agreed: 0 },
    ])
  })

  it('holds the share of all, unclear ones counted as not right, against the aim', () => {
    expect(precisionTable(some).split('\n').slice(2)).toEqual([
      '| denial | sure | 2 | 1 | 2 | 40.0 % (2 of 5; 12 – 77) | 66.7 % (2 of 3; 21 – 94) | 70 %, missed | 1 of 2 |',
      '| denial | possible | 0 | 1 | 0 | 0.0 % (0 of 1; 0 – 79) | 0.0 % (0 of 1; 0 – 79) | – | – |',
    ])
    const met = Array.from({ length: 10 }, (_, i) => denial({ id: `d${i}`, verdict: i < 7 ? 'right' : 'wrong' }))
    expect(precisionTable(met)).toContain('| 70 %, met |')
  })
})

describe('words that a reason borrows', () => {
  const text = 'The mill, which opened in 1884, will close at the end of March, she said.'

  it('are six in a row, whatever their marks and capitals', () => {
    expect(borrowedWords('It says it “will close at the End of March”.', [text])).toBe('will close at the end of')
    expect(borrowedWords('The mill will close, she said.', [text])).toBeNull()
    expect(borrowedWords('Closes at the end of March.', [text])).toBeNull()
  })
})
