import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodePoints, wellFormed } from '../../src/exchange/code-points.ts'
import { settled } from '../../src/exchange/edited.ts'
import { BRAT_CONF, bratOf, importBrat, writeBrat } from '../../src/exchange/index.ts'
import { type AscribeError, anchorOf, type RuledReading, type Span, STANCES } from '../../src/vocabulary/index.ts'
import { dam, id, readings } from './readings.ts'

const by = { author: 'Nell Ashby', reason: null }

/** The marks of an .ann file, read as brat reads them: offsets are places in the list of code points. */
function marksOf({ txt, ann }: { readonly txt: string; readonly ann: string }) {
  const points = [...txt]
  return ann
    .split('\n')
    .filter(line => line.startsWith('T'))
    .map(line => {
      const [name, type, words] = line.split('\t') as [string, string, string]
      const [label, ...offsets] = type.split(' ')
      const there = offsets
        .join(' ')
        .split(';')
        .map(piece => points.slice(...piece.split(' ').map(Number)).join(''))
      return { name, label: label!, words, there }
    })
}

/** The file after an edit of its lines; `edit` gives a line's new text, or null to take it away. */
const edited = (reading: RuledReading, edit: (line: string) => string | null, more: readonly string[] = []) => {
  const { txt, ann } = bratOf(reading)
  const lines = ann
    .trimEnd()
    .split('\n')
    .map(edit)
    .filter(line => line !== null)
  return { txt, ann: [...lines, ...more].map(line => `${line}\n`).join('') }
}
const thrown = (file: { readonly txt: string; readonly ann: string }, reading = dam()): string => {
  try {
    importBrat(file, reading, by)
  } catch (error) {
    return `${(error as AscribeError).code}: ${(error as Error).message}`
  }
  return 'nothing thrown'
}

describe('brat', () => {
  it('marks source, cue and content of each statement, in code points', () => {
    const marks = marksOf(bratOf(dam()))
    for (const mark of marks) expect(mark.words).toBe(mark.there.join(' '))
    expect(marks.map(mark => `${mark.label}: ${mark.words}`)).toEqual([
      'Content: mayor Orla Venn as saying “the dam will hold”',
      'Source: Tarrow Gazette',
      'Cue: quoted',
      'Content: “the dam will hold”',
      'Source: Orla Venn',
      'Cue: saying',
      'Content: “We checked it 𝒕𝒘𝒊𝒄𝒆, and it is sound.”',
      'Source: she',
      'Cue: told',
      'Content: that the firm had cut corners',
      'Source: Ivo Rook',
      'Cue: denied',
      'Content: who paid',
      'Source: He',
      'Cue: did not say',
      'Content: =1+1 was all anyone heard',
      'Source: an official',
      'Cue: claimed',
      'Export: Dam',
    ])
  })

  it('ties them by relations, with kind, stance, denial and speaker', () => {
    const { ann } = bratOf(dam())
    for (const line of [
      'R1\tSpokenBy Arg1:T1 Arg2:T2',
      'R2\tCuedBy Arg1:T1 Arg2:T3',
      'R13\tWithin Arg1:T4 Arg2:T1',
      'A4\tStance T4 asserts',
      'A3\tKind T4 direct',
      'A8\tStance T10 denies',
      'A11\tNegated T13',
    ]) {
      expect(ann.split('\n')).toContain(line)
    }
    expect(ann).toMatch(/^#3\tAnnotatorNotes T7\tstatement: s\d+ \| speaker: Orla Venn \| type: person \| was: \S+$/m)
  })

  it('uses only names that its annotation.conf declares', () => {
    const declared = new Set(BRAT_CONF.match(/^\w+/gm))
    for (const line of bratOf(dam()).ann.trimEnd().split('\n')) {
      const name = line.split('\t')[1]!.split(' ')[0]!
      expect(declared.has(name) || name === 'AnnotatorNotes', line).toBe(true)
    }
    for (const stance of STANCES) expect(BRAT_CONF).toContain(stance)
  })

  it('splits a span at line ends, for brat marks none', () => {
    const reading = dam()
    const whole = { from: 0, to: reading.kept.article.text.length }
    const first = reading.statements[0]!
    const statements = [{ ...first, attribution: { ...first.attribution, content: [whole] } }]
    const [mark] = marksOf(bratOf({ ...reading, statements }))
    expect(mark!.there).toEqual(reading.kept.article.text.split('\n').filter(line => line !== ''))
  })

  it('writes a folder', async () => {
    const paths: string[] = []
    for await (const file of writeBrat([dam()])) paths.push(file.path)
    expect(paths).toEqual(['annotation.conf', `${id('a', 1)}.txt`, `${id('a', 1)}.ann`])
  })

  it('holds the rules of the format for any reading', () => {
    fc.assert(
      fc.property(readings, reading => {
        const file = bratOf(reading)
        expect(file.txt).toBe(wellFormed(reading.kept.article.text))
        for (const mark of marksOf(file)) {
          expect(mark.words).toBe(mark.there.join(' '))
          for (const piece of mark.there) expect(piece).toMatch(/^\S(?:[^\n\r\t\v\f\u2028\u2029]*\S)?$/u)
        }
      }),
    )
  })
})

describe('import of brat', () => {
  it('drafts nothing of a file that nobody edited, whatever the reading', () => {
    fc.assert(
      fc.property(readings, reading => {
        const { text } = reading.kept.article
        const shown = reading.statements.filter(s => settled(text, s.attribution.content).length > 0)
        expect(importBrat(bratOf(reading), reading, by)).toEqual({ drafts: [], unchanged: shown.length, notes: [] })
      }),
      { numRuns: 250 },
    )
  })

  it('drafts what was edited, anchored in UTF-16', () => {
    const reading = dam()
    const { text } = reading.kept.article
    const points = new CodePoints(text)
    const span = (words: string): Span => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length })
    const at = (words: string) => `${points.start(span(words).from)} ${points.end(span(words).to)}\t${words}`
    const file = edited(
      reading,
      line => {
        if (/^T10\t/.test(line)) return `T10\tContent ${at('the firm had cut corners')}`
        if (/^A8\t/.test(line)) return 'A8\tStance T10 refuses'
        if (/^#4\t/.test(line)) return line.replace('Ivo Rook', 'Norvale Water').replace('person', 'organization')
        if (/T1[345]\b/.test(line)) return null // the fifth statement, with all its lines
        return line
      },
      [
        `T90\tContent ${at('Dam will hold')}`,
        `T91\tSource ${at('Orla Venn')}`,
        'R90\tSpokenBy Arg1:T90 Arg2:T91',
        'A90\tStance T90 claims',
        'A91\tChecked T7',
      ],
    )
    const { drafts, notes, unchanged } = importBrat(file, reading, by)
    const of = (i: number) => ({
      of: 'statement',
      statement: id('s', 1000 + i),
      article: reading.kept.id,
      anchor: anchorOf(text, reading.statements[i]!.attribution.content[0]!),
    })
    expect(notes).toEqual([])
    expect(unchanged).toBe(3)
    expect(drafts.map(draft => [draft.target, draft.change])).toEqual([
      [of(2), { change: 'accept' }],
      [of(3), { change: 'content', content: [anchorOf(text, span('the firm had cut corners'))] }],
      [
        of(3),
        {
          change: 'speaker',
          speaker: {
            name: 'Norvale Water',
            type: 'organization',
            person: null,
            mention: anchorOf(text, span('Ivo Rook')),
          },
        },
      ],
      [of(3), { change: 'stance', stance: 'refuses', negated: false }],
      [
        { of: 'article', article: reading.kept.id },
        {
          change: 'add',
          source: [anchorOf(text, span('Orla Venn'))],
          cue: [],
          content: [anchorOf(text, span('Dam will hold'))],
          speaker: {
            name: 'Orla Venn',
            type: 'person',
            person: id('p', 2),
            mention: anchorOf(text, span('Orla Venn')),
          },
          stance: 'claims',
          negated: false,
        },
      ],
      [of(4), { change: 'reject' }],
    ])
  })

  it('knows a statement whose note was lost by its content', () => {
    const reading = dam()
    const file = edited(reading, line =>
      /^#2\t/.test(line) ? null : line.replace('A4\tStance T4 asserts', 'A4\tStance T4 claims'),
    )
    expect(importBrat(file, reading, by).drafts).toMatchObject([
      { target: { statement: id('s', 1001) }, change: { change: 'stance', stance: 'claims' } },
    ])
  })

  it('takes nothing for rejected when the mark of the export is gone, and says so', () => {
    const file = edited(dam(), line => (/^T19\t|T19\t|T1[345]\b/.test(line) ? null : line))
    expect(importBrat(file, dam(), by)).toMatchObject({ drafts: [], notes: [{ code: 'no-export-mark' }] })
  })

  it('names what it leaves aside', () => {
    const more = [
      'T90\tSource 0 3\tDam',
      'T91\tPerson 0 3\tDam',
      'E1\tCue:T3 Content:T1',
      'N1\tReference T2 Wiki:1\tx',
      '*\tAlias T1 T2',
      'R90\tCoref Arg1:T1 Arg2:T2',
      'A90\tMood T1 gloomy',
      '#90\tAnnotatorNotes T2\tlooks odd',
      'A91\tKind T90 direct',
    ]
    const { notes, drafts } = importBrat(
      edited(dam(), line => line, more.slice(0, -1)),
      dam(),
      by,
    )
    expect(drafts).toEqual([])
    expect(notes.map(note => note.code)).toEqual(Array(8).fill('not-taken'))
    const kind = edited(dam(), line => line.replace('Kind T4 direct', 'Kind T4 mixed'))
    expect(importBrat(kind, dam(), by)).toMatchObject({ drafts: [], notes: [{ code: 'not-taken' }] })
  })

  it('says in which line a file is damaged', () => {
    const ann = bratOf(dam()).ann
    const next = ann.split('\n').length
    const damaged = (line: string) => thrown({ txt: bratOf(dam()).txt, ann: `${ann}${line}\n` })
    for (const [line, fault] of [
      ['T90 Content 0 3 Dam', 'not a text-bound annotation'],
      ['T1\tContent 0 3\tDam', 'T1 stands in line 1 as well'],
      ['T90\tContent 3 3\t', 'empty, reversed or outside'],
      ['T90\tContent 0 99999\tDam', 'empty, reversed or outside'],
      ['T90\tContent 0 3\tDim', 'the words beside T90'],
      ['R90\tSpokenBy Arg1:T1 Arg2:T99', 'nothing has the id T99'],
      ['R90\tSpokenBy Arg1:T2 Arg2:T1', 'SpokenBy leads from a Content to a Source'],
      ['R90\tSpokenBy T1 T2', 'not a relation'],
      ['A90\tStance T13 shouts', 'Stance must be one of'],
      ['A90\tStance T1 asserts', 'T1 has two attributes Stance'],
      ['A90\tNegated T2', 'Negated belongs to a Content'],
      ['#90', 'not a note'],
      ['hello', 'no annotation begins like this'],
    ]) {
      expect(damaged(line!)).toMatch(new RegExp(`^bad-annotation: line ${next}: .*${fault}`))
    }
    const twice = edited(dam(), line => line.replace(id('s', 1001), id('s', 1000)))
    expect(thrown(twice)).toMatch(/^bad-annotation: line \d+: two contents carry the statement/)
    const was = edited(dam(), line => line.replace(/was: \S+/, 'was: x'))
    expect(thrown(was)).toMatch(/^bad-annotation: line \d+: what stands after/)
    const type = edited(dam(), line => line.replace('type: person', 'type: human'))
    expect(thrown(type)).toMatch(/^bad-annotation: line \d+: the type of a speaker/)
  })

  it('refuses a text that is not the kept one', () => {
    const { txt, ann } = bratOf(dam())
    expect(thrown({ txt: `${txt}\n`, ann })).toMatch(/^text-differs/)
    expect(thrown({ txt: txt.replaceAll('\n', '\r\n'), ann })).toMatch(/^text-differs/)
  })
})

describe('code points', () => {
  it('agree with the list of characters', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '𝒕', '\uD835', '\uDC95'), maxLength: 30 })
    fc.assert(
      fc.property(texts, text => {
        const characters = [...text]
        const points = new CodePoints(text)
        expect(points.length).toBe(characters.length)
        let unit = 0
        for (const [i, character] of characters.entries()) {
          expect(points.unit(i)).toBe(unit)
          for (let k = 0; k < character.length; k++) expect(points.start(unit + k)).toBe(i)
          for (let k = 1; k <= character.length; k++) expect(points.end(unit + k)).toBe(i + 1)
          unit += character.length
        }
        expect(points.unit(characters.length)).toBe(text.length)
      }),
    )
  })
})
