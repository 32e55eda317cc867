import type { Family, Finding, Story } from '../vocabulary/index.ts'
import { Field } from './claims-field.ts'
import { findingOf, groundOf, inTelling } from './finding.ts'
import { agreementsIn } from './findings-agreement.ts'
import { denialsIn } from './findings-denial.ts'
import { findingsOfFamilies } from './findings-families.ts'
import { numberFindings, numbersOf } from './findings-numbers.ts'
import { polaritiesIn } from './findings-polarity.ts'
import { refusalsIn } from './findings-refusal.ts'
import { supersededIn, withSuperseded } from './findings-superseded.ts'
import { unsourcedIn } from './findings-unsourced.ts'
import type { Report } from './report.ts'

/** What the reports of one story show, laid side by side. */
export function findingsOfStory(
  story: Pick<Story, 'id' | 'articles'>,
  reports: readonly Report[],
  families: readonly Family[],
): Finding[] {
  const present = new Set(story.articles)
  const own = reports.filter(({ id }) => present.has(id))
  const field = new Field(story, own)
  const ground = groundOf(own)
  const corrections = supersededIn(field)
  const { pairs } = numbersOf(field)
  const ofFamilies = findingsOfFamilies(families, ground, corrections)
  const alterations = ofFamilies.filter(({ kind }) => kind === 'altered-words')
  const found = [
    ...denialsIn(field),
    ...refusalsIn(field),
    ...numberFindings(field, pairs),
    ...polaritiesIn(field),
    ...agreementsIn(field, pairs, families, ground, alterations),
    ...unsourcedIn(field),
    ...corrections,
    ...ofFamilies,
  ]
  return onceEach(withSuperseded(found.map(one => findingOf({ ...one, story: story.id }, ground))).sort(inTelling))
}

/** Two of one kind that begin at the same places have one id, and are one finding: the surer one, which stands first. */
export function onceEach(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>()
  return findings.filter(({ id }) => !told.has(id) && told.add(id))
}
