/**
 * One step of `npm run train`, run in a worker so that two cores are used. A job is named by its kind and
 * gets the bytes that earlier jobs made; it returns bytes. Workers read the corpora themselves.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { articleOf } from './corpora.ts'
import { trainEntities } from './train-entities.ts'
import { trainLemmas } from './train-lemmas.ts'
import { trainLinking } from './train-linking.ts'
import { trainParser } from './train-parser.ts'
import {
  countSpans,
  packRoles,
  predictRoles,
  ROLE_TRAINING,
  type RoleExample,
  type SpanCount,
  spanF1,
  trainRoles,
} from './train-roles.ts'
import { trainSentences } from './train-sentences.ts'
import { trainTagger } from './train-tagger.ts'
import {
  type Corpora,
  foldOf,
  foldOfParse,
  readCorpora,
  roleExamples,
  tokenModelOf,
  withPredictedTags,
} from './training.ts'

export interface Job {
  readonly kind: 'sentences' | 'lemmas' | 'tagger' | 'entities' | 'parser' | 'roles' | 'links'
  readonly corpus: string
  /** Jackknife folds in all. */
  readonly folds: number
  /** The fold to leave out; null: learn from everything. */
  readonly without: number | null
  /** For roles: a publisher to leave out, and to score on. */
  readonly publisher?: string
  /** For roles: decode with this bias; null: leave it at zero and report the grid's counts. */
  readonly bias?: Bias | null
  /** Parts made by earlier jobs, by name; `tagger:0` is the tagger trained without fold 0. */
  readonly parts: Readonly<Record<string, Uint8Array>>
}

export type Bias = readonly [number, number, number]

export interface JobResult {
  readonly bytes: Uint8Array
  /** For roles with a held-out side: exact span counts per bias of the grid, and per role. */
  readonly counts?: readonly { readonly bias: Bias; readonly spans: readonly SpanCount[] }[]
}

/** The biases tried when tuning: what is added to the begin tag of source, cue and content. */
export const BIAS_GRID: readonly Bias[] = [0, 0.3, 0.6, 0.9, 1.2].flatMap(s =>
  [0, 0.3, 0.6, 0.9, 1.2].flatMap(c => [0, 0.3, 0.6, 0.9, 1.2, 1.6].map((t): Bias => [s, c, t])),
)

function run(job: Job): JobResult {
  const { folds, without } = job
  const { parses, lines } = readCorpora(job.corpus)
  const known = without === null ? parses : parses.filter(doc => foldOfParse(doc, folds) !== without)
  const taggers = () => Array.from({ length: folds }, (_, f) => job.parts[`tagger:${f}`]!)
  switch (job.kind) {
    case 'sentences':
      return { bytes: trainSentences(known) }
    case 'lemmas':
      return { bytes: trainLemmas(known) }
    case 'tagger':
      return { bytes: trainTagger(known) }
    case 'entities':
      return { bytes: trainEntities(known) }
    case 'parser':
      // Treebanks are small and never what the jackknifed parser reads: every fold learns from all of them.
      return {
        bytes: trainParser(
          withPredictedTags(
            parses.filter(doc => doc.corpus !== 'polnear' || without === null || foldOfParse(doc, folds) !== without),
            taggers(),
          ),
          { say },
        ),
      }
    case 'roles':
      return rolesOf(job, lines)
    case 'links':
      return {
        bytes: trainLinking(
          examplesOf(job, lines).map(({ tokens, tags }, i) => ({ tokens, tags, gold: lines[i]!.attributions })),
        ),
      }
    default:
      job.kind satisfies never
      throw new Error('unknown job')
  }
}

/** The annotated articles as columns, each read by the models that were trained without its fold. */
function examplesOf({ folds, parts }: Job, lines: Corpora['lines']): RoleExample[] {
  const models = Array.from({ length: folds }, (_, f) =>
    tokenModelOf({
      sentences: parts.sentences!,
      lemmas: parts.lemmas!,
      tagger: parts[`tagger:${f}`]!,
      entities: parts[`entities:${f}`]!,
      parser: parts[`parser:${f}`]!,
    }),
  )
  return roleExamples(lines, line => models[foldOf(articleOf(line), folds)]!)
}

function rolesOf(job: Job, lines: Corpora['lines']): JobResult {
  const { without, publisher } = job
  const held = lines.map(line =>
    publisher !== undefined ? line.publisher === publisher : without !== null && foldOf(articleOf(line), 2) === without,
  )
  const examples = examplesOf(job, lines)
  const learn = examples.filter((_, i) => !held[i])
  const judge = examples.filter((_, i) => held[i])
  const weights = trainRoles(learn, { ...ROLE_TRAINING, say })
  const bytes = packRoles(weights, job.bias ?? [0, 0, 0])
  if (judge.length === 0) return { bytes }
  const grid = job.bias ? [job.bias] : BIAS_GRID
  const counts = predictRoles(weights, judge, grid).map((predicted, g) => ({
    bias: grid[g]!,
    spans: countAll(judge, predicted),
  }))
  say(`roles: held out, no bias: ${counts[0]!.spans.map(c => spanF1(c).toFixed(2)).join(' / ')}`)
  return { bytes, counts }
}

function countAll(examples: readonly RoleExample[], predicted: readonly Uint8Array[]): SpanCount[] {
  const spans = [0, 1, 2].map(() => ({ hits: 0, predicted: 0, gold: 0 }))
  examples.forEach((x, i) => {
    countSpans(x.tokens, x.tags, predicted[i]!, spans)
  })
  return spans
}

function say(line: string): void {
  parentPort?.postMessage({ say: line })
}

const result = run(workerData as Job)
parentPort?.postMessage({ result }, [result.bytes.buffer as ArrayBuffer])
