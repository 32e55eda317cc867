import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

/** The server as it is built, as a process of its own. */
const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'ascribe-serve-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function serve(...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), 'serve', ...args], { cwd: root })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', data => {
      said += data.toString()
    })
  const ended = new Promise<number | null>(done => child.once('exit', code => done(code)))
  return { child, ended, said: () => said }
}

it('fills a record, answers one request of its own and ends, with --check', async () => {
  const args = ['--record', join(folder, 'check.db'), '--fill', 'examples/formats', '--check']
  const { ended, said } = serve(...args)
  expect([await ended, said()]).toEqual([0, expect.stringMatching(/articles added[\s\S]*It answers/)])
})

it.each(['SIGTERM', 'SIGINT'] as const)(
  'prints where it is, serves its page and the API, and ends well on %s',
  async signal => {
    const { child, ended, said } = serve('--record', join(folder, `${signal}.db`))
    const until = Date.now() + 60_000
    while (!/at (http:\S+)/.test(said()) && Date.now() < until && child.exitCode === null)
      await new Promise(done => setTimeout(done, 50))
    const [, address] = /at (http:\/\/127\.0\.0\.1:\d+)/.exec(said()) ?? []
    expect(address, said()).toBeDefined()
    const page = await fetch(`${address}/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const html = await page.text()
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|<style/)
    for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      const part = await fetch(`${address}${path}`, { headers: { 'accept-encoding': 'br' } })
      expect([path, part.status]).toEqual([path, 200])
      if (path!.startsWith('/assets/')) expect(part.headers.get('cache-control')).toContain('immutable')
    }
    expect((await fetch(`${address}/queue`, { headers: { accept: 'text/html' } })).status).toBe(200)
    expect((await fetch(`${address}/assets/none.js`)).status).toBe(404)
    expect((await fetch(`${address}/api/v1/about`)).status).toBe(200)
    child.kill(signal)
    expect(await ended).toBe(0)
  },
)
