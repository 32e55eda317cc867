import type { Family } from '../vocabulary/index.ts'
import { type Claim, negatorsOf } from './claims.ts'
import { type Field, sameSpeaker } from './claims-field.ts'
import { outletOf, type Passage, passageOf, placesOnce, told, voiceOf } from './claims-told.ts'
import { sameName } from './claims-words.ts'
import type { Found, Ground } from './finding.ts'
import type { SameThing } from './findings-numbers.ts'
import { type Amount, compatible } from './numbers-read.ts'

/** Of either claim's words so much must stand in the other. */
const LEAST_COVERED = 0.5
/** Shared words weigh so much: two rare ones. */
const LEAST_WEIGHT = 1.6
/** A claim of fewer words says too little to be the same as another. */
const LEAST_TERMS = 3

/** Places that agree, with what makes them one claim. */
interface Agreeing {
  readonly a: Passage & { readonly claim: Claim }
  readonly b: Passage & { readonly claim: Claim }
  readonly sureness: number
}

/**
 * One claim by different speakers, and in independent origins: quotations that return, numbers that are told alike, and
 * claims in nearly the same words. Copies of one report are one origin and agree with nobody, nor do words and what
 * somebody made of them (`alterations`).
 */
export function agreementsIn(
  field: Field,
  numbers: readonly SameThing[],
  families: readonly Family[],
  ground: Ground,
  alterations: readonly Found[],
): Found[] {
  const pairs = [...claimPairs(field), ...numbers.flatMap(agreeing)].filter(pair => !alterations.some(parts(pair)))
  const originOf = ({ article }: Passage): number => ground.origins.get(article) ?? -1
  const apart = pairs.filter(({ a, b }) => originOf(a) !== originOf(b) && !sameOutlet(a.claim, b.claim))
  const several = pairs.filter(
    ({ a, b }) =>
      speaks(a.claim) &&
      speaks(b.claim) &&
      sameSpeaker(a.claim, b.claim) === false &&
      (a.article === b.article || !sameOutlet(a.claim, b.claim)),
  )
  const quotations = familyAgreements(field, families, alterations)
  /** Both places are one returning quotation's, which is told already. */
  const told = ({ a, b }: Agreeing): boolean =>
    quotations.some(({ evidence }) => [a, b].every(place => evidence.some(one => overlaps(one, place))))
  return [
    ...quotations,
    ...groupsOf(apart.filter(pair => !told(pair))).map(group => foundOf('origins', group)),
    ...groupsOf(several).map(group => foundOf('speakers', group)),
  ]
}

/** Somebody of whom one could ask whether they agree: no document, nobody unnamed. */
const speaks = ({ statement }: Claim): boolean =>
  statement?.speaker != null &&
  (/^(?:person|organization)$/.test(statement.speakerType ?? '') || / and /.test(statement.speaker))

/** A quotation that independent reports carry, credited alike and with nothing of its meaning changed. */
function familyAgreements(field: Field, families: readonly Family[], alterations: readonly Found[]): Found[] {
  const present = new Set(field.story.articles)
  return families.flatMap(family => {
    const variants = family.variants.filter(
      ({ report, spans, differences }) =>
        present.has(report) &&
        differences.every(({ meaning, kind }) => meaning.length === 0 || kind === 'kept') &&
        !alterations.some(({ evidence }) =>
          evidence.some(one => one.role === 'altered' && overlaps(one, { article: report, spans })),
        ),
    )
    const credited = variants.filter(({ speaker }) => speaker !== null)
    const first = credited[0]
    if (first === undefined) return []
    const same = variants.filter(({ speaker }) => speaker === null || sameName(speaker, first.speaker!))
    const outlets = [...new Set(same.map(({ outlet, report }) => outlet ?? report))]
    if (same.length < variants.length || outlets.length < 2 || new Set(same.map(({ origin }) => origin)).size < 2)
      return []
    const words = textOf(field, first.report, first.spans)
    return [
      {
        kind: 'agreement',
        by: 'origins',
        family: family.id,
        confidence: family.standing === 'sure' ? 0.9 : 0.6,
        why: `That ${first.speaker} said “${words}” stands in independent reports: ${outlets.join(', ')}.`,
        evidence: same.map(({ report, statement, spans, speaker }) => ({
          ...{ role: 'agrees', article: report, statement, spans, speaker },
        })),
      } satisfies Found,
    ]
  })
}

const overlaps = (a: Pick<Passage, 'article' | 'spans'>, b: Pick<Passage, 'article' | 'spans'>): boolean =>
  a.article === b.article && a.spans.some(x => b.spans.some(y => x.from < y.to && y.from < x.to))

/** Does an alteration set the two places apart? */
const parts =
  ({ a, b }: Agreeing) =>
  ({ evidence }: Found): boolean => {
    const rolesAt = (place: Passage) => evidence.filter(one => overlaps(one, place)).map(({ role }) => role)
    const [x, y] = [rolesAt(a), rolesAt(b)]
    return x.some(role => y.some(other => other !== role))
  }

const MOST_LETTERS = 160

function textOf(field: Field, id: string, spans: Passage['spans']): string {
  const text = field.readings.find(({ report }) => report.id === id)!.report.text
  const words = spans.map(({ from, to }) => text.slice(from, to)).join(' … ')
  return words.length <= MOST_LETTERS ? words : `${words.slice(0, words.lastIndexOf(' ', MOST_LETTERS))} …`
}

/** Claims of which each has most of the other's words, with the same negations and in the same mode. */
function claimPairs(field: Field): Agreeing[] {
  return field.claims.flatMap(claim => {
    if (claim.terms.size < LEAST_TERMS || claim.asks || refuses(claim)) return []
    return field.near(claim.terms).flatMap((other): Agreeing[] => {
      if (other.reading === claim.reading && other.index <= claim.index) return []
      if (other.reading !== claim.reading && inField(field, other) < inField(field, claim)) return []
      if (other.asks || refuses(other) || other.reading.report.id === claim.reading.report.id) return []
      const shared = field.shared(claim.terms, other.terms)
      if (shared < LEAST_WEIGHT) return []
      const covered = [field.covered(claim.terms, other.terms), field.covered(other.terms, claim.terms)]
      const [least, most] = [Math.min(...covered), Math.max(...covered)]
      if (least < LEAST_COVERED) return []
      if (negated(claim) !== negated(other) || open(claim) !== open(other)) return []
      if (!numbersAgree(claim, other)) return []
      // The same quotation under two names is a question of who said it.
      if (
        most >= VERBATIM &&
        sameSpeaker(claim, other) === false &&
        (sameOutlet(claim, other) || (quoted(claim) && quoted(other)))
      )
        return []
      if (!sharesMoreThanNames(field, claim, other)) return []
      const own = claim.statement === null && other.statement === null
      const sureness = Math.min(0.95, 0.2 + 0.45 * least + 0.15 * most + 0.1 * Math.min(2.5, shared) - (own ? 0.08 : 0))
      return [{ a: placed(claim), b: placed(other), sureness }]
    })
  })
}

const VERBATIM = 0.85
const sameOutlet = (a: Claim, b: Claim): boolean => outletOf(a.reading) === outletOf(b.reading)

/** Beside names, claims share so many words, of so much weight. */
const LEAST_PLAIN = 2
const LEAST_PLAIN_WEIGHT = 0.8

function sharesMoreThanNames(field: Field, a: Claim, b: Claim): boolean {
  const { tokens, terms } = a.reading
  const named = new Set(a.at.filter((i, n) => n > 0 && /^\p{Lu}/u.test(tokens.word(i))).map(i => terms[i]!))
  const plain = [...a.terms].filter(term => b.terms.has(term) && !named.has(term) && !/^\d/.test(term))
  return plain.length >= LEAST_PLAIN && field.sum(plain) >= LEAST_PLAIN_WEIGHT
}

const quoted = ({ statement }: Claim): boolean => statement !== null && statement.kind !== 'indirect'

const inField = (field: Field, claim: Claim): number => field.readings.indexOf(claim.reading)

const placed = (claim: Claim): Passage & { readonly claim: Claim } => ({ ...passageOf('agrees', claim), claim })

const refuses = ({ statement }: Claim): boolean => statement?.stance === 'refuses'
const denied = ({ statement }: Claim): boolean => statement?.stance === 'denies'
const negated = (claim: Claim): boolean => negatorsOf(claim) % 2 === (denied(claim) ? 0 : 1)
const open = ({ clauses }: Claim): boolean => clauses.every(({ mode }) => mode === 'open')

/** Figures of either claim that the other lacks make it another claim. */
function numbersAgree(a: Claim, b: Claim): boolean {
  const [x, y] = [a, b].map(({ terms }) => [...terms].filter(term => /^\d/.test(term)))
  return x!.every(term => y!.includes(term)) || y!.every(term => x!.includes(term))
}

/** Two numbers of one thing that agree: to the figure, and neither a mere bound. */
function agreeing({ a, b, sureness }: SameThing): Agreeing[] {
  if (!compatible(a, b) || a.least !== b.least || a.most !== b.most) return []
  if (a.claim.reading === b.claim.reading || denied(a.claim) !== denied(b.claim)) return []
  return [{ a: amountPlace(a), b: amountPlace(b), sureness: Math.min(0.95, sureness + 0.1) }]
}

const amountPlace = ({ claim, spans }: Amount): Passage & { readonly claim: Claim } => ({ ...placed(claim), spans })

/** Pairs that share a place with a group's surest pair are of its finding. Joining by others would chain claims together. */
function groupsOf(pairs: readonly Agreeing[]): Agreeing[][] {
  const groups: { readonly keys: ReadonlySet<string>; readonly pairs: Agreeing[] }[] = []
  for (const pair of pairs.toSorted((x, y) => y.sureness - x.sureness)) {
    const [a, b] = [keyOf(pair.a), keyOf(pair.b)]
    const near = groups.find(({ keys }) => keys.has(a) || keys.has(b))
    if (near === undefined) groups.push({ keys: new Set([a, b]), pairs: [pair] })
    else near.pairs.push(pair)
  }
  return groups.map(({ pairs: own }) => own)
}

const keyOf = ({ article, claim }: Passage & { readonly claim: Claim }): string => `${article} ${claim.index}`

function foundOf(by: 'speakers' | 'origins', group: readonly Agreeing[]): Found {
  const { a, b, sureness } = group[0]!
  const evidence = placesOnce(group.flatMap(pair => [strip(pair.a), strip(pair.b)]))
  const words = `“${told(a.claim.reading, a.claim.at)}”; “${told(b.claim.reading, b.claim.at)}”`
  const why =
    by === 'speakers'
      ? `${voiceOf(a.claim)} and ${voiceOf(b.claim)} say the same: ${words}.`
      : `Independent reports tell the same (${outletsOf(group).join(', ')}): ${words}.`
  return { kind: 'agreement', by, confidence: sureness, why, evidence }
}

function strip({ role, article, statement, spans, speaker }: Passage): Passage {
  return { role, article, statement, spans, speaker }
}

const outletsOf = (group: readonly Agreeing[]): string[] => [
  ...new Set(group.flatMap(({ a, b }) => [a, b].map(({ claim }) => outletOf(claim.reading)))),
]
