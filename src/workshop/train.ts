/** `npm run train`: every model part from the corpora, in one command, on as many workers as asked for. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { loadModel, packModelFile } from '../engine/index.ts'
import { withBias } from '../tagging/index.ts'
import { cardOf } from './card.ts'
import type { Job } from './jobs.ts'
import { measureModel } from './measure-model.ts'
import { type Running, runAll, saySince, type Wanted } from './running.ts'
import { tableOf } from './scoring/index.ts'
import { readCorpora } from './training.ts'

const HELP = `Trains a model from annotated corpora. The same input gives the same bytes.

  npm run train -- [--corpus DIR] [--out DIR] [--name NAME] [--release N] [--folds N] [--workers N] [--publishers]

  --corpus DIR   corpora (default ../shared/corpora); the layout stands in docs/training.md
  --out DIR      where model.bin and its card go (default models/NAME-RELEASE)
  --name NAME    what the model is called (default news-en)
  --release N    its release number (default 1)
  --folds N      jackknife folds (default 3)
  --workers N    trainings side by side (default 2; each takes up to 3 GB of memory)
  --keep DIR     keep every part there, and take from there those that it has: a broken run goes on
  --publishers   also train without each publisher in turn and score on it (a third of an hour more)
`

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: '../shared/corpora' },
    out: { type: 'string' },
    name: { type: 'string', default: 'news-en' },
    release: { type: 'string', default: '1' },
    keep: { type: 'string' },
    folds: { type: 'string', default: '3' },
    workers: { type: 'string', default: '2' },
    publishers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = saySince(Date.now())

async function main(): Promise<void> {
  const folds = Number(values.folds)
  const { corpus, keep } = values
  const running: Running = { corpus, folds, workers: Number(values.workers), keep, say }
  const parts: Record<string, Uint8Array> = {}
  const whole = (kind: Job['kind']): Wanted => ({ kind, without: null, parts })
  const each = (kind: Job['kind'], n: number): Wanted[] =>
    Array.from({ length: n }, (_, without) => ({ kind, without, parts }))
  await runAll([...each('tagger', folds), whole('tagger'), whole('sentences'), whole('lemmas')], parts, running)
  await runAll(
    [...each('parser', folds), whole('parser'), ...each('entities', folds), whole('entities')],
    parts,
    running,
  )
  await runAll(each('roles', 2), parts, running)
  const [links] = await runAll([whole('links'), whole('roles')], parts, running)
  const bias = links!.bias!
  const corpora = readCorpora(values.corpus)
  const publishers = values.publishers ? [...new Set(corpora.lines.map(l => l.publisher))].sort() : []
  const held = await runAll(
    publishers.map((publisher): Wanted => ({ kind: 'publisher', without: null, publisher, bias, parts })),
    parts,
    running,
  )
  const file = packModelFile(
    { name: values.name, release: Number(values.release), language: 'en' },
    {
      sentences: parts.sentences!,
      tagger: parts.tagger!,
      lemmas: parts.lemmas!,
      entities: parts.entities!,
      parser: parts.parser!,
      roles: withBias(parts.roles!, bias),
      links: parts.links!,
    },
  )
  const out = values.out ?? join('models', `${values.name}-${values.release}`)
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'model.bin'), file)
  const model = loadModel(file)
  const gzipped = gzipSync(file, { level: 9 }).length
  say(`${join(out, 'model.bin')}: ${file.length} bytes, ${gzipped} gzipped`)
  const shared = join(values.corpus, '..')
  const scored = existsSync(join(values.corpus, 'polnear/dev.jsonl.gz')) && existsSync(join(shared, 'seed'))
  const card = cardOf(
    {
      name: values.name,
      release: Number(values.release),
      id: model.id,
      made: new Date().toISOString().slice(0, 10),
      bytes: file.length,
      gzipped,
      folds,
      bias,
      heldOut: links!.f1!,
      publishers: publishers.map((publisher, i) => ({ publisher, f1: held[i]!.f1! })),
      figures: scored ? tableOf(measureModel({ shared, model }).rows) : null,
    },
    corpora,
  )
  writeFileSync(join(out, 'README.md'), card)
}

if (values.help) console.log(HELP)
else await main()
