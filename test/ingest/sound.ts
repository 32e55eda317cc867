import { expect } from 'vitest'
import { type Article, wordsOf } from '../../src/vocabulary/index.ts'

/** Blocks inside the text, in order, disjoint, trimmed, not empty; between them only what `leftOut` names. */
export function expectSoundBlocks(article: Article, leftOut = /[\s]/) {
  let at = 0
  for (const { span } of article.blocks) {
    expect(span.from).toBeGreaterThanOrEqual(at)
    expect(span.to).toBeGreaterThan(span.from)
    expect(span.to).toBeLessThanOrEqual(article.text.length)
    const words = wordsOf(article.text, span)
    expect(words.trim()).toBe(words)
    const between = article.text.slice(at, span.from)
    expect(between.replace(new RegExp(leftOut.source, 'gu'), '')).toBe('')
    at = span.to
  }
  expect(article.text.slice(at).replace(new RegExp(leftOut.source, 'gu'), '')).toBe('')
}
