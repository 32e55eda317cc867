import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AttributionRecord, Span } from '../../src/vocabulary/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'dist/cli.js')
const examples = join(root, 'examples')
const report = join(examples, 'quote-of-a-quote.txt')
const faulty = (code: string) => new RegExp(`^ascribe: .+ \\(${code}\\) — .+$`, 'm')

let scratch = ''
beforeAll(() => {
  // A missing build must not look like a pass.
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run `npm run build` first, or `npm test`')
  scratch = mkdtempSync(join(tmpdir(), 'ascribe-'))
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Runs the program as it ships, with the model that ships, in a process of its own. */
function run(args: readonly string[], input: string | Uint8Array = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, COLUMNS: '100', NO_COLOR: '1' },
  })
  return { code: status, out: stdout, err: stderr }
}

const file = (name: string, content: string | Uint8Array) => {
  const path = join(scratch, name)
  writeFileSync(path, content)
  return path
}

describe('the built program', () => {
  it('marks a statement in the text and lists it below', () => {
    const { code, out, err } = run(['read', '-'], '"We are ready for the storm," said Lena Marsh, the mayor of Esker.')
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(out.replace(/\s+/g, ' ')).toContain(
      '{"We are ready for the storm,"}¹ [said] ‹Lena Marsh, the mayor of Esker›.',
    )
    expect(out).toMatch(/^1 {2}Lena Marsh {2,}said {2,}"We are ready for the storm," {2,}direct$/m)
    expect(out).toContain('1 attribution by 1 speaker: 1 direct')
  })

  it('shows a known statement of an example', () => {
    const { code, out } = run(['read', join(examples, 'wire-report.txt')])
    expect(code).toBe(0)
    expect(out.replace(/\s+/g, ' ')).toMatch(/\{"The captain has forty years on this crossing,"\}\S+ ‹he› \[said\]\./)
    expect(out).toMatch(/Rolf Ekeby {2,}said {2,}"The captain has forty years/)
  })

  it('reads every example into records that keep to the schema, each anchored in its text', () => {
    const paths = readdirSync(examples, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ name }) => join(examples, name))
    const { code, out } = run(['read', '--format', 'ndjson', '--text', '--quiet', ...paths])
    expect(code).toBe(0)
    const schema = JSON.parse(readFileSync(join(root, 'schema/attribution-record-2.schema.json'), 'utf8'))
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(schema)
    const lines = out.trimEnd().split('\n')
    expect(lines).toHaveLength(paths.length)
    for (const line of lines) {
      const record = JSON.parse(line) as AttributionRecord & { text: string }
      validate(record)
      expect(validate.errors ?? []).toEqual([])
      expect(record.attributions.length).toBeGreaterThan(5)
      const spans: readonly Span[] = record.attributions.flatMap(a => [...a.source, ...a.cue, ...a.content])
      for (const { from, to } of spans) {
        const words = record.text.slice(from, to)
        expect(words).not.toBe('')
        expect(words).toBe(words.trim())
      }
    }
  })

  it('prints spans that a scorer can read, under the file’s name', () => {
    const { code, out } = run(['read', '--format', 'spans', report])
    expect(code).toBe(0)
    const line = JSON.parse(out) as { id: string; attributions: { kind: string; content: [number, number][] }[] }
    expect(line.id).toBe('quote-of-a-quote')
    const text = readFileSync(report, 'utf8')
    const direct = line.attributions.filter(a => a.kind === 'direct')
    expect(direct.length).toBeGreaterThan(0)
    for (const { content } of direct) expect(text.slice(...content[0]!)).toMatch(/^(?:that )?["“'‘]/)
  })

  it('ends with 1 where some input failed, and reads the others', () => {
    const { code, out, err } = run(['read', '-f', 'spans', join(scratch, 'absent.txt'), report, file('none.txt', '')])
    expect(code).toBe(1)
    expect(out.trimEnd().split('\n')).toHaveLength(1)
    expect(err).toMatch(faulty('no-such-file'))
    expect(err).toMatch(faulty('empty-input'))
  })

  it('ends with 2 where the command line is not understood', () => {
    const { code, out, err } = run(['read', '--format', 'xml', report])
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('Allowed choices are pretty, json, ndjson, spans.')
  })

  it('ends with 3 where nothing could be read', () => {
    const noise = file(
      'noise.dat',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 73) % 251),
    )
    const { code, out, err } = run(['read', '-f', 'ndjson', noise, scratch])
    expect(code).toBe(3)
    expect(out).toBe('')
    expect(err).toMatch(faulty('binary-input'))
    expect(err).toMatch(faulty('is-a-directory'))
  })

  it('reads UTF-16 and Windows letters from standard input alike', () => {
    const words = '“We’re ready,” said Lena Marsh.'
    const windows = Uint8Array.from([...words].map(c => ({ '“': 0x93, '”': 0x94, '’': 0x92 })[c] ?? c.charCodeAt(0)))
    for (const bytes of [Buffer.from(`\ufeff${words}`, 'utf16le'), windows]) {
      const { code, out } = run(['read', '-f', 'json', '--text', '-'], bytes)
      expect(code).toBe(0)
      const { text, attributions } = JSON.parse(out) as AttributionRecord & { text: string }
      expect(text).toBe(words)
      expect(attributions.map(a => text.slice(a.content[0]!.from, a.content[0]!.to))).toEqual(['“We’re ready,”'])
    }
  })
})
