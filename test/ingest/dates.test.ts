import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf } from '../../src/ingest/index.ts'

describe('instantOf', () => {
  test.each([
    // ISO 8601 and its relatives
    ['2024-03-03', '2024-03-03'],
    ['2024-03-03T16:15:00Z', '2024-03-03T16:15:00Z'],
    ['2024-03-03T16:15:00.250Z', '2024-03-03T16:15:00Z'],
    ['2024-03-03T00:30:00+02:00', '2024-03-02T22:30:00Z'],
    ['2024-03-03T16:15-0500', '2024-03-03T21:15:00Z'],
    ['2024-03-03T16:15+01', '2024-03-03T15:15:00Z'],
    ['2024-03-03 16:15:00 UTC', '2024-03-03T16:15:00Z'],
    ['2024-03-03 16:15:00', '2024-03-03'],
    ['2024-03-03T16:15:00', '2024-03-03'],
    ['2024/3/3', '2024-03-03'],
    // NewsML's and IPTC's compact form
    ['20240303T161500Z', '2024-03-03T16:15:00Z'],
    ['20240303T161500+0100', '2024-03-03T15:15:00Z'],
    ['20240303T1615Z', '2024-03-03T16:15:00Z'],
    ['20240303', '2024-03-03'],
    // mail and feeds
    ['Sun, 03 Mar 2024 16:15:00 -0500', '2024-03-03T21:15:00Z'],
    ['3 Mar 24 16:15 EST', '2024-03-03T21:15:00Z'],
    ['Sun, 3 Mar 2024 16:15:00 GMT', '2024-03-03T16:15:00Z'],
    ['Mon, 04 Mar 2024 02:15:00 +0530 (IST)', '2024-03-03T20:45:00Z'],
    ['31 Dec 99 23:59:60 GMT', '1999-12-31T23:59:59Z'],
    ['03-Mar-24', '2024-03-03'],
    ['Sun Mar  3 16:15:00 EST 2024', '2024-03-03T21:15:00Z'],
    // newsrooms
    ['March 3, 2024 4:15 p.m. EST', '2024-03-03T21:15:00Z'],
    ['Mar. 3, 2024 at 4:15PM ET', '2024-03-03T21:15:00Z'],
    ['July 3, 2024 4:15 p.m. ET', '2024-07-03T20:15:00Z'],
    ['March 10, 2024 1:59 a.m. ET', '2024-03-10T06:59:00Z'],
    ['March 10, 2024 3:00 a.m. ET', '2024-03-10T07:00:00Z'],
    ['November 3, 2024 3:00 a.m. PT', '2024-11-03T11:00:00Z'],
    ['Tue 3 Mar 2024', '2024-03-03'],
    ['3rd of March, 2024', '2024-03-03'],
    ['Published 16:15 GMT, 3 March 2024', '2024-03-03T16:15:00Z'],
    ['4.15pm BST on Sunday 3 July 2022', '2022-07-03T15:15:00Z'],
    ['3 March 2024, 16.15 CET', '2024-03-03T15:15:00Z'],
    ['March 3, 2024 | 5 min read', '2024-03-03'],
    ['12:00 a.m. UTC, May 1, 2026', '2026-05-01T00:00:00Z'],
    ['12 p.m. UTC, May 1, 2026', '2026-05-01T12:00:00Z'],
    ['Sept. 9, 2025', '2025-09-09'],
    ['3 May 2026 - updated 4 May 2026', '2026-05-03'],
    // a clock whose zone is not told, or means several, dates the day only
    ['3 March 2024 16:15', '2024-03-03'],
    ['3 March 2024 16:15 IST', '2024-03-03'],
    ['3 March 2024 16:15 by Jane Roe', '2024-03-03'],
    // seconds and milliseconds since 1970
    ['1709482500', '2024-03-03T16:15:00Z'],
    ['1709482500123', '2024-03-03T16:15:00Z'],
    ['1709482500.123', '2024-03-03T16:15:00Z'],
    // figures that can mean one day only
    ['25/12/2024', '2024-12-25'],
    ['12/25/2024', '2024-12-25'],
    ['03.03.2024', '2024-03-03'],
  ])('%s is %s', (stated, meant) => expect(instantOf(stated)).toBe(meant))

  test.each([
    '03/04/2024',
    '3.4.2024',
    '2024-02-30',
    '31 April 2024',
    '2024-13-01',
    'March 2024',
    '2024',
    'yesterday',
    'Sunday',
    '4:15 p.m.',
    '12345',
    '123456789012',
    'x'.repeat(500),
    '',
  ])('%s is not told', stated => expect(instantOf(stated)).toBeNull())

  test('a region says whether the day or the month comes first', () => {
    expect(instantOf('03/04/2024', 'en-GB')).toBe('2024-04-03')
    expect(instantOf('03/04/2024', 'en-US')).toBe('2024-03-04')
    expect(instantOf('03/04/2024', 'en_IN')).toBe('2024-04-03')
    expect(instantOf('03/04/2024', 'en')).toBeNull()
  })

  test('what it gives, it reads as the same', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1600-01-01'), max: new Date('2199-12-30'), noInvalidDate: true }), date => {
        const instant = `${date.toISOString().slice(0, 19)}Z`
        expect(instantOf(instant)).toBe(instant)
        expect(instantOf(date.toISOString().slice(0, 10))).toBe(date.toISOString().slice(0, 10))
        expect(instantOf(date.toUTCString())).toBe(instant)
      }),
    )
  })

  test('any words at all: a date of the calendar or null', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.stringMatching(/^[0-9:/. TZ-]{0,30}$/),
          fc.stringMatching(/^(May|3|12|2024|:|[ ,]|pm|EST){0,12}$/),
        ),
        words => {
          const meant = instantOf(words)
          if (meant !== null) {
            expect(meant).toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/)
            expect(Number.isNaN(Date.parse(meant))).toBe(false)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
