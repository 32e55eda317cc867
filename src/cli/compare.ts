import {
  type Family,
  familiesOf,
  findingsOfStory,
  type Report,
  reportOf,
  reportOfRecord,
  storyIdOf,
} from '../compare/index.ts'
import { attribute, loadModel, type Model } from '../engine/index.ts'
import { articleFromBytes } from '../ingest/index.ts'
import type { Finding } from '../vocabulary/index.ts'
import { counted, json, painterOf, print } from './printing.ts'
import { complaint, MODEL_BYTES, withoutModel } from './reading.ts'
import { noSuchId, withRecord } from './records.ts'
import {
  familyWithWords,
  findingWithWords,
  type Setting,
  setFamilies,
  setFindings,
  setLegend,
  setReports,
  sureFirst,
} from './side-by-side.ts'
import { EXIT } from './table.ts'
import type { World } from './world.ts'

interface CompareOptions {
  readonly record?: string
  readonly model?: string
  readonly json?: true
}

/** `ascribe compare`: quote families and findings of files, or of a record's articles. */
export const compare = async (
  operands: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as CompareOptions
  const names = [...new Set(operands)]
  if (options.record === undefined) return compareFiles(names, options, world)
  return withRecord(options, world, async store => {
    const reports: Report[] = []
    for (const id of names) {
      const reading = id.startsWith('a') ? await store.reading(id) : null
      if (reading === null) world.say(complaint(id, noSuchId()))
      else reports.push(reportOf(reading))
    }
    return show(reports, names.length, options, world)
  })
}

const LONGEST_FILE = 16 * 1024 * 1024

async function compareFiles(paths: readonly string[], options: CompareOptions, world: World): Promise<number> {
  let model: Model
  try {
    model =
      options.model === undefined
        ? await world.readDefaultModel()
        : loadModel(await world.read(options.model, MODEL_BYTES))
  } catch (error) {
    world.say(complaint(options.model ?? 'the model', options.model === undefined ? withoutModel(error) : error))
    return EXIT.nothingRead
  }
  const reports: Report[] = []
  for (const path of paths) {
    try {
      const article = articleFromBytes(await world.read(path, LONGEST_FILE), { maxBytes: LONGEST_FILE })
      reports.push(reportOfRecord(path, article, attribute(article, model)))
    } catch (error) {
      world.say(complaint(path === '-' ? 'standard input' : path, error))
    }
  }
  return show(reports, paths.length, options, world)
}

async function show(reports: readonly Report[], asked: number, options: CompareOptions, world: World): Promise<number> {
  if (reports.length === 0) return EXIT.nothingRead
  const families = familiesOf(reports)
  const found = findingsIn(reports, families)
  const texts = new Map(reports.map(({ id, text }) => [id, text]))
  const textOf = (id: string) => texts.get(id)
  await print(
    world,
    options.json
      ? [
          ...families.map(family => json(familyWithWords(family, textOf))),
          ...found.map(finding => json(findingWithWords(finding, textOf))),
        ]
      : setPage(reports, families, found, world),
  )
  return reports.length < asked ? EXIT.someFailed : EXIT.allRead
}

/** What the reports show side by side, as if they were one story: who names them says that they belong together. */
const findingsIn = (reports: readonly Report[], families: readonly Family[]): readonly Finding[] =>
  findingsOfStory({ id: storyIdOf(reports[0]!.id), articles: reports.map(r => r.id) }, reports, families).map(
    finding => ({ ...finding, story: null }),
  )

function setPage(
  reports: readonly Report[],
  families: readonly Family[],
  found: readonly Finding[],
  world: World,
): string[] {
  const paint = painterOf(world)
  const setting: Setting = { reports, columns: Math.max(Math.min(world.columns, 100), 40), paint }
  const { sure, possible } = sureFirst(found.map(finding => ({ finding, verdict: null })))
  return [
    ...setReports(setting),
    ...(families.length === 0
      ? ['', `No utterance is quoted twice in ${counted(reports.length, 'report')}.`]
      : [...setFamilies(families, setting), '', ...setLegend(setting)]),
    ...setFindings(sure, setting),
    ...(possible.length === 0
      ? []
      : ['', paint(['strong'], 'Possible, and to be looked at before it is told'), ...setFindings(possible, setting)]),
  ].map(line => line.trimEnd())
}
