import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pretty } from '../../src/cli/pretty.ts'
import { columnsOf } from '../../src/cli/terminal.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { marked, PLAIN_FRAME, recordOf } from './marked.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal codes are taken off
const plain = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '')
/** The text above the list, as lines without their margin. */
const page = (shown: string) => {
  const lines = shown.split('\n')
  const list = lines.findIndex(line => /^\s*# |^No attributions/.test(line))
  return lines.slice(0, list).map(line => line.slice(13))
}
const show = (tagged: string, said = {}, columns = 90, colour = false) => {
  const { article, record } = marked(tagged, said)
  return pretty(article, record, { columns, colour })
}

describe('pretty', () => {
  it('shows a short article as an editor would mark it', () => {
    const shown = show(
      `Dam will hold, engineer says

By Nell Ashby

TARROW — <t1>“The wall was never in danger,”</t1> <s1>Orla Venn</s1>, the engineer, <c1>said</c1> on Monday. <s2>She</s2> <c2>added</c2> <t2>that <s3>the mayor</s3> <c3>had claimed</c3> <t3>otherwise</t3></t2>.

Photo: J. Lind/AFP`,
      { 1: { kind: 'direct' }, 2: { speaker: 'Orla Venn' }, 3: { parent: 2, speaker: 'Abe Rook' } },
    )
    expect(shown).toBe(`headline     Dam will hold, engineer says

byline       By Nell Ashby

             TARROW — {“The wall was never in danger,”}¹ ‹Orla Venn›, the engineer, [said]
             on Monday. ‹She› [added] {that ‹the mayor› [had claimed] {otherwise}³}².

credit       Photo: J. Lind/AFP

#  ‹who›             [cue]        {what}                                          kind
1  Orla Venn         said         “The wall was never in danger,”                 direct
   person
2  Orla Venn         added        that the mayor had claimed otherwise            indirect
   person, as “She”
3  └ Abe Rook        had claimed  otherwise                                       indirect
     person                                                                       in 2

3 attributions (1 nested) by 2 speakers: 1 direct, 2 indirect
`)
  })

  it('names every stance but asserting, and to whom, where and when', () => {
    const at = { from: 0, to: 4 }
    const shown = show('<s1>Venn</s1> <c1>denied</c1> <t1>the report</t1> to the press on Monday.', {
      1: {
        frame: {
          stance: 'denies',
          negated: true,
          reported: true,
          addressee: { name: 'the press', span: at, speaker: null },
          venue: { words: 'a letter', span: at },
          when: { words: 'on Monday', span: at, from: '2031-05-12', to: '2031-05-12' },
        },
      },
    })
    expect(
      shown.split('\n').slice(-8).join('\n'),
    ).toBe(`#  ‹who›             [cue]   {what}                                               kind
1  Venn              denied  the report                                           indirect
   person                    to the press · a letter · on Monday (2031-05-12)     denies
                                                                                  negated
                                                                                  reported

1 attribution by 1 speaker: 1 indirect
`)
  })

  it('says so when there is nothing', () => {
    expect(show('The harbour was calm and the boats stayed in.')).toContain('\nNo attributions found.\n')
  })

  it('tells the roles apart in colour, and content within content from content', () => {
    const shown = show(
      '<s1>Venn</s1> <c1>said</c1> <t1>that <s2>Rook</s2> <c2>hoped</c2> <t2>for rain</t2></t1>.',
      { 2: { parent: 1 } },
      90,
      true,
    )
    expect(shown).toContain('\u001b[1;36mVenn\u001b[0m')
    expect(shown).toContain('\u001b[3;35msaid\u001b[0m')
    expect(shown).toContain('\u001b[32mthat \u001b[0m\u001b[1;36mRook')
    expect(shown).toContain('\u001b[4;32mfor rain\u001b[0m\u001b[2m²·¹\u001b[0m.')
    expect(plain(shown)).not.toMatch(/[‹›{}[\]]/)
  })

  it('closes marks at the end of a paragraph and opens them in the next', () => {
    const shown = show('<s1>Lund</s1> <c1>said</c1>: <t1>“We tried.\n\n“Then the roof went.”</t1>', {
      1: { kind: 'direct' },
    })
    expect(page(shown).slice(0, 3)).toEqual(['‹Lund› [said]: {“We tried.}¹', '', '{“Then the roof went.”}¹'])
  })

  it('gives a shared source both readings, and a content shared by two its two numbers', () => {
    const { article, record } = marked(
      '<s1><s2>Amin</s2></s1> <c1>said</c1> <t1>it broke</t1>, <c2>adding</c2> <t2>nobody looked</t2>.',
    )
    const shown = pretty(article, record, { columns: 90, colour: false })
    expect(page(shown)[0]).toBe('‹Amin› [said] {it broke}¹, [adding] {nobody looked}².')
    const twice = marked('<s1>France</s1> and <s2>Chad</s2> <c1><c2>said</c2></c1> <t1><t2>they would go</t2></t1>.')
    expect(page(pretty(twice.article, twice.record, { columns: 90, colour: false }))[0]).toBe(
      '‹France› and ‹Chad› [said] {they would go}¹·².',
    )
  })

  it('shows every word once, within the width, whatever the marks', () => {
    const spans = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 60 })), { minLength: 1, maxLength: 3 })
    const text =
      'The dam held, she said.\n\nOTTER BAY — “We looked twice,” Rook told 東京 radio; nobody answered.\n\nPhoto: J. Lind/AFP\n\nIt rained on Tuesday, as the office had said, and the water rose a cooperationandcommunication more.\n'
    const article = articleFromText(text)
    const inside = ([from, length]: [number, number]) => ({
      from: Math.min(from, text.length - 1),
      to: Math.min(from + length, text.length),
    })
    const attribution = fc.record({ source: spans, cue: spans, content: spans }).map(roles => ({
      source: roles.source.map(inside).filter(s => s.from < s.to),
      cue: roles.cue.map(inside).filter(s => s.from < s.to),
      content: roles.content.map(inside).filter(s => s.from < s.to),
    }))
    fc.assert(
      fc.property(
        fc.array(attribution, { maxLength: 5 }),
        fc.constantFrom(24, 50, 66, 80, 132),
        fc.boolean(),
        (list, columns, colour) => {
          const attributions = list.map((roles, i) => ({
            id: `a${i + 1}`,
            ...roles,
            content: roles.content.length > 0 ? roles.content : [{ from: 0, to: 7 }],
            kind: 'indirect' as const,
            speaker: null,
            parent: i > 0 && i % 2 === 0 ? `a${i}` : null,
            ...PLAIN_FRAME,
            block: 'paragraph' as const,
            confidence: 0.5,
            boundaryConfidence: 0.5,
          }))
          const shown = plain(pretty(article, recordOf(article, attributions), { columns, colour }))
          for (const line of shown.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
          const lines = shown.split('\n')
          const end = lines.findIndex(line => /^\s*# {2}|^1 {2}|^No attributions/.test(line))
          const words = lines
            .slice(0, end)
            .map(line => (columns >= 64 ? line.slice(13) : line))
            .join('')
            .replace(/[‹›[\]{}⁰¹²³⁴-⁹·\s]/g, '')
          expect(words).toBe(text.replace(/\s/g, ''))
        },
      ),
    )
  })

  it('lets no text steer the terminal', () => {
    const { article, record } = marked(
      '<s1>Ev\u001b]0;owned\u0007il</s1> <c1>sa\u009bid</c1> <t1>\u202eback\u202c \u001b[2Jnow</t1>.\n\nMore\u0000 of it, she said, and again.',
    )
    for (const colour of [true, false]) {
      const shown = plain(pretty(article, record, { columns: 80, colour, heading: 'a\u001b[31m.txt' }))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there
      expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
      expect(shown).toContain('␛[2Jnow')
    }
  })

  it('stacks the parts on a narrow terminal', () => {
    const shown = show('<s1>Orla Venn</s1> <c1>said</c1> <t1>the dam would hold</t1>.', {}, 40)
    expect(shown.split('\n').slice(3, 7)).toEqual([
      '1  Orla Venn — said',
      '   the dam would hold',
      '   indirect · person',
      '',
    ])
  })

  it('tells notes of one kind once', () => {
    const { article, record } = marked('The boats stayed in.')
    const note = { code: 'left-out', message: 'page furniture' }
    const notes = [
      { ...note, span: { from: 0, to: 3 } },
      { ...note, span: { from: 4, to: 9 } },
      { code: 'over-time', message: 'unread', span: { from: 10, to: 20 } },
    ]
    const shown = pretty(article, { ...record, notes }, { columns: 80, colour: false })
    expect(shown.split('\n').slice(-3)).toEqual([
      'note  page furniture (left-out, 2 places)',
      'note  unread (over-time, characters 10–20)',
      '',
    ])
  })

  it('bears parents that are missing or go round in a circle', () => {
    const { article, record } = marked('<s1>A</s1> <c1>said</c1> <t1>x</t1>. <s2>B</s2> <c2>said</c2> <t2>y</t2>.')
    const [one, two] = record.attributions
    const circle = {
      ...record,
      attributions: [
        { ...one!, parent: 'a2' },
        { ...two!, parent: 'a1' },
      ],
    }
    expect(pretty(article, circle, { columns: 80, colour: false })).toContain('2 attributions')
    const lost = { ...record, attributions: [{ ...one!, parent: 'nobody' }] }
    expect(pretty(article, lost, { columns: 80, colour: false })).toContain('1 attribution')
  })
})
