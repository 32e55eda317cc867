import { describe, expect, it } from 'vitest'
import { nameSpeakers } from '../../src/speakers/index.ts'
import { sample } from './notation.ts'

/** "name (type)" of each relation's speaker, in order. */
function who(notation: string): (string | null)[] {
  const { tokens, relations } = sample(notation)
  const { speakers, ofRelation } = nameSpeakers(tokens, [], relations)
  return ofRelation.map(id => {
    const speaker = speakers.find(s => s.id === id)
    return speaker === undefined ? null : `${speaker.name} (${speaker.type})`
  })
}

const CASES: readonly (readonly [what: string, notation: string, expected: readonly (string | null)[]])[] = [
  ['a full name', '«[p Lena Marsh]» <said> {talks go on}.', ['Lena Marsh (person)']],
  [
    'a title is no part of the name',
    'Minister [p Aydin] resigned Monday.\n{"I had no choice,"} «she» <said>.',
    ['Aydin (person)'],
  ],
  [
    'a surname means the one named in full, before or after',
    'Mayor «[p Holt]» <said> {no}.\n[p Greta Holt] arrived. «Ms. [p Holt]» <warned> {of rain}.',
    ['Greta Holt (person)', 'Greta Holt (person)'],
  ],
  [
    'titles tell spouses apart',
    '[p Karl Venn] met [p Ida Venn] in [l Lund].\n«Mrs. [p Venn]» <said> {yes}. «Mr. [p Venn]» <said> {no}.',
    ['Ida Venn (person)', 'Karl Venn (person)'],
  ],
  [
    'spouses under one surname',
    '[p Jon] and [p Petra Lisle] arrived. «[p Jon]» <said> {nothing had changed}.',
    ['Jon Lisle (person)'],
  ],
  [
    'father and son stay two although one name holds the other',
    '«[p Omar Haddad], son of the late general [p Omar Yusuf Haddad],» <said> {the bridge would open}. «[p Haddad]» <added> {thanks}.',
    ['Omar Haddad (person)', 'Omar Haddad (person)'],
  ],
  [
    'a generation keeps two apart',
    '«[p Tom Reyes Jr.]» <said> {yes}. His father met reporters.\n«[p Tom Reyes]» <said> {no}.',
    ['Tom Reyes Jr. (person)', 'Tom Reyes (person)'],
  ],
  [
    'spelling variants are one',
    '«[p Kadhim al-Sayid]» <said> {yes}. It rained.\n«[p Kazem Alsayed]» <said> {no}. «[p Alsayid]» <added> {so}.',
    ['Kadhim al-Sayid (person)', 'Kadhim al-Sayid (person)', 'Kadhim al-Sayid (person)'],
  ],
  [
    'a slip of the pen is one too',
    '[p Jamal Massoud] spoke. «[p Jamla Masoud]» <said> {yes}. [p Jamal Massoud] left.',
    ['Jamal Massoud (person)'],
  ],
  [
    'siblings with like names are two',
    '«[p Mario Conti]» <said> {yes}. «[p Maria Conti]» <said> {no}.',
    ['Mario Conti (person)', 'Maria Conti (person)'],
  ],
  [
    'an apposition is not the bearer',
    '«[p Hal Brandt], who replaced [p Mia Cole] in May,» <said> {prices would fall}.',
    ['Hal Brandt (person)'],
  ],
  ['an office before the name', '«Press office head, [p Lena Marsh],» <said> {yes}.', ['Lena Marsh (person)']],
  [
    'the office of a body, then the name',
    "«The [o Norvale Water]'s press office head, [p Lena Marsh],» <said> {yes}.",
    ['Lena Marsh (person)'],
  ],
  ['office and body before the name', '«[o Norvale Water] director [p Ben Okri]» <said> {yes}.', ['Ben Okri (person)']],
  [
    'the object of "for" is not the one who speaks',
    '«A spokesman for Senator [p Ann Berg]» <said> {yes}.',
    ['A spokesman for Senator Ann Berg (person)'],
  ],
  [
    'an office named before means its holder',
    'The mayor, [p Ada Lund], arrived. It rained. «The mayor» <said> {yes}.',
    ['Ada Lund (person)'],
  ],
  [
    'a headline looks ahead',
    '«Mayor» <told> {all is well}\n[p Ada Lund], the mayor of [l Tarrow], arrived.',
    ['Ada Lund (person)'],
  ],
  ['an office that nobody is named for', '«The chancellor» <said> {so}.', ['The chancellor (person)']],
  ['age', '[p Ana Ruiz], 34, a teacher, arrived. «The 34-year-old» <said> {yes}.', ['Ana Ruiz (person)']],
  [
    'she and he, by the given names',
    '[p Anna Berg] met [p Peter Voss] at noon. «She» <said> {yes}. «He» <said> {no}.',
    ['Anna Berg (person)', 'Peter Voss (person)'],
  ],
  ['kin of a named person', '[p Anna Berg] arrived. «Her mother» <said> {yes}.', ["Anna Berg's mother (person)"]],
  [
    'kin by a name in the genitive, as full as it is known',
    "[p Tom Reyes] arrived. «[p Reyes]'s sister» <said> {yes}.",
    ["Tom Reyes's sister (person)"],
  ],
  [
    'an acronym and a short form',
    'The [o Norvale Water Authority] ([o NWA]) met. «[o NWA]» <said> {no}. «The authority» <added> {so}. «[o Norvale Water]» <said> {yes}.',
    [
      'Norvale Water Authority (organization)',
      'Norvale Water Authority (organization)',
      'Norvale Water Authority (organization)',
    ],
  ],
  ['a place speaks as a body', '«[l Brussels]» <said> {talks would resume}.', ['Brussels (organization)']],
  [
    'what a paper prints, the paper says',
    '«A [o Daily Ledger] report» <said> {yes}.\n{No}, «the report» <said>.',
    ['Daily Ledger (organization)', 'Daily Ledger (organization)'],
  ],
  ['a document', '{Rainfall doubled}, <according to> «the survey».', ['the survey (document)']],
  ['a group', '«Critics» <said> {the law is vague}.', ['Critics (group)']],
  ['a joint statement', '«[l France] and [l Chad]» <said> {they would withdraw}.', ['France and Chad (group)']],
  ['unnamed on purpose', '«Two officials» <said> {the raid failed}.', ['Two officials (anonymous)']],
  ['a source', '«A source» <said> {yes}.', ['A source (anonymous)']],
  [
    'a particular unnamed person',
    '«A teacher» <said> {yes}. «The teacher» <added> {no}.',
    ['A teacher (anonymous)', 'A teacher (anonymous)'],
  ],
  ['a relative pronoun', '[p Hal Brandt], «who» <said> {no}, left.', ['Hal Brandt (person)']],
  [
    'a transcript label',
    '[p Imran Khan] met reporters.\nKHAN: {I never saw the memo}.\n«KHAN:» {No}.',
    ['Imran Khan (person)', 'Imran Khan (person)'],
  ],
  [
    '"I" within what somebody says',
    '«[p Ada Lund]» <said> {that «I» <said> {no}}.',
    ['Ada Lund (person)', 'Ada Lund (person)'],
  ],
  ['no cue: who acted just before', '[p Petrov] shook his head. {"It was chaos."}', ['Petrov (person)']],
  [
    'no cue: a quotation goes on',
    '{"We tried,"} «[p Lund]» <said>.\n{"Then the roof went."}',
    ['Lund (person)', 'Lund (person)'],
  ],
  ['nobody said it', '{The gold was moved}, <it was told>.', [null]],
]

describe('nameSpeakers', () => {
  it.each(CASES)('%s', (_, notation, expected) => {
    expect(who(notation)).toEqual(expected)
  })

  it('lists every mention of a speaker in text order and says how a name was built', () => {
    const { tokens, relations } = sample('[p Jon] and [p Petra Lisle] arrived. «[p Jon]» <said> {he left}.')
    const { speakers } = nameSpeakers(tokens, [], relations)
    expect(speakers.map(s => [s.id, s.nameRule])).toEqual([['s1', 'shared-surname']])
    expect(speakers[0]!.mentions.map(m => tokens.text.slice(m.from, m.to))).toEqual(['Jon', 'Jon', 'he'])
  })

  it('numbers speakers by their first mention, not by who speaks first', () => {
    const { tokens, relations } = sample(
      '[p Ada Lund] met [p Ben Okri]. «[p Ben Okri]» <said> {yes}. «[p Ada Lund]» <said> {no}.',
    )
    const { speakers, ofRelation } = nameSpeakers(tokens, [], relations)
    expect(speakers.map(s => s.name)).toEqual(['Ada Lund', 'Ben Okri'])
    expect(ofRelation).toEqual(['s2', 's1'])
  })

  it('takes the author of the byline for an "I" outside quotations', () => {
    const { tokens, relations } = sample('By [p Rosa Dunn]\n{It was dark}, «he» <told> me.\n«I» <asked> {why}.')
    const blocks = [{ kind: 'byline' as const, span: { from: 0, to: 12 } }]
    const { speakers, ofRelation } = nameSpeakers(tokens, blocks, relations)
    expect(speakers.find(s => s.id === ofRelation[1])?.name).toBe('Rosa Dunn')
  })
})
