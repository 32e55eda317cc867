import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { readFiles } from '../../src/cli/reading.ts'
import { BLOCK_KINDS } from '../../src/vocabulary/index.ts'
import { fakeRooms, fakeWorld } from './fakes.ts'
import { marked } from './marked.ts'

const schema = JSON.parse(
  readFileSync(new URL('../../schema/attribution-record-2.schema.json', import.meta.url), 'utf8'),
)
const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema)
const faults = (value: unknown) =>
  validate(value) ? [] : validate.errors!.map(error => `${error.instancePath} ${error.message}`)

const { record } = marked(
  'By Nell Ashby\n\n<s1>Orla Venn</s1> <c1>said</c1> <t1>that <s2>he</s2> <c2>thought</c2> <t2>so</t2></t1>.\n\nTags:',
  { 2: { parent: 1, speaker: null } },
)
const [one] = record.attributions

describe('the schema of records', () => {
  it('takes a record, also after JSON', () => {
    expect(faults(record)).toEqual([])
    expect(faults(JSON.parse(JSON.stringify(record)))).toEqual([])
    const note = { code: 'over-time', message: 'unread', span: { from: 3, to: 9 } }
    expect(faults({ ...record, notes: [note] })).toEqual([])
  })

  it('takes what `ascribe read` prints, with all it adds', async () => {
    const world = fakeWorld({ 'a.txt': 'Venn said so.', 'b.txt': 'Rook said no.' })
    const options = { format: 'ndjson', color: 'auto', maxLength: 900, timeLimit: 0, text: true } as const
    await readFiles(['a.txt', 'b.txt'], options, world, fakeRooms)
    for (const line of world.printed().trimEnd().split('\n')) expect(faults(JSON.parse(line))).toEqual([])
  })

  it('knows every kind of block', () => {
    expect(schema.$defs.blockKind.enum).toEqual(BLOCK_KINDS)
  })

  it('refuses a record that lacks any of its keys, or of its parts’', () => {
    const lacking = (value: object, key: string) => Object.fromEntries(Object.entries(value).filter(([k]) => k !== key))
    for (const key of Object.keys(record)) expect(faults(lacking(record, key)), key).not.toEqual([])
    for (const key of Object.keys(one!)) {
      expect(faults({ ...record, attributions: [lacking(one!, key)] }), key).not.toEqual([])
    }
    for (const key of Object.keys(record.speakers[0]!)) {
      expect(faults({ ...record, speakers: [lacking(record.speakers[0]!, key)] }), key).not.toEqual([])
    }
    for (const key of Object.keys(record.article)) {
      expect(faults({ ...record, article: lacking(record.article, key) }), key).not.toEqual([])
    }
  })

  it('refuses values that no engine may seal', () => {
    const wrong: readonly object[] = [
      { version: 1 },
      { unit: 'code-points' },
      { id: 'XYZ' },
      { extra: 1 },
      { options: {} },
      { options: { maxLength: 0 } },
      { attributions: [{ ...one!, content: [] }] },
      { attributions: [{ ...one!, source: [{ from: -1, to: 4 }] }] },
      { attributions: [{ ...one!, source: [[0, 4]] }] },
      { attributions: [{ ...one!, kind: 'quoted' }] },
      { attributions: [{ ...one!, block: 'sidebar' }] },
      { attributions: [{ ...one!, confidence: 1.2 }] },
      { attributions: [{ ...one!, boundaryConfidence: -0.1 }] },
      { attributions: [{ ...one!, speaker: { name: 'Venn' } }] },
      { notes: [{ code: 'Over Time', message: 'x' }] },
    ]
    for (const change of wrong) expect(faults({ ...record, ...change }), JSON.stringify(change)).not.toEqual([])
  })
})
