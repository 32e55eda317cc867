import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { attribute, loadModel, MODEL_FILE_VERSION } from '../../src/engine/index.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { presentRecord, RECORD_VERSION } from '../../src/vocabulary/index.ts'

const folder = new URL('.', import.meta.url)
const files = (pattern: RegExp): string[] => readdirSync(folder).filter(name => pattern.test(name))

describe('files of every version', () => {
  it('keeps one model file of every version up to the present', () => {
    expect(files(/^model-\d+\.bin$/)).toEqual(
      Array.from({ length: MODEL_FILE_VERSION }, (_, i) => `model-${i + 1}.bin`),
    )
  })

  it.each(files(/^model-\d+\.bin$/))('reads with %s', name => {
    const model = loadModel(new Uint8Array(readFileSync(new URL(name, folder))))
    const article = articleFromText('The mayor said the road was open. Orla Venn said the dam would hold.')
    const contents = attribute(article, model).attributions.map(a =>
      a.content.map(s => article.text.slice(s.from, s.to)),
    )
    expect(contents).toEqual([['the road was open'], ['the dam would hold']])
  })

  it.each(files(/^record-\d+\.json$/))('%s is what its schema says', name => {
    const version = /\d+/.exec(name)![0]
    const schema = JSON.parse(
      readFileSync(new URL(`../../schema/attribution-record-${version}.schema.json`, folder), 'utf8'),
    ) as object
    const valid = new Ajv2020({ strict: false }).compile(schema)
    expect(valid(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))), JSON.stringify(valid.errors)).toBe(true)
  })

  it('keeps one record file of every version up to the present', () => {
    expect(files(/^record-\d+\.json$/)).toEqual(
      Array.from({ length: RECORD_VERSION }, (_, i) => `record-${i + 1}.json`),
    )
  })

  it.each(files(/^record-\d+\.json$/))('brings %s up to date', name => {
    const present = presentRecord(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    const schema = JSON.parse(
      readFileSync(new URL(`../../schema/attribution-record-${RECORD_VERSION}.schema.json`, folder), 'utf8'),
    ) as object
    const valid = new Ajv2020({ strict: false }).compile(schema)
    expect(valid(present), JSON.stringify(valid.errors)).toBe(true)
    expect(present.attributions.length).toBeGreaterThan(0)
  })
})
