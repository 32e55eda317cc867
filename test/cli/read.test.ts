import { describe, expect, it } from 'vitest'
import { idOf, type ReadOptions, readFiles } from '../../src/cli/reading.ts'
import type { World } from '../../src/cli/world.ts'
import { type FakeWorld, fakeRooms, fakeWorld } from './fakes.ts'

const VENN = 'Venn said the dam would hold.\n'
const ROOK = 'Rook said it might not.\n'

const run = (world: World, files: readonly string[], options: Partial<ReadOptions> = {}) =>
  readFiles(
    files,
    { format: 'pretty', color: 'auto', maxLength: 2_000_000, timeLimit: 60, ...options },
    world,
    fakeRooms,
  )
const linesOf = (world: FakeWorld) => world.printed().trimEnd().split('\n')

describe('ascribe read', () => {
  it('reads one file: the text without a heading, code 0', async () => {
    const world = fakeWorld({ 'a.txt': VENN })
    expect(await run(world, ['a.txt'])).toBe(0)
    expect(world.printed()).toContain('‹Venn› [said] {the dam would hold}¹.')
    expect(world.printed()).not.toContain('──')
    expect(world.said).toEqual([])
  })

  it('reads standard input', async () => {
    const world = fakeWorld({ '-': VENN })
    expect(await run(world, ['-'], { format: 'spans' })).toBe(0)
    expect(JSON.parse(world.printed())).toMatchObject({ id: 'stdin', attributions: [{ source: [[0, 4]] }] })
  })

  it('heads each of several', async () => {
    const world = fakeWorld({ 'a.txt': VENN, 'b.txt': ROOK })
    expect(await run(world, ['a.txt', 'b.txt'])).toBe(0)
    expect(linesOf(world).filter(line => line.startsWith('── '))).toEqual([
      `── a.txt ${'─'.repeat(71)}`,
      `── b.txt ${'─'.repeat(71)}`,
    ])
  })

  it('reads the others when some fail, telling each failure with its code and next step', async () => {
    const world = fakeWorld({
      'a.txt': VENN,
      dir: { fails: 'EISDIR' },
      'secret.txt': { fails: 'EACCES' },
      'broken.txt': { fails: 'EIO' },
      'empty.txt': '',
      'blank.txt': ' \n\n ',
      'page.pdf': '%PDF-1.7 …',
      'odd.txt': 'BREAK this',
      'b.txt': ROOK,
    })
    const names = [
      'a.txt',
      'missing.txt',
      'dir',
      'secret.txt',
      'broken.txt',
      'empty.txt',
      'blank.txt',
      'page.pdf',
      'odd.txt',
      'b.txt',
    ]
    expect(await run(world, names, { format: 'ndjson' })).toBe(1)
    expect(linesOf(world).map(line => JSON.parse(line).file)).toEqual(['a.txt', 'b.txt'])
    const failures = world.said.slice(0, -1)
    expect(failures.map(line => /^ascribe: (\S+): .+ \(([a-z-]+)\) — .+$/.exec(line)?.slice(1))).toEqual([
      ['missing.txt', 'no-such-file'],
      ['dir', 'is-a-directory'],
      ['secret.txt', 'not-readable'],
      ['broken.txt', 'read-failed'],
      ['empty.txt', 'empty-input'],
      ['blank.txt', 'empty-input'],
      ['page.pdf', 'binary-input'],
      ['odd.txt', 'internal-error'],
    ])
    expect(world.said.at(-1)).toBe('ascribe: 2 of 10 read, 8 failed')
  })

  it('ends with 3 when nothing could be read', async () => {
    expect(await run(fakeWorld(), ['missing.txt'])).toBe(3)
    const world = fakeWorld()
    expect(await run(world, ['missing.txt', 'lost.txt'], { format: 'json' })).toBe(3)
    expect(JSON.parse(world.printed())).toEqual([])
  })

  it('prints one record for one file and an array for several; a file name only where it is needed', async () => {
    const one = fakeWorld({ 'a.txt': VENN })
    await run(one, ['a.txt'], { format: 'json' })
    const record = JSON.parse(one.printed())
    expect(record).toMatchObject({ schema: 'ascribe/record', version: 2 })
    expect(record).not.toHaveProperty('file')
    expect(record).not.toHaveProperty('text')
    expect(one.printed()).toContain('{ "from": 0, "to": 4 }')

    const two = fakeWorld({ 'a.txt': VENN, 'b.txt': ROOK })
    await run(two, ['a.txt', 'missing.txt', 'b.txt'], { format: 'json', text: true })
    expect(JSON.parse(two.printed())).toMatchObject([
      { file: 'a.txt', text: VENN },
      { file: 'b.txt', text: ROOK },
    ])
  })

  it('takes file names for ids in spans, and refuses a second of the same', async () => {
    expect(['x/a.b.txt', 'seed', '.hidden', '-', 'y/'].map(idOf)).toEqual(['a.b', 'seed', '.hidden', 'stdin', 'y'])
    const world = fakeWorld({ 'a.txt': VENN, 'x/a.html': ROOK })
    expect(await run(world, ['a.txt', 'x/a.html'], { format: 'spans' })).toBe(1)
    expect(linesOf(world).map(line => JSON.parse(line).id)).toEqual(['a'])
    expect(world.said[0]).toBe(
      'ascribe: x/a.html: its id "a" is already that of a.txt (duplicate-id) — rename one of them, or read them apart',
    )
  })

  it('tells notes beside spans, which have no place for them, unless quiet', async () => {
    const files = {
      'a.txt':
        'Der Minister sagte, dass die Brücke nicht mehr sicher ist und dass sie noch in diesem Jahr gesperrt wird.',
    }
    const world = fakeWorld(files)
    await run(world, ['a.txt'], { format: 'spans' })
    expect(world.said.join()).toMatch(/^ascribe: a\.txt: note: .*\(not-english\)$/)
    const quiet = fakeWorld(files)
    await run(quiet, ['a.txt'], { format: 'spans', quiet: true })
    expect(quiet.said).toEqual([])
  })

  it('colours on a terminal, unless NO_COLOR or a dumb terminal forbids it, and always when told to', async () => {
    const coloured = async (changes: Partial<World>, options: Partial<ReadOptions> = {}) => {
      const world = fakeWorld({ 'a.txt': VENN }, changes)
      await run(world, ['a.txt'], options)
      return (world.printed() + (world.written.get('o.txt') ?? '')).includes('\u001b[')
    }
    const terminal = { in: true, out: true, err: true }
    expect(await coloured({})).toBe(false)
    expect(await coloured({ terminal })).toBe(true)
    expect(await coloured({ terminal, env: { NO_COLOR: '1' } })).toBe(false)
    expect(await coloured({ terminal, env: { NO_COLOR: '' } })).toBe(true)
    expect(await coloured({ terminal, env: { TERM: 'dumb' } })).toBe(false)
    expect(await coloured({ terminal }, { color: 'never' })).toBe(false)
    expect(await coloured({ env: { NO_COLOR: '1' } }, { color: 'always' })).toBe(true)
    expect(await coloured({ terminal }, { out: 'o.txt' })).toBe(false)
  })

  it('writes to a file with --out, whole or not at all', async () => {
    const world = fakeWorld({ 'a.txt': VENN })
    expect(await run(world, ['a.txt'], { format: 'ndjson', out: 'o.ndjson' })).toBe(0)
    expect(world.printed()).toBe('')
    expect(JSON.parse(world.written.get('o.ndjson')!)).toMatchObject({ version: 2 })
    const full = fakeWorld({ 'a.txt': VENN }, { full: true })
    expect(await run(full, ['a.txt'], { out: 'o.txt' })).toBe(3)
    expect(full.written.size).toBe(0)
    expect(full.said[0]).toMatch(/^ascribe: o\.txt: .*ENOSPC.*\(write-failed\) — /)
  })

  it('leaves a file named by --out alone when there is no result, or when it is an input', async () => {
    const none = fakeWorld()
    expect(await run(none, ['missing.txt'], { out: 'o.txt' })).toBe(3)
    expect(none.written.size).toBe(0)
    const same = fakeWorld({ 'a.txt': VENN })
    expect(await run(same, ['a.txt'], { out: './a.txt' })).toBe(3)
    expect(same.written.size).toBe(0)
    expect(same.said[0]).toContain('one of the inputs')
  })

  it('stops without complaint when nobody listens any more', async () => {
    const world = fakeWorld({ 'a.txt': VENN, 'b.txt': ROOK, 'c.txt': VENN }, { listens: 2 })
    expect(await run(world, ['a.txt', 'b.txt', 'c.txt'], { format: 'ndjson', quiet: true })).toBe(0)
    expect(linesOf(world).length).toBe(1)
    expect(world.said).toEqual([])
  })

  it('draws a bar on a terminal when the results go elsewhere, else says a line now and then', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.txt`, VENN]))
    const names = Object.keys(files)
    const barred = fakeWorld(files, { terminal: { in: true, out: false, err: true } })
    await run(barred, names, { format: 'ndjson' })
    expect(barred.bars).toEqual([{ total: 40, steps: 40, stopped: true }])
    let clock = 0
    const lined = fakeWorld(files, { now: () => (clock += 200) })
    await run(lined, names, { format: 'ndjson' })
    expect(lined.bars).toEqual([])
    expect(lined.said.length).toBeGreaterThan(2)
    expect(lined.said.length).toBeLessThan(12)
    expect(lined.said.at(-1)).toBe('ascribe: 40 of 40 read')
    const onScreen = fakeWorld(files, { terminal: { in: true, out: true, err: true } })
    await run(onScreen, names)
    expect([onScreen.bars, onScreen.said]).toEqual([[], []])
    const quiet = fakeWorld(files)
    await run(quiet, names, { quiet: true })
    expect(quiet.said).toEqual([])
  })

  it('gives each article its own time, and none when the limit is 0', async () => {
    let clock = 0
    const slow = { now: () => (clock += 2000) }
    const world = fakeWorld({ 'a.txt': VENN }, slow)
    await run(world, ['a.txt'], { format: 'json', timeLimit: 1 })
    expect(JSON.parse(world.printed()).notes.map((note: { code: string }) => note.code)).toContain('over-time')
    const free = fakeWorld({ 'a.txt': VENN }, slow)
    await run(free, ['a.txt'], { format: 'json', timeLimit: 0 })
    expect(JSON.parse(free.printed()).notes).toEqual([])
  })

  it('hands on what it was told of the input, and refuses one that is far too large', async () => {
    const world = fakeWorld({ 'a.txt': Uint8Array.from([...Buffer.from('Venn said '), 0x93, 0x6e, 0x6f, 0x94]) })
    await run(world, ['a.txt'], {
      format: 'json',
      text: true,
      encoding: 'windows-1252',
      published: '2026-05-03',
      maxLength: 500,
    })
    expect(JSON.parse(world.printed())).toMatchObject({
      text: 'Venn said “no”',
      article: { published: '2026-05-03' },
      options: { maxLength: 500 },
    })
    const large = fakeWorld({ 'a.txt': new Uint8Array(16 * 1024 * 1024 + 1).fill(97) })
    expect(await run(large, ['a.txt'], { maxLength: 500 })).toBe(3)
    expect(large.said[0]).toContain('(too-large)')
  })

  it('reads with the model it is given, and ends with 3 when that is none', async () => {
    const files = { 'a.txt': VENN, 'm.bin': 'Model', 'x.bin': 'x' }
    const world = fakeWorld(files)
    await run(world, ['a.txt'], { format: 'json', model: 'm.bin' })
    expect(JSON.parse(world.printed()).model).toBe('other-1+00000000')
    const other = fakeWorld(files)
    expect(await run(other, ['a.txt'], { model: 'x.bin' })).toBe(3)
    expect(other.said).toEqual(['ascribe: x.bin: these bytes are not a model (not-a-model) — pass a model'])
    expect(await run(fakeWorld(files), ['a.txt'], { model: 'missing.bin' })).toBe(3)
    const bare = fakeWorld(files, {
      readDefaultModel: async () => {
        throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' })
      },
    })
    expect(await run(bare, ['a.txt'])).toBe(3)
    expect(bare.said[0]).toMatch(/^ascribe: the model: .* \(no-model\) — .*--model$/)
  })

  it('shows file names and messages without letting them steer the terminal', async () => {
    const world = fakeWorld()
    await run(world, ['a\u001b[2J\u202e.txt'])
    expect(world.said[0]).toContain('a␛[2J<U+202E>.txt')
  })

  it('tells a person at the keyboard that it waits', async () => {
    const world = fakeWorld({ '-': VENN }, { terminal: { in: true, out: true, err: true } })
    await run(world, ['-'])
    expect(world.said[0]).toContain('Ctrl-D')
  })
})
