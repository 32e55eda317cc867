/** The scorecard in README.md is the one that `npm run scorecard` computes. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attribute } from '../../src/engine/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import { readFolders, readmeCard, scorecardOf, withCard } from '../../src/workshop/cases/index.ts'

describe('the scorecard in README.md', () => {
  it('is up to date (else run `npm run scorecard -- --mark --readme`)', () => {
    const model = readDefaultModel()
    const cases = readFolders(['test/cases', 'test/layers'])
    const { rows, failures } = scorecardOf(cases, article => attribute(article, model))
    const readme = readFileSync('README.md', 'utf8')
    expect(readme).toBe(withCard(readme, readmeCard(rows, failures, cases.length)))
  })

  it('needs its place', () => {
    expect(() => withCard('# A readme', 'card')).toThrow('lacks')
  })
})
