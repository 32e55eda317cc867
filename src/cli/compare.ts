import { type Difference, type Family, familiesOf, type Report, reportOf, reportOfRecord } from '../compare/index.ts'
import { attribute, loadModel, type Model } from '../engine/index.ts'
import { articleFromBytes } from '../ingest/index.ts'
import type { Span } from '../vocabulary/index.ts'
import { counted, json, painterOf, print } from './printing.ts'
import { complaint, MODEL_BYTES, withoutModel } from './reading.ts'
import { noSuchId, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { columnsOf, fold, oneLine, type Painter } from './terminal.ts'
import type { World } from './world.ts'

interface CompareOptions {
  readonly record?: string
  readonly model?: string
  readonly json?: true
}

/** `ascribe compare`: quote families of files, or of a record's articles. */
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
  const texts = new Map(reports.map(({ id, text }) => [id, text]))
  await print(
    world,
    options.json
      ? families.map(family =>
          json({
            ...family,
            variants: family.variants.map(variant => ({
              ...variant,
              words: wordsOf(variant.spans, texts.get(variant.report)!),
            })),
          }),
        )
      : setFamilies(families, reports, Math.max(Math.min(world.columns, 100), 40), painterOf(world)),
  )
  return reports.length < asked ? EXIT.someFailed : EXIT.allRead
}

const wordsOf = (spans: readonly Span[], text: string): string =>
  spans.map(({ from, to }) => text.slice(from, to)).join(' … ')

/** How differences stand in a line; the legend says the same. */
function setDifference({ kind, full, here, outside, shown, meaning }: Difference, fullText: string, text: string) {
  const gone = full === null ? '' : oneLine(fullText.slice(full.from, full.to))
  const come = here === null ? '' : oneLine(text.slice(here.from, here.to))
  const flag = meaning.length === 0 || shown ? '' : '!'
  switch (kind) {
    case 'kept':
      return come
    case 'cut':
      return outside ? '…' : shown ? `[-${gone}-]` : `${flag}[-${gone}-]`
    case 'added':
      return outside ? `(${come})` : `${flag}{+${come}+}`
    case 'changed':
      return `${flag}[-${gone}-]{+${come}+}`
  }
  kind satisfies never
}

const LEGEND = '* the fullest variant; of the others: [-left out-] {+put in+} … trimmed (quoted by this one alone)'
const LEGEND_MEANING = '! a negation, number or name is among the words; possible: may be a phrase that several use'

function setFamilies(families: readonly Family[], reports: readonly Report[], columns: number, paint: Painter) {
  const byId = new Map(reports.map(report => [report.id, report]))
  const lines = reports.map(
    ({ id, title, outlet }, i) =>
      `${String(i + 1).padStart(2)}  ${oneLine([id, outlet, title].filter(Boolean).join('  '))}`,
  )
  const out = lines.flatMap(line => fold(line, columns, 2))
  if (families.length === 0)
    return [...out, '', `No utterance is quoted twice in ${counted(reports.length, 'report')}.`]
  const order = families.toSorted(
    (a, b) =>
      Number(a.standing === 'possible') - Number(b.standing === 'possible') ||
      b.origins - a.origins ||
      b.variants.length - a.variants.length,
  )
  for (const family of order) {
    const of = `${counted(family.variants.length, 'variant')}, ${counted(family.origins, 'independent origin')}${
      family.standing === 'possible' ? '; possible' : ''
    }`
    out.push('', paint(['strong'], `${family.id}  ${of}`))
    const fullText = byId.get(family.variants[family.fullest]!.report)!.text
    family.variants.forEach((variant, i) => {
      const { text, agency } = byId.get(variant.report)!
      const number = reports.findIndex(({ id }) => id === variant.report) + 1
      const about = [
        variant.speaker ?? 'nobody credited',
        ...(variant.publishedAt === null ? [] : [variant.publishedAt]),
        ...(agency === null ? [] : [agency]),
        ...(variant.headline ? ['headline'] : []),
        ...(variant.copyOf === null
          ? []
          : [`same origin as ${reports.findIndex(({ id }) => id === variant.copyOf) + 1}`]),
        ...(variant.statement === null ? [] : [variant.statement]),
      ].join(', ')
      const head = `${i === family.fullest ? '*' : ' '} ${String(number).padStart(2)}  `
      const indent = ' '.repeat(columnsOf(head))
      const words =
        i === family.fullest
          ? oneLine(wordsOf(variant.spans, text))
          : variant.differences.map(d => setDifference(d, fullText, text)).join(' ')
      out.push(
        ...fold(oneLine(about), columns - indent.length, 2).map(
          (line, k) => (k === 0 ? head : indent) + paint(['faint'], line),
        ),
        ...fold(oneLine(words), columns - indent.length, MOST_LINES).map(line => indent + line),
      )
    })
  }
  return [...out, '', ...fold(LEGEND, columns, 3), ...fold(LEGEND_MEANING, columns, 2)].map(line => line.trimEnd())
}

/** A variant of so many lines is cut; --json has it whole. */
const MOST_LINES = 12
