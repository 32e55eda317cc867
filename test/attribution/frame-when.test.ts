import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveWhen, type Tense } from '../../src/attribution/index.ts'

/** A Wednesday. */
const WEDNESDAY = '2031-05-14'
const SUNDAY = '2031-05-18'

const told = (words: string, published: string | null = WEDNESDAY, tense: Tense = 'past') => {
  const days = resolveWhen(words, published, tense)
  if (days === null) return null
  return days.from === days.to ? days.from : `${days.from}..${days.to}`
}

describe('the days that a time means, seen from Wednesday 14 May 2031', () => {
  test.each([
    ['on Sunday', '2031-05-11'],
    ['Monday', '2031-05-12'],
    ['on Wednesday', '2031-05-14'],
    ['on Thursday', '2031-05-08'],
    ['Tuesday evening', '2031-05-13'],
    ['late on Monday', '2031-05-12'],
    ['last Wednesday', '2031-05-07'],
    ['on Mon', '2031-05-12'],
    ['today', '2031-05-14'],
    ['earlier today', '2031-05-14'],
    ['yesterday', '2031-05-13'],
    ['Yesterday morning', '2031-05-13'],
    ['last night', '2031-05-13'],
    ['this morning', '2031-05-14'],
    ['overnight', '2031-05-13..2031-05-14'],
    ['two days ago', '2031-05-12'],
    ['a week ago', '2031-05-07'],
    ['a month ago', '2031-04-01..2031-04-30'],
    ['five months ago', '2030-12-01..2030-12-31'],
    ['10 years ago', '2021-01-01..2021-12-31'],
    ['an hour ago', '2031-05-13..2031-05-14'],
    ['earlier this week', '2031-05-12..2031-05-14'],
    ['last week', '2031-05-05..2031-05-11'],
    ['last month', '2031-04-01..2031-04-30'],
    ['earlier this year', '2031-01-01..2031-05-14'],
    ['at the weekend', '2031-05-10..2031-05-11'],
    ['last weekend', '2031-05-10..2031-05-11'],
    ['on 3 May', '2031-05-03'],
    ['on May 3', '2031-05-03'],
    ['on the 3rd of May', '2031-05-03'],
    ['on Feb. 3', '2031-02-03'],
    ['on 30 May', '2030-05-30'],
    ['on March 9, 2029', '2029-03-09'],
    ['on Monday, 12 May', '2031-05-12'],
    ['in April', '2031-04-01..2031-04-30'],
    ['in June', '2030-06-01..2030-06-30'],
    ['in May', '2031-05-01..2031-05-31'],
    ['last May', '2030-05-01..2030-05-31'],
    ['in March 2019', '2019-03-01..2019-03-31'],
    ['in 2014', '2014-01-01..2014-12-31'],
    ['at 2 a.m.', '2031-05-14'],
    ['at noon', '2031-05-14'],
    ['at 2 a.m. on Friday', '2031-05-09'],
  ])('%s', (words, days) => {
    expect(told(words)).toBe(days)
  })

  test.each([
    ['on Sunday', '2031-05-18'],
    ['on Wednesday', '2031-05-14'],
    ['next Wednesday', '2031-05-21'],
    ['next week', '2031-05-19..2031-05-25'],
    ['this week', '2031-05-14..2031-05-18'],
    ['tomorrow', '2031-05-15'],
    ['on 3 May', '2032-05-03'],
    ['in June', '2031-06-01..2031-06-30'],
  ])('%s, told in the future', (words, days) => {
    expect(told(words, WEDNESDAY, 'future')).toBe(days)
  })

  test('the weekend that runs is meant on a Sunday', () => {
    expect(told('at the weekend', SUNDAY)).toBe('2031-05-17..2031-05-18')
    expect(told('last weekend', SUNDAY)).toBe('2031-05-10..2031-05-11')
    expect(told('earlier this week', SUNDAY)).toBe('2031-05-12..2031-05-18')
  })

  test.each([
    '2031-05-14',
    '2031-05-14T23:50:00+02:00',
    '14 May 2031',
    'May 14, 2031',
    'Wednesday, 14 May 2031 10:00 GMT',
  ])('an article of %s', published => {
    expect(told('yesterday', published)).toBe('2031-05-13')
  })

  test.each(['later', 'a few days ago', 'hours after the verdict', 'after the vote', 'on 31 February', 'recently', ''])(
    '"%s" stays unknown',
    words => {
      expect(told(words)).toBeNull()
    },
  )

  test('without a date of the article only full dates are known', () => {
    expect(told('on Sunday', null)).toBeNull()
    expect(told('on Sunday', 'some day')).toBeNull()
    expect(told('on 3 May', null)).toBeNull()
    expect(told('on 3 May 2030', null)).toBe('2030-05-03')
  })

  test('any words give whole days in order, or nothing', () => {
    const word = fc.constantFrom(
      ...'on at last next this early May 3 31 2031 Monday week month a two days ago noon of the weekend years night 0 99'.split(
        ' ',
      ),
    )
    const words = fc.array(word, { maxLength: 7 }).map(list => list.join(' '))
    fc.assert(
      fc.property(fc.oneof(words, fc.string()), fc.constantFrom<Tense>('past', 'present', 'future'), (said, tense) => {
        const days = resolveWhen(said, WEDNESDAY, tense)
        if (days === null) return
        expect(days.from).toMatch(/^\d{4}-\d\d-\d\d$/)
        expect(days.from <= days.to).toBe(true)
      }),
    )
  })
})
