import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Difference, type Family, familiesOf, QuoteFamilies, type Report } from '../../src/compare/index.ts'
import { PLAINLY, report } from './quotes.ts'

const DAM = 'We will not open the dam before the harvest is in and the bridges are checked'

const told = (family: Family, reports: readonly Report[]): string[] =>
  family.variants.map(({ report: id, spans }) => {
    const { text } = reports.find(r => r.id === id)!
    return `${id}: ${spans.map(({ from, to }) => text.slice(from, to)).join(' … ')}`
  })

/** `kind full>here` with `!` and what bears meaning, `=` where the variant shows it. */
const changes = (family: Family, id: string, reports: readonly Report[]): string[] => {
  const variant = family.variants.find(v => v.report === id)!
  const full = reports.find(r => r.id === family.variants[family.fullest]!.report)!.text
  const here = reports.find(r => r.id === id)!.text
  const words = (text: string, s: Difference['full']) => (s === null ? '' : text.slice(s.from, s.to))
  return variant.differences
    .filter(({ kind }) => kind !== 'kept')
    .map(
      d =>
        `${d.outside ? 'outside ' : ''}${d.kind} ${words(full, d.full)}>${words(here, d.here)}${d.meaning.map(m => ` !${m}`).join('')}${d.shown ? ' =' : ''}`,
    )
}

const pair = (a: string, b: string): { families: Family[]; reports: Report[] } => {
  const reports = [report('a', a), report('b', b)]
  return { families: familiesOf(reports), reports }
}

describe('quote families', () => {
  it('finds one utterance in two reports and gives the exact words of each', () => {
    const { families, reports } = pair(
      `Venn said: {“${DAM}.”}\n`,
      `"It was late." Orla Venn told them: {"${DAM},"} she added.`,
    )
    expect(families).toHaveLength(1)
    expect(told(families[0]!, reports)).toEqual([`a: ${DAM}.`, `b: ${DAM},`])
    expect(families[0]!.variants.map(v => [v.statement, v.speaker])).toEqual([
      ['a-0', 'Venn'],
      ['b-0', 'Venn'],
    ])
    expect(changes(families[0]!, 'b', reports)).toEqual([])
  })

  it.each([
    [
      'a trimmed quotation',
      'open the dam before the harvest is in',
      ['outside cut We will not>', 'outside cut and the bridges are checked>'],
    ],
    ['other case and marks', 'WE WILL NOT open the dam, before the harvest is in; and the bridges are checked', []],
    [
      'a lost negation',
      'We will open the dam before the harvest is in and the bridges are checked',
      ['cut not> !negation'],
    ],
    ['a contraction', 'We won’t open the dam before the harvest is in and the bridges are checked', []],
    ['an ellipsis', 'We will not open the dam … and the bridges are checked', ['cut before the harvest is in> =']],
    [
      'a tense',
      'We would not open the dam before the harvest was in and the bridges were checked',
      ['changed will>would', 'changed is>was', 'changed are>were'],
    ],
  ])('knows it again with %s', (_, words, expected) => {
    const { families, reports } = pair(`Venn said: {“${DAM}.”}`, `Venn said: {“${words}.”}`)
    expect(families).toHaveLength(1)
    expect(changes(families[0]!, 'b', reports)).toEqual(expected)
  })

  it('knows it again with brackets', () => {
    const { families, reports } = pair(
      `Venn said: {“${DAM}, in all the valleys of the north.”}`,
      `Venn said: {“${DAM.replace('the dam', '[the Sarn dam]')}.”}`,
    )
    expect(changes(families[0]!, 'b', reports)).toEqual([
      'added >Sarn !name =',
      'outside cut in all the valleys of the north>',
    ])
  })

  it('says when a number differs', () => {
    const { families, reports } = pair(
      'Lund said: {“The company will pay forty thousand crowns to every family on the shore.”}',
      'Lund said: {“The company will pay 14 thousand crowns to every family on the shore.”}',
    )
    expect(families[0]!.fullest).toBe(0)
    expect(changes(families[0]!, 'b', reports)).toEqual(['changed forty>14 !number'])
  })

  it('takes a split quotation as one, and fragments of it in mixed statements to it', () => {
    const text = '“The bridge on the northern road,” Rossi said, “was never inspected by the county.”'
    const first: Report = {
      ...report('a', text),
      statements: [
        {
          ...PLAINLY,
          id: 's',
          content: [
            { from: 0, to: text.indexOf(' Rossi') },
            { from: text.indexOf('“was'), to: text.length },
          ],
          speaker: 'Rossi',
        },
      ],
    }
    const reports = [first, report('b', 'Rossi said {the bridge “was never inspected by the county”}.')]
    const families = familiesOf(reports)
    expect(families).toHaveLength(1)
    expect(told(families[0]!, reports)).toEqual([
      'a: The bridge on the northern road, … was never inspected by the county.',
      'b: was never inspected by the county',
    ])
  })

  it('keeps a common phrase of two people apart', () => {
    const { families } = pair(
      'Venn said: {“I am not going to be the one who tells the fishermen of Tarrow that.”}',
      'Lund said: {“I am not going to be the next chair of this museum, not at my age.”}',
    )
    expect(families.map(({ standing, variants }) => [standing, variants.map(v => v.speaker)])).toEqual([
      ['possible', ['Venn', 'Lund']],
    ])
  })

  it.each([
    ['the same few words in two mouths', '“Our thoughts are with the families,”', 'Lund', '2031-05-02', 'possible'],
    [
      'a phrase of one speaker, months later',
      '“We will keep the promise to the islands,”',
      'Venn',
      '2031-09-20',
      'possible',
    ],
    ['a phrase of one speaker, days later', '“We will keep the promise to the islands,”', 'Venn', '2031-05-05', 'sure'],
    [
      'telling words of one event in two mouths',
      '“Nobody in Tarrow asked the fishermen first,”',
      'Lund',
      '2031-05-02',
      'sure',
    ],
    ['the title of a broadcast', '“The Long Morning with Ingrid Sarn and Pell,”', 'Lund', '2031-05-02', 'possible'],
  ])('holds %s for what it is', (_, words, other, day, standing) => {
    const families = familiesOf([
      report('a', `Venn said: {${words}}`, { publishedAt: '2031-05-01' }),
      report('b', `${other} said: {${words}}`, { publishedAt: day }),
    ])
    expect(families.map(family => family.standing)).toEqual([standing])
  })

  it('never joins two utterances by way of a third', () => {
    const one = 'the ferries of Norvale will carry grain and timber again by midsummer'
    const two = 'every lighthouse keeper deserves a pension worth the winters they endured'
    const families = familiesOf([
      report('a', `Venn said: {“${one}.”}`),
      report('b', `Venn said: {“${one} and ${two}.”}`),
      report(
        'c',
        `Venn said: {“It is true that ${two}, whatever else the treasury may now decide about harbours and quays and the price of every mooring.”}`,
      ),
    ])
    expect(families.length).toBeGreaterThan(0)
    for (const { variants, standing } of families) {
      if (standing === 'possible') continue
      const ids = variants.map(v => v.report)
      expect(ids.includes('a') && ids.includes('c')).toBe(false)
    }
  })

  it('counts reports of one agency, and copies, as one origin', () => {
    const rest = Array.from({ length: 120 }, (_, i) => `harbour${i} notice${i % 7}`).join(' ')
    const families = familiesOf([
      report('a', `Venn said: {“${DAM}.”}`, { agency: 'Nordwire', publishedAt: '2031-05-02' }),
      report('b', `Venn said: {“${DAM}.”}`, { agency: 'nordwire', publishedAt: '2031-05-03' }),
      report('c', `Venn said: {“${DAM}.”}\n${rest}`, { publishedAt: '2031-05-04' }),
      report('d', `Venn said: {“${DAM}.”}\n${rest}`, { publishedAt: '2031-05-01' }),
    ])
    expect(families[0]!.origins).toBe(2)
    expect(families[0]!.variants.map(v => [v.report, v.origin, v.copyOf])).toEqual([
      ['d', 0, null],
      ['a', 1, null],
      ['b', 1, 'a'],
      ['c', 0, 'd'],
    ])
  })

  it('leaves unquoted words alone', () => {
    expect(pair(`Venn said ${DAM}.`, `Venn said ${DAM}.`).families).toEqual([])
  })
})

describe('the order of arrival', () => {
  const phrases = [
    DAM,
    'open the dam before the harvest is in',
    'the ferries of Norvale will carry grain and timber again by midsummer',
    'carry grain and timber again by midsummer, whatever the guild says',
    'We will never open the dam before the harvest',
    'whatever the guild says about the price of rope',
  ]
  const pieces = fc.array(fc.record({ who: fc.constantFrom('Venn', 'Lund'), what: fc.constantFrom(...phrases) }), {
    minLength: 1,
    maxLength: 3,
  })

  it('changes nothing, nor do reports that came and went', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        fc.array(pieces, { maxLength: 3 }),
        (texts, order, others) => {
          const of = (id: string, parts: (typeof texts)[number]) =>
            report(id, parts.map(({ who, what }) => `${who} said: {“${what}.”}\n`).join(''))
          const reports = texts.map((parts, i) => of(`r${i}`, parts))
          const gone = others.map((parts, i) => of(`gone${i}`, parts))
          const shuffled = [...reports, ...gone]
            .map(r => ({ r, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ r }) => r)
          const families = new QuoteFamilies()
          shuffled.forEach((r, i) => {
            families.add(r)
            if (i % 3 === 0) families.families()
          })
          for (const { id } of gone) families.remove(id)
          expect(families.families()).toEqual(familiesOf(reports))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('changes nothing where a phrase passes from rare to common and back', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      report(`r${i}`, `Venn said: {“number${i} the northern ferry leaves at dawn tomorrow with word${i % 40}.”}`),
    )
    const families = new QuoteFamilies()
    many.toReversed().forEach((r, i) => {
      families.add(r)
      if (i % 60 === 0) families.families()
    })
    expect(families.families()).toEqual(familiesOf(many))
    many.slice(100).forEach(({ id }, i) => {
      families.remove(id)
      if (i % 60 === 0) families.families()
    })
    expect(families.families()).toEqual(familiesOf(many.slice(0, 100)))
    expect(families.families().length).toBeGreaterThan(0)
  })
})
