/** How well pronouns are resolved on GUM's coreference, by weights that have not seen the document. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { HAND_WEIGHTS, LEARNED_WEIGHTS } from '../../speakers/index.ts'
import { pairQuotes } from '../../tokens/index.ts'
import {
  type PronounOutcome,
  type PronounScore,
  pronounOutcomes,
  readCoreference,
  scorePronouns,
  trainSpeakers,
} from '../train-speakers.ts'
import { foldOfDocument } from './fitting.ts'

const FOLDS = 5
/** The genres nearest to news. */
const LIKE_NEWS = /^GUM_(?:news|interview)_/

export interface PronounFigures {
  /** By kind of pronoun, all genres, and of them news and interviews; the weights have not seen the document. */
  readonly all: ReadonlyMap<string, PronounScore>
  readonly likeNews: ReadonlyMap<string, PronounScore>
  /** News and interviews by the weights that ship, which have learned from them. */
  readonly shipped: ReadonlyMap<string, PronounScore>
  /** News and interviews, unseen: what the share of the score is worth. */
  readonly outcomes: readonly PronounOutcome[]
}

/** @param folder that holds GUM's CoNLL-U files */
export function measurePronouns(folder: string): PronounFigures {
  const docs = readdirSync(folder)
    .filter(name => /\.conllu(?:\.gz)?$/.test(name))
    .sort()
    .flatMap(name => readCoreference(join(folder, name)).map(doc => ({ ...doc, likeNews: LIKE_NEWS.test(name) })))
  for (const { tokens } of docs) pairQuotes(tokens)
  const all = new Map<string, PronounScore>()
  const likeNews = new Map<string, PronounScore>()
  const outcomes: PronounOutcome[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = docs.filter(doc => foldOfDocument(doc.id, FOLDS) === fold)
    const weights = trainSpeakers(
      docs.filter(doc => foldOfDocument(doc.id, FOLDS) !== fold),
      HAND_WEIGHTS,
    )
    const news = held.filter(doc => doc.likeNews)
    add(all, scorePronouns(held, weights))
    add(likeNews, scorePronouns(news, weights))
    outcomes.push(...pronounOutcomes(news, weights))
  }
  return {
    all,
    likeNews,
    outcomes,
    shipped: scorePronouns(
      docs.filter(doc => doc.likeNews),
      LEARNED_WEIGHTS,
    ),
  }
}

function add(sum: Map<string, PronounScore>, more: ReadonlyMap<string, PronounScore>): void {
  for (const [kind, { asked, right, reachable }] of more) {
    const known = sum.get(kind) ?? { asked: 0, right: 0, reachable: 0 }
    sum.set(kind, { asked: known.asked + asked, right: known.right + right, reachable: known.reachable + reachable })
  }
}
