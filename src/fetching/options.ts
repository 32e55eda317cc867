import { X509Certificate } from 'node:crypto'
import { badFetchOption } from './failures.ts'
import type { FetchOptions, Limits } from './promises.ts'

/** Part of the user agent; a test holds it equal to the package's version. */
const VERSION = '0.1.0'

export const DEFAULT_USER_AGENT = `Ascribe/${VERSION} (+https://www.npmjs.com/package/ascribe)`

export const DEFAULT_LIMITS: Limits = {
  maxBytes: 64 * 1024 * 1024,
  maxRatio: 200,
  maxHeader: 64 * 1024,
  maxRedirects: 10,
  tries: 3,
  connectTimeout: 10_000,
  headerTimeout: 30_000,
  idleTimeout: 20_000,
  totalTimeout: 120_000,
  pace: 1000,
  hosts: 8,
  longestWait: 60_000,
  robotsLifetime: 24 * 60 * 60 * 1000,
  robotsPause: 5 * 60 * 1000,
}

/** The smallest value that makes sense of each. */
const LEAST: Limits = {
  maxBytes: 1,
  maxRatio: 1,
  maxHeader: 1024,
  maxRedirects: 0,
  tries: 1,
  connectTimeout: 1,
  headerTimeout: 1,
  idleTimeout: 1,
  totalTimeout: 1,
  pace: 0,
  hosts: 1,
  longestWait: 0,
  robotsLifetime: 0,
  robotsPause: 0,
}

/** Timers of Node hold no longer time. */
const MOST = 2 ** 31 - 1

/** Fills in what is left out. Throws `bad-fetch-option`. */
export function settledLimits(options: FetchOptions): Limits {
  const limits: Record<string, number> = {}
  for (const name of Object.keys(DEFAULT_LIMITS) as (keyof Limits)[]) {
    const value = options[name] ?? DEFAULT_LIMITS[name]
    if (!Number.isInteger(value) || value < LEAST[name] || value > MOST) {
      throw badFetchOption(name, `must be a whole number from ${LEAST[name]} to ${MOST}`)
    }
    limits[name] = value
  }
  return limits as unknown as Limits
}

/** The user agent and the product token at its head, which robots.txt files name. Throws `bad-fetch-option`. */
export function settledAgent(userAgent = DEFAULT_USER_AGENT): { readonly userAgent: string; readonly token: string } {
  const token = /^[A-Za-z_-]{1,40}(?=\/|$)/.exec(userAgent)?.[0]
  if (token === undefined || !/^[\x20-\x7e]{1,300}$/.test(userAgent)) {
    throw badFetchOption('userAgent', 'must begin with a product name of letters, such as "Ascribe/1.0 (+https://…)"')
  }
  return { userAgent, token }
}

/** Certificates that can be read. Throws `bad-fetch-option`. */
export function settledAuthorities(authorities: readonly string[] = []): readonly string[] {
  for (const certificate of authorities) {
    try {
      new X509Certificate(certificate)
    } catch {
      throw badFetchOption('authorities', 'must hold certificates in PEM')
    }
  }
  return authorities
}
