import { describe, expect, it } from 'vitest'
import type { Difference } from '../../src/api/wire.ts'
import { doingOf, meaningWords, partsOf } from '../../src/web/pages/family-diff.ts'
import { joinedWords } from '../../src/web/pages/joined-words.ts'

const difference = (
  kind: Difference['kind'],
  fullWords: string | null,
  hereWords: string | null,
  more: Partial<Difference> = {},
): Difference => ({
  kind,
  full: fullWords,
  here: hereWords,
  outside: false,
  shown: false,
  meaning: [],
  ...more,
})

const kept = difference('kept', 'Nobody told us anything', 'nobody told us\n anything')
const bracketed = difference('added', null, 'at all', { shown: true })
const altered = difference('changed', 'fourteen', 'forty', { meaning: ['number'] })
const trimmed = difference('cut', 'and we waited', null, { outside: true })
const beyond = difference('added', null, 'It was dark.', { outside: true })

describe('what a variant does to the fullest words', () => {
  it('is set part by part, in the words of the reports', () => {
    expect(partsOf([kept, bracketed, altered, trimmed, beyond])).toEqual([
      { part: 'kept', text: 'nobody told us anything' },
      { part: 'added', text: 'at all', shown: true, meaning: [] },
      { part: 'changed', gone: 'fourteen', come: 'forty', shown: false, meaning: ['number'] },
      { part: 'trimmed', text: 'and we waited' },
      { part: 'beyond', text: 'It was dark.' },
    ])
  })

  it('is called by the gravest of what it does', () => {
    const doing = (...differences: Difference[]) => doingOf(partsOf(differences))
    expect(doing(kept)).toBe('whole')
    expect(doing(kept, beyond)).toBe('whole')
    expect(doing(kept, trimmed)).toBe('trimmed')
    expect(doing(kept, difference('cut', 'for fourteen minutes', null))).toBe('trimmed')
    expect(doing(kept, trimmed, bracketed)).toBe('edited')
    expect(doing(bracketed, altered, trimmed)).toBe('altered')
    expect(doing(kept, { ...altered, shown: true })).toBe('edited')
  })

  it('says which part of the meaning is touched', () => {
    expect(meaningWords(['negation', 'number'])).toBe('a negation and a number')
  })
})

describe('words in several stretches', () => {
  it('are joined by an ellipsis only where words were left out', () => {
    const spans = [
      { from: 0, to: 9 },
      { from: 11, to: 13 },
      { from: 40, to: 46 },
    ]
    expect(joinedWords({ words: ['We waited', 'he', 'twice.'], spans })).toBe('We waited he … twice.')
    expect(joinedWords({ words: [], spans: [] })).toBe('')
  })
})
