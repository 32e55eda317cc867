import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importJsonl, jsonlOf, readJsonl, writeJsonl } from '../../src/exchange/index.ts'
import {
  type AscribeError,
  anchorOf,
  RECORD_VERSION,
  type RuledReading,
  type Ruling,
} from '../../src/vocabulary/index.ts'
import { collect, dam, id, readings } from './readings.ts'

const schemaAt = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schema/${name}.schema.json`, import.meta.url), 'utf8'))
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false })
  .addSchema(schemaAt('attribution-record-2'))
  .compile(schemaAt('ruled-reading-1'))

const by = { author: 'Nell Ashby', reason: 'read it again' }
const at = '2026-05-06T09:00:00.000Z'

/** A reading with one ruling of every kind. */
function ruled(): RuledReading {
  const reading = dam()
  const { text } = reading.kept.article
  const anchor = anchorOf(text, reading.statements[0]!.attribution.content[0]!)
  const speaker = { name: 'Orla Venn', type: 'person', person: id('p', 2), mention: anchor } as const
  const statement = { of: 'statement', statement: id('s', 1000), article: reading.kept.id, anchor } as const
  const person = { of: 'person', person: id('p', 2) } as const
  const rows: readonly Pick<Ruling, 'target' | 'change'>[] = [
    { target: statement, change: { change: 'accept' } },
    { target: statement, change: { change: 'reject' } },
    { target: statement, change: { change: 'source', source: [anchor] } },
    { target: statement, change: { change: 'cue', cue: [] } },
    { target: statement, change: { change: 'content', content: [anchor] } },
    { target: statement, change: { change: 'speaker', speaker } },
    { target: statement, change: { change: 'stance', stance: 'denies', negated: true } },
    {
      target: { of: 'article', article: reading.kept.id },
      change: { change: 'add', source: [], cue: [], content: [anchor], speaker: null, stance: 'asks', negated: false },
    },
    { target: person, change: { change: 'merge', other: id('p', 3) } },
    { target: person, change: { change: 'split', statements: [id('s', 1000)], into: speaker } },
    { target: person, change: { change: 'alias', alias: 'Mayor Venn' } },
    { target: person, change: { change: 'wikidata', id: null } },
    { target: person, change: { change: 'undo', ruling: 'r1' } },
  ]
  const rulings = rows.map((row, i): Ruling => ({ id: `r${i}`, ...row, author: 'Nell', at, reason: null }))
  return { ...reading, rulings, orphaned: ['r3'], rejected: [{ statement: id('s', 9), ruling: 'r1' }] }
}

const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return `${(error as AscribeError).code}: ${(error as Error).message}`
  }
  return 'nothing thrown'
}

/** The line after an edit of its parsed value. */
function edited(reading: RuledReading, edit: (line: LooseLine) => void): string {
  const line = JSON.parse(jsonlOf(reading)) as LooseLine
  edit(line)
  return JSON.stringify(line)
}

/** Sets the value at a path such as `statements.2.id`. */
const put = (path: string, value: unknown) => (line: LooseLine) => {
  const steps = path.split('.')
  const last = steps.pop()!
  steps.reduce((at, step) => at[step], line)[last] = value
}
// biome-ignore lint/suspicious/noExplicitAny: a parsed line is edited as a script would
type LooseLine = Record<string, any>

describe('jsonl', () => {
  it('gives back any reading that it wrote, a line for each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(readings, { maxLength: 3 }), async list => {
        const lines = (await collect(writeJsonl(list))).split('\n')
        expect(lines.pop()).toBe('')
        expect(lines.map(line => readJsonl(line))).toEqual(list)
      }),
    )
  })

  it('keeps every kind of ruling', () => {
    expect(readJsonl(jsonlOf(ruled()))).toEqual(ruled())
  })

  it('stays one line to tools that end lines at U+0085, U+2028 and U+2029', () => {
    const reading = dam()
    const title = 'a\u0085b\u2028c\u2029d'
    const kept = { ...reading.kept, article: { ...reading.kept.article, title } }
    const line = jsonlOf({ ...reading, kept })
    expect(line.trimEnd()).not.toMatch(/[\n\r\u0085\u2028\u2029]/)
    expect(readJsonl(line).kept.article.title).toBe(title)
  })

  it('writes what its schema says', () => {
    for (const reading of [dam(), ruled()]) {
      expect(validate(JSON.parse(jsonlOf(reading))), JSON.stringify(validate.errors)).toBe(true)
    }
  })

  it('refuses what its schema refuses: any key that is needed and missing', () => {
    const line = JSON.parse(jsonlOf(ruled())) as LooseLine
    const faults: string[] = []
    const visit = (value: unknown, path: readonly (string | number)[]) => {
      if (typeof value !== 'object' || value === null || path[0] === 'exported') return
      for (const key of Object.keys(value)) {
        if (!Array.isArray(value) && !(path.at(-1) === 'stated' && path.length === 2)) {
          const copy = structuredClone(line)
          let at: LooseLine = copy
          for (const step of path) at = at[step]
          delete at[key]
          const here = codeOf(() => readJsonl(JSON.stringify(copy)))
          const refused = here.startsWith('bad-export')
          const allowed = validate(copy)
          if (refused === allowed) faults.push(`${path.join('.')}.${key}: ${here}`)
        }
        visit((value as LooseLine)[key], Array.isArray(value) ? [...path, Number(key)] : [...path, key])
      }
    }
    visit(line, [])
    expect(faults).toEqual([])
  })

  it('brings a record of an earlier version up to date, with the statements ruled over it', () => {
    const reading = dam()
    const old = edited(reading, line => {
      line.record.version = 1
      for (const a of [...line.record.attributions, ...line.statements.map((s: LooseLine) => s.attribution)]) {
        delete a.boundaryConfidence
      }
    })
    const read = readJsonl(old)
    expect(read.record.version).toBe(RECORD_VERSION)
    for (const { attribution } of read.statements) expect(attribution.boundaryConfidence).toBe(attribution.confidence)
    expect(importJsonl(old, reading, by)).toMatchObject({ drafts: [], unchanged: reading.statements.length })
  })

  it('says in which line and where something is damaged', () => {
    const reading = dam()
    const cases: readonly (readonly [string, RegExp])[] = [
      [jsonlOf(reading).slice(0, 300), /^bad-export: line 7: not JSON/],
      ['[]', /^bad-export: line 7: no line of "schema": "ascribe\/reading"/],
      [edited(reading, put('version', 2)), /^export-too-new: line 7 is of version 2/],
      [edited(reading, put('record.version', 99)), /^export-too-new: line 7: the record is version 99/],
      [edited(reading, put('record', [])), /^bad-export: line 7: record/],
      [edited(reading, put('unit', 'code points')), /^bad-export: line 7: unit/],
      [
        edited(reading, put('statements.2.attribution.cue.0.to', 99999)),
        /line 7: statements\[2\]\.attribution\.cue\[0\] .*outside the text/,
      ],
      [
        edited(reading, put('statements.0.attribution.speaker', 's99')),
        /statements\[0\].* s99 that is not in speakers/,
      ],
      [edited(reading, put('statements.1.id', id('s', 1000))), /two statements have one id/],
      [edited(reading, put('statements.1.attribution.content', [])), /content must have at least one entry/],
      [edited(reading, put(`exported.statements.${id('s', 1000)}`, 'x')), /exported\.statements/],
    ]
    for (const [line, message] of cases) expect(codeOf(() => importJsonl(line, reading, by, 7))).toMatch(message)
  })
})

describe('import of jsonl', () => {
  it('drafts nothing of a line that nobody edited, whatever the reading', () => {
    fc.assert(
      fc.property(readings, reading => {
        expect(importJsonl(jsonlOf(reading), reading, by)).toEqual({
          drafts: [],
          unchanged: reading.statements.length,
          notes: [],
        })
      }),
    )
  })

  it('drafts each change on its own, anchored', () => {
    const reading = dam()
    const { text } = reading.kept.article
    const content = { from: text.indexOf('had cut corners'), to: text.indexOf('had cut corners') + 15 }
    const line = edited(reading, l => {
      l.statements[3].attribution.content = [content]
      l.statements[3].attribution.source = []
      l.statements[4].attribution.stance = 'refuses'
      l.statements[4].attribution.speaker = l.statements[2].attribution.speaker
      l.statements[2].checked = true
      l.statements[5].attribution.negated = true
      l.statements.splice(0, 1)
    })
    const { drafts, unchanged, notes } = importJsonl(line, reading, by)
    const of = (i: number) => ({
      of: 'statement',
      statement: reading.statements[i]!.id,
      article: reading.kept.id,
      anchor: anchorOf(text, reading.statements[i]!.attribution.content[0]!),
    })
    const orla = reading.statements[2]!
    expect(drafts).toEqual([
      { target: of(2), change: { change: 'accept' }, ...by },
      { target: of(3), change: { change: 'content', content: [anchorOf(text, content)] }, ...by },
      { target: of(3), change: { change: 'source', source: [] }, ...by },
      {
        target: of(4),
        change: {
          change: 'speaker',
          speaker: {
            name: 'Orla Venn',
            type: 'person',
            person: orla.person,
            mention: anchorOf(text, reading.statements[4]!.attribution.decidedBy!),
          },
        },
        ...by,
      },
      { target: of(4), change: { change: 'stance', stance: 'refuses', negated: true }, ...by },
      { target: of(5), change: { change: 'stance', stance: 'claims', negated: true }, ...by },
      { target: of(0), change: { change: 'reject' }, ...by },
    ])
    expect({ unchanged, notes }).toEqual({ unchanged: 1, notes: [] })
  })

  it('takes a statement without a known id for a new one', () => {
    const reading = dam()
    const line = edited(reading, l => {
      const copy = structuredClone(l.statements[5])
      copy.id = 'new'
      copy.attribution.content = [{ from: 0, to: 8 }]
      copy.attribution.speaker = null
      l.statements.push(copy)
    })
    const { text } = reading.kept.article
    expect(importJsonl(line, reading, by).drafts).toMatchObject([
      {
        target: { of: 'article', article: reading.kept.id },
        change: { change: 'add', content: [anchorOf(text, { from: 0, to: 8 })], speaker: null, stance: 'claims' },
      },
    ])
  })

  it('undoes nothing that changed in the record since, and takes only what was edited', () => {
    const before = dam()
    const now: RuledReading = {
      ...before,
      statements: [
        ...before.statements.slice(1).map((s, i) => ({
          ...s,
          checked: true,
          attribution: { ...s.attribution, stance: i === 0 ? ('asks' as const) : s.attribution.stance },
        })),
        { ...before.statements[0]!, id: id('s', 77) },
      ],
      rejected: [{ statement: before.statements[0]!.id, ruling: 'r1' }],
    }
    const same = importJsonl(jsonlOf(before), now, by)
    expect(same.drafts).toEqual([])
    expect(same.notes).toMatchObject([{ code: 'statement-gone' }])
    const line = edited(before, put('statements.1.attribution.source', []))
    expect(importJsonl(line, now, by).drafts).toMatchObject([{ change: { change: 'source', source: [] } }])
  })

  it('says what it cannot take', () => {
    const reading = dam()
    const codes = (line: string) => importJsonl(line, reading, by).notes.map(note => note.code)
    expect(codes(edited(reading, put('kept.article.title', 'Dam breaks')))).toEqual(['not-taken'])
    expect(codes(edited(reading, put('statements.1.attribution.kind', 'mixed')))).toEqual(['not-taken'])
    const gone = edited(reading, l => {
      delete l.exported
      l.statements.pop()
    })
    expect(importJsonl(gone, reading, by)).toMatchObject({ drafts: [], notes: [{ code: 'no-export-mark' }] })
  })

  it('refuses a line of another text', () => {
    const reading = dam()
    const other = { ...reading.kept, article: { ...reading.kept.article, text: `${reading.kept.article.text}!` } }
    const record = { ...reading.record, article: { ...reading.record.article, length: other.article.text.length } }
    expect(codeOf(() => importJsonl(jsonlOf({ ...reading, kept: other, record }), reading, by))).toMatch(
      /^text-differs/,
    )
  })
})
