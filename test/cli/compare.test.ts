import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { frontDesk } from '../../src/cli/desk.ts'
import { readDefaultModel } from '../../src/node.ts'
import { fakeWorld } from './fakes.ts'

const example = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8')

const FILES = {
  'a.html': example('two-papers-a.html'),
  'b.txt': example('two-papers-b.txt'),
  'wire.txt': example('wire-report.txt'),
}

const ask = async (...args: readonly string[]) => {
  const world = fakeWorld(FILES, { readDefaultModel: async () => readDefaultModel() })
  const code = await frontDesk(['compare', ...args], world)
  return { code, printed: world.printed(), said: world.said.join('\n') }
}

describe('ascribe compare', () => {
  it('sets the variants of each family below one another, no wider than 80 columns', async () => {
    const { code, printed, said } = await ask('a.html', 'b.txt')
    expect([code, said]).toEqual([0, ''])
    expect(printed).toMatch(/^f[0-9a-z]{15} {2}2 variants, 2 independent origins$/m)
    expect(printed).toContain('      … For two hours we were losing')
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('prints a family a line with --json, with the exact words', async () => {
    const { printed } = await ask('--json', 'a.html', 'b.txt')
    const lines = printed
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    const families = lines.filter(line => 'variants' in line)
    const findings = lines.filter(line => 'evidence' in line)
    expect(families.length + findings.length).toBe(lines.length)
    for (const { evidence } of findings) for (const { words } of evidence) expect(words.length).toBeGreaterThan(0)
    expect(families[0].variants.length).toBeGreaterThan(1)
    const words = families.flatMap(({ variants }: { variants: { report: string; words: string }[] }) =>
      variants.filter(({ report }) => report === 'b.txt').map(({ words }) => words),
    )
    expect(words).toContain('For two hours we were losing,')
  })

  it('says that nothing is shared, and which file it could not read', async () => {
    const { code, printed, said } = await ask('wire.txt', 'nowhere.txt')
    expect(code).toBe(1)
    expect(printed).toContain('No utterance is quoted twice in 1 report.')
    expect(said).toContain('nowhere.txt: there is no such file (no-such-file)')
  })

  it('looks ids up in the record that it is given', async () => {
    const { code, said } = await ask('--record', 'missing.db', 'a0k3v9d1m2x7q4bz')
    expect(code).toBe(3)
    expect(said).toContain('missing.db')
  })
})
