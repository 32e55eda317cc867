import type { Reading } from './claims.ts'
import type { Field } from './claims-field.ts'
import { outletOf, stretchOf, told } from './claims-told.ts'
import type { Found } from './finding.ts'

/** Hearsay without anybody behind it, in a sentence with its marks of quotation taken out. Every form says how sure it is. */
const HEARSAY: readonly { readonly form: RegExp; readonly confidence: number }[] = [
  {
    form: /\b[Aa]ccording to (?:(?:the|some|several|many|various|multiple|unconfirmed|media|press|news|local|early|recent|published|online) )*(?:reports|rumou?rs)\b(?! (?:by|of the|filed|\p{Lu}\S* \S*\s?filed|he|she|they|submitted))/u,
    confidence: 0.9,
  },
  {
    form: /(?:^|[,;“"] ?|\b(?:but|and|although|though|as|amid|were|are|been|by) )(?:(?:some|several|unconfirmed|media|press|news|local|early|initial|recent|online|other|multiple|various|earlier) )*(?:[Rr]eports|[Rr]umou?rs)(?: (?:from|in|on) \p{Lu}[\p{L}-]*| online| circulat\p{L}*)?(?: have| had)? (?:say|said|saying|suggest\p{L}*|claim\p{L}*|indicat\p{L}*|that|emerged that|surfaced that|circulated that)\b/u,
    confidence: 0.82,
  },
  {
    form: /\b[Ii]t (?:is|has been|is being|was|had been) (?:also )?(?:reported|rumou?red|alleged|claimed|whispered)(?: (?:online|widely|locally|on social media|in \p{Lu}\p{L}+))?(?: that\b|,)/u,
    confidence: 0.85,
  },
  {
    form: /\b[Ii]t is (?:being )?(?:said|understood|thought)(?: (?:online|widely|locally|on social media|in \p{Lu}\p{L}+))?(?: that\b|,)/u,
    confidence: 0.8,
  },
  {
    form: /\b(?:is|are) (?:widely |now |also )?(?:rumou?red|understood|said|reported) to (?:be|have)\b/u,
    confidence: 0.78,
  },
  { form: /\b[Rr]eportedly\b/u, confidence: 0.78 },
  {
    form: /, it is (?:said|claimed|reported|rumou?red|alleged|understood)(?: (?:online|locally|in \p{Lu}\p{L}+))?[,.]/u,
    confidence: 0.8,
  },
  { form: /\b[Rr]umou?r has it\b/u, confidence: 0.9 },
  { form: /\ba report that (?:it|he|she|they|the|his|her|their)\b/u, confidence: 0.75 },
  { form: /\b(?:was|were) (?:widely )?(?:rumou?red|said|reported) to (?:be|have)\b/u, confidence: 0.6 },
  { form: /\b[Ii]t was (?:widely )?(?:said|understood|thought) that\b/u, confidence: 0.5 },
  { form: /\b(?:[Ii]nsiders|[Ss]ome|[Mm]any) (?:think|believe|say)\b/u, confidence: 0.45 },
  { form: /\b[Tt]he \p{Lu}\p{L}+ understands that\b/u, confidence: 0.5 },
  { form: /\b[Ss]ources (?:say|said|claim\p{L}*|believe)\b/u, confidence: 0.5 },
  { form: /\b[Aa]llegedly\b/u, confidence: 0.5 },
]

/** Somebody in the same sentence whom the hearsay rests on after all. */
const SOURCED =
  /\baccording to (?:the |a |an |his |her |their |two |three |several |multiple )?(?!(?:\p{L}+ )?(?:reports|rumou?rs)\b)\p{L}|\b(?:report|story|article|interview|statement|documents?|filing|survey|poll|study) (?:in|by|from|published|on|with) (?:the )?\p{Lu}|\b(?:told|reported by|reports by|first reported|tweeted|tweet|filed)\b|\p{Lu}\p{L}+(?:'s|’s)? (?:reported|reports|report|said|says|noted|wrote)\b/u

/**
 * Claims that rest on "reports", "it is said" and the like, in the report's own voice, without anybody named or
 * described in the sentence.
 */
export function unsourcedIn(field: Field): Found[] {
  const found: {
    readonly reading: Reading
    readonly sentence: readonly [number, number]
    readonly confidence: number
  }[] = []
  for (const reading of field.readings) {
    for (const sentence of reading.sentences) {
      const words = ownWords(reading, sentence)
      const hearsay = HEARSAY.find(({ form }) => form.test(words))
      if (hearsay === undefined) continue
      const rests = SOURCED.test(words.replace(hearsay.form, ' '))
      if (rests && hearsay.confidence < 0.9) continue
      found.push({ reading, sentence, confidence: rests ? 0.5 : hearsay.confidence })
    }
  }
  const groups: (typeof found)[] = []
  for (const one of found) {
    const group = groups.find(([first]) => first!.reading !== one.reading && alike(field, first!, one))
    if (group !== undefined) group.push(one)
    else groups.push([one])
  }
  return groups.map(group => {
    const { reading, sentence, confidence } = group[0]!
    const [first, end] = sentence
    const words = told(
      reading,
      Array.from({ length: end - first }, (_, k) => first + k),
    )
    return {
      kind: 'unsourced',
      confidence,
      why: `${outletOf(reading)} names nobody for what it tells: “${words}”.`,
      evidence: group.map(({ reading, sentence: [from, to] }) => ({
        role: 'claim',
        article: reading.report.id,
        statement: null,
        spans: stretchOf(reading, from, to),
        speaker: null,
      })),
      speakers: [],
    }
  })
}

/** What a sentence says in the report's own voice: quoted words are left out. */
function ownWords({ tokens }: Reading, [first, end]: readonly [number, number]): string {
  let words = ''
  for (let i = first; i < end; i++) {
    if (tokens.quote[i] !== 0) continue
    words += `${tokens.gap[i] === 0 ? '' : ' '}${tokens.word(i)}`
  }
  return words.trim()
}

function alike(
  field: Field,
  a: { reading: Reading; sentence: readonly [number, number] },
  b: { reading: Reading; sentence: readonly [number, number] },
): boolean {
  const [x, y] = [a, b].map(({ reading, sentence }) => new Set(reading.terms.slice(...sentence).filter(t => t !== '')))
  return field.covered(x!, y!) >= 0.75 && field.covered(y!, x!) >= 0.75
}
