/**
 * One step of `npm run train`, run in a process of its own so that two cores are used. A job is named by its kind and
 * gets the bytes that earlier jobs made; it returns bytes. Workers read the corpora themselves.
 */
import { readLinkModel, relate } from '../attribution/index.ts'
import { readRoleModel, tagRoles } from '../tagging/index.ts'
import { articleOf } from './corpora.ts'
import { readPolnear } from './formats.ts'
import { BIASES, type Bias, type Job, type JobResult, type RelationF1 } from './jobs.ts'
import { scoreSpans } from './scoring/index.ts'
import { trainEntities } from './train-entities.ts'
import { trainLemmas } from './train-lemmas.ts'
import { type LinkingExample, trainLinking } from './train-linking.ts'
import { trainParser } from './train-parser.ts'
import { packRoles, ROLE_TRAINING, type RoleExample, trainRoles } from './train-roles.ts'
import { trainSentences } from './train-sentences.ts'
import { trainTagger } from './train-tagger.ts'
import {
  type Corpora,
  foldOf,
  foldOfParse,
  polnearPath,
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
      return {
        bytes: packRoles(
          trainRoles(
            examplesOf(job, lines).filter(x => without === null || foldOf(x.article, roleFoldsOf(job)) !== without),
            { ...ROLE_TRAINING, say },
          ),
          [0, 0, 0],
        ),
      }
    case 'links':
      return trainLinksAndBias(job, lines)
    case 'unseen-links':
      return trainUnseenLinks(job, lines)
    case 'publisher':
      return scorePublisher(job, lines)
    default:
      job.kind satisfies never
      throw new Error('unknown job')
  }
}

/** Role taggers are trained without each half in turn, unless the job says otherwise. */
const roleFoldsOf = ({ roleFolds = 2 }: Job): number => roleFolds

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
 * it, so that the judge of relations learns from what running makes of a text.
 */
function linkingExamples(
  job: Job,
  lines: Corpora['lines'],
  examples: readonly RoleExample[],
  bias: Bias,
): LinkingExample[] {
  const folds = roleFoldsOf(job)
  const unseen = Array.from({ length: folds }, (_, f) => ({ ...readRoleModel(job.parts[`roles:${f}`]!), bias }))
  return examples.flatMap(({ tokens, tags, blockKind, article }, i): LinkingExample[] => {
    const gold = lines[i]!.attributions
    return [
      { tokens, tags, gold },
      { tokens, gold, ...tagRoles(tokens, unseen[foldOf(article, folds)]!, blockKind) },
    ]
  })
}

/** Trains the linker for every bias in question and keeps the one that does best on held-out halves. */
function trainLinksAndBias(job: Job, lines: Corpora['lines']): JobResult {
  const examples = examplesOf(job, lines)
  let best: { bytes: Uint8Array; bias: Bias; f1: RelationF1; sum: number } | null = null
  for (const bias of BIASES) {
    const { bytes, f1 } = trainLinking(linkingExamples(job, lines, examples, bias))
    const [whole, source, cue, content] = f1 as [number, number, number, number]
    const sum = whole + (source + cue + content) / 3
    say(`links: bias ${bias.join(' / ')}: ${percent(f1)}`)
    if (best === null || sum > best.sum) best = { bytes, bias, f1, sum }
  }
  const { bytes, bias, f1 } = best!
  return { bytes, bias, f1 }
}

/**
 * Linker and judge learned without a fold of the role taggers. The tags that they learn from are, as ever, by role
 * taggers that have not seen the article in question; those have seen the fold that is left out here.
 */
function trainUnseenLinks(job: Job, lines: Corpora['lines']): JobResult {
  const others = (article: string) => foldOf(article, roleFoldsOf(job)) !== job.without
  const otherLines = lines.filter(line => others(articleOf(line)))
  return trainLinking(linkingExamples(job, otherLines, examplesOf(job, otherLines), job.bias!))
}

/** Role tagger and linker learned without a publisher's articles, scored on them as users get it. */
function scorePublisher(job: Job, lines: Corpora['lines']): JobResult {
  const { publisher, bias } = job
  const examples = examplesOf(job, lines)
  const others = (i: number) => lines[i]!.publisher !== publisher
  const weights = trainRoles(
    examples.filter((_, i) => others(i)),
    ROLE_TRAINING,
  )
  const roles = { ...readRoleModel(packRoles(weights, bias!)) }
  const otherLines = lines.filter((_, i) => others(i))
  const otherExamples = examples.filter((_, i) => others(i))
  const links = readLinkModel(trainLinking(linkingExamples(job, otherLines, otherExamples, bias!)).bytes)
  const judged = lines.flatMap((line, i) => (others(i) ? [] : [{ line, example: examples[i]! }]))
  const scores = scoreSpans({
    gold: readPolnear(polnearPath(job.corpus)).filter(document => judged.some(({ line }) => line.id === document.id)),
    predicted: judged.map(({ line, example: { tokens, blockKind } }) => {
      const { tags, confidence } = tagRoles(tokens, roles, blockKind)
      return {
        id: line.id,
        attributions: relate(tokens, tags, links, confidence).map(({ source, cue, content, kind }, n) => ({
          id: `a${n + 1}`,
          source: source.map(s => [s.from, s.to] as const),
          cue: cue.map(s => [s.from, s.to] as const),
          content: content.map(s => [s.from, s.to] as const),
          kind,
        })),
      }
    }),
  })
  const { source, cue, content } = scores.exact
  return {
    bytes: new Uint8Array(0),
    f1: [scores.attribution.sourceContent.f1, source.f1, cue.f1, content.f1].map(x => x / 100),
  }
}

const percent = (f1: RelationF1): string => f1.map(x => (100 * x).toFixed(1)).join(' / ')

function say(line: string): void {
  process.send?.({ say: line })
}

process.once('message', (job: Job) => {
  process.send?.({ result: run(job) }, () => process.disconnect())
})
