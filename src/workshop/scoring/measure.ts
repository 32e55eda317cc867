/** All corpora that figures are reported on, read by one reader and scored. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Block, BlockKind } from '../../vocabulary/index.ts'
import { AscribeError } from '../../vocabulary/index.ts'
import type { SpanLine } from '../formats.ts'
import { readGold, readPolnear } from '../formats.ts'
import { type Calibration, calibrationOf, calibrationRows } from './calibration.ts'
import { coverageOf } from './coverage.ts'
import { coverageRows, type Row, recordRows, spanRows } from './figures.ts'
import type { Rate } from './rates.ts'
import { type RecordMiss, scoreRecord } from './record.ts'
import { type SpanMiss, scoreSpans } from './spans.ts'

/** What a reader makes of one text: the attributions, and the blocks it cut the text into. */
export interface Reading {
  readonly attributions: SpanLine['attributions']
  readonly blocks: readonly Block[]
}

export interface Measurement {
  readonly rows: readonly Row[]
  readonly misses: readonly ({ readonly corpus: string } & (SpanMiss | RecordMiss))[]
  /** By corpus. A prediction that meets optional gold counts as right here. */
  readonly calibrations: Readonly<Record<string, Calibration>>
}

/**
 * Reads and scores PolNeAR dev (`polnear.dev`), the Wikinews gold (`wikinews.gold`) and the seed
 * (`seed.article`) from raw text. `read` sees nothing but the text and the document's id, and is asked once for
 * a text that several documents share. `looksInto` names the kinds of block that the reader looks into, for the
 * coverage.
 *
 * @throws AscribeError `no-corpora` when `shared` does not hold them all; the readers' and scorers' own errors.
 */
export function measure({
  shared,
  read,
  looksInto,
}: {
  shared: string
  read: (text: string, id: string) => Reading
  looksInto: readonly BlockKind[]
}): Measurement {
  const polnear = join(shared, 'corpora/polnear/dev.jsonl.gz')
  const wikinews = join(shared, 'corpora/wikinews-gold')
  const seed = join(shared, 'seed/expected.json')
  for (const path of [polnear, wikinews, seed]) {
    if (!existsSync(path)) {
      throw new AscribeError(
        'no-corpora',
        `there is no ${path}`,
        'Name the folder that holds corpora/ and seed/ with --shared DIR.',
      )
    }
  }

  const readings = new Map<string, Reading>()
  const readAll = (documents: readonly { readonly id: string; readonly text: string }[]) => {
    const blocks = new Map<string, readonly Block[]>()
    const predicted = documents.map(({ id, text }): SpanLine => {
      const reading = readings.get(text) ?? read(text, id)
      readings.set(text, reading)
      blocks.set(id, reading.blocks)
      return { id, attributions: reading.attributions }
    })
    return { predicted, blocks, coverage: coverageOf({ documents, predicted, blocks, read: looksInto }) }
  }

  const rows: Row[] = []
  const calibrations: Record<string, Calibration> = {}
  const misses: ({ corpus: string } & (SpanMiss | RecordMiss))[] = []
  const judge = (corpus: string, predicted: readonly SpanLine[], missed: readonly (SpanMiss | RecordMiss)[]) => {
    const wrong = new Set(missed.flatMap(m => (m.what === 'spurious' ? [`${m.document} ${m.id}`] : [])))
    const gold = rows.find(r => r.corpus === corpus && r.name === 'attribution')!.value as Rate
    const told = predicted.flatMap(({ id, attributions }) =>
      attributions.flatMap(a =>
        // PolNeAR has no statements within statements: those can't be judged.
        corpus === 'polnear.dev' && a.parent != null
          ? []
          : [{ confidence: a.confidence ?? 1, right: !wrong.has(`${id} ${a.id}`) }],
      ),
    )
    const calibration = calibrationOf({ told, gold: gold.gold })
    rows.push(...calibrationRows(corpus, calibration))
    calibrations[corpus] = calibration
  }
  const dev = readPolnear(polnear)
  const { coverage, ...lines } = readAll(dev)
  const scores = scoreSpans({ gold: dev, ...lines })
  rows.push(...spanRows('polnear.dev', scores), ...coverageRows('polnear.dev', coverage))
  misses.push(...scores.misses.map(miss => ({ corpus: 'polnear.dev', ...miss })))
  judge('polnear.dev', lines.predicted, scores.misses)

  const handmade = {
    'wikinews.gold': readdirSync(wikinews)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => join(wikinews, name)),
    'seed.article': [seed],
  }
  for (const [corpus, paths] of Object.entries(handmade)) {
    const gold = paths.map(readGold)
    const { coverage, ...lines } = readAll(gold)
    const scores = scoreRecord({ gold, ...lines })
    rows.push(...recordRows(corpus, scores), ...coverageRows(corpus, coverage))
    misses.push(...scores.misses.map(miss => ({ corpus, ...miss })))
    judge(corpus, lines.predicted, scores.misses)
  }
  return { rows, misses, calibrations }
}
