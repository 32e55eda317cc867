import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { articleFromPdf, articleOf } from '../../src/ingest/index.ts'
import { type Article, AscribeError, wordsOf } from '../../src/vocabulary/index.ts'
import { column, joined, pdfOf, type Run } from './pdf-writer.ts'
import { expectSoundBlocks } from './sound.ts'

const list = (article: Article) => article.blocks.map(block => [block.kind, wordsOf(article.text, block.span)])
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof AscribeError)) throw error
    expect(error.next.length).toBeGreaterThan(5)
    return error.code
  }
  return 'none'
}

const FIRST =
  'NORVALE, 3 May 2026 – The harbour board of Norvale will close the old flood gate for the winter, it announced today, a step that engineers had asked for since the spring storms, when water stood in forty cellars.'
const SECOND =
  '“We have waited long enough,” said Orla Venn, who chairs the board. “The money is set aside, and nobody opposed it when we asked in June.”'
const THIRD =
  'Two shipping firms, Brandt & Sons and the Ostby Line, said that they would go to court before the end of the month.'
const WIDE = { x: 60, y: 640, width: 470 }

describe('a press release', () => {
  const top: Run[] = [
    { text: 'FOR IMMEDIATE RELEASE', x: 60, y: 720 },
    { text: 'Flood gate shuts for the winter', x: 60, y: 680, size: 20 },
  ]
  const runs = [...top, ...column([FIRST, SECOND, THIRD], WIDE), { text: '###', x: 290, y: 300 }]

  test.each([false, true])('is read as an editor reads it (packed: %s)', async packed => {
    const article = await articleFromPdf(pdfOf({ pages: [runs], packed, language: 'en-GB' }))
    expect(list(article)).toEqual([
      ['boilerplate', 'FOR IMMEDIATE RELEASE'],
      ['headline', 'Flood gate shuts for the winter'],
      ['dateline', 'NORVALE, 3 May 2026 –'],
      ['paragraph', FIRST.slice(22)],
      ['paragraph', SECOND],
      ['paragraph', THIRD],
      ['boilerplate', '###'],
    ])
    expect(article).toMatchObject({
      format: 'pdf',
      title: 'Flood gate shuts for the winter',
      language: 'en-GB',
      page: null,
    })
    expectSoundBlocks(article)
  })
  test('takes the sender’s name above the headline for no title', async () => {
    const letterhead = [{ text: 'Norvale Harbour Board', x: 60, y: 780, size: 16 }, ...runs]
    expect((await articleFromPdf(pdfOf({ pages: [letterhead] }))).title).toBe('Flood gate shuts for the winter')
  })
  test('is the same article each time, by way of its form as well', async () => {
    const bytes = pdfOf({ pages: [runs] })
    const [a, b] = [await articleFromPdf(bytes), await articleOf(bytes, 'pdf', {})]
    expect(b).toEqual(a)
    expect(bytes.length).toBeGreaterThan(0) // the caller's bytes are not taken away
  })
  test('takes the sender’s word', async () => {
    const stated = {
      outlet: 'Norvale Harbour Board',
      published: '2026-05-03',
      url: 'https://norvale.example/r.pdf#page=1',
    }
    expect(await articleOf(pdfOf({ pages: [runs] }), 'pdf', stated)).toMatchObject({
      outlet: 'Norvale Harbour Board',
      published: '2026-05-03',
      url: 'https://norvale.example/r.pdf',
    })
  })
  test('knows who sent it', async () => {
    const sent = column([`NORVALE, May 3, 2026 /PRNewswire/ -- ${THIRD}`, SECOND], WIDE)
    expect((await articleFromPdf(pdfOf({ pages: [[...top, ...sent]] }))).origin?.agency).toBe('PR Newswire')
  })
  test('keeps paragraphs that are set off by an indent alone', async () => {
    const indented = column([FIRST, SECOND, THIRD], { ...WIDE, gap: 0, indent: 16 })
    const article = await articleFromPdf(pdfOf({ pages: [[...top, ...indented]] }))
    expect(
      list(article)
        .slice(3)
        .map(([, words]) => words),
    ).toEqual([FIRST.slice(22), SECOND, THIRD])
  })
})

describe('lines', () => {
  const linesOf = (...lines: string[]) => lines.map((text, i) => ({ text, x: 60, y: 700 - 14 * i }))
  const textOf = async (runs: readonly Run[]) => (await articleFromPdf(pdfOf({ pages: [runs] }))).text
  test('a hyphen that only parts a word goes; others stay', async () => {
    expect(
      await textOf(
        linesOf(
          'The board said that the won-',
          'derful gate of Norvale was well-',
          'known, that its sea-going half, a sea-',
          'going thing, was built by the Ost-',
          'West Line in 1961, and that 1990-',
          '91 was a winter of co-operation, of co-',
          'operation above all things in Norvale.',
        ),
      ),
    ).toBe(
      'The board said that the wonderful gate of Norvale was well-known, that its sea-going half, a sea-going thing, was built by the Ost-West Line in 1961, and that 1990-91 was a winter of co-operation, of co-operation above all things in Norvale.',
    )
  })
  test('runs of one line are one line, with or without a gap', async () => {
    expect(
      await textOf([
        { text: 'The board said so', x: 60, y: 700 },
        { text: 'on Monday, as', x: 150, y: 700 },
        { text: 'it always does in the winter months.', x: 60, y: 686 },
      ]),
    ).toBe('The board said so on Monday, as it always does in the winter months.')
  })
  test('a watermark across the page is no text', async () => {
    const runs = [...linesOf('The board said so on Monday.'), { text: 'DRAFT', x: 200, y: 300, size: 60, turn: 45 }]
    expect(await textOf(runs)).toBe('The board said so on Monday.')
  })
})

describe('columns and pages', () => {
  const LEFT = [
    'The left column opens the report and speaks of the gate at length, as reports do in the winter.',
    FIRST,
    SECOND,
  ]
  const RIGHT = [THIRD, 'The right column closes it, the board said, and nothing more was to be said about the gate.']
  const two = (y: number) => [
    ...column(LEFT, { x: 50, y, width: 230, size: 10 }),
    ...column(RIGHT, { x: 320, y, width: 230, size: 10 }),
  ]
  test('two columns are read one after the other, under a headline over both', async () => {
    const runs: Run[] = [
      { text: 'A headline that runs over both of the columns of the page', x: 50, y: 700, size: 18 },
      ...two(660),
    ]
    const article = await articleFromPdf(pdfOf({ pages: [runs] }))
    expect(article.text.split('\n\n')).toEqual([
      'A headline that runs over both of the columns of the page',
      ...LEFT,
      ...RIGHT,
    ])
  })
  test('a paragraph goes on over a page break; heads and page numbers stand behind it', async () => {
    const long = `${FIRST} ${THIRD} ${SECOND}`
    const lines = column([long, THIRD], { x: 60, y: 700, width: 470 })
    const cut = 4
    const page = (body: readonly Run[], n: number): Run[] => [
      { text: `Norvale Harbour Board – Media release ${n}`, x: 60, y: 800, size: 9 },
      ...body,
      { text: `Page ${n} of 3`, x: 280, y: 40, size: 9 },
    ]
    const second = lines.slice(cut).map(run => ({ ...run, y: run.y + cut * 13.75 }))
    const third = column([SECOND], { x: 60, y: 700, width: 470 })
    const article = await articleFromPdf(
      pdfOf({ pages: [page(lines.slice(0, cut), 1), page(second, 2), page(third, 3)] }),
    )
    const paragraphs = list(article).filter(([kind]) => kind === 'paragraph' || kind === 'dateline')
    expect(paragraphs.map(([, words]) => words).join(' ')).toBe(`${long} ${THIRD} ${SECOND}`)
    expect(
      list(article)
        .filter(([kind]) => kind === 'boilerplate')
        .map(([, words]) => words),
    ).toEqual(expect.arrayContaining(['Norvale Harbour Board – Media release 1', 'Page 1 of 3', 'Page 3 of 3']))
    expectSoundBlocks(article)
  })
})

describe('what is no readable PDF gets a code', () => {
  const whole = pdfOf({ pages: [column([FIRST, SECOND], WIDE)] })
  test('a scan', async () => expect(await codeOf(articleFromPdf(pdfOf({ pages: [[], []] })))).toBe('no-text-in-pdf'))
  test('damaged', async () => {
    expect(await codeOf(articleFromPdf(new TextEncoder().encode('%PDF-1.7\nnothing more')))).toBe('damaged-pdf')
    expect(await codeOf(articleFromPdf(new TextEncoder().encode('no PDF at all')))).toBe('damaged-pdf')
    expect(await codeOf(articleFromPdf(new Uint8Array(0)))).toBe('damaged-pdf')
  })
  test('cut off: what is left, or a code', async () => {
    for (const end of [200, 500, 700, whole.length - 60]) {
      expect(['none', 'damaged-pdf', 'no-text-in-pdf']).toContain(await codeOf(articleFromPdf(whole.slice(0, end))))
    }
  })
  test('locked with a password', async () => {
    const locked = pdfOf({
      pages: [column([FIRST], WIDE)],
      trailer: `/ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
    })
    expect(await codeOf(articleFromPdf(locked))).toBe('encrypted-pdf')
  })
  test('too many bytes, too many pages, too slow', async () => {
    expect(await codeOf(articleFromPdf(whole, { maxBytes: 100 }))).toBe('too-large')
    expect(await codeOf(articleFromPdf(pdfOf({ pages: [[], [], []] }), { maxPages: 2 }))).toBe('too-large')
    expect(await codeOf(articleFromPdf(whole, { timeLimit: -1 }))).toBe('slow-pdf')
  })
  test('a bomb', async () => {
    const bomb = new Uint8Array(deflateSync(new Uint8Array(150 * 1024 * 1024), { level: 1 }))
    const bytes = joined(
      '%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode /Length 9 >>\nstream\n',
      bomb,
      '\nendstream\nendobj\n',
    )
    expect(bytes.length).toBeLessThan(2 * 1024 * 1024)
    expect(await codeOf(articleFromPdf(bytes))).toBe('too-large')
    const twice = joined('1 0 obj\n<< /Filter [/FlateDecode /FlateDecode] >>\nstream\n', 'x', '\nendstream\nendobj\n')
    expect(await codeOf(articleFromPdf(twice))).toBe('too-large')
  })
  test('drawings within drawings, ten to the ninth', async () => {
    const first = 6 // the number of the first object behind the page's two
    const extra = Array.from({ length: 9 }, (_, i) => {
      const body = i === 0 ? 'BT /F1 11 Tf 1 0 0 1 60 700 Tm (Said Orla Venn.) Tj ET' : '/X Do '.repeat(10)
      const uses = i === 0 ? '/Font << /F1 3 0 R >>' : `/XObject << /X ${first + i - 1} 0 R >>`
      return `<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << ${uses} >> /Length ${body.length} >>\nstream\n${body}\nendstream`
    })
    const drawn = { operators: '/X Do', resources: `/XObject << /X ${first + 8} 0 R >>` }
    expect(await codeOf(articleFromPdf(pdfOf({ pages: [[]], extra, drawn }), { timeLimit: 50 }))).toBe('slow-pdf')
  })
  test('any harm to its bytes: an article or a documented code', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 }),
        async changes => {
          const bytes = whole.slice()
          for (const [at, byte] of changes) bytes[at] = byte
          expect(['none', 'damaged-pdf', 'no-text-in-pdf', 'encrypted-pdf', 'too-large']).toContain(
            await codeOf(articleFromPdf(bytes)),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})
