import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { FINDING_KINDS, type FindingKind } from '../../src/vocabulary/index.ts'
import { compareBundle, readBundles } from '../../src/workshop/bundles-read.ts'
import { countFamilies, countFindings, countStories } from '../../src/workshop/bundles-score.ts'

/**
 * Floors under what comparing finds in all bundles together (`npm run bundles` prints the figures): so many expected
 * findings are found and told as sure at least, and so many that are false at most. They stand a little below and above
 * what was measured, so that quality can't drop unseen and a chance change of one passes.
 */
const FLOORS: Readonly<Record<FindingKind, { readonly hit: number; readonly wrong: number }>> = {
  misattribution: { hit: 5, wrong: 1 },
  'altered-words': { hit: 10, wrong: 1 },
  denial: { hit: 6, wrong: 2 },
  refusal: { hit: 27, wrong: 1 },
  numbers: { hit: 5, wrong: 2 },
  update: { hit: 2, wrong: 1 },
  polarity: { hit: 4, wrong: 1 },
  agreement: { hit: 12, wrong: 2 },
  unsourced: { hit: 11, wrong: 1 },
  superseded: { hit: 17, wrong: 2 },
}

it('finds in the bundles of test/stories what it found before, and no more that is false', { timeout: 240_000 }, () => {
  const counts = Object.fromEntries(FINDING_KINDS.map(kind => [kind, { hit: 0, wrong: 0 }]))
  const families = { hit: 0, wrong: 0 }
  const pairs = { hit: 0, wrong: 0, expected: 0 }
  for (const bundle of readBundles(resolve(import.meta.dirname, '../stories'))) {
    const found = compareBundle(bundle)
    for (const kind of FINDING_KINDS) {
      const { count } = countFindings(kind, bundle.expected, found, ['sure'])
      counts[kind]!.hit += count.hit
      counts[kind]!.wrong += count.wrong
    }
    const of = countFamilies(bundle.expected, found).families
    families.hit += of.hit
    families.wrong += of.wrong
    const stories = countStories(bundle.expected, found)
    pairs.hit += stories.hit
    pairs.wrong += stories.wrong
    pairs.expected += stories.expected
  }
  const short = FINDING_KINDS.filter(
    kind => counts[kind]!.hit < FLOORS[kind].hit || counts[kind]!.wrong > FLOORS[kind].wrong,
  )
  expect(short.map(kind => `${kind}: ${JSON.stringify(counts[kind])}`)).toEqual([])
  expect(families.hit).toBeGreaterThanOrEqual(36)
  expect(families.wrong).toBeLessThanOrEqual(3)
  expect(pairs.wrong).toBeLessThanOrEqual(6)
  expect(pairs.hit / pairs.expected).toBeGreaterThanOrEqual(0.9)
})
