import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { articleFromText } from '../../src/ingest/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import { nameSpeakers, type RelationSpeaker } from '../../src/speakers/index.ts'
import { readTokens } from '../../src/tokens/index.ts'
import { type Span, span, wordsOf } from '../../src/vocabulary/index.ts'
import { type Case, parseCases } from '../../src/workshop/cases/index.ts'
import { sameName } from '../../src/workshop/scoring/index.ts'

const model = readDefaultModel()

/** Names the speakers of a case from its own spans, so that nothing but the naming is on trial. */
function named(c: Case, mentions: readonly Span[] = []) {
  const article = articleFromText(c.text, { format: 'text' })
  const tokens = readTokens(article.text, article.blocks, model.tokens)
  const relations = c.expected.map(e => ({
    source: e.source,
    cue: e.cue,
    content: e.content,
    kind: e.kind ?? 'indirect',
    parent: e.parent,
    confidence: 1,
  }))
  const reading = nameSpeakers(tokens, article.blocks, relations, mentions)
  const nameOf = (id: string | null) => reading.speakers.find(s => s.id === id)?.name ?? null
  return { reading, nameOf }
}

function told(article: string, ...lines: string[]) {
  const c = parseCases(`# case\n${article}\n==>\n${lines.join('\n')}\n`, 'told')[0]!
  const { reading, nameOf } = named(c)
  return reading.told.map((r: RelationSpeaker) => ({
    ...r,
    speaker: nameOf(r.speaker),
    speakers: r.speakers.map(nameOf),
    candidates: r.candidates.map(nameOf),
    onBehalfOf: r.onBehalfOf === null ? null : [r.onBehalfOf.name, wordsOf(c.text, r.onBehalfOf.span)],
    decidedBy: r.decidedBy === null ? null : wordsOf(c.text, r.decidedBy),
  }))
}

describe('how a speaker was told', () => {
  it('lists who speaks together', () => {
    const [one] = told('France and Chad said they would withdraw.', 'France and Chad | said | they would withdraw')
    expect(one).toMatchObject({ speaker: 'France and Chad', speakers: ['France', 'Chad'], reason: null })
  })

  it.each([
    ['A spokeswoman for Norvale Water said so.', 'A spokeswoman for Norvale Water', 'Norvale Water'],
    ['Lena Marsh, a spokesperson for the port, said so.', 'Lena Marsh, a spokesperson for the port,', 'the port'],
    ["The ministry's spokesman, Bo Karl, said so.", "The ministry's spokesman, Bo Karl,", 'The ministry'],
    ['A lawyer for the family said so.', 'A lawyer for the family', 'the family'],
  ])('says for whom: %s', (text, source, whom) => {
    expect(told(text, `${source} | said | so`)[0]!.onBehalfOf).toEqual([whom, whom])
  })

  it('does not take every lawyer for a spokesman', () => {
    expect(told('Her lawyer, Bo Karl, said so.', 'Her lawyer, Bo Karl, | said | so')[0]!.onBehalfOf).toBe(null)
  })

  it('keeps the candidates where two are as likely', () => {
    const [one] = told(
      'Sibylle Mbeki and Thandeka Mbeki both ran in the ward. Mbeki said the count was fair.',
      'Mbeki [3] | said | the count was fair',
    )
    expect(one).toMatchObject({ speaker: 'Mbeki', reason: 'two-candidates' })
    expect([...one!.candidates].sort()).toEqual(['Sibylle Mbeki', 'Thandeka Mbeki'])
    expect(one!.confidence).toBeLessThanOrEqual(0.5)
  })

  it('names the mention that decided', () => {
    const [one] = told('Minister Vera Aydin resigned. She said it was over.', 'She | said | it was over')
    expect(one).toMatchObject({ speaker: 'Vera Aydin', decidedBy: 'Vera Aydin', reason: null })
    expect(one!.confidence).toBeGreaterThan(0.7)
  })

  it('says why nobody is told', () => {
    const why = (text: string, line: string) => told(text, line)[0]!.reason
    expect(why('It rained. "It was a long day."', '- | - | "It was a long day."')).toBe('no-source-in-reach')
    expect(why('It rained. "It was a long day', '- | - | It was a long day')).toBe('text-cut-off')
  })

  it('takes whom a note at the foot introduces for the author', () => {
    const opinion = (foot: string) =>
      told(`The mill must go.\n\nI believe it is lost. Nobody will miss it.\n\n${foot}`, 'I | believe | it is lost')[0]!
        .speaker
    expect(opinion('Ada Venn, a professor of law at Norvale, is the author of three books.')).toBe('Ada Venn')
    expect(opinion('Ada Venn laughed.')).toBe(null)
    expect(opinion('The mill is old. Ada Venn is the mayor.')).toBe(null)
    const named = 'Ada Venn left. I believe it is lost.\n\nAda Venn is the mayor of Norvale.'
    expect(told(named, 'I | believe | it is lost')[0]!.speaker).toBe(null)
  })

  it('takes "my father" for the father of whoever speaks', () => {
    const read = told(
      'Petra Falk fixed the mill, as her father, Anders Falk, had done. "My father told me to wait," Falk said.',
      'Falk [3] | said | "My father told me to wait,"',
      'My father | told | to wait | parent=1',
    )
    expect(read.map(r => r.speaker)).toEqual(['Petra Falk', 'Anders Falk'])
  })

  it('answers for other mentions', () => {
    const text = 'The Lowmoor Times spoke to Ida Venn. "It is over," Venn told the newspaper. It thanked her.'
    const c = parseCases(`# case\n${text}\n==>\nVenn [2] | told | "It is over,"\n`, 'told')[0]!
    const at = (words: string) => span(text.indexOf(words), text.indexOf(words) + words.length)
    const { reading, nameOf } = named(c, [at('the newspaper'), at('her')])
    expect(reading.ofMention.map(nameOf)).toEqual(['Lowmoor Times', 'Ida Venn'])
  })
})

it('tells at least nine of ten relatives of one surname right', () => {
  const cases = parseCases(readFileSync('test/layers/families.case', 'utf8'), 'families.case')
  let asked = 0
  const wrong: string[] = []
  for (const c of cases) {
    const { reading, nameOf } = named(c)
    const others = c.expected.flatMap(e => e.keys.speaker ?? [])
    c.expected.forEach((e, i) => {
      if (e.keys.speaker === undefined) return
      asked++
      const predicted = nameOf(reading.ofRelation[i]!)
      if (!sameName({ gold: e.keys.speaker, predicted, type: 'person', others })) wrong.push(`${c.name}: ${predicted}`)
    })
  }
  expect(asked).toBeGreaterThan(80)
  expect(wrong.length / asked, wrong.join('\n')).toBeLessThanOrEqual(0.1)
})
