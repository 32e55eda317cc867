import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AscribeError, presentRecord, RECORD_VERSION } from '../../src/vocabulary/index.ts'

const old = (version: number) =>
  JSON.parse(readFileSync(new URL(`../old-files/record-${version}.json`, import.meta.url), 'utf8')) as {
    attributions: { confidence: number }[]
  }
const code = (value: unknown): string => {
  try {
    presentRecord(value)
  } catch (error) {
    return (error as AscribeError).code
  }
  return 'none'
}

describe('versions of a record', () => {
  it('takes what an older record knew of the whole for its boundaries, and keeps the rest', () => {
    const before = old(1)
    const after = presentRecord(structuredClone(before))
    expect(after.version).toBe(RECORD_VERSION)
    expect(after.attributions.map(a => a.boundaryConfidence)).toEqual(before.attributions.map(a => a.confidence))
    const { version: _, attributions, ...rest } = after
    expect({ ...before, ...rest }).toEqual(before)
    expect(attributions.map(({ boundaryConfidence: _, ...a }) => a)).toEqual(before.attributions)
  })

  it('hands a present one back as it is', () => {
    const record = old(RECORD_VERSION)
    expect(presentRecord(record)).toBe(record)
  })

  it('refuses what is newer, and what is no record', () => {
    expect(code({ schema: 'ascribe/record', version: RECORD_VERSION + 1 })).toBe('reading-too-new')
    for (const value of [null, 3, 'x', [], {}, { schema: 'ascribe/record' }, { schema: 'ascribe/record', version: 0 }])
      expect(code(value), JSON.stringify(value)).toBe('no-reading')
    expect(code({ schema: 'ascribe/record', version: 1 })).toBe('no-reading')
    expect(code({ schema: 'ascribe/record', version: 1, attributions: [null] })).toBe('no-reading')
  })
})
