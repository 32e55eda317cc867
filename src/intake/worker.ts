import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { workerData } from 'node:worker_threads'
import { loadModel, type Model } from '../engine/index.ts'
import { readDefaultModel } from '../node.ts'
import type { Article, AttributionRecord, Piece } from '../vocabulary/index.ts'
import { type Limits, type Outcome, readPiece, rereadArticle } from './piece.ts'

/** What a thread is told when it starts: the model file, or null for the one that ships. */
export interface WorkerStart {
  readonly model: string | null
  readonly limits: Limits
}

/** One piece to make an article of and read, or an article to read once more. */
export type Task = { readonly piece: Pick<Piece, 'bytes' | 'form' | 'stated'> } | { readonly article: Article }

const start = workerData as WorkerStart
let model: Model | null = null

/** Does one task in this thread; the model is loaded with the first. */
export default (task: Task): Promise<Outcome | Outcome<AttributionRecord>> => {
  model ??= start.model === null ? readDefaultModel() : loadModel(new Uint8Array(readFileSync(start.model)))
  const now = () => performance.now()
  return 'piece' in task
    ? readPiece(task.piece, model, start.limits, now)
    : rereadArticle(task.article, model, start.limits, now)
}
