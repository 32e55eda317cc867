/**
 * One step of `npm run train`, run in a process of its own so that two cores are used. A job is named by its kind and
 * gets the bytes that earlier jobs made; it returns bytes. Workers read the corpora themselves.
 */
import { readRoleModel, tagRoles } from '../tagging/index.ts'
import { articleOf } from './corpora.ts'
import type { Bias, Job, JobResult } from './jobs.ts'
import { BIAS_GRID } from './jobs.ts'
import { trainEntities } from './train-entities.ts'
import { trainLemmas } from './train-lemmas.ts'
import { type LinkingExample, trainLinking } from './train-linking.ts'
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
      return { bytes: trainLinking(linkingExamples(job, lines)) }
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

/**
 * For the linker: every article with its gold tags, and with the tags of the role model that has not seen
 * its half, so that the judge of relations learns from what running makes of a text.
 */
function linkingExamples(job: Job, lines: Corpora['lines']): LinkingExample[] {
  const halves = [0, 1].map(half => ({
    ...readRoleModel(job.parts[`roles:${half}`]!),
    bias: job.bias ?? ([0, 0, 0] as Bias),
  }))
  return examplesOf(job, lines).flatMap(({ tokens, tags, blockKind, article }, i): LinkingExample[] => {
    const gold = lines[i]!.attributions
    return [
      { tokens, tags, gold },
      { tokens, gold, ...tagRoles(tokens, halves[foldOf(article, 2)]!, blockKind) },
    ]
  })
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
  process.send?.({ say: line })
}

process.once('message', (job: Job) => {
  process.send?.({ result: run(job) }, () => process.disconnect())
})
