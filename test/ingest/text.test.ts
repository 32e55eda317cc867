import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { articleFromText, hashText } from '../../src/ingest/index.ts'
import { type Article, type BlockKind, wordsOf } from '../../src/vocabulary/index.ts'
import { expectSoundBlocks } from './sound.ts'

/** The blocks of an article as an editor would list them. */
const list = (article: Article): [BlockKind, string][] =>
  article.blocks.map(block => [block.kind, wordsOf(article.text, block.span)])
const kindsOf = (text: string) => articleFromText(text).blocks.map(block => block.kind)
const BODY = `The harbour board of Tarrow voted on Monday night to close the old flood gate for the winter, a step that engineers had asked for since the spring storms.

"We have waited long enough," said Orla Venn, who chairs the board, adding that the money had been set aside.

Opponents of the plan, among them two shipping firms, said that they would go to court before the end of the month.`

describe('a plain text', () => {
  test('stays as it is, but for a byte order mark', () => {
    const text = '\ufeffA\r\n\u00a0 b\u0000\ud800 é\ufeff'
    expect(articleFromText(text).text).toBe(text.slice(1))
  })

  test('is cut into headline, byline, date, dateline, paragraphs and credit', () => {
    const article = articleFromText(`Flood gate shuts for the winter

By Jane Roe, Staff writer
3 May 2026

LOMÉ (Reuters) - ${BODY}

Reporting by A. Osei; editing by L. Park
© 2026 Tarrow Wire`)
    expect(list(article).map(([kind, words]) => [kind, words.slice(0, 24)])).toEqual([
      ['headline', 'Flood gate shuts for the'],
      ['byline', 'By Jane Roe, Staff write'],
      ['byline', '3 May 2026'],
      ['dateline', 'LOMÉ (Reuters) -'],
      ['paragraph', 'The harbour board of Tar'],
      ['paragraph', '"We have waited long eno'],
      ['paragraph', 'Opponents of the plan, a'],
      ['credit', 'Reporting by A. Osei; ed'],
      ['credit', '© 2026 Tarrow Wire'],
    ])
    expect(article.title).toBe('Flood gate shuts for the winter')
    expect(article.published).toBe('3 May 2026')
    expectSoundBlocks(article)
  })

  test.each([
    'LOMÉ (Reuters) - ',
    'NEW DELHI: ',
    'PARIS, May 3 (AFP) — ',
    'WASHINGTON — ',
    'New Delhi: ',
    'Kobrin, Norland — ',
    'TARROW, N.H. (AP) — ',
  ])('opens its body with the dateline %j', dateline => {
    const article = articleFromText(`Gate shuts\n\n${dateline}${BODY}`)
    expect(list(article)[1]).toEqual(['dateline', dateline.trim()])
    expect(list(article)[2]![0]).toBe('paragraph')
  })

  test.each([
    'KHAN: I never saw the memo, and I said so to the committee.',
    'Keane: "Not yet."',
    'Breaking: the gate is shut and nobody knows why.',
    'WATCH: the gate falls, in slow motion.',
    'He said - and meant it - that he would go.',
    'EXCLUSIVE — The gate was sold.',
  ])('has no dateline in %j', start => expect(kindsOf(`Gate shuts\n\n${start} ${BODY}`)).not.toContain('dateline'))

  test.each([
    'By Jane Roe',
    'By JANE ROE, Staff writer',
    'By Jane Roe and Lee Park',
    'Jane Roe | 3 May 2026',
    'Jane Roe in Lome',
    'Jane Roe, political correspondent',
    'BY JANE VAN DER ROE',
    'By Jane Roe in Oslo and Ada Lind in Bergen',
  ])('knows the byline %j', byline => expect(kindsOf(`Gate shuts\n${byline}\n\n${BODY}`)[1]).toBe('byline'))

  test.each(['Updated 16:41', 'Last updated at 4.41pm GMT', 'Updated: Monday, 16:41'])(
    'knows that %j only says when the page changed',
    line => {
      const article = articleFromText(`Gate shuts\n\n${line}\n\n${BODY}`)
      expect(list(article)[1]).toEqual(['byline', line])
      expect(article.published).toBeNull()
    },
  )

  test('takes the rows of a table for no headings', () =>
    expect(kindsOf('Name\tAge\tCity\nAnn\t3\tOslo\nBob\t4\tRome')).not.toContain('headline'))

  test.each([
    'By Friday, officials said, the gate would be shut and sealed.',
    'By the river, Jane Roe waited.',
    'Jane Roe in Lome said the gate was shut.',
  ])('takes %j for prose', line => expect(kindsOf(`Gate shuts\n\n${line}\n\n${BODY}`)[1]).toBe('paragraph'))

  test.each([
    'Orla Venn, chair of the harbour board, at the old gate/ Image via Reuters',
    'Nadia Roy speaks in Oslo. Photo: J. Lind/AFP',
    'The gate at dawn. Image: Tarrow Harbour Board.',
    'Image: Tarrow Harbour Board.',
    'Orla Venn at the gate. (AP Photo/Jane Roe)',
    'The old gate in 1961 (File photo)',
    'Photo: the old gate, as seen from the bridge in spring',
  ])('knows the caption %j', caption => {
    expect(kindsOf(`${caption}\n\nGate shuts\n\n${BODY}`)[0]).toBe('caption')
    expect(kindsOf(`Gate shuts\n\n${BODY}\n\n${caption}`).at(-1)).toBe('caption')
  })

  test.each([
    'Reporting by A. Osei; editing by L. Park',
    'Photo: J. Lind/AFP',
    '© 2026 Tarrow Wire. All rights reserved.',
    '(Additional reporting by Lee Park in Oslo)',
    'Ada Lind contributed to this report.',
    'Additional reporting by Lee Park',
  ])('knows the credit %j', credit => expect(kindsOf(`Gate shuts\n\n${BODY}\n\n${credit}`).at(-1)).toBe('credit'))

  test.each([
    'Tags:',
    'Tags: harbour, floods',
    "Read more: 'I was robbed' says star",
    'Sign up for our newsletter',
    'Advertisement',
    'Share this',
    'Related: Gate to stay open',
    'Follow us on Facebook',
    'Follow Jane Roe on Twitter @janeroe',
    '5 min read',
    'Story continues below',
  ])('knows the page talk %j', line => {
    expect(kindsOf(`Gate shuts\n\n${BODY}\n\n${line}\n\n${BODY}`)).toContain('boilerplate')
    expect(kindsOf(`Gate shuts\n\n${BODY}\n\n${line}`).at(-1)).toBe('boilerplate')
  })

  test.each([
    'Read it again, Venn told the board.',
    '"Follow us," she said.',
    'Share prices fell by a tenth, the firm said.',
    'Comments by the minister angered the board.',
    'Related charges were dropped, prosecutors said.',
    'Image matters, Orla Venn told reporters.',
    'Photo evidence showed the gate open, police said.',
  ])('reads %j', line => expect(kindsOf(`Gate shuts\n\n${BODY}\n\n${line}\n\n${BODY}`)).not.toContain('boilerplate'))

  test('leaves out the list under "Sources"', () => {
    const kinds = kindsOf(
      `Gate shuts\n\n${BODY}\n\nSources\n\n"Gate to shut" — Tarrow Gazette, May 3, 2026\n\nTarrow Harbour Board minutes`,
    )
    expect(kinds.slice(-3)).toEqual(['boilerplate', 'boilerplate', 'boilerplate'])
  })

  test('knows a headline that archives gave a full stop, and its second line', () => {
    expect(
      kindsOf(`Gate shuts for the winter; \nShipping firms plan to sue over closure.\n\n${BODY}\n\n${BODY}`).slice(
        0,
        3,
      ),
    ).toEqual(['headline', 'headline', 'paragraph'])
    expect(kindsOf(`Harbour board shuts flood gate for winter.\n\n${BODY}\n\n${BODY}`).slice(0, 2)).toEqual([
      'headline',
      'paragraph',
    ])
    expect(kindsOf(`Harbour Board Shuts Gate.\n\nTARROW (AP) — ${BODY}`).slice(0, 2)).toEqual(['headline', 'dateline'])
  })

  test('reads two short sentences as prose', () => {
    expect(kindsOf('Minister Aydin resigned Monday.\n\n"I had no choice," she said.')).toEqual([
      'paragraph',
      'paragraph',
    ])
    expect(kindsOf('Okafor denied that he had met the envoy.')).toEqual(['paragraph'])
  })

  test('takes transcripts, questions and answers and live blogs for prose', () => {
    const transcript = 'KHAN: I never saw the memo.\nVENN: You signed it.\nKHAN: I sign a lot.'
    expect(kindsOf(`Hearing on the gate\n\n${transcript}`)).toEqual(['headline', 'paragraph', 'paragraph', 'paragraph'])
    expect(kindsOf('Hearing on the gate\n\nQ: Did you sign it?\nA: Twice.').slice(1)).toEqual([
      'paragraph',
      'paragraph',
    ])
    expect(kindsOf('Gate: live\n\n14:02 Minister: roads open.\n14:10 Correction: roads closed.').slice(1)).toEqual([
      'paragraph',
      'paragraph',
    ])
  })

  test('knows a subheading between paragraphs', () => {
    expect(kindsOf(`Gate shuts\n\n${BODY}\n\nWhat happens next\n\n${BODY}`)).toEqual([
      'headline',
      'paragraph',
      'paragraph',
      'paragraph',
      'headline',
      'paragraph',
      'paragraph',
      'paragraph',
    ])
  })

  test('joins hard-wrapped lines and says so', () => {
    const wrap = (text: string, width: number) =>
      text
        .split('\n\n')
        .map(paragraph => {
          const lines = ['']
          for (const word of paragraph.split(' ')) {
            if (lines.at(-1)!.length + word.length + 1 > width) lines.push(word)
            else lines[lines.length - 1] += lines.at(-1) === '' ? word : ` ${word}`
          }
          return lines.join('\n')
        })
        .join('\n\n')
    for (const width of [45, 60, 72, 80]) {
      const article = articleFromText(`Gate shuts\n\n${wrap(BODY, width)}`)
      expect(article.blocks.map(b => b.kind)).toEqual(['headline', 'paragraph', 'paragraph', 'paragraph'])
      expect(article.notes.map(note => note.code)).toContain('hard-wrapped')
      expectSoundBlocks(article)
    }
    expect(articleFromText(`Gate shuts\n\n${BODY}`).notes).toEqual([])
  })

  test('keeps one paragraph a line apart', () => {
    expect(kindsOf(`Gate shuts\n${BODY.replaceAll('\n\n', '\n')}`)).toEqual([
      'headline',
      'paragraph',
      'paragraph',
      'paragraph',
    ])
  })
})

describe('a Markdown text', () => {
  const markdown = `---
title: "Gate shuts"
date: 2026-05-03
---
# Gate shuts #

*By Jane Roe*

**LOMÉ (Reuters)** - ${BODY}

## What next

> "It is over," Venn said.

- First, the _gate_ shuts.
1. Then it opens.

Shipping
--------

![The gate](gate.jpg)

***

[Lind](https://example.org) said so.
`
  const article = articleFromText(markdown, { format: 'markdown' })
  test('keeps its marks in the text and leaves those at line heads out of the blocks', () => {
    expect(article.text).toBe(markdown)
    expect(list(article).map(([kind, words]) => [kind, words.slice(0, 26)])).toEqual([
      ['boilerplate', '---\ntitle: "Gate shuts"\nda'],
      ['headline', 'Gate shuts'],
      ['byline', '*By Jane Roe*'],
      ['dateline', '**LOMÉ (Reuters)** -'],
      ['paragraph', 'The harbour board of Tarro'],
      ['paragraph', '"We have waited long enoug'],
      ['paragraph', 'Opponents of the plan, amo'],
      ['headline', 'What next'],
      ['paragraph', '"It is over," Venn said.'],
      ['paragraph', 'First, the _gate_ shuts.'],
      ['paragraph', 'Then it opens.'],
      ['headline', 'Shipping'],
      ['caption', '![The gate](gate.jpg)'],
      ['paragraph', '[Lind](https://example.org'],
    ])
    expect(article.title).toBe('Gate shuts')
    expect(article.published).toBe('2026-05-03')
    expectSoundBlocks(article, /[\s#>*\-+1.]/)
  })

  test('takes a bold line for a heading, and a bold question for an interviewer’s', () => {
    const interview = '# Gate shuts\n\n**The quay**\n\nIt is wet.\n\n**Why thicker?**\n\nBecause it rains.'
    expect(list(articleFromText(interview, { format: 'markdown' }))).toEqual([
      ['headline', 'Gate shuts'],
      ['headline', '**The quay**'],
      ['paragraph', 'It is wet.'],
      ['paragraph', '**Why thicker?**'],
      ['paragraph', 'Because it rains.'],
    ])
  })
})

const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        '\n',
        '\r',
        ' ',
        '\t',
        'By ',
        'Jane Roe',
        'LOMÉ',
        ' (AP) — ',
        '# ',
        '> ',
        '- ',
        '"',
        '.',
        'said',
        'Photo: ',
        '© ',
        '\ud83d',
        '---',
        '\u2028',
        '\ufeff',
        'Tags:',
        '*',
        'A',
        'a',
        '14:02 ',
      ),
      { maxLength: 80 },
    )
    .map(parts => parts.join('')),
)

test('any text at all: frozen, every character in one block', () => {
  fc.assert(
    fc.property(wild, text => {
      const article = articleFromText(text)
      expect(article.text).toBe(text.replace(/^\ufeff/, ''))
      expectSoundBlocks(article)
    }),
    { numRuns: 500 },
  )
})

test('a dateline ends with its own lines, not at a list mark below them', () => {
  expectSoundBlocks(articleFromText('LOMÉ.\n- ', { format: 'markdown' }), /[\s-]/)
})

test('any Markdown at all: blocks in order, inside, not empty', () => {
  fc.assert(
    fc.property(wild, text => {
      expectSoundBlocks(articleFromText(text, { format: 'markdown' }), /[\s#>*+=_`~|:\d.)[\]xX-]/)
    }),
    { numRuns: 500 },
  )
})

test('the hash is SHA-256 of the text as UTF-8, and tells lone surrogates apart', async () => {
  const { createHash } = await import('node:crypto')
  for (const text of ['', 'abc', 'é — 日本 😀', 'x'.repeat(1000)]) {
    expect(hashText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
  }
  expect(hashText('\ud800')).toBe(
    createHash('sha256')
      .update(Buffer.from([0xed, 0xa0, 0x80]))
      .digest('hex'),
  )
  expect(hashText('\ud800')).not.toBe(hashText('\ufffd'))
})
