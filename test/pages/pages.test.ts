/**
 * Pages in the manner of content systems; all text invented. Beside each `NAME.html`: `NAME.expected.txt`, the article's
 * text as an editor would copy it (written before anything was run), and `NAME.beside.txt`, words of other people in
 * sidebars, comments and promotions, one quotation a line.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { attribute, type Model } from '../../src/engine/index.ts'
import { articleOf } from '../../src/ingest/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import { type Article, type AttributionRecord, wordsOf } from '../../src/vocabulary/index.ts'
import { expectSoundBlocks } from '../ingest/sound.ts'

const PAGES = new URL('./', import.meta.url)
const names = readdirSync(PAGES)
  .filter(name => name.endsWith('.html'))
  .map(name => name.slice(0, -5))
const file = (name: string) => readFileSync(new URL(name, PAGES), 'utf8')
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Words found, counted as often as both texts have them. */
function hits(found: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1)
  let n = 0
  for (const word of found) {
    const count = left.get(word) ?? 0
    if (count > 0) n++
    left.set(word, count - 1)
  }
  return n
}

const read = (name: string): Promise<Article> =>
  articleOf(new Uint8Array(readFileSync(new URL(`${name}.html`, PAGES))), 'html', {})

test('article text: word F1 of at least 97 % over all words', async () => {
  let [found, wanted, hit] = [0, 0, 0]
  for (const name of names) {
    const [a, b] = [words((await read(name)).text), words(file(`${name}.expected.txt`))]
    found += a.length
    wanted += b.length
    hit += hits(a, b)
  }
  expect(names.length).toBeGreaterThanOrEqual(12)
  expect((2 * hit) / (found + wanted)).toBeGreaterThanOrEqual(0.97)
})

let model: Model
beforeAll(() => {
  model = readDefaultModel()
})

describe.each(names)('the page %s', name => {
  let article: Article
  let record: AttributionRecord
  beforeAll(async () => {
    article = await read(name)
    record = attribute(article, model)
  })
  test('gives its article: word F1 of at least 97 %', () => {
    const [a, b] = [words(article.text), words(file(`${name}.expected.txt`))]
    expect((2 * hits(a, b)) / (a.length + b.length)).toBeGreaterThanOrEqual(0.97)
    expectSoundBlocks(article)
  })
  test('gives places in the page that are true', () => {
    const page = file(`${name}.html`)
    let at = 0
    for (const { from, to, pageFrom, pageTo } of article.page!) {
      expect(from).toBeGreaterThanOrEqual(at)
      if (pageTo - pageFrom === to - from) expect(page.slice(pageFrom, pageTo)).toBe(article.text.slice(from, to))
      else expect(page.slice(pageFrom, pageTo)).toMatch(/&|\s/)
      at = to
    }
    expect(at).toBeGreaterThan(0.9 * article.text.length)
  })
  test('has no word of a sidebar, a comment or a promotion attributed', () => {
    const attributed = record.attributions
      .flatMap(one => one.content.map(span => words(wordsOf(article.text, span)).join(' ')))
      .join(' | ')
    for (const line of file(`${name}.beside.txt`).trim().split('\n')) {
      expect(attributed, line).not.toContain(words(line).slice(0, 6).join(' '))
    }
    expect(record.attributions.length).toBeGreaterThanOrEqual(5)
  })
})
