import { describe, expect, it } from 'vitest'
import { contains } from '../../src/vocabulary/index.ts'
import { parseCases, readCases } from '../../src/workshop/cases/index.ts'

const cases = readCases(import.meta.dirname)

const one = (article: string, expected: string) => parseCases(`# x\n${article}\n==>\n${expected}\n`, 'x.case')[0]!
const wordsAt = (text: string, spans: readonly { from: number; to: number }[]) =>
  spans.map(s => [s.from, text.slice(s.from, s.to)])

describe('the case files', () => {
  it('name every case once', () => {
    const names = cases.map(c => c.name)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    expect(cases.length).toBeGreaterThan(200)
  })

  it('have a case for each of the hard rows', () => {
    expect(cases.filter(c => c.file === 'hard-cases.case')).toHaveLength(69)
  })

  it('say of each statement of a hard row who speaks, through whom, and with which stance', () => {
    const said = ['speaker', 'via', 'stance', 'negated', 'reported'] as const
    const silent = cases
      .filter(c => c.file === 'hard-cases.case')
      .filter(c => c.expected.some(e => !e.optional && said.some(key => e.keys[key] === undefined)))
      .map(c => c.name)
    expect(silent).toEqual([])
  })

  it('keep a nested attribution inside the content of its parent', () => {
    const outside = cases.flatMap(c =>
      c.expected
        .filter(e => e.parent !== null)
        .filter(e =>
          [...e.source, ...e.cue, ...e.content].some(
            s => !c.expected[e.parent!]!.content.some(piece => contains(piece, s)),
          ),
        )
        .map(() => c.name),
    )
    expect(outside).toEqual([])
  })

  it('call direct only what begins and ends as quoted words, a label or a title do', () => {
    const marks = /^(that |to )?(["“‘']|â€œ)|["”]$/
    const wrong = cases.flatMap(c =>
      c.expected
        .filter(e => e.kind === 'direct' && e.cue.every(s => c.text.slice(s.from, s.to) !== ':'))
        .filter(e => !marks.test(c.text.slice(e.content[0]!.from, e.content[0]!.to)))
        .map(() => c.name),
    )
    expect(wrong).toEqual([])
  })

  it('call indirect nothing that is wholly in marks', () => {
    const wrong = cases.flatMap(c =>
      c.expected
        .filter(e => e.kind === 'indirect' && e.content.length === 1)
        .filter(e => /^["“‘'][^"”’']*["”’']$/.test(c.text.slice(e.content[0]!.from, e.content[0]!.to)))
        .map(() => c.name),
    )
    expect(wrong).toEqual([])
  })
})

describe('the reader of cases', () => {
  it('takes the cue nearest to the content and the source nearest to the cue', () => {
    const read = one('He said it failed. He said it worked.', 'He | said | it worked')
    expect(wordsAt(read.text, read.expected[0]!.source)).toEqual([[19, 'He']])
    expect(wordsAt(read.text, read.expected[0]!.cue)).toEqual([[22, 'said']])
  })

  it('counts occurrences of whole words only', () => {
    const read = one('The hen: He ran. He hid.', 'He [2] | : | hid')
    expect(wordsAt(read.text, read.expected[0]!.source)).toEqual([[17, 'He']])
    expect(() => one('The hen ran.', 'He | - | ran')).toThrow("isn't in the article")
  })

  it('joins pieces and reads a paragraph break', () => {
    const read = one('"A," Ada said. "B.\n\n"C."', 'Ada | said | "A," ... "B. ¶ "C."')
    expect(wordsAt(read.text, read.expected[0]!.content)).toEqual([
      [0, '"A,"'],
      [15, '"B.\n\n"C."'],
    ])
  })

  it('reads known, none and optional', () => {
    const [a, b] = parseCases('# a\nknown: why\nX.\n==>\nnone\n----\n# b\nShe left.\n==>\n? She | - | left\n', 'x.case')
    expect([a!.known, a!.expected, b!.known, b!.expected[0]!.optional]).toEqual(['why', [], null, true])
  })

  it('says what is wrong', () => {
    expect(() => one('A said b.', 'A | said | b | stans=asks')).toThrow('stans=asks')
    expect(() => one('A said b.', 'A | said | b | parent=2')).toThrow('parent 2')
    expect(() => one('A said b.', 'A | said')).toThrow('three roles')
    expect(() => parseCases('# x\nA said b.', 'x.case')).toThrow('==>')
  })
})
