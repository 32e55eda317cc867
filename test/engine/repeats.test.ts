import { describe, expect, it } from 'vitest'
import { repeatsOf } from '../../src/engine/repeats.ts'
import type { Attribution, BlockKind } from '../../src/vocabulary/index.ts'

/** Statements by their words, each a stretch of the text; all direct, in running text unless said. */
function repeats(
  text: string,
  said: readonly (readonly [string, BlockKind?, Attribution['kind']?])[],
  sourced: ReadonlySet<number> = new Set(),
) {
  let at = 0
  const attributions = said.map(([words, block = 'paragraph', kind = 'direct'], i) => {
    const from = text.indexOf(words, at)
    if (from < 0) throw new Error(`no “${words}”`)
    at = from + 1
    return {
      id: `a${i + 1}`,
      source: sourced.has(i) ? [{ from: 0, to: 1 }] : [],
      content: [{ from, to: from + words.length }],
      block,
      kind,
    }
  })
  return Object.fromEntries(repeatsOf(text, attributions))
}

describe('words that return', () => {
  it('points from a headline to the body, whose words it cuts', () => {
    const text =
      "Mayor: 'No one will lose their home'\n\n“I promise that no one will lose their home this winter,” she said."
    expect(
      repeats(text, [
        ["'No one will lose their home'", 'headline'],
        ['“I promise that no one will lose their home this winter,”'],
      ]),
    ).toEqual({ a1: 'a2' })
  })

  it('points from a pull quote to the earlier of two alike, whatever the marks', () => {
    const text = '"It\'s the farmers\' land, and it stays so," he said.\n\n“It’s the farmers’ land, and it stays so”'
    expect(
      repeats(text, [['"It\'s the farmers\' land, and it stays so,"'], ['“It’s the farmers’ land, and it stays so”']]),
    ).toEqual({
      a2: 'a1',
    })
  })

  it('points from a pull quote to the statement below that has a source', () => {
    const text = '"The lake was drained by night"\n\n"The lake was drained by night," said Bo Sand.'
    const said = [['"The lake was drained by night"'], ['"The lake was drained by night,"']] as const
    expect(repeats(text, said, new Set([1]))).toEqual({ a1: 'a2' })
    expect(repeats(text, said)).toEqual({ a2: 'a1' })
  })

  it('takes neither short phrases nor reworded statements for repeats', () => {
    const text =
      '"We won," he said. "We won," she said. He said the dam would hold for years. She said the dam would hold for years.'
    expect(
      repeats(text, [
        ['"We won,"'],
        ['"We won,"'],
        ['the dam would hold for years', 'paragraph', 'indirect'],
        ['the dam would hold for years', 'paragraph', 'indirect'],
      ]),
    ).toEqual({})
  })

  it('leaves a statement and the one that holds it apart', () => {
    const text = 'The report says: “Diaz said the road was ours and that was all.”'
    expect(
      repeats(text, [['“Diaz said the road was ours and that was all.”'], ['the road was ours and that was all']]),
    ).toEqual({})
  })
})
