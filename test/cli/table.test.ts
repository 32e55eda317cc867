import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { frontDesk } from '../../src/cli/desk.ts'
import { COMMANDS, EXIT } from '../../src/cli/table.ts'
import { DEFAULT_OPTIONS, ENGINE_VERSION } from '../../src/engine/index.ts'
import { fakeWorld } from './fakes.ts'
import { manual } from './manual.ts'

const ask = async (...args: readonly string[]) => {
  const world = fakeWorld()
  const code = await frontDesk(args, world)
  return { code, printed: world.printed(), said: world.said.join('\n') }
}

describe('the command table', () => {
  it('is what docs/cli.md says', async () => {
    await expect(manual()).toMatchFileSnapshot('../../docs/cli.md')
  })

  it('is what --help says, of ascribe and of each command', async () => {
    const all = await ask('--help')
    expect(all.code).toBe(0)
    for (const command of COMMANDS) {
      expect(all.printed).toContain(command.name)
      const one = await ask(command.name, '--help')
      expect(one.code).toBe(0)
      expect(await ask('help', command.name)).toEqual(one)
      for (const option of command.options) expect(one.printed).toContain(option.flags)
      for (const example of command.examples) expect(one.printed).toContain(example.line)
      for (const code of Object.values(EXIT)) expect(one.printed).toMatch(new RegExp(`^ {2}${code} `, 'm'))
      for (const line of one.printed.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    }
  })

  it('states the engine’s own default for the longest text', () => {
    const row = COMMANDS[0]!.options.find(option => option.flags.startsWith('--max-length'))
    expect(Number(row!.preset)).toBe(DEFAULT_OPTIONS.maxLength)
  })

  it('prints the version, the package’s', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(await ask('--version')).toEqual({ code: 0, printed: `${ENGINE_VERSION}\n`, said: '' })
    expect(ENGINE_VERSION).toBe(version)
  })

  it('answers a command line it does not understand with 2 and the way to help', async () => {
    for (const args of [
      ['raed', 'a.txt'],
      ['read'],
      ['read', '--format', 'xml', 'a.txt'],
      ['read', '--nonsense', 'a.txt'],
      ['read', '--max-length', '0', 'a.txt'],
      ['read', '--max-length', '1e3', 'a.txt'],
      ['read', '--time-limit', '-1', 'a.txt'],
      ['read', '--time-limit', 'soon', 'a.txt'],
      ['read', '--color', 'a.txt'],
    ]) {
      const { code, printed, said } = await ask(...args)
      expect([code, printed], args.join(' ')).toEqual([2, ''])
      expect(said, args.join(' ')).toMatch(/^ascribe: .+\n(.+\n)*Try: ascribe .*--help$/)
    }
    const bare = await ask()
    expect([bare.code, bare.printed]).toEqual([2, ''])
    expect(bare.said).toContain('Usage: ascribe')
  })

  it('hands typed options to the command', async () => {
    // No such model: the command runs, and says so.
    const { code, said } = await ask(
      'read',
      '--model',
      'none.bin',
      '--max-length',
      '500',
      '--time-limit',
      '0.5',
      'a.txt',
    )
    expect(code).toBe(3)
    expect(said).toContain('none.bin: there is no such file (no-such-file) — ')
  })

  it('loads no room to print help', () => {
    const imports = (file: string): string[] => {
      const code = readFileSync(new URL(`../../src/cli/${file}`, import.meta.url), 'utf8')
      return [...code.matchAll(/^(?:import|export)(?! type\b)[^;]*? from '([^']+)'/gm)].map(match => match[1]!)
    }
    const seen = new Set<string>()
    const visit = (file: string) => {
      if (seen.has(file)) return
      seen.add(file)
      for (const target of imports(file)) {
        expect(target, `${file} imports`).not.toMatch(/\/(?!vocabulary\/)\w+\/index\.ts$/)
        if (target.startsWith('./')) visit(target.slice(2))
      }
    }
    visit('main.ts')
    expect(seen.size).toBeGreaterThan(3)
    expect(seen.size).toBeLessThan(readdirSync(new URL('../../src/cli', import.meta.url)).length)
  })
})
