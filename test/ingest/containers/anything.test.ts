import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AscribeError } from '../../../src/vocabulary/index.ts'
import { bytesOf, gz, inChunks, joined, PAGE, type Taken, take } from './making.ts'

/** Signs that act, beside some that do not. */
const UNRULY = fc.constantFrom(
  ...'a/.\\漢 <%;=\u0000\u0007\u001b\u009b\u202e\u2028\ufeff\ud800',
  '😀',
  '..',
  'http://',
  'utf-8',
  'text/',
  'charset=',
  '.csv',
)

const folder = new URL('../../../examples/formats/', import.meta.url)
const examples = readdirSync(folder)
  .filter(name => name !== 'README.md')
  .map(name => ({ name, bytes: new Uint8Array(readFileSync(new URL(name, folder))) }))

/** What must hold of whatever was taken. */
function sound(taken: Taken) {
  for (const one of taken.all) {
    if (one.kind === 'failed') {
      expect(one.error).toBeInstanceOf(AscribeError)
      expect(one.error.next).not.toBe('')
    }
    const from = one.kind === 'piece' ? one.piece.from : one.from
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(from).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    if (one.kind === 'link') expect(one.url).toMatch(/^https?:/)
    if (one.kind === 'piece') expect(one.piece.bytes.length).toBeGreaterThan(0)
  }
}

const asked = (taken: Taken) => taken.all.map(one => (one.kind === 'failed' ? `${one.from} ${one.error.message}` : one))

describe('a page, a text, Markdown and a PDF', () => {
  it('are one piece by themselves, byte for byte', async () => {
    const url = 'https://c.example/1'
    for (const [text, form] of [
      [PAGE, 'html'],
      ['The pier will be rebuilt, she said.\n', 'text'],
      ['# Pier\n\nIt will be rebuilt, she said.\n', 'markdown'],
      ['%PDF-1.4\n%âãÏÓ\n', 'pdf'],
    ] as const) {
      const taken = await take(text, { name: url, url })
      expect(taken.pieces).toMatchObject([{ form, from: url, stated: { url } }])
      expect(taken.texts).toEqual([text])
    }
    const wide = Uint8Array.from([0xff, 0xfe, ...[...'She said so, he wrote.'].flatMap(c => [c.charCodeAt(0), 0])])
    expect((await take(wide)).pieces[0]!.bytes).toEqual(wide)
  })

  it('are told by their content and not by their name', async () => {
    for (const name of ['a.zip', 'a.pdf', 'a.xml', 'a.json', 'a.warc', 'a.gz', 'a.html', 'a']) {
      expect(
        (await take('The pier will be rebuilt, she said.\n', { name })).pieces.map(p => p.form),
        name,
      ).toEqual(['text'])
      expect(
        (await take(gz(PAGE), { name })).pieces.map(p => p.form),
        name,
      ).toEqual(['html'])
    }
    expect((await take('The pier will be rebuilt, she said.', { name: 'a.md' })).pieces[0]!.form).toBe('markdown')
  })

  it('that are something else fail with a code', async () => {
    expect((await take('')).failures).toEqual(['input empty-input'])
    expect((await take(' \n ')).failures).toEqual(['input empty-input'])
    expect((await take(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]))).failures).toEqual(['input binary-input'])
    expect((await take('<svg xmlns="http://www.w3.org/2000/svg"/>')).failures).toEqual(['input binary-input'])
    expect((await take(PAGE, {}, { maxPieceBytes: 50 })).failures).toEqual(['input too-large'])
  })

  it('of 50,000 nested elements are one piece: what reads them knows what to do', async () => {
    expect((await take(`<!doctype html>${'<div>'.repeat(50_000)}`)).pieces.map(p => p.form)).toEqual(['html'])
  })
})

describe('the same bytes', () => {
  it('give the same pieces, whole, as a Blob, and in any cut', async () => {
    for (const { name, bytes } of examples) {
      const whole = asked(await take(bytes, { name }))
      expect(whole.length, name).toBeGreaterThan(0)
      expect(asked(await take(new Blob([bytes.slice()]), { name })), name).toEqual(whole)
      for (const size of [1, 13, 500])
        expect(asked(await take(inChunks(bytes, size), { name })), `${name} ${size}`).toEqual(whole)
    }
  })

  it('gzipped and cut off at any place give pieces of the whole, and a failure', async () => {
    for (const { name, bytes } of examples) {
      const whole = new Set((await take(bytes, { name })).texts)
      const packed = name.endsWith('gz') ? bytes : gz(bytes)
      for (let cut = 30; cut < packed.length - 1; cut += Math.ceil(packed.length / 25)) {
        const taken = await take(packed.subarray(0, cut), { name })
        sound(taken)
        expect(taken.failures.length, `${name} at ${cut}`).toBeGreaterThan(0)
        for (const text of taken.texts) expect(whole.has(text), `${name} at ${cut}`).toBe(true)
      }
    }
  })
})

describe('anything at all', () => {
  it('comes as pieces, notes and failures, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async bytes => sound(await take(bytes))),
      { numRuns: 200 },
    )
  })

  it('behind a beginning that promises something', async () => {
    const heads = [
      '\u001f\u008b\b',
      'PK\u0003\u0004',
      'PK\u0005\u0006',
      'WARC/1.0\r\n',
      '<rss>',
      '<feed><entry>',
      '<newsItem>',
      '<nitf>',
      '{"',
      '[{"text":"',
      'title,text\n"',
      'From: a\nSubject: b\nMessage-ID: c\nMIME-Version: 1.0\n',
      'From a@b Mon Jan 1 2026\nFrom: a\nMessage-ID: c\n',
      '%PDF-',
      '<?xml ',
      '<!doctype html>',
    ]
    const head = fc.constantFrom(...heads).map(text => Uint8Array.from(text, c => c.charCodeAt(0)))
    await fc.assert(
      fc.asyncProperty(
        head,
        fc.uint8Array({ maxLength: 500 }),
        fc.integer({ min: 1, max: 50 }),
        async (start, rest, size) => sound(await take(inChunks(joined([start, rest]), size))),
      ),
      { numRuns: 400 },
    )
  })

  it('made of the examples by changing, cutting and doubling bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...examples),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.constantFrom('change', 'cut', 'double'),
        async ({ name, bytes }, places, how) => {
          let spoilt: Uint8Array = bytes.slice()
          for (const [share, value] of places) {
            const at = Math.floor(share * (spoilt.length - 1))
            if (how === 'change') spoilt[at] = value
            else if (how === 'cut') spoilt = joined([spoilt.subarray(0, at), spoilt.subarray(at + value)])
            else spoilt = joined([spoilt.subarray(0, at), spoilt.subarray(Math.max(0, at - value))])
          }
          sound(await take(spoilt, { name }))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('with a name, address, media type and charset of anybody’s making', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: UNRULY }), fc.string({ unit: UNRULY }), async (name, other) => {
        sound(
          await take(bytesOf('The pier will be rebuilt, she said.'), {
            name,
            url: other,
            mediaType: other,
            charset: other,
          }),
        )
      }),
      { numRuns: 100 },
    )
  })
})
