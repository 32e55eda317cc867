/** Generated pieces in the manner of news: nested reports, quotations, pronouns, captions, credits, page furniture. */
import fc from 'fast-check'

const PEOPLE = ['Ada Venn', 'Ida Moss', 'Kofi Mant', 'Arne Voll', 'Minister Rhea Alund', 'Dr Bo Sand', 'Venn', 'Krog']
const OTHERS = [
  'the minister',
  'a spokesperson for Norvale Water',
  'two officials',
  'critics',
  'the report',
  'the Calder Herald',
  'Radio Norte',
  'police',
  'his brother',
  'France and Chad',
  'he',
  'she',
  'they',
  'it',
]
const SAYING = [
  'said',
  'told reporters',
  'denied',
  'did not say',
  'told the Calder Herald',
  'claimed on Monday',
  'believes',
]
const FACTS = [
  'the dam would hold',
  'nothing had changed',
  'the tunnel leaks “like a basket”',
  'Ada Venn and Ida Moss had left',
  'the price was fair',
]
const SAID = [
  'We drained the lake to save the town',
  'It was cold',
  'Nobody told us, and nobody asked',
  "It's the farmers' land",
]
const MARKS: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['‘', '’'],
  ["'", "'"],
  ['"', ''],
  ['', '"'],
]

const capital = (s: string) => s.charAt(0).toUpperCase() + s.slice(1)
const who = fc.oneof(fc.constantFrom(...PEOPLE), fc.constantFrom(...OTHERS))

/** A statement within a statement, to any small depth: "Venn said the report claimed the dam would hold". */
const { clause } = fc.letrec<{ clause: string }>(tie => ({
  clause: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(...FACTS),
    fc.tuple(who, fc.constantFrom(...SAYING), tie('clause')).map(([a, b, c]) => `${a} ${b} that ${c}`),
    fc.tuple(who, who, tie('clause')).map(([a, b, c]) => `${a} quoted ${b} as saying ${c}`),
    fc.tuple(who, tie('clause')).map(([a, c]) => `${c}, according to ${a}`),
  ),
}))
const quotation = fc
  .tuple(fc.constantFrom(...MARKS), fc.oneof(fc.constantFrom(...SAID), clause.map(capital)))
  .map(([[open, close], words]) => [open, words, close] as const)
const sentence = fc.oneof(
  clause.map(c => `${capital(c)}.`),
  fc.tuple(quotation, who, fc.constantFrom(...SAYING)).map(([[o, w, c], a, b]) => `${o}${w},${c} ${a} ${b}.`),
  fc.tuple(quotation, who).map(([[o, w, c], a]) => `${capital(a)} said: ${o}${w}.${c}`),
  quotation.map(([o, w, c]) => `${o}${w}.${c}`),
  fc.tuple(who, who).map(([a, b]) => `${capital(a)} and ${b} walked to the mill.`),
)
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 3 }).map(list => list.join(' '))

/** What is no statement, whatever it says: each is a block of its own that the reader knows. */
export const FURNITURE = [
  'Nadia Roy speaks in Oslo. Photo: J. Lind/AFP',
  'Supporters of Wim Adler, who believe the count was fixed, in Tarn. Photograph: Ruta Hale/Reuters',
  'Fishermen claim their nets. Picture: L. Okoro',
  'Reporting by A. Osei; editing by L. Park',
  'Photo: Ewan Trask/AFP',
  'Read more: ‘I was robbed’ says star',
  'Related: Minister denies tunnel will leak',
  'Sign up for our newsletter',
  'By Ruta Hale',
] as const

export const newsLike = fc
  .tuple(
    fc.constantFrom('', 'Dam will hold, says minister\n\n', "Mayor: 'No one will lose their home'\n\n"),
    fc.array(fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: fc.constantFrom(...FURNITURE) }), {
      minLength: 1,
      maxLength: 7,
    }),
  )
  .map(([headline, body]) => headline + body.join('\n\n'))
