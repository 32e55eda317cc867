import type { Agent } from 'undici'
import { AscribeError } from '../vocabulary/index.ts'
import { type Answer, type BodyWish, exchange } from './exchange.ts'
import { rateLimited } from './failures.ts'
import { retryAfter } from './headers.ts'
import type { Pace } from './pace.ts'
import type { Limits, Outside } from './promises.ts'

/** Failures of the way there, after which the same request may well succeed. */
const WORTH_ANOTHER_TRY: ReadonlySet<string> = new Set(['connect-failed', 'cut-off', 'dns-failed', 'fetch-timeout'])
/** Answers by which a server says that it may do better soon. */
const PASSING_STATUS: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])
const FIRST_PAUSE = 1000
const LONGEST_PAUSE = 30_000

/** What is left of the time that the requests of one fetch may take together, in milliseconds. */
export interface Budget {
  left: number
}

export interface Question {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly wish: BodyWish
  /** Time until the next request to this host. */
  readonly gap: number
  readonly budget: Budget
  readonly signal: AbortSignal
}

/**
 * Asks one address in its turn, and again after a pause where a failure may pass: the pause doubles, has a random part,
 * and is at least what Retry-After says. The host is left alone during the pause. Gives the last answer, whatever its
 * status; throws what `exchange` throws, and `rate-limited` when the host asks for a longer wait than is waited for.
 */
export type Ask = (question: Question) => Promise<Answer>

export function openAsking(agent: Agent, pace: Pace, limits: Limits, outside: Pick<Outside, 'now' | 'random'>): Ask {
  const pause = (attempt: number): number =>
    Math.min(LONGEST_PAUSE, limits.longestWait, FIRST_PAUSE * 2 ** (attempt - 1)) * (0.75 + outside.random() / 2)

  return async ({ url, headers, wish, gap, budget, signal }) => {
    for (let attempt = 1; ; attempt++) {
      const giveBack = await pace.turn(url.hostname, gap, signal)
      const started = performance.now()
      try {
        const answer = await exchange(agent, url, headers, wish, limits, Math.max(1, budget.left), signal)
        if (!PASSING_STATUS.has(answer.status)) return answer
        const asked = retryAfter(answer.field('retry-after'), outside.now())
        if (asked !== null) pace.hold(url.hostname, asked)
        if (asked !== null && asked > limits.longestWait) throw rateLimited(url.hostname, asked)
        if (attempt >= limits.tries) return answer
      } catch (error) {
        if (signal.aborted || attempt >= limits.tries || budget.left <= performance.now() - started) throw error
        if (!(error instanceof AscribeError && WORTH_ANOTHER_TRY.has(error.code))) throw error
      } finally {
        budget.left -= performance.now() - started
        giveBack()
      }
      pace.hold(url.hostname, pause(attempt))
    }
  }
}
