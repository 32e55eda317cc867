import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asFailure } from '../../src/cli/reading.ts'
import { processWorld, samePlace } from '../../src/cli/world.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascribe-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const world = processWorld()
const text = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('the world outside', () => {
  it('puts a result under its name only when it is whole', async () => {
    writeFileSync(join(folder, 'o.txt'), 'old')
    const sink = await world.sink(join(folder, 'o.txt'))
    expect(await sink.write('new, ')).toBe(true)
    await sink.write('all of it')
    expect(text('o.txt')).toBe('old')
    await sink.close()
    expect(text('o.txt')).toBe('new, all of it')
    expect(readdirSync(folder)).toEqual(['o.txt'])
  })

  it('leaves what was there when there is no result', async () => {
    writeFileSync(join(folder, 'o.txt'), 'old')
    const sink = await world.sink(join(folder, 'o.txt'))
    await sink.write('half')
    await sink.drop()
    expect(text('o.txt')).toBe('old')
    expect(readdirSync(folder)).toEqual(['o.txt'])
  })

  it('writes what a link points to, and leaves the link', async () => {
    writeFileSync(join(folder, 'goal.txt'), 'old')
    symlinkSync('goal.txt', join(folder, 'link.txt'))
    const sink = await world.sink(join(folder, 'link.txt'))
    await sink.write('new')
    await sink.close()
    expect(text('goal.txt')).toBe('new')
    writeFileSync(join(folder, 'goal.txt'), 'newer')
    expect(text('link.txt')).toBe('newer')
  })

  it('reads a file up to a limit', async () => {
    writeFileSync(join(folder, 'a.txt'), 'twelve bytes')
    expect(Buffer.from(await world.read(join(folder, 'a.txt'), 12)).toString()).toBe('twelve bytes')
    await expect(world.read(join(folder, 'a.txt'), 11)).rejects.toMatchObject({ code: 'too-large' })
  })

  it('fails with what the system says, told in the words of the house', async () => {
    const codeOf = (path: string) =>
      world.read(path, 99).then(
        () => 'none',
        error => asFailure(error).code,
      )
    expect(await codeOf(join(folder, 'missing'))).toBe('no-such-file')
    expect(await codeOf(folder)).toBe('is-a-directory')
    writeFileSync(join(folder, 'a.txt'), '')
    expect(await codeOf(join(folder, 'a.txt', 'b'))).toBe('no-such-file')
    await expect(world.sink(join(folder, 'no', 'o.txt'))).rejects.toThrow('ENOENT')
  })

  it('knows one place by two names', () => {
    expect(samePlace('a.txt', './x/../a.txt')).toBe(true)
    expect(samePlace('a.txt', 'x/a.txt')).toBe(false)
  })
})
