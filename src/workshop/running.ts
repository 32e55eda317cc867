/** Runs the jobs of a training, each in a process of its own, some side by side. */
import { fork } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Job, JobResult } from './jobs.ts'

/** A job before it is known which corpora it reads. */
export type Wanted = Omit<Job, 'corpus' | 'folds'>

export interface Running {
  readonly corpus: string
  /** Jackknife folds in all. */
  readonly folds: number
  /** Trainings side by side. */
  readonly workers: number
  /** Every part is kept there, and taken from there where it has it; undefined: nothing is kept. */
  readonly keep: string | undefined
  readonly say: (line: string) => void
}

/** Says each line with the seconds since `began` (ms, as `Date.now()` gives them). */
export const saySince =
  (began: number): ((line: string) => void) =>
  line =>
    console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${line}`)

/** Runs one job in a process of its own. */
function runJob(job: Job, say: (line: string) => void): Promise<JobResult> {
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

/** How a part is called: its kind, and what was left out. */
const nameOf = ({ kind, without, publisher }: Wanted): string =>
  publisher !== undefined ? `${kind}:${publisher}` : without === null ? kind : `${kind}:${without}`

/** Runs all jobs, so many at a time; the results come in the order of the jobs, and their bytes go to `parts`. */
export async function runAll(
  jobs: readonly Wanted[],
  parts: Record<string, Uint8Array>,
  { corpus, folds, workers, keep, say }: Running,
): Promise<JobResult[]> {
  if (keep !== undefined) mkdirSync(keep, { recursive: true })
  const results: JobResult[] = new Array(jobs.length)
  let next = 0
  const hand = async () => {
    for (;;) {
      const i = next++
      const job = jobs[i]
      if (job === undefined) return
      const name = nameOf(job)
      const kept = keep === undefined ? null : join(keep, `${name.replaceAll(':', '-')}.bin`)
      // Links carry more than bytes, and are quick: they are always made anew.
      if (kept !== null && existsSync(kept) && job.kind !== 'links' && job.kind !== 'publisher') {
        results[i] = { bytes: new Uint8Array(readFileSync(kept)) }
        say(`${name}: taken from ${kept}`)
      } else {
        results[i] = await runJob({ ...job, corpus, folds }, say)
        say(`${name}: ${results[i]!.bytes.length} bytes`)
        if (kept !== null) writeFileSync(kept, results[i]!.bytes)
      }
      parts[name] = results[i]!.bytes
    }
  }
  await Promise.all(Array.from({ length: workers }, hand))
  return results
}
