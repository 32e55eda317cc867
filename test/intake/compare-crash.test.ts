import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compareNew, verifyComparison } from '../../src/intake/index.ts'
import { openRecord } from '../../src/store/index.ts'
import { add } from '../store/making.ts'
import { chanceOf, reportsMade } from './reports-made.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascribe-compare-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (path: string) => openRecord(path, { now: () => new Date(), patience: 5000 })
const compare = { worker: 'last', sleep: (ms: number) => new Promise<void>(done => setTimeout(done, ms)) }

it('makes up for comparing that was killed anywhere', async () => {
  const path = join(folder, 'record.db')
  const store = await open(path)
  const drafts = reportsMade(90, 11)
  const chance = chanceOf(13)
  const script = resolve(import.meta.dirname, 'comparing.ts')
  let killed = 0
  for (let run = 0; run < 5; run++) {
    await add(store, ...drafts.slice(run * 18, (run + 1) * 18))
    const child = spawn(process.execPath, ['--import', 'tsx', script, path, `run ${run}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let done = false
    child.stdout.on('data', chunk => {
      if (String(chunk).includes('done')) done = true
      // Some at once, some in the middle, some at the end of a batch.
      else setTimeout(() => child.kill('SIGKILL'), chance(900))
    })
    await new Promise(closed => child.once('close', closed))
    if (!done) killed++
  }
  expect(killed).toBeGreaterThan(0)
  await compareNew(store, compare)
  expect(await store.comparison.waiting()).toBe(0)
  expect(await verifyComparison(store)).toEqual({ faults: [], waiting: 0 })
  expect(await store.verify()).toEqual([])
  await store.close()
})

it('leaves no quoted word of what is forgotten in the file', async () => {
  const path = join(folder, 'record.db')
  const store = await open(path)
  const [first, ...others] = reportsMade(8, 17)
  const secret = {
    ...first!,
    text: 'A word. “Zanzibaric quoxle vrimbat of the harbour council stood firm today,” Wilhelmina Quarrtz said. End.',
    lines: [
      {
        content: '“Zanzibaric quoxle vrimbat of the harbour council stood firm today,”',
        by: 'Wilhelmina Quarrtz',
        kind: 'direct',
      },
    ],
    title: 'Brimstonix of Quarrtz',
  } as const
  const [kept] = await add(store, secret, ...others)
  // The same words in another mouth, in a report that stays.
  await add(store, {
    ...others[0]!,
    url: 'https://made.example/other',
    text: `Now “vrimbot of the harbour council stood firm today,” Bo Hale said of it.`,
    lines: [{ content: '“vrimbot of the harbour council stood firm today,”', by: 'Bo Hale', kind: 'direct' }],
  })
  await compareNew(store, compare)
  expect((await store.comparison.families({ article: kept!.article!, limit: 9 })).items.length).toBeGreaterThan(0)
  await store.forget({ article: kept!.article! }, { author: 'Kim', reason: 'order' })
  const check = () => {
    for (const end of ['', '-wal']) {
      const raw = readFileSync(path + end)
        .toString('latin1')
        .toLowerCase()
      for (const word of ['zanzibaric', 'quoxle', 'vrimbat', 'quarrtz', 'brimstonix']) expect(raw).not.toContain(word)
    }
  }
  check()
  await compareNew(store, compare)
  check()
  expect(await store.verify()).toEqual([])
  await store.close()
})
