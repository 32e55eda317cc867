/**
 * Reads PolNeAR's train part by models that have not learned from the article they read. The shipped model was trained
 * on these articles, so its readings of them flatter it; what is measured on them is measured on these readings.
 *
 * For each fold of the articles a whole model is trained without it: sentence splitter and lemmatiser apart, which
 * learn no more than CoreNLP's sentences and lemmas, no part has seen the fold's texts, tags, parses or attributions.
 * Two things are taken from trainings that have: the bias of the role tagger is the shipped model's (one of five,
 * chosen on all articles), and the linker and the judge, which learn on the other folds only, learn there from tags
 * by role taggers that had to leave those folds out and so have seen this one. Speakers and frames are rules, with
 * weights from GUM and from confidences fitted on a few hundred labels: those are the shipped ones.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attribute, loadModel, packModelFile, toSpanLine } from '../engine/index.ts'
import { articleFromText } from '../ingest/index.ts'
import { readDefaultModel } from '../node.ts'
import { withBias } from '../tagging/index.ts'
import type { AttributionRecord } from '../vocabulary/index.ts'
import { articleOf, type PolnearLine, readPolnearLines } from './corpora.ts'
import { readPolnear } from './formats.ts'
import type { Job } from './jobs.ts'
import { type Running, runAll, saySince, type Wanted } from './running.ts'
import { scoreSpans } from './scoring/index.ts'
import { foldOf, polnearPath } from './training.ts'

const HELP = `Reads the annotated articles by models that were trained without them.

  npx tsx src/workshop/jackknife.ts --out DIR [--corpus DIR] [--folds N] [--workers N]

  --out DIR      where everything goes: fold-N.jsonl, the readings of the articles of fold N, one a line:
                 {"id", "publisher", "date", "title", "record"}; fold-N.model.bin, the model that read them, which was
                 trained without them; parts/, every part, from where a broken or a second run goes on. Printed: how
                 well the readings of each fold agree with its annotation (F1 of whole attributions; exact F1 of
                 source, cue and content)
  --corpus DIR   corpora (default ../shared/corpora); the layout stands in docs/training.md
  --folds N      folds, each left out in turn (default 2); more take longer and leave more to learn from
  --workers N    trainings side by side (default 2; each takes up to 3 GB of memory)
`

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    corpus: { type: 'string', default: '../shared/corpora' },
    folds: { type: 'string', default: '2' },
    workers: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
})

/** One line of `fold-N.jsonl`. Positions of the record are of the article's text in the corpus. */
interface UnseenReading {
  readonly id: string
  readonly publisher: string
  readonly date: string
  readonly title: string
  readonly record: AttributionRecord
}

/** F1 of whole attributions, and exact F1 of source, cue and content, in percent, against the annotators' spans. */
function agreement(gold: ReturnType<typeof readPolnear>, readings: readonly UnseenReading[]): string {
  const read = new Set(readings.map(({ id }) => id))
  const { attribution, exact } = scoreSpans({
    gold: gold.filter(({ id }) => read.has(id)),
    predicted: readings.map(({ id, record }) => toSpanLine(id, record)),
  })
  const spans = [exact.source.f1, exact.cue.f1, exact.content.f1].map(f1 => f1.toFixed(1)).join(' / ')
  return `${attribution.sourceContent.f1.toFixed(1)}; ${spans}`
}

/** One annotator's version of each article, the first that the file has. */
function oncePerArticle(lines: readonly PolnearLine[]): PolnearLine[] {
  const firsts = new Map<string, PolnearLine>()
  for (const line of lines) if (!firsts.has(articleOf(line))) firsts.set(articleOf(line), line)
  return [...firsts.values()]
}

async function main(out: string): Promise<void> {
  const say = saySince(Date.now())
  const folds = Number(values.folds)
  const { corpus } = values
  const running: Running = { corpus, folds, workers: Number(values.workers), keep: join(out, 'parts'), say }
  const parts: Record<string, Uint8Array> = {}
  const { bias } = readDefaultModel().roles
  const whole = (kind: Job['kind']): Wanted => ({ kind, without: null, parts })
  const each = (kind: Job['kind']): Wanted[] =>
    Array.from({ length: folds }, (_, without) => ({ kind, without, roleFolds: folds, bias, parts }))
  await runAll([...each('tagger'), whole('sentences'), whole('lemmas')], parts, running)
  await runAll([...each('parser'), ...each('entities')], parts, running)
  await runAll(each('roles'), parts, running)
  await runAll(each('unseen-links'), parts, running)
  mkdirSync(out, { recursive: true })
  const gold = readPolnear(polnearPath(corpus))
  const lines = oncePerArticle(readPolnearLines(polnearPath(corpus)))
  for (let fold = 0; fold < folds; fold++) {
    const file = packModelFile(
      { name: `unseen-${fold}-of-${folds}`, release: 1, language: 'en' },
      {
        sentences: parts.sentences!,
        tagger: parts[`tagger:${fold}`]!,
        lemmas: parts.lemmas!,
        entities: parts[`entities:${fold}`]!,
        parser: parts[`parser:${fold}`]!,
        roles: withBias(parts[`roles:${fold}`]!, bias),
        links: parts[`unseen-links:${fold}`]!,
      },
    )
    writeFileSync(join(out, `fold-${fold}.model.bin`), file)
    const model = loadModel(file)
    const readings = lines
      .filter(line => foldOf(articleOf(line), folds) === fold)
      .map(({ id, publisher, date, title, text }): UnseenReading => {
        const article = articleFromText(text, { title, published: date, outlet: publisher })
        return { id, publisher, date, title, record: attribute(article, model) }
      })
    writeFileSync(join(out, `fold-${fold}.jsonl`), readings.map(reading => `${JSON.stringify(reading)}\n`).join(''))
    const told = readings.reduce((sum, { record }) => sum + record.attributions.length, 0)
    say(`fold ${fold}: ${readings.length} articles, ${told} statements by ${model.id}: ${agreement(gold, readings)}`)
  }
}

if (values.help) console.log(HELP)
else if (values.out === undefined) {
  console.error('jackknife: where should the readings go? Name a folder with --out DIR')
  process.exitCode = 2
} else await main(values.out)
