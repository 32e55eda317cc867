import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, inject } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const CLI = join(root, 'dist/cli.js')
const run = promisify(execFile)

/** Bundles of reports, and articles that stand by themselves. */
const ARTICLES = ['test/stories/ferry-fire', 'test/stories/rail-ballot', 'examples']

/**
 * The record of these tests, read, compared and kept as a user would: once per run, by whichever file comes first. The
 * others wait for it.
 */
async function recordOnce(): Promise<string> {
  const folder = join(inject('scratch'), 'record')
  const record = join(folder, 'record.db')
  const done = join(folder, 'done')
  try {
    mkdirSync(folder)
  } catch {
    for (let i = 0; i < 600 && !existsSync(done); i++) await wait(100)
    return record
  }
  const desk = (...words: string[]) => run(process.execPath, [CLI, ...words], { cwd: root, maxBuffer: 1 << 26 })
  await desk('add', '--quiet', '--jobs', '1', '--record', record, ...ARTICLES.map(path => join(root, path))).catch(
    // Bundles hold expectations too, which are no articles: `add` says so and ends with 1.
    error => {
      if (error.code !== 1) throw error
    },
  )
  writeFileSync(done, '')
  return record
}

/** A server of its own for a file of tests, on a copy of the record: what one file rules no other sees. */
export function withServer(): () => string {
  let address = ''
  let folder = ''
  let server: ReturnType<typeof spawn> | null = null
  beforeAll(async () => {
    const record = await recordOnce()
    folder = mkdtempSync(join(tmpdir(), 'ascribe-web-'))
    const copy = join(folder, 'record.db')
    cpSync(record, copy)
    const started = spawn(process.execPath, [CLI, 'serve', '--record', copy, '--log', 'silent', '--jobs', '1'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    server = started
    address = await new Promise((done, fail) => {
      let said = ''
      started.stdout.on('data', (bytes: Buffer) => {
        said += bytes
        const found = /http:\/\/\S+/.exec(said)
        if (found) done(found[0].replace(/\/$/, ''))
      })
      started.once('exit', code => fail(new Error(`the server ended with ${code}: ${said}`)))
    })
  }, 120_000)
  afterAll(async () => {
    if (server !== null && server.exitCode === null) {
      const ended = new Promise(done => server!.once('exit', done))
      server.kill('SIGINT')
      await ended
    }
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })
  return () => address
}
