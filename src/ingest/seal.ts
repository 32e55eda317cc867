import { sha256 } from '@noble/hashes/sha2.js'
import type { Article } from '../vocabulary/index.ts'

const HEX = '0123456789abcdef'

/**
 * UTF-8 of a text, by hand: `TextEncoder` is not part of the language and turns a lone surrogate into U+FFFD, which
 * would give two different texts one hash. Here a lone surrogate keeps its three bytes (WTF-8, https://simonsapin.github.io/wtf-8/).
 */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let n = 0
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i)
    if (c < 0x80) {
      bytes[n++] = c
      continue
    }
    if (c < 0x800) {
      bytes[n++] = 0xc0 | (c >> 6)
      bytes[n++] = 0x80 | (c & 63)
      continue
    }
    const low = (c & 0xfc00) === 0xd800 ? text.charCodeAt(i + 1) : 0 // NaN past the end fails the test below
    if ((low & 0xfc00) === 0xdc00) {
      c = 0x10000 + ((c & 0x3ff) << 10) + (low & 0x3ff)
      i++
      bytes[n++] = 0xf0 | (c >> 18)
      bytes[n++] = 0x80 | ((c >> 12) & 63)
    } else bytes[n++] = 0xe0 | (c >> 12)
    bytes[n++] = 0x80 | ((c >> 6) & 63)
    bytes[n++] = 0x80 | (c & 63)
  }
  return bytes.subarray(0, n)
}

/** SHA-256 of a text as UTF-8 (WTF-8 for lone surrogates), 64 lower-case hex digits. */
export function hashText(text: string): string {
  let hex = ''
  for (const byte of sha256(bytesOf(text))) hex += HEX[byte >> 4]! + HEX[byte & 15]!
  return hex
}

/** Freezes an article: from here nobody changes the text, and every position means this text. */
export function seal(article: Omit<Article, 'hash'>): Article {
  return Object.freeze({ ...article, hash: hashText(article.text) })
}
