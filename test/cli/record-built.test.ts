import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// The program as it ships, in processes of its own: what only shows there.

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const faulty = (code: string) => new RegExp(`^ascribe: .+ \\(${code}\\) — .+$`, 'm')

let scratch = ''
beforeAll(() => {
  // A missing build must not look like a pass.
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run `npm run build` first, or `npm test`')
  scratch = mkdtempSync(join(tmpdir(), 'ascribe-'))
  mkdirSync(join(scratch, 'many'))
  for (let i = 0; i < 60; i++) {
    const name = ['Lena Marsh', 'Orla Venn', 'Per Aske'][i % 3]
    const text = `Day ${i} in Esker\n\n"We counted ${i + 2} boats," said ${name}, the harbour master.\n`
    writeFileSync(join(scratch, 'many', `${i}.txt`), text)
  }
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const env = { ...process.env, COLUMNS: '100', NO_COLOR: '1', ASCRIBE_AUTHOR: 'ada' }
const options = { cwd: '', encoding: 'utf8' as const, maxBuffer: 1 << 26, env }

function run(args: readonly string[], more: { readonly input?: string; readonly uid?: number } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { ...options, cwd: scratch, ...more })
  return { code: status, out: stdout, err: stderr }
}

/** Runs beside others; what it prints is handed on as it comes. */
function start(args: readonly string[], hear: (out: string, child: ChildProcess) => void = () => {}) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: scratch, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', chunk => {
      out += chunk
      hear(out, child)
    })
    child.stderr.setEncoding('utf8').on('data', chunk => {
      err += chunk
    })
    child.on('error', reject).on('close', code => resolve({ code, out, err }))
  })
}

const file = (name: string, content: string) => {
  writeFileSync(join(scratch, name), content)
  return name
}

const page = (hours: string) => `<!doctype html><html lang="en"><head><title>Ferry stays in port</title>
<link rel="canonical" href="https://sound.example/ferry"><meta property="og:site_name" content="The Sound">
</head><body><article><h1>Ferry stays in port</h1>
<p>"We will not sail in this fog," said Lena Marsh, the harbour master of Esker.</p>
<p>Marsh said that the crew had slept for ${hours}.</p></article></body></html>`

const articlesOf = (json: string) =>
  json
    .split('\n')
    .filter(line => line !== '')
    .map(line => (JSON.parse(line) as { article: string }).article)

describe('the built program and its record', () => {
  it('takes an article from adding to forgetting', () => {
    const record = ['--record', 'journey.db']
    const added = run(['add', ...record, file('ferry.html', page('three hours'))])
    expect([added.code, added.out]).toEqual([0, expect.stringMatching(/^added {8}a\w{15} {2}2 statements/)])
    const article = /a[0-9a-z]{15}/.exec(added.out)![0]
    const found = run(['find', ...record, 'fog', '--json'])
    const { statement, person } = JSON.parse(found.out) as Record<string, string>
    expect(run(['who', ...record, 'Lena Marsh']).out).toContain('{"We will not sail in this fog,"}')
    expect(run(['show', ...record, statement!]).out).toContain('harbour master')

    const ruled = run(['rule', ...record, statement!, 'stance', 'refuses', '--reason', 'they stay'])
    expect(ruled.out).toMatch(/^r\w{15} .* stance refuses {2}by ada — they stay$/m)
    expect(run(['rule', ...record, /r\w{15}/.exec(ruled.out)![0], 'undo']).code).toBe(0)
    expect(run(['find', ...record, '--stance', 'refuses']).code).toBe(1)
    expect(run(['rule', ...record, statement!, 'accept']).code).toBe(0)

    mkdirSync(join(scratch, 'out'))
    for (const format of ['jsonl', 'csv', 'parquet', 'jsonld', 'brat', 'conll', 'html', 'gold']) {
      const { code, err } = run(['export', ...record, '--format', format, '--out', `out/a.${format}`])
      expect([format, code, err]).toEqual([format, 0, 'ascribe: 1 article with 2 statements written\n'])
      expect(statSync(join(scratch, `out/a.${format}`)).size).toBeGreaterThan(0)
    }
    expect(readFileSync(join(scratch, 'out/a.parquet')).subarray(0, 4).toString()).toBe('PAR1')
    const edited = JSON.parse(readFileSync(join(scratch, 'out/a.jsonl'), 'utf8')) as {
      statements: { id: string; attribution: { stance: string } }[]
    }
    edited.statements.find(({ id }) => id !== statement)!.attribution.stance = 'claims'
    const imported = run(['import', ...record, file('edited.jsonl', JSON.stringify(edited))])
    expect(imported.err).toBe('ascribe: 1 ruling made\n')
    expect(run(['find', ...record, '--stance', 'claims']).out).toContain('slept for three hours')

    expect(run(['reread', ...record]).err).toBe('ascribe: 0 articles read again, 1 had this reading\n')
    const second = run(['add', ...record, file('ferry2.html', page('two hours'))])
    expect(second.out).toMatch(/^new version {2}a/)
    expect(run(['show', ...record, article, '--versions']).out).toContain('version 2')
    expect(run(['backup', ...record, 'copy.db']).code).toBe(0)
    expect(run(['backup', ...record, 'copy.db']).err).toMatch(faulty('file-exists'))
    expect(run(['forget', ...record, article, '--reason', 'order 12/31']).code).toBe(1) // nobody is there to ask
    expect(run(['forget', ...record, article, '--reason', 'order 12/31', '--yes']).out).toMatch(
      /^removed for good: 2 a/,
    )
    expect(run(['find', ...record, 'fog']).code).toBe(1)
    expect(run(['verify', ...record])).toMatchObject({
      code: 0,
      err: 'ascribe: all in order: 0 articles, 0 statements\n',
    })
    for (const name of ['journey.db', 'journey.db-wal']) {
      if (existsSync(join(scratch, name))) expect(readFileSync(join(scratch, name)).includes('in this fog')).toBe(false)
    }
    const copied = run(['find', '--record', 'copy.db', 'fog', '--json'])
    expect(JSON.parse(copied.out)).toMatchObject({ statement, person })
  })

  it('reads with threads, and takes what begins with a dash and what comes by a pipe', () => {
    file('-o.txt', '"We wait," said Lena Marsh.\n')
    const record = ['--record', 'threads.db']
    const input = '"We sail," said Per Aske.\n'
    const added = run(['add', ...record, '--jobs', '2', 'many', '--', '-o.txt', '-'], { input })
    expect(added.err).toMatch(/^ascribe: 62 articles added with \d+ statements in /)
    expect(added.code).toBe(0)
    expect(added.out.split('\n').filter(line => / {2}(?:-o\.txt|-)$/.test(line))).toHaveLength(2)
    const head = spawnSync('bash', ['-c', `"${process.execPath}" "${cli}" find --record threads.db | head -n 1`], {
      ...options,
      cwd: scratch,
    })
    expect([head.status, head.stdout.split('\n').length, head.stderr.includes('rror')]).toEqual([0, 2, false])
    expect(run(['find', '-x', '--record', 'threads.db']).code).toBe(2)
  })

  it('lets two add at once, each article kept once', async () => {
    const args = ['add', '--record', 'two.db', '--jobs', '1', '--json', '--quiet', 'many']
    const both = await Promise.all([start(args), start(args)])
    for (const { code, out, err } of both) {
      expect([code, err]).toEqual([0, ''])
      expect(articlesOf(out)).toHaveLength(60)
    }
    const kept = new Set(both.flatMap(({ out }) => articlesOf(out)))
    expect(kept.size).toBe(60)
    expect(both.map(({ out }) => out.match(/"outcome":"added"/g)?.length ?? 0).reduce((a, b) => a + b)).toBe(60)
    expect(run(['verify', '--record', 'two.db']).err).toContain('all in order: 60 articles')
  })

  it('ends with 130 on Ctrl-C, keeps what it acknowledged and goes on from there', async () => {
    const args = ['add', '--record', 'cut.db', '--jobs', '1', '--json', 'many']
    let sent = false
    const cut = await start(args, (_out, child) => {
      if (!sent) child.kill('SIGINT')
      sent = true
    })
    expect(cut.code).toBe(130)
    expect(cut.err).toMatch(/interrupted; what was added is kept, and the same command goes on from here\n$/)
    const acknowledged = articlesOf(cut.out)
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(acknowledged.length).toBeLessThan(60)
    const whole = await start(args)
    expect(whole.code).toBe(0)
    const all = new Set(articlesOf(whole.out))
    expect(all.size).toBe(60)
    for (const article of acknowledged) expect(all).toContain(article)
    expect(run(['verify', '--record', 'cut.db']).err).toContain('all in order: 60 articles')
  })

  it('tells a disk that is full, and completes when there is room', () => {
    const limited = `ulimit -f 300; exec "${process.execPath}" "${cli}" add --record full.db --jobs 1 --json many`
    const full = spawnSync('bash', ['-c', limited], { ...options, cwd: scratch })
    expect(full.stderr).toMatch(faulty('disk-full'))
    expect(full.status).toBe(3)
    const acknowledged = articlesOf(full.stdout)
    const whole = run(['add', '--record', 'full.db', '--jobs', '1', '--json', 'many'])
    expect(whole.code).toBe(0)
    const all = new Set(articlesOf(whole.out))
    expect(all.size).toBe(60)
    for (const article of acknowledged) expect(all).toContain(article)
    expect(run(['verify', '--record', 'full.db']).code).toBe(0)
  })

  it('tells a record that it may not write to, and leaves it as it is', context => {
    mkdirSync(join(scratch, 'shelf'))
    run(['add', '--record', 'shelf/r.db', '--jobs', '1', 'many/0.txt'])
    const before = readFileSync(join(scratch, 'shelf/r.db'))
    for (const [name, mode] of [
      ['', 0o755],
      ['shelf', 0o555],
      ['shelf/r.db', 0o444],
    ] as const) {
      chmodSync(join(scratch, name), mode)
    }
    // Permissions do not bind root: nobody's hands are used then.
    const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {}
    if (run(['--version'], uid).code !== 0) context.skip('nobody but root can run the program where it lies')
    const { code, err } = run(['add', '--record', 'shelf/r.db', '--jobs', '1', 'many/1.txt'], uid)
    expect(err).toMatch(/\((?:record-read-only|no-such-record)\) — /)
    expect(code).toBe(3)
    chmodSync(join(scratch, 'shelf'), 0o755)
    expect(readFileSync(join(scratch, 'shelf/r.db')).equals(before)).toBe(true)
    expect(readdirSync(join(scratch, 'shelf'))).toEqual(['r.db'])
  })
})
