import fc from 'fast-check'
import type {
  Article,
  Attribution,
  AttributionRecord,
  RuledReading,
  RuledStatement,
  Span,
  Speaker,
} from '../../src/vocabulary/index.ts'
import { STANCES } from '../../src/vocabulary/index.ts'
import { marked, PLAIN_FRAME, recordOf } from '../cli/marked.ts'

export const id = (letter: string, number: number): string => `${letter}${String(number).padStart(15, '0')}`

/** A reading as a record keeps it, with nothing ruled, of an article and the engine's record. */
export function readingOf(
  { article, record }: { readonly article: Article; readonly record: AttributionRecord },
  over: Partial<RuledReading> & { readonly kept?: RuledReading['kept'] } = {},
  number = 1,
): RuledReading {
  return {
    kept: {
      id: id('a', number),
      work: id('a', number),
      version: 1,
      article,
      form: 'text',
      stated: { outlet: 'Tarrow Gazette' },
      bytes: 'b'.repeat(64),
      from: 'examples/dam.txt',
      publishedAt: '2026-05-04',
      addedAt: '2026-05-05T08:00:00.000Z',
    },
    record,
    readAt: '2026-05-05T08:00:01.000Z',
    statements: record.attributions.map((attribution, i) => ({
      id: id('s', number * 1000 + i),
      attribution,
      person: attribution.speaker && id('p', Number(attribution.speaker.slice(1))),
      ruledBy: [],
      checked: false,
    })),
    speakers: record.speakers,
    rejected: [],
    rulings: [],
    orphaned: [],
    ...over,
  }
}

/** A chain, a denial, a split quotation, a paragraph with an astral character, a day, an addressee: all invented. */
export const dam = () => {
  const read = marked(
    [
      'Dam will hold 🌊, says mayor',
      '',
      'A <s1>Tarrow Gazette</s1> report <c1>quoted</c1> <t1>mayor <s2>Orla Venn</s2> as <c2>saying</c2> <t2>“the dam will hold”</t2></t1>.',
      '',
      '<t3>“We checked it 𝒕𝒘𝒊𝒄𝒆,</t3>” <s3>she</s3> <c3>told</c3> Radio Norvale on Sunday, “<t3>and it is sound.”</t3>',
      '',
      '<s4>Ivo Rook</s4>, a spokesman for Norvale Water, <c4>denied</c4> <t4>that the firm had cut corners</t4>.',
      '',
      '<s5>He</s5> <c5>did not say</c5> <t5>who paid</t5>. <t6>=1+1 was all anyone heard</t6>, <s6>an official</s6> <c6>claimed</c6>.',
    ].join('\n'),
    {
      1: { type: 'organization' },
      2: { kind: 'direct', parent: 1, frame: { via: ['Tarrow Gazette'] } },
      3: { kind: 'direct', speaker: 'Orla Venn' },
      4: { frame: { stance: 'denies' } },
      5: { speaker: 'Ivo Rook', frame: { negated: true } },
      6: { type: 'anonymous', frame: { stance: 'claims', reported: true } },
    },
  )
  const { text } = read.article
  const place = (words: string): Span => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length })
  const framed: Readonly<Record<string, Partial<Attribution>>> = {
    a3: {
      via: ['Radio Norvale'],
      addressee: { name: 'Radio Norvale', span: place('Radio Norvale'), speaker: null },
      venue: { words: 'Radio Norvale', span: place('Radio Norvale') },
      when: { words: 'on Sunday', span: place('on Sunday'), from: '2026-05-03', to: '2026-05-03' },
    },
    a4: { onBehalfOf: { name: 'Norvale Water', span: place('Norvale Water') } },
  }
  const attributions = read.record.attributions.map(a => ({
    ...a,
    ...framed[a.id],
    speakers: a.speaker ? [a.speaker] : [],
    decidedBy: a.source[0] ?? null,
  }))
  return readingOf({ article: read.article, record: { ...read.record, attributions } })
}

/** Any article and any reading of it that keeps to the rules of spans, for properties. */
export const readings: fc.Arbitrary<RuledReading> = fc
  .tuple(
    fc.oneof(
      fc.string({
        unit: fc.constantFrom('a', 'word', ' ', '\n', '𝒕', '“', '=', '\t', ',', '"', '<b>', '&'),
        minLength: 1,
        maxLength: 60,
      }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    ),
    fc.array(
      fc.record({
        cuts: fc.array(fc.nat(), { minLength: 6, maxLength: 8 }),
        stance: fc.constantFrom(...STANCES),
        negated: fc.boolean(),
        checked: fc.boolean(),
        who: fc.nat(3),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 4 },
    ),
    fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 4, maxLength: 4 }),
    fc.nat(999),
  )
  .map(([text, said, names, number]) => {
    const blocks = [{ kind: 'paragraph', span: { from: 0, to: text.length } }] as const
    const article: Article = { ...marked('Nothing.').article, text, blocks, title: names[0]!, notes: [] }
    const speakers: Speaker[] = names.map((name, i) => ({
      id: `s${i + 1}`,
      name,
      type: (['person', 'organization', 'anonymous', 'document'] as const)[i]!,
      mentions: [{ from: 0, to: text.length }],
      nameRule: 'mention',
    }))
    const attributions = said.map(({ cuts, stance, negated, who, share }, i): Attribution => {
      const spans = spansAt(text.length, cuts)
      return {
        ...PLAIN_FRAME,
        id: `a${i + 1}`,
        source: spans.slice(2),
        cue: spans.slice(1, 2),
        content: [spans[0] ?? { from: 0, to: text.length }],
        kind: 'mixed',
        speaker: who === 3 ? null : `s${who + 1}`,
        speakers: who === 3 ? [] : [`s${who + 1}`],
        parent: i > 0 ? 'a1' : null,
        stance,
        negated,
        block: 'paragraph',
        confidence: share,
        boundaryConfidence: share,
      }
    })
    const reading = readingOf({ article, record: recordOf(article, attributions, speakers) }, {}, number)
    const statements = reading.statements.map((s, i): RuledStatement => ({ ...s, checked: said[i]!.checked }))
    return { ...reading, statements }
  })

/** Disjoint stretches, in text order, between distinct places of the text. */
function spansAt(length: number, cuts: readonly number[]): Span[] {
  const places = [...new Set(cuts.map(cut => cut % (length + 1)))].sort((a, b) => a - b)
  const spans: Span[] = []
  for (let i = 0; i + 1 < places.length; i += 2) spans.push({ from: places[i]!, to: places[i + 1]! })
  return spans
}

export const collect = async (parts: AsyncIterable<string>): Promise<string> => {
  let all = ''
  for await (const part of parts) all += part
  return all
}
