import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/codes.md'), 'utf8')

const rows = page
  .split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(cells => ({ code: cells[1]!.replaceAll('`', ''), what: cells[2]!, happened: cells[3]!, next: cells[4]! }))

/** Codes as the sources write them: the first argument of an AscribeError, or the code of a failure or a note. */
const used = { error: new Set<string>(), note: new Set<string>() }
for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts')) continue
  const code = readFileSync(join(root, 'src', name), 'utf8')
  for (const match of code.matchAll(/\bAscribeError\(\s*'([^']+)'/g)) used.error.add(match[1]!)
  // A failure handed on as plain data has a next step, a note has none.
  for (const match of code.matchAll(/\bcode: '([^']+)'(,\s+message:[^\n]+\s+next:)?/g)) {
    used[match[2] === undefined ? 'note' : 'error'].add(match[1]!)
  }
}

describe('docs/codes.md', () => {
  it('finds the codes in the sources', () => {
    expect(used.error).toContain('too-large')
    expect(used.note).toContain('over-time')
  })

  it('names every code in use, as error or note, and no other', () => {
    const named = (what: string) => rows.filter(row => row.what.split(', ').includes(what)).map(row => row.code)
    expect(named('error').toSorted()).toEqual([...used.error].toSorted())
    expect(named('note').toSorted()).toEqual([...used.note].toSorted())
  })

  it('says of each once, in kebab case, what happened and what to do', () => {
    expect(rows.map(row => row.code)).toEqual([...new Set(rows.map(row => row.code))])
    for (const row of rows) {
      expect(row.code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(row.happened, row.code).toMatch(/^[A-Z].{10,}\.$/)
      expect(row.next, row.code).toMatch(/^[A-Z].{5,}\.$/)
    }
  })

  it('leaves no AscribeError without a code that can be found here', () => {
    const hidden: string[] = []
    for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue
      const code = readFileSync(join(root, 'src', name), 'utf8')
      for (const match of code.matchAll(/new AscribeError\(\s*([^'\s])/g)) hidden.push(`${name}: ${match[0]}`)
    }
    expect(hidden).toEqual([])
  })
})
