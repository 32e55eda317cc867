import { readdirSync, readFileSync } from 'node:fs'

/** Processor time of this process with all its threads so far, in milliseconds. */
export const spent = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * Processor time of each thread of this process so far, in milliseconds, by thread id; empty where the system does not
 * tell (it does on Linux: https://docs.kernel.org/scheduler/sched-stats.html).
 */
export function threads(): Map<string, number> {
  const times = new Map<string, number>()
  try {
    for (const id of readdirSync('/proc/self/task'))
      times.set(id, Number(readFileSync(`/proc/self/task/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6)
  } catch {
    return new Map() // no such folder, or a thread that ended meanwhile
  }
  return times
}

/** Milliseconds of work: on the wall, and of the processor. */
export interface Took {
  readonly wall: number
  readonly cpu: number
}

export async function timed<T>(work: () => Promise<T>): Promise<Took & { readonly result: T }> {
  const [wall, cpu] = [performance.now(), spent()]
  const result = await work()
  return { result, wall: performance.now() - wall, cpu: spent() - cpu }
}

/** The value that a share `p` of the list does not exceed. */
export function quantile(list: readonly number[], p: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN
}

export const median = (list: readonly number[]): number => quantile(list, 0.5)

/** How busy the machine was: work in the run queue, averaged over the last minute; '' where the system does not tell. */
export function load(): string {
  try {
    return `load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`
  } catch {
    return ''
  }
}

/** A line of the report; one that breaks its limit says so and makes the run end with exit code 1. */
export function say(line: string, holds = true): void {
  console.log(holds ? line : `${line}  <-- beyond the limit`)
  if (!holds) process.exitCode = 1
}
