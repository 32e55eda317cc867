import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ENTITIES, RELATIONS } from '../../src/exchange/brat.ts'
import { COLUMNS } from '../../src/exchange/rows.ts'

const page = readFileSync(new URL('../../docs/exports.md', import.meta.url), 'utf8')

describe('docs/exports.md', () => {
  it('lists every column of the tables once, and no other', () => {
    const table = page.split('| Column | What |')[1]!.split('\n\n')[0]!
    const first = table
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .map(line => line.split('|')[1]!)
    const listed = first.flatMap(cell => [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1]!))
    expect(listed.toSorted()).toEqual(COLUMNS.map(column => column.name).toSorted())
  })

  it('names every mark and relation of brat', () => {
    for (const name of ENTITIES) expect(page).toContain(`**${name}**`)
    for (const name of Object.keys(RELATIONS)) expect(page).toContain(`\`${name}\``)
  })
})
