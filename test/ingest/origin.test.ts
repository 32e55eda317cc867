import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AGENCY_LIST } from '../../src/ingest/agencies.ts'
import { articleFromHtml, articleFromText } from '../../src/ingest/index.ts'
import { wordsOf } from '../../src/vocabulary/index.ts'

const BODY = [
  'The harbour board of Norvale voted on Monday night to close the old flood gate for the winter, a step that engineers had asked for since the spring storms.',
  '"We have waited long enough," said Orla Venn, who chairs the board, adding that the money had been set aside.',
  'Opponents of the plan, among them two shipping firms, said that they would go to court before the end of the month.',
]
interface Parts {
  readonly byline?: string
  readonly dateline?: string
  readonly last?: string
  readonly foot?: string
}
const articleOf = ({ byline, dateline, last, foot }: Parts) =>
  articleFromText(
    [
      'Flood gate shuts for the winter',
      ...(byline ? [byline] : []),
      `${dateline ?? ''}${BODY[0]}`,
      BODY[1],
      BODY[2] + (last ?? ''),
      ...(foot ? [foot] : []),
    ].join('\n\n'),
  )

test('the list in the code is the list in the file', () => {
  expect(readFileSync(new URL('../../lexicons/agencies.txt', import.meta.url), 'utf8')).toBe(AGENCY_LIST)
  const names = AGENCY_LIST.split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .flatMap(line => line.split(';').map(name => name.trim().replace(/^!/, '')))
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
})

describe('a dateline', () => {
  test.each([
    ['NORVALE (AP) — ', 'Associated Press', 'AP'],
    ['NORVALE, Kobria (AP) — ', 'Associated Press', 'AP'],
    ['LONDON, March 3 (Reuters) - ', 'Reuters', 'Reuters'],
    ['PARIS, March 3 (AFP) — ', 'Agence France-Presse', 'AFP'],
    ['NORVALE, March 3 (Xinhua) -- ', 'Xinhua', 'Xinhua'],
    ['NORVALE, March 3 /Xinhua/ -- ', 'Xinhua', 'Xinhua'],
    ['NORVALE, March 3. /TASS/. ', 'TASS', 'TASS'],
    ['Norvale [Kobria], March 3 (ANI): ', 'Asian News International', 'ANI'],
    ['New Delhi, March 3 (PTI) ', null, null], // no dash: not read as a dateline
    ['NORVALE, Mar 3 (Reuters/AFP) - ', 'Reuters', 'Reuters'],
    ['NORVALE (dpa) - ', 'Deutsche Presse-Agentur', 'dpa'],
    ['NORVALE (AA) — ', 'Anadolu Agency', 'AA'],
    ['NORVALE (Kobrin News Agency) — ', 'Kobrin News Agency', 'Kobrin News Agency'],
    ['NORVALE--(BUSINESS WIRE)--', 'Business Wire', 'BUSINESS WIRE'],
    ['NORVALE, March 3, 2024 /PRNewswire/ -- ', 'PR Newswire', 'PRNewswire'],
    ['(Reuters) - ', 'Reuters', 'Reuters'],
    ['NORVALE — ', null, null],
    ['NORVALE (KTRW) — ', null, null], // a station's own sign
    ['NORVALE (The Tarrow Gazette) — ', null, null],
  ])('%j: %s', (dateline, agency, words) => {
    const article = articleOf({ dateline })
    if (agency === null) expect(article.origin).toBeNull()
    else {
      expect(article.origin).toMatchObject({ agency, by: 'dateline' })
      expect(wordsOf(article.text, article.origin!.span!)).toBe(words)
    }
  })
  test('prose with a bracket is none', () => {
    const article = articleFromText(
      `Gate shuts\n\nThe paper sued the news agency (AFP) - and lost.\n\n${BODY.join('\n\n')}`,
    )
    expect(article.origin).toBeNull()
  })
})

describe('a byline', () => {
  test.each([
    ['Associated Press', 'Associated Press'],
    ['By The Associated Press', 'Associated Press'],
    ['By JANE ROE Associated Press', 'Associated Press'],
    ['By JANE ROE, The Associated Press', 'Associated Press'],
    ['By Jane Roe, AP', 'Associated Press'],
    ['By JANE ROE AP Business Writer', 'Associated Press'],
    ['By Our Correspondent / Reuters', 'Reuters'],
    ['By Jane Roe and Hal Brandt, Reuters', 'Reuters'],
    ['Reuters Staff', 'Reuters'],
    ['By Reuters', 'Reuters'],
    ['AFP, Norvale', 'Agence France-Presse'],
    ['By Jane Roe | Agence France-Presse', 'Agence France-Presse'],
    ['By Jane Roe, PA Political Correspondent', 'PA Media'],
    ['By PA', 'PA Media'],
    ['By Jane Roe, Press Association', 'PA Media'],
    ['By Jane Roe, Local Democracy Reporter', 'Local Democracy Reporting Service'],
    ['By Jane Roe, Press Trust of India', 'Press Trust of India'],
    ['Staff and agencies', 'agencies'],
    ['By Staff and agencies', 'agencies'],
    ['By Our Correspondent and agencies', 'agencies'],
    ['Agencies', 'agencies'],
    ['By Jane Roe with agencies', 'agencies'],
    ['By staff and Reuters', 'Reuters'],
  ])('%j: %s', (byline, agency) => {
    const article = articleOf({ byline })
    expect(article.origin).toMatchObject({ agency, by: 'byline' })
    expect(article.blocks.map(block => block.kind).slice(0, 2)).not.toEqual(['headline', 'headline'])
  })
  test.each([
    'By Jane Roe',
    'By Our Correspondent',
    'By Jane Roe in Norvale, PA',
    'By Michael Bloomberg',
    'By Petra Lisle',
    'By Jane Roe, Staff writer',
    'By Jane Roe, Tarrow Gazette',
    'By Jane Context',
  ])('%j is the paper’s own', byline => expect(articleOf({ byline }).origin).toBeNull())
  test('a headline that opens with agencies stays a headline', () => {
    const article = articleFromText(`AP, Reuters Journalists Held in Norvale\n\n${BODY.join('\n\n')}`)
    expect(article.blocks[0]!.kind).toBe('headline')
    expect(article.origin).toBeNull()
  })
})

describe('a credit at the foot', () => {
  test.each([
    ['(Reporting by A. Osei in Norvale; Editing by L. Park)', 'Reuters', 'credit'],
    [
      'Reporting by A. Osei, additional reporting by Ada Lind in Ostby; Writing by L. Park; Editing by H. Brandt',
      'Reuters',
      'credit',
    ],
    ['Additional reporting by Ada Lind; Editing by Hal Brandt', 'Reuters', 'credit'],
    ['This story was originally published by Harrow Dispatch.', 'Harrow Dispatch', 'credit'],
    [
      'This article was originally published on The Conversation. Read the original article.',
      'The Conversation',
      'credit',
    ],
    [
      'This article first appeared in The Kobrin Review and is republished here with permission.',
      'The Kobrin Review',
      'credit',
    ],
    ['This report was produced by KFF Health News, a national newsroom.', 'KFF Health News', 'credit'],
    ['with inputs from PTI', 'Press Trust of India', 'credit'],
    ['(With inputs from ANI)', 'Asian News International', 'credit'],
    ['(With agency inputs)', 'agencies', 'credit'],
    ['With files from The Canadian Press', 'The Canadian Press', 'credit'],
    ['With reporting from Reuters and AFP', 'Reuters', 'credit'],
    ['Associated Press writer Ada Lind in Ostby contributed to this report.', 'Associated Press', 'credit'],
    ['AP business writer Ada Lind contributed.', 'Associated Press', 'credit'],
    ['— Reuters', 'Reuters', 'credit'],
    ['AFP', 'Agence France-Presse', 'credit'],
    ['Source: PTI', 'Press Trust of India', 'credit'],
    ['(ANI)', 'Asian News International', 'credit'],
    ['© 2024 AFP', 'Agence France-Presse', 'copyright'],
    ['Copyright 2024 The Associated Press. All rights reserved.', 'Associated Press', 'copyright'],
    [
      '© 2024 The Associated Press. All rights reserved. This material may not be published or rewritten.',
      'Associated Press',
      'copyright',
    ],
    ['(c) 2024 Bloomberg L.P.', 'Bloomberg News', 'copyright'],
    ['©2024 The Tarrow Gazette. Distributed by Tribune Content Agency, LLC.', 'Tribune News Service', 'copyright'],
  ])('%j: %s', (foot, agency, by) => expect(articleOf({ foot }).origin).toMatchObject({ agency, by }))

  test.each([
    [' (ANI)', 'Asian News International'],
    [' (Reuters)', 'Reuters'],
    [' — AFP', 'Agence France-Presse'],
    [' -PTI', 'Press Trust of India'],
  ])('at the end of the last paragraph: %j', (last, agency) =>
    expect(articleOf({ last }).origin).toMatchObject({ agency, by: 'credit' }),
  )

  test.each([
    'Photo: J. Lind/AFP',
    'Orla Venn at the gate. (AP Photo/Jane Roe)',
    'The Associated Press contributed to this report.',
    'Ada Lind contributed to this report.',
    'Reporting by A. Osei',
    'Additional reporting by Lee Park',
    '© 2024 The Tarrow Gazette',
    'This story was originally published on May 3, 2024.',
    'This report was written by Jane Roe.',
    'Sources: Reuters, BBC, The Tarrow Gazette',
    '"This will cost us all," Venn told Reuters.',
    'Venn had no comment for the Associated Press.',
    'Reuters reported on Sunday that the gate had been sold.',
    'AFP journalists at the scene saw two boats sink.',
    'Originally, the story was published by mistake.',
    'The photographs were taken by AFP.',
  ])('%j names none', foot => expect(articleOf({ foot }).origin).toBeNull())
})

describe('an agency quoted inside the report', () => {
  test.each([
    'Venn told Reuters on Monday that the gate would stay shut.',
    'The Associated Press first reported the vote.',
    'According to AFP, two firms have hired a lawyer.',
    'Reuters could not reach the firms.',
  ])('%j is not the origin', sentence => {
    const article = articleFromText(`Gate shuts\n\nBy Jane Roe\n\n${sentence}\n\n${BODY.join('\n\n')}\n\n${sentence}`)
    expect(article.origin).toBeNull()
  })
})

describe('what goes before what', () => {
  test('the sender’s word, then dateline, byline, credit, copyright', () => {
    const text = `Gate shuts\n\nBy Jane Roe, Reuters\n\nNORVALE (AP) — ${BODY.join('\n\n')}\n\n(ANI)\n\n© 2024 AFP`
    expect(articleFromText(text, { agency: 'dpa' }).origin).toEqual({
      agency: 'Deutsche Presse-Agentur',
      by: 'stated',
      span: null,
    })
    expect(articleFromText(text).origin?.by).toBe('dateline')
    expect(articleFromText(text.replace(' (AP)', '')).origin?.by).toBe('byline')
    expect(articleFromText(text.replace(' (AP)', '').replace(', Reuters', '')).origin?.by).toBe('credit')
    expect(articleFromText(text.replace(' (AP)', '').replace(', Reuters', '').replace('(ANI)', '')).origin?.by).toBe(
      'copyright',
    )
  })
  test('a named agency before “agencies”', () => {
    const text = `Gate shuts\n\nBy Staff and agencies\n\n${BODY.join('\n\n')}`
    expect(articleFromText(text).origin?.agency).toBe('agencies')
    expect(articleFromText(`${text}\n\nReuters`).origin).toMatchObject({ agency: 'Reuters', by: 'credit' })
    expect(articleFromText(`${text}\n\nAgencies\n\n© 2024 AFP`).origin).toMatchObject({
      agency: 'Agence France-Presse',
      by: 'copyright',
    })
  })
  test.each([
    ['Source: Kobrin News Service', 'Kobrin News Service'],
    ['(Source: The Kobrin Bay Press Agency)', 'The Kobrin Bay Press Agency'],
    ['Source: Norvale town hall', null],
    ['Additional material from the Kobrin News Agency.', null],
    ['With reports from Kobrin Wire Service', null],
  ])('at the foot: %j', (foot, agency) => expect(articleOf({ foot }).origin?.agency ?? null).toBe(agency))
  test('an agency that the list does not know stays as stated, but the outlet itself is none', () => {
    expect(articleFromText(BODY.join('\n\n'), { agency: 'Kobrin Bureau' }).origin?.agency).toBe('Kobrin Bureau')
    expect(
      articleFromText(BODY.join('\n\n'), { agency: 'Tarrow Gazette', outlet: 'The Tarrow Gazette' }).origin,
    ).toBeNull()
  })
  test('an agency’s own outlet is its origin', () => {
    expect(articleFromText(BODY.join('\n\n'), { outlet: 'AP News' }).origin).toEqual({
      agency: 'Associated Press',
      by: 'stated',
      span: null,
    })
  })
})

describe('a page’s data', () => {
  const page = (data: object, head = '') =>
    `<html><head>${head}<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...data })}</script></head><body><article><h1>Gate shuts for the winter</h1>${BODY.map(words => `<p>${words}</p>`).join('')}</article></body></html>`
  test.each([
    [{ sourceOrganization: { '@type': 'Organization', name: 'AFP' } }, 'Agence France-Presse', 'stated'],
    [{ creditText: 'Reuters' }, 'Reuters', 'credit'],
    [{ copyrightHolder: { name: 'The Associated Press' } }, 'Associated Press', 'copyright'],
    [
      { author: [{ name: 'Jane Roe' }, { '@type': 'Organization', name: 'The Associated Press' }] },
      'Associated Press',
      'byline',
    ],
    [{ publisher: { name: 'Reuters' } }, 'Reuters', 'stated'],
  ])('%j', (data, agency, by) => expect(articleFromHtml(page(data)).origin).toEqual({ agency, by, span: null }))
  test.each([
    { sourceOrganization: { name: 'The Tarrow Gazette' } },
    { creditText: 'Photo: AFP Pictures Desk at Norvale Town Hall' },
    { copyrightHolder: 'The Tarrow Gazette' },
    { author: { name: 'Jane Roe' }, publisher: { name: 'The Tarrow Gazette' } },
  ])('%j names none', data => expect(articleFromHtml(page(data)).origin).toBeNull())
})
