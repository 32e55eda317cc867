import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STANCES } from '../../src/vocabulary/index.ts'
import {
  addressOf,
  EMPTY_SEARCH,
  FACETS,
  facetsOf,
  isEmpty,
  KINDS,
  nameOf,
  ORDERS,
  orderOf,
  paramsOf,
  type Search,
  searchOf,
  TYPES,
  withFacet,
} from '../../src/web/pages/find-query.ts'
import { dropSearch, MOST_SAVED, savedName, savedSearches, saveSearch } from '../../src/web/pages/find-saved.ts'

const of = (query: string): Search => searchOf(new URLSearchParams(query))

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const words = fc.string({ unit: 'grapheme' }).map(s => s.replace(/\s+/g, ' ').trim())
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(d => d.toISOString().slice(0, 10))
const named = maybe(words.filter(s => s !== ''))
const search: fc.Arbitrary<Search> = fc.record({
  words,
  speaker: named,
  outlet: named,
  kind: maybe(fc.constantFrom(...KINDS)),
  stance: maybe(fc.constantFrom(...STANCES)),
  type: maybe(fc.constantFrom(...TYPES)),
  via: named,
  agency: named,
  since: maybe(day),
  until: maybe(day),
  order: maybe(fc.constantFrom(...ORDERS)),
})

describe('a search and its address', () => {
  it('come back as they were, but for an order that goes without saying', () => {
    fc.assert(
      fc.property(search, one => {
        const back = of(paramsOf(one).toString())
        expect({ ...back, order: null }).toEqual({ ...one, order: null })
        expect(orderOf(back)).toBe(orderOf(one))
      }),
    )
  })

  it('are one to one: the same search is the same link', () => {
    expect(paramsOf(of('outlet=Herald&q=ferry&order=best')).toString()).toBe('q=ferry&outlet=Herald')
    expect(paramsOf(of('q=ferry&outlet=Herald')).toString()).toBe('q=ferry&outlet=Herald')
    expect(addressOf('/find', paramsOf(EMPTY_SEARCH))).toBe('/find')
    expect(addressOf('/find', paramsOf(of('q=a b')))).toBe('/find?q=a+b')
  })

  it('leave out what nobody can ask for', () => {
    expect(of('kind=loud&stance=shouts&type=dog&since=2025-02-30&until=yesterday&order=odd&q=%20')).toEqual(
      EMPTY_SEARCH,
    )
    expect(isEmpty(of('order=oldest'))).toBe(true)
    expect(isEmpty(of('via=Courier'))).toBe(false)
  })

  it('have an order that means something', () => {
    expect(orderOf(of('q=ferry'))).toBe('best')
    expect(orderOf(of('speaker=Marsh'))).toBe('newest')
    expect(orderOf(of('speaker=Marsh&order=best'))).toBe('newest')
    expect(orderOf(of('q=ferry&order=oldest'))).toBe('oldest')
  })

  it('take facets on and off', () => {
    const narrow = withFacet(of('q=ferry'), 'stance', 'denies')
    expect(facetsOf(narrow)).toEqual([{ facet: 'stance', value: 'denies' }])
    expect(withFacet(narrow, 'stance', null)).toEqual(of('q=ferry'))
    expect(withFacet(narrow, 'stance', 'sings')).toEqual(of('q=ferry'))
    expect(FACETS.every(facet => withFacet(EMPTY_SEARCH, facet, null)[facet] === null)).toBe(true)
  })

  it('have a name in words', () => {
    expect(nameOf(of('q=ferry&speaker=Marsh&kind=direct&since=2025-03-01'))).toBe(
      '“ferry”, by Marsh, direct, since 2025-03-01',
    )
    expect(nameOf(EMPTY_SEARCH)).toBe('Everything')
  })
})

class Shelf {
  readonly kept = new Map<string, string>()
  full = false
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    if (this.full) throw new Error('QuotaExceededError')
    this.kept.set(key, value)
  }
}

describe('saved searches', () => {
  it('are kept by name, one for each search', () => {
    const shelf = new Shelf()
    expect(savedSearches(shelf)).toEqual([])
    expect(saveSearch(shelf, 'Denials', of('stance=denies'))).toBe(true)
    saveSearch(shelf, 'The ferry', of('q=ferry'))
    expect(savedName(shelf, of('stance=denies'))).toBe('Denials')
    saveSearch(shelf, 'What is denied', of('stance=denies'))
    expect(savedSearches(shelf).map(({ name }) => name)).toEqual(['The ferry', 'What is denied'])
    saveSearch(shelf, 'The ferry', of('q=ferry&since=2025-03-01'))
    expect(savedName(shelf, of('q=ferry'))).toBeNull()
    dropSearch(shelf, 'What is denied')
    expect(savedSearches(shelf)).toEqual([{ name: 'The ferry', query: 'q=ferry&since=2025-03-01' }])
  })

  it('let the oldest go when there are too many', () => {
    const shelf = new Shelf()
    for (let i = 0; i <= MOST_SAVED; i++) saveSearch(shelf, `search ${i}`, of(`q=w${i}`))
    expect(savedSearches(shelf)).toHaveLength(MOST_SAVED)
    expect(savedName(shelf, of('q=w0'))).toBeNull()
    expect(savedName(shelf, of(`q=w${MOST_SAVED}`))).toBe(`search ${MOST_SAVED}`)
  })

  it('bear with a shelf that is broken, foreign or full', () => {
    const shelf = new Shelf()
    for (const broken of ['{', '{"a":1}', '[1,null,{"name":"x"}]', 'null']) {
      shelf.kept.set('ascribe.searches', broken)
      expect(savedSearches(shelf)).toEqual([])
    }
    shelf.full = true
    expect(saveSearch(shelf, 'Denials', of('stance=denies'))).toBe(false)
  })
})
