import type { Family } from '../vocabulary/index.ts'
import { sharedOf } from './align.ts'
import { type Alteration, alterationsBetween } from './alteration.ts'
import { timeOf } from './appearance.ts'
import type { Found, Ground } from './finding.ts'
import { sameWho } from './names.ts'
import { evidenceOf, isTakenBack, nameOf, type Quoted, quotedIn, ranked, wordsOf } from './quoted.ts'

const DAY = 86_400_000
/** A speaker who says nearly the same once more says it anew: so many days apart the words are not surely one utterance. */
const DAYS = 7
/** Confidence by what differs. */
const BY_MEANING: Readonly<Record<Alteration['of'], number>> = { negation: 0.95, number: 0.95, name: 0.93, word: 0.88 }
/** So much of the shorter one's words returns where a report has another version too. */
const WHOLE = 0.9
/** A family of more wordings than this is looked at by its earliest. */
const MOST_WORDINGS = 24

/** Quoted words that differ in what bears their meaning, where one report alone can have them right. */
export function alterationsIn(
  families: readonly Family[],
  ground: Ground,
  corrections: readonly Pick<Found, 'evidence'>[],
): Found[] {
  return families.flatMap(family => {
    const quoted = quotedIn(family, ground).filter(
      one => !one.variant.headline && !(one.inNotice && repeatsError(one, family, ground, corrections)),
    )
    const versions = versionsOf(quoted)
    if (versions.length < 2) return []
    const { groups, by } = ranked(versions, corrections)
    const [original, ...others] = groups
    return others.flatMap(altered => {
      const found = partingOf(original!, altered)
      if (found === null || saysBoth(original!, altered, ground)) return []
      const { a, b, alterations } = found
      const kinds = alterations.map(({ of }) => of)
      const best = Math.max(...kinds.map(of => BY_MEANING[of]))
      const days = Math.abs(timeOf(a.report.publishedAt) - timeOf(b.report.publishedAt)) / DAY
      const again = (days > DAYS && by !== 'correction') || otherDay(a, b)
      const who = sameWho(a.who, b.who)
      const doubtful = again || who === 'different' || family.standing === 'possible'
      // What may be said by others, or said anew, differs in its words for many reasons.
      if (doubtful && (who === 'different' || kinds.every(of => of === 'word')) && by !== 'correction') return []
      return [
        {
          kind: 'altered-words' as const,
          family: family.id,
          confidence:
            (by === 'correction' ? 0.98 : by === 'origins' ? best : best * 0.97) * (who === 'same' ? 1 : 0.95),
          atMostPossible: doubtful,
          why: whyOf(a, b, alterations, by),
          evidence: [
            ...original!.map(one => evidenceOf('original', one)),
            ...altered.map(one => evidenceOf('altered', one)),
          ],
        },
      ]
    })
  })
}

/** A correction repeats what was wrong in order to put it right: the same words stand in the report that it takes back. */
function repeatsError(
  one: Quoted,
  family: Family,
  ground: Ground,
  corrections: readonly Pick<Found, 'evidence'>[],
): boolean {
  const key = one.passage.words.join(' ')
  return quotedIn(family, ground).some(
    other => other !== one && isTakenBack(other, corrections) && other.passage.words.join(' ') === key,
  )
}

/** Variants that don't part from one another, in order of appearance. */
function versionsOf(quoted: readonly Quoted[]): Quoted[][] {
  const byWords = new Map<string, Quoted[]>()
  for (const one of quoted) {
    const key = one.passage.words.join(' ')
    const known = byWords.get(key)
    if (known === undefined) byWords.set(key, [one])
    else known.push(one)
  }
  const versions: Quoted[][] = []
  for (const same of [...byWords.values()].slice(0, MOST_WORDINGS)) {
    const [one] = same
    const version = versions.find(others =>
      others.every(other => alterationsBetween(other.passage, one!.passage).length === 0),
    )
    if (version === undefined) versions.push([...same])
    else version.push(...same)
  }
  return versions
}

/** The two variants in which the versions part most plainly. */
function partingOf(original: readonly Quoted[], altered: readonly Quoted[]) {
  let found: { readonly a: Quoted; readonly b: Quoted; readonly alterations: Alteration[] } | null = null
  for (const a of original) {
    for (const b of altered) {
      const alterations = alterationsBetween(a.passage, b.passage)
      if (alterations.length > 0 && (found === null || alterations.length < found.alterations.length))
        found = { a, b, alterations }
    }
  }
  return found
}

/** Both reports tell the day of saying, and not the same. */
function otherDay({ statement: a }: Quoted, { statement: b }: Quoted): boolean {
  const [from, to] = [a?.when?.from ?? null, b?.when?.from ?? null]
  return from !== null && to !== null && from !== to
}

/** A report that has both versions tells of two occasions, or of the speaker's own correction. */
const saysBoth = (original: readonly Quoted[], altered: readonly Quoted[], { passages }: Ground): boolean =>
  altered.some(b =>
    passages
      .get(b.report.id)!
      .some(
        passage =>
          !altered.some(one => one.passage === passage) &&
          original.some(
            a =>
              !a.inNotice &&
              sharedOf(a.passage.words, passage.words).kept >= WHOLE &&
              alterationsBetween(a.passage, passage).length === 0,
          ),
      ),
  )

function whyOf(
  a: Quoted,
  b: Quoted,
  alterations: readonly Alteration[],
  by: 'correction' | 'origins' | 'first',
): string {
  const differ = alterations
    .slice(0, 2)
    .map(one => `${one.of === 'word' ? 'another word' : `the ${one.of}`}: ${turned(one)}`)
    .join('; ')
  const decided = {
    correction: 'A correction says which is right.',
    origins: 'More independent reports have the first.',
    first: 'The first is the earlier; which is right the reports leave open.',
  }[by]
  return `${nameOf(a)}’s words “${wordsOf(a)}” (${outletOf(a)}) stand as “${wordsOf(b)}” in ${outletOf(b)}: ${differ}. ${decided}`
}

const turned = ({ a, b }: Alteration): string =>
  a === '' ? `“${b}” was put in` : b === '' ? `“${a}” was left out` : `“${a}” became “${b}”`
const outletOf = ({ report }: Quoted): string => report.outlet ?? report.id
