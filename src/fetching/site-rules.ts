import { AscribeError } from '../vocabulary/index.ts'
import type { Ask } from './asking.ts'
import { robotsUnreachable } from './failures.ts'
import { location } from './headers.ts'
import type { Limits } from './promises.ts'
import { NO_RULES, ROBOTS_BYTES, ROBOTS_REDIRECTS, type RobotsRules, readRobots } from './robots.ts'

/** Rules remembered, weighed in bytes of their files; the oldest go first. */
const REMEMBERED_BYTES = 8 * 1024 * 1024
/** What an origin weighs beside its file. */
const ORIGIN_WEIGHT = 1024

/** Failures of robots.txt that say as much of the page itself; they are told as they are, and not remembered. */
const OF_THE_HOST: ReadonlySet<string> = new Set([
  'address-refused',
  'connect-failed',
  'dns-failed',
  'fetcher-closed',
  'host-not-found',
  'rate-limited',
  'tls-failed',
])

interface Known {
  readonly rules: Promise<RobotsRules>
  until: number
  weight: number
}

export interface SiteRules {
  /** The rules of the URL's origin, fetched when they are not known or too old. Throws `robots-unreachable`. */
  of(url: URL, signal: AbortSignal): Promise<RobotsRules>
}

/**
 * What sites ask of robots (RFC 9309). A file that does not exist (4xx) allows all, one that cannot be had (5xx, 429,
 * timeouts, broken answers) forbids all for `robotsPause`, more than five redirects count as none. `address` checks
 * where a redirect leads; `closing` ends the fetches, which many callers may wait for, when the fetcher closes.
 */
export function openSiteRules(
  ask: Ask,
  address: (text: string, base: URL) => URL,
  agent: { readonly token: string; readonly headers: Readonly<Record<string, string>> },
  limits: Limits,
  now: () => number,
  closing: AbortSignal,
): SiteRules {
  const known = new Map<string, Known>()

  async function fetchRules(origin: string): Promise<{ readonly rules: RobotsRules; readonly weight: number }> {
    const budget = { left: limits.totalTimeout }
    let url = new URL('/robots.txt', origin)
    for (let redirects = 0; redirects <= ROBOTS_REDIRECTS; redirects++) {
      const { status, bytes, field } = await ask({
        url,
        headers: agent.headers,
        wish: head => (head.status === 200 ? { maxBytes: ROBOTS_BYTES, maxRatio: limits.maxRatio, cut: true } : null),
        // The page may follow at once; a host that others point to keeps its pace.
        gap: redirects === 0 ? 0 : limits.pace,
        budget,
        signal: closing,
      }).catch(error => {
        const ofTheHost = redirects === 0 && OF_THE_HOST.has(error.code)
        if (ofTheHost || closing.aborted || !(error instanceof AscribeError)) throw error
        throw robotsUnreachable(url, error.code)
      })
      if (bytes !== null) return { rules: readRobots(origin, bytes, agent.token), weight: bytes.length }
      if (status >= 300 && status < 400) {
        const next = location(field('location'))
        if (next === null) break
        try {
          url = address(next, url)
        } catch (error) {
          throw robotsUnreachable(url, error instanceof AscribeError ? error.code : 'bad-redirect')
        }
      } else if (status >= 500 || status === 429 || status < 200) throw robotsUnreachable(url, `${status}`)
      else break
    }
    return { rules: NO_RULES, weight: 0 }
  }

  function forget() {
    let weight = 0
    for (const entry of known.values()) weight += entry.weight
    for (const [origin, entry] of known) {
      if (weight <= REMEMBERED_BYTES) return
      weight -= entry.weight
      known.delete(origin)
    }
  }

  function start(origin: string): Known {
    const fetched = fetchRules(origin)
    const entry: Known = {
      rules: fetched.then(({ rules }) => rules),
      until: Number.POSITIVE_INFINITY,
      weight: ORIGIN_WEIGHT,
    }
    fetched.then(
      ({ weight }) => {
        entry.until = now() + limits.robotsLifetime
        entry.weight += weight
        forget()
      },
      error => {
        const unreachable = error instanceof AscribeError && error.code === 'robots-unreachable'
        if (unreachable) entry.until = now() + limits.robotsPause
        else if (known.get(origin) === entry) known.delete(origin)
      },
    )
    entry.rules.catch(() => {}) // whoever asked may have gone
    known.set(origin, entry)
    return entry
  }

  return {
    of: (url, signal) => {
      let entry = known.get(url.origin)
      if (entry === undefined || entry.until <= now()) {
        known.delete(url.origin)
        entry = start(url.origin)
      }
      return orAborted(entry.rules, signal)
    },
  }
}

/** The promise's outcome, or the signal's reason if that comes first. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
