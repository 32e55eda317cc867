import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../src/vocabulary/index.ts'
import { articleOf, type PolnearLine, readPolnearLines } from '../../src/workshop/corpora.ts'
import { readSpeakerLabels, readStanceLabels, textHash } from '../../src/workshop/corpora-labels.ts'

const root = join(import.meta.dirname, '../..')
const train = join(root, '../shared/corpora/polnear/train.jsonl.gz')
const gold = (name: string) => readFileSync(join(root, `test/gold/polnear-train-${name}.tsv`), 'utf8')

const text = 'Mayor Ada Venn denied it. She said the dam holds.'
const line: PolnearLine = {
  id: 'ledger_2016-01-01_dam_x',
  annotator: 'x',
  publisher: 'ledger',
  date: '2016-01-01',
  title: 'Dam',
  text,
  sentences: [],
  attributions: [
    { id: 'E1', source: [[0, 14]], cue: [[15, 21]], content: [[22, 24]] },
    { id: 'E2', source: [[26, 29]], cue: [[30, 34]], content: [[35, 48]] },
  ],
}
const start = `${line.id}\t${textHash(text)}\tledger\tuniform`
const stanceHead =
  'document\tsha256\toutlet\tsample\tattribution\tsource\tcue\tcontent\tstance\talso\tnegated\tdoubtful\n'
const speakerHead = 'document\tsha256\toutlet\tsample\tattribution\tsource\ttype\tname\tpronoun\tdoubtful\n'
const stances = (row: string) => readStanceLabels(stanceHead + row, [line])
const speakers = (row: string) => readSpeakerLabels(speakerHead + row, [line])

describe('labels of an invented article', () => {
  it('reads a stance', () => {
    expect(stances(`${start}\tE1\t0-14\t15-21\t22-24\tdenies\tclaims\tno\tno\n`)).toEqual([
      {
        document: line.id,
        outlet: 'ledger',
        sample: 'uniform',
        attribution: 'E1',
        source: [{ from: 0, to: 14 }],
        cue: [{ from: 15, to: 21 }],
        content: [{ from: 22, to: 24 }],
        stance: 'denies',
        also: 'claims',
        negated: false,
        doubtful: false,
      },
    ])
  })

  it('reads a speaker, named elsewhere or nowhere', () => {
    const [she, nobody] = speakers(
      `${start}\tE2\t26-29\tperson\t6-14\tyes\tno\n${start}\tE2\t26-29\tgroup\t-\tyes\tyes`,
    )
    expect(wordsOf(text, she!.names[0]!)).toBe('Ada Venn')
    expect(she).toMatchObject({ type: 'person', pronoun: true, doubtful: false })
    expect(nobody).toMatchObject({ type: 'group', names: [], doubtful: true })
  })

  it.each([
    ['another text', `${line.id}\t${textHash('else')}\tledger\tuniform\tE1\t0-14\t15-21\t22-24\tdenies\t-\tno\tno`],
    ['another document', `none\t${textHash(text)}\tledger\tuniform\tE1\t0-14\t15-21\t22-24\tdenies\t-\tno\tno`],
    ['another attribution', `${start}\tE9\t0-14\t15-21\t22-24\tdenies\t-\tno\tno`],
    ['another cue', `${start}\tE1\t0-14\t15-20\t22-24\tdenies\t-\tno\tno`],
    ['a span outside the text', `${start}\tE1\t0-140\t15-21\t22-24\tdenies\t-\tno\tno`],
    ['an empty span', `${start}\tE1\t0-0\t15-21\t22-24\tdenies\t-\tno\tno`],
    ['an unknown stance', `${start}\tE1\t0-14\t15-21\t22-24\tshouts\t-\tno\tno`],
    ['an unknown flag', `${start}\tE1\t0-14\t15-21\t22-24\tdenies\t-\tmaybe\tno`],
    ['too few columns', `${start}\tE1\t0-14`],
  ])('refuses %s', (_, row) => {
    expect(() => stances(row)).toThrow(expect.objectContaining({ code: 'bad-corpus' }))
  })

  it('refuses other columns', () => {
    expect(() => readStanceLabels('document\tstance\n', [line])).toThrow(/columns/)
  })
})

describe.skipIf(!existsSync(train))('labels of PolNeAR (skipped without ../shared/corpora)', () => {
  const lines = existsSync(train) ? readPolnearLines(train) : []
  const stance = existsSync(train) ? readStanceLabels(gold('stance'), lines) : []
  const speaker = existsSync(train) ? readSpeakerLabels(gold('speaker'), lines) : []
  const texts = new Map(lines.map(l => [l.id, l.text]))
  const most = (ids: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const id of ids) {
      const article = articleOf({ id } as PolnearLine)
      counts.set(article, (counts.get(article) ?? 0) + 1)
    }
    return Math.max(...counts.values())
  }

  it('fit the texts, attributions and spans of the corpus', () => {
    expect(stance.length).toBe(345)
    expect(speaker.length).toBe(240)
  })

  it('are spread over the seven outlets, and few are of one article', () => {
    expect(new Set(stance.map(l => l.outlet)).size).toBe(7)
    expect(new Set(speaker.map(l => l.outlet)).size).toBe(7)
    expect(
      most(stance.filter(l => l.sample === 'uniform' || l.sample === 'other-cues').map(l => l.document)),
    ).toBeLessThanOrEqual(2)
    expect(most(speaker.map(l => l.document))).toBeLessThanOrEqual(3)
  })

  it('label nothing twice', () => {
    for (const labels of [stance, speaker])
      expect(new Set(labels.map(l => `${l.document} ${l.attribution}`)).size).toBe(labels.length)
  })

  it('give names as whole words', () => {
    for (const { document, names } of speaker)
      for (const { from, to } of names) {
        const text = texts.get(document)!
        expect(text.slice(from, to)).toMatch(/^\p{Lu}.*[\p{L}.]$/u)
        expect(`${text[from - 1] ?? ''}${text[to] ?? ''}`).not.toMatch(/[\p{L}\p{N}]/u)
      }
  })

  it('name no anonymous speaker, and each person of a full name', () => {
    for (const { type, names } of speaker) {
      if (type === 'anonymous' || type === 'unknown') expect(names).toEqual([])
      if (type === 'person') expect(names).toHaveLength(1)
    }
  })
})
