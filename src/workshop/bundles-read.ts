import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { familiesOf, findingsOfStory, type Report, reportOfRecord, storiesOf } from '../compare/index.ts'
import { attribute, type Model } from '../engine/index.ts'
import { articleFromBytes } from '../ingest/index.ts'
import { readDefaultModel } from '../node.ts'
import type { ExpectedBundle, FoundBundle } from './bundles-score.ts'

/** Bundles written before any of `compare`, by an author who had seen none of it. */
export const INDEPENDENT: readonly string[] = ['bronze-heron', 'clinic-breach', 'ferry-fire', 'rail-ballot']

export interface Bundle {
  readonly expected: ExpectedBundle
  readonly reports: readonly Report[]
}

/** The bundles of a folder, each report read from its bytes with the model. */
export function readBundles(folder: string, model: Model = readDefaultModel()): Bundle[] {
  return readdirSync(folder)
    .filter(name => existsSync(join(folder, name, 'expected.json')))
    .sort()
    .map(name => {
      const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as ExpectedBundle
      const reports = expected.reports.map(({ id, file }) => {
        const article = articleFromBytes(readFileSync(join(folder, name, file)))
        return reportOfRecord(id, article, attribute(article, model))
      })
      return { expected, reports }
    })
}

/** Lays the reports of a bundle side by side. */
export function compareBundle({ reports }: Bundle): FoundBundle {
  const stories = storiesOf(reports)
  const families = familiesOf(reports)
  return {
    texts: new Map(reports.map(({ id, text }) => [id, text])),
    stories,
    families,
    findings: stories.flatMap(story => findingsOfStory(story, reports, families)),
  }
}
