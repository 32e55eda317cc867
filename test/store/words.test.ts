import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tsquery, tsvector } from '../../src/store/postgres.ts'
import { dayOf, seqOf, seqRange } from '../../src/store/seq.ts'
import { matchExpression } from '../../src/store/sqlite.ts'
import { foldName, marksOf, readQuery, wordsIn } from '../../src/store/words.ts'
import { addressKey, workIdent } from '../../src/store/works.ts'

describe('words of the index', () => {
  it('are folded and stemmed, with their places', () => {
    expect(wordsIn('The Mayor’s cafés DON’T close').map(w => w.term)).toEqual(['the', 'mayor', 'cafe', 'dont', 'close'])
    expect(wordsIn('Straße, Łódź; Ærø')).toEqual([
      { term: 'strass', from: 0, to: 6 },
      { term: 'lodz', from: 8, to: 12 },
      { term: 'aero', from: 14, to: 17 },
    ])
    expect(wordsIn('closing closed closes close').map(w => w.term)).toEqual(['close', 'close', 'close', 'close'])
  })

  it('hold nothing but lower-case ASCII letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        for (const { term, from, to } of wordsIn(text)) {
          expect(term).toMatch(/^[a-z0-9]{1,64}$/)
          expect(text.slice(from, to).trim()).not.toBe('')
        }
      }),
    )
  })

  it('make names comparable', () => {
    expect(foldName('The Norvale  Courier’s')).toBe('norvale courier')
    expect(foldName('the')).toBe('the')
    expect(foldName('…')).toBe('')
  })
})

describe('queries', () => {
  it('are words, phrases and beginnings', () => {
    expect(readQuery('bridges "will close" governme*')).toEqual([
      { ask: 'phrase', terms: ['bridg'] },
      { ask: 'phrase', terms: ['will', 'close'] },
      { ask: 'beginning', prefix: 'governme', stems: ['governm', 'govern'] },
    ])
    expect(readQuery('“not again” e-mail').map(a => a.ask === 'phrase' && a.terms)).toEqual([
      ['not', 'again'],
      ['e', 'mail'],
    ])
  })

  it('hand the databases nothing that a person typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '"', '*', "'", ' OR ', ':* ', ' & '), (a, b) => {
        const query = { asked: readQuery(`word ${a}${b}${a}*`), marks: [['p12', 'p13'], ['vtern vagency']] }
        expect(matchExpression(query)).toMatch(/^(?:"[=a-z0-9 ]+"(?: \*)?|[() ]|AND|OR)+$/)
        expect(tsquery(query)).toMatch(/^(?:'[=a-z0-9]+'(?::\*)?|[()&| ]|<->)+$/)
      }),
    )
  })

  it('mark the words asked for', () => {
    const text = 'The government’s bridge will close; bridges close.'
    const marked = (query: string) => marksOf(text, readQuery(query)).map(m => text.slice(m.from, m.to))
    expect(marked('bridge')).toEqual(['bridge', 'bridges'])
    expect(marked('"will close"')).toEqual(['will', 'close'])
    expect(marked('gov*')).toEqual(['government’s'])
  })

  it('keep places of words within what a tsvector holds', () => {
    const words = [...Array.from({ length: 300 }, () => 'a'), ...Array.from({ length: 17_000 }, (_, i) => `w${i}`)]
    const vector = tsvector({ seq: 1, words, marks: ['k1'] })
    expect(vector.match(/'a':([\d,]+)/)![1]!.split(',')).toHaveLength(255)
    expect(vector).toContain("'w16999':16383")
    expect(vector).toContain("'=k1':16383")
  })
})

describe('days', () => {
  it('are ordered by number, and found by range', () => {
    const day = fc.date({ min: new Date('1650-01-01'), max: new Date('2300-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, day, fc.nat(2 ** 33), (a, b, n) => {
        const [x, y] = [a.toISOString().slice(0, 10), b.toISOString()]
        const seq = seqOf(x, n)
        expect(Number.isSafeInteger(seq)).toBe(true)
        expect(dayOf(seq)).toBe(x)
        const range = seqRange(x, x)
        expect(range.from <= seq && seq <= range.to).toBe(true)
        if (x < y.slice(0, 10)) expect(seq).toBeLessThan(seqOf(y, 0))
      }),
    )
    expect(dayOf(seqOf(null, 5))).toBeNull()
    expect(seqRange(null, null).from).toBe(0)
    expect(seqRange(null, '2024-01-01').from).toBeGreaterThan(seqOf(null, 2 ** 33))
  })
})

describe('works', () => {
  it('are one address in many spellings', () => {
    const key = addressKey('https://courier.example/a?id=3&b=2')
    for (const url of [
      'http://www.courier.example/a/?b=2&id=3&utm_source=x#top',
      'HTTPS://Courier.Example:443/a?id=3&b=2&fbclid=1',
    ])
      expect(addressKey(url)).toBe(key)
    expect(addressKey('https://courier.example/a?id=4&b=2')).not.toBe(key)
    expect(addressKey('ftp://courier.example/a')).toBeNull()
    expect(addressKey('no address')).toBeNull()
  })

  it('without an address are one text of one outlet and day', () => {
    const one = workIdent(null, 'Courier', '2024-01-01T10:00:00Z', 'ff')
    expect(workIdent(null, ' courier', '2024-01-01', 'ff')).toBe(one)
    expect(workIdent(null, 'Gull', '2024-01-01', 'ff')).not.toBe(one)
    expect(workIdent(null, 'Courier', '2024-01-01', 'fe')).not.toBe(one)
  })
})
