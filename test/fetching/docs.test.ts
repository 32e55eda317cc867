import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, DEFAULT_USER_AGENT } from '../../src/fetching/index.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/fetching.md'), 'utf8')

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  KiB: 1024,
  MiB: 1024 * 1024,
}

describe('docs/fetching.md', () => {
  it('names every limit with its default, and no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| (\d+) ?(\w*) \|/gm)]
    const told = Object.fromEntries(rows.map(([, name, number, unit]) => [name, Number(number) * UNITS[unit!]!]))
    expect(told).toEqual(DEFAULT_LIMITS)
  })

  it('shows the user agent', () => {
    expect(page).toContain(`User-Agent: ${DEFAULT_USER_AGENT}`)
  })
})
