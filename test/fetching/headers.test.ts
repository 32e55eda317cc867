import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain, shown } from '../../src/fetching/failures.ts'
import {
  contentEncodings,
  contentLength,
  contentType,
  isNewsMedia,
  location,
  retryAfter,
  validator,
} from '../../src/fetching/headers.ts'
import { mayPass } from '../../src/fetching/index.ts'
import { AscribeError } from '../../src/vocabulary/index.ts'

const NOW = Date.UTC(2026, 10, 23, 8)

describe('headers', () => {
  it.each([
    ['text/html', 'text/html', null],
    [' Text/HTML;charset=UTF-8', 'text/html', 'utf-8'],
    ['text/html; boundary=x; CHARSET = "windows-1252"', 'text/html', 'windows-1252'],
    ["text/html;charset='utf-8'", 'text/html', 'utf-8'],
    ['text/html; charset=', 'text/html', null],
    ['text/html; charset="\u0080\u0001"', 'text/html', null],
    ['application/rss+xml', 'application/rss+xml', null],
    ['html', null, null],
    ['*/*', null, null],
    ['', null, null],
    ['te\u001bxt/html', null, null],
    [['text/plain', 'text/html;charset=utf-8'], 'text/html', 'utf-8'],
    [['text/html', 'nonsense'], 'text/html', null],
    [undefined, null, null],
  ] as const)('content type %j', (field, mediaType, charset) => {
    expect(contentType(field)).toEqual({ mediaType, charset })
  })

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['999999999999', 999_999_999_999_000],
    ['-5', null],
    ['1.5', null],
    ['1e3', null],
    ['soon', null],
    ['', null],
    ['Mon, 23 Nov 2026 08:01:00 GMT', 60_000],
    ['Monday, 23-Nov-26 08:01:00 GMT', 60_000],
    ['Mon Nov 23 08:01:00 2026 GMT', 60_000],
    ['Sun, 22 Nov 2026 08:01:00 GMT', 0],
    [undefined, null],
    [['5', '900'], 5000],
  ] as const)('retry-after %j', (field, expected) => {
    expect(retryAfter(field, NOW)).toBe(expected)
  })

  it.each([
    ['/a', '/a'],
    [Buffer.from('/größe').toString('latin1'), '/größe'],
    ['/gr\u00f6\u00dfe', '/größe'],
    [['/a', '/a'], '/a'],
    [['/a', '/b'], null],
    ['  ', null],
    [undefined, null],
  ] as const)('location %j', (field, expected) => {
    expect(location(field)).toBe(expected)
  })

  it('validators, lengths and encodings', () => {
    expect(validator('W/"a b"')).toBe('W/"a b"')
    for (const bad of ['', 'a\tb', '"ä"', 'a\r\nb', 'x'.repeat(301)]) expect(validator(bad)).toBeNull()
    expect([contentLength('12'), contentLength('1e9'), contentLength('-1'), contentLength(undefined)]).toEqual([
      12, 0, 0, 0,
    ])
    expect(contentEncodings(['gzip, ,BR', 'identity'])).toEqual(['gzip', 'br'])
    expect(contentEncodings(undefined)).toEqual([])
  })

  it('reads any header without failing', () => {
    const field = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }))
    fc.assert(
      fc.property(field, value => {
        const { mediaType } = contentType(value)
        if (mediaType !== null) expect(mediaType).toMatch(/^[\x21-\x7e]+$/)
        expect(typeof isNewsMedia(mediaType)).toBe('boolean')
        retryAfter(value, NOW)
        location(value)
        validator(value)
        contentEncodings(value)
      }),
    )
  })
})

describe('messages', () => {
  it('hold no control, format or unpaired character, and not much', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), text => {
        expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
        expect(plain(text).length).toBeLessThanOrEqual(200)
      }),
    )
  })

  it('show no password', () => {
    for (const text of [
      'http://ada:secret@[x',
      '//ada:secret@x y',
      'ada:secret@',
      'http:\\\\ada:secret@[',
      'https:ada:secret@[',
      '\u0001 http://ada:secret@[',
      'ht\ntp:/\n/ada:sec@ret:secret@[',
    ]) {
      expect(shown(text)).not.toContain('secret')
    }
    expect(shown('mail to a@b')).toContain('@')
  })

  it('tell what may pass', () => {
    expect(mayPass(new AscribeError('server-failed', 'x', 'y'))).toBe(true)
    expect(mayPass(new AscribeError('page-not-found', 'x', 'y'))).toBe(false)
  })
})
