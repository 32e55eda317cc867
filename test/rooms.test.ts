import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * The door table of ARCHITECTURE.md: room -> rooms it may import. `door` stands for the package doors
 * (src/index.ts, src/node.ts), which hand the default model to those who read files.
 */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  vocabulary: [],
  ingest: ['vocabulary'],
  tokens: ['vocabulary'],
  tagging: ['vocabulary', 'tokens'],
  attribution: ['vocabulary', 'tokens', 'tagging'],
  speakers: ['vocabulary', 'tokens'],
  engine: ['vocabulary', 'tokens', 'tagging', 'attribution', 'speakers'],
  compare: ['vocabulary', 'tokens'],
  fetching: ['vocabulary'],
  store: ['vocabulary'],
  exchange: ['vocabulary', 'tokens'],
  intake: ['vocabulary', 'ingest', 'fetching', 'engine', 'compare', 'store', 'door'],
  api: ['vocabulary', 'ingest', 'engine', 'store', 'exchange', 'intake', 'compare', 'door'],
  cli: [
    ...['vocabulary', 'ingest', 'tokens', 'tagging', 'attribution', 'speakers', 'engine'],
    ...['fetching', 'store', 'exchange', 'intake', 'compare', 'api', 'door'],
  ],
  web: ['vocabulary', 'ingest', 'engine', 'api'],
  workshop: ['vocabulary', 'ingest', 'tokens', 'tagging', 'attribution', 'speakers', 'engine', 'compare', 'door'],
  door: ['vocabulary', 'ingest', 'engine'],
}

/** Rooms that run in a browser: no Node module, no Node global. */
const PURE = ['vocabulary', 'ingest', 'tokens', 'tagging', 'attribution', 'speakers', 'engine', 'compare', 'web']

const src = resolve(import.meta.dirname, '../src')

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : /\.tsx?$/.test(path) ? [path] : []
  })
}

const roomOf = (path: string): string => {
  const parts = relative(src, path).split('/')
  return parts.length === 1 ? 'door' : parts[0]!
}

const importsOf = (code: string): string[] =>
  [
    ...code.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g,
    ),
  ].map(m => (m[1] ?? m[2] ?? m[3])!)

const files = filesBelow(src).map(path => ({ path, room: roomOf(path), code: readFileSync(path, 'utf8') }))

describe('the rooms and their doors', () => {
  it('knows every room that exists', () => {
    expect([...new Set(files.map(f => f.room))].filter(room => !(room in DOORS))).toEqual([])
  })

  it('lets a room import only what the table allows, through the other room’s entry file (trainers also through its training.ts, the page through api’s wire.ts)', () => {
    const wrong: string[] = []
    for (const f of files) {
      for (const target of importsOf(f.code).filter(t => t.startsWith('.'))) {
        const path = resolve(dirname(f.path), target)
        const room = roomOf(path)
        if (room === f.room) continue
        const entry =
          room === 'door' ||
          /\/index\.ts$/.test(path) ||
          (f.room === 'workshop' && /\/training\.ts$/.test(path)) ||
          (f.room === 'web' && /\/api\/wire\.ts$/.test(path))
        if (!DOORS[f.room]!.includes(room) || !entry) wrong.push(`${relative(src, f.path)} imports ${target}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('keeps Node out of the rooms that run in a browser', () => {
    const wrong = files.flatMap(f =>
      PURE.includes(f.room) || /\/src\/index\.ts$/.test(f.path)
        ? [
            ...importsOf(f.code).filter(t => t.startsWith('node:')),
            ...(f.code.match(/\b(?:process|Buffer|__dirname|require)\b(?=[.([])/g) ?? []),
          ].map(what => `${relative(src, f.path)}: ${what}`)
        : [],
    )
    expect(wrong).toEqual([])
  })

  it('draws the same table in ARCHITECTURE.md', () => {
    const drawing = readFileSync(resolve(src, '../ARCHITECTURE.md'), 'utf8')
    for (const [room, allowed] of Object.entries(DOORS)) {
      if (room === 'door') continue
      const row = drawing.split('\n').find(line => line.startsWith(`| \`${room}/\``))
      expect(row, `a row for ${room}`).toBeDefined()
      const cell = row!.split('|')[3]!.trim()
      const named = cell === 'nothing' ? [] : cell.split(',').map(x => x.trim().replaceAll('`', ''))
      expect(named.toSorted(), room).toEqual([...allowed].filter(x => x !== 'door').toSorted())
    }
  })
})
