/** `npm run train`: every model part from the corpora, in one command, on as many workers as asked for. */
import { fork } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { loadModel, packModelFile } from '../engine/index.ts'
import { cardOf } from './card.ts'
import { BIAS_GRID, type Bias, type Job, type JobResult } from './jobs.ts'
import { measureModel } from './measure-model.ts'
import { tableOf } from './scoring/index.ts'
import { spanF1 } from './train-roles.ts'
import { readCorpora } from './training.ts'

const HELP = `Trains a model from annotated corpora. The same input gives the same bytes.

  npm run train -- [--corpus DIR] [--out DIR] [--name NAME] [--release N] [--folds N] [--workers N] [--publishers]

  --corpus DIR   corpora (default ../shared/corpora); the layout stands in docs/training.md
  --out DIR      where model.bin and its card go (default models/NAME-RELEASE)
  --name NAME    what the model is called (default news-en)
  --release N    its release number (default 1)
  --folds N      jackknife folds (default 3)
  --workers N    trainings side by side (default 2; each takes up to 3 GB of memory)
  --publishers   also train without each publisher in turn and score on it (a third of an hour more)
`

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', default: '../shared/corpora' },
    out: { type: 'string' },
    name: { type: 'string', default: 'news-en' },
    release: { type: 'string', default: '1' },
    folds: { type: 'string', default: '3' },
    workers: { type: 'string', default: '2' },
    publishers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

type Wanted = Omit<Job, 'corpus' | 'folds'>

const began = Date.now()
const say = (line: string) => console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${line}`)

/** Runs one job in a process of its own. */
function runJob(job: Job): Promise<JobResult> {
  const worker = fork(fileURLToPath(new URL('./train-job.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--max-old-space-size=6144'],
    serialization: 'advanced', // bytes go as bytes
  })
  worker.send(job)
  return new Promise((resolve, reject) => {
    worker.on('message', (message: { say?: string; result?: JobResult }) => {
      if (message.say !== undefined) say(message.say)
      if (message.result !== undefined) resolve(message.result)
    })
    worker.on('error', reject)
    worker.on('exit', code => {
      if (code !== 0) reject(new Error(`a training process ended with status ${code}`))
    })
  })
}

/** Runs all jobs, `workers` at a time, in order; the results come in the order of the jobs. */
async function runAll(jobs: readonly Wanted[], workers: number): Promise<JobResult[]> {
  const folds = Number(values.folds)
  const results: JobResult[] = new Array(jobs.length)
  let next = 0
  const hand = async () => {
    for (;;) {
      const i = next++
      const job = jobs[i]
      if (job === undefined) return
      results[i] = await runJob({ ...job, corpus: values.corpus, folds })
      say(
        `${job.kind}${job.publisher ? ` without ${job.publisher}` : job.without === null ? '' : ` without fold ${job.without}`}: ${results[i]!.bytes.length} bytes`,
      )
    }
  }
  await Promise.all(Array.from({ length: workers }, hand))
  return results
}

/** The bias whose mean exact F1 over the three roles is best on the held-out sides together. */
function bestBias(results: readonly JobResult[]): { bias: Bias; f1: readonly number[] } {
  let best: { bias: Bias; f1: number[]; mean: number } | null = null
  BIAS_GRID.forEach((bias, g) => {
    const f1 = [0, 1, 2].map(role => {
      const sum = { hits: 0, predicted: 0, gold: 0 }
      for (const r of results) {
        const c = r.counts![g]!.spans[role]!
        sum.hits += c.hits
        sum.predicted += c.predicted
        sum.gold += c.gold
      }
      return spanF1(sum)
    })
    const mean = (f1[0]! + f1[1]! + f1[2]!) / 3
    if (best === null || mean > best.mean) best = { bias, f1, mean }
  })
  return best!
}

async function main(): Promise<void> {
  const folds = Number(values.folds)
  const workers = Number(values.workers)
  const each = (kind: Job['kind'], parts: Wanted['parts']): Wanted[] => [
    ...Array.from({ length: folds }, (_, without) => ({ kind, without, parts })),
    { kind, without: null, parts },
  ]
  const parts: Record<string, Uint8Array> = {}
  const keep = (kind: string, results: readonly JobResult[]) => {
    results.forEach((r, f) => {
      parts[f < folds ? `${kind}:${f}` : kind] = r.bytes
    })
  }
  const first = await runAll(
    [
      ...each('tagger', {}),
      { kind: 'sentences', without: null, parts: {} },
      { kind: 'lemmas', without: null, parts: {} },
    ],
    workers,
  )
  keep('tagger', first.slice(0, folds + 1))
  parts.sentences = first[folds + 1]!.bytes
  parts.lemmas = first[folds + 2]!.bytes
  const second = await runAll([...each('parser', parts), ...each('entities', parts)], workers)
  keep('parser', second.slice(0, folds + 1))
  keep('entities', second.slice(folds + 1))

  const halves = await runAll(
    [0, 1].map(without => ({ kind: 'roles' as const, without, parts })),
    workers,
  )
  halves.forEach((half, i) => {
    parts[`roles:${i}`] = half.bytes
  })
  const { bias, f1 } = bestBias(halves)
  say(`roles: bias ${bias.join(' / ')}, exact F1 on held-out halves of train ${f1.map(x => x.toFixed(2)).join(' / ')}`)
  const publishers = values.publishers
    ? [...new Set(readCorpora(values.corpus).lines.map(l => l.publisher))].sort()
    : []
  const third = await runAll(
    [
      { kind: 'roles', without: null, bias, parts },
      { kind: 'links', without: null, bias, parts },
      ...publishers.map(publisher => ({ kind: 'roles' as const, without: null, publisher, bias, parts })),
    ],
    workers,
  )
  const file = packModelFile(
    { name: values.name, release: Number(values.release), language: 'en' },
    {
      sentences: parts.sentences!,
      tagger: parts.tagger!,
      lemmas: parts.lemmas!,
      entities: parts.entities!,
      parser: parts.parser!,
      roles: third[0]!.bytes,
      links: third[1]!.bytes,
    },
  )
  const out = values.out ?? join('models', `${values.name}-${values.release}`)
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'model.bin'), file)
  const corpora = readCorpora(values.corpus)
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
      heldOut: f1,
      publishers: publishers.map((publisher, i) => ({ publisher, f1: third[2 + i]!.counts![0]!.spans.map(spanF1) })),
      figures: scored ? tableOf(measureModel({ shared, model }).rows) : null,
    },
    corpora,
  )
  writeFileSync(join(out, 'README.md'), card)
}

if (values.help) console.log(HELP)
else await main()
