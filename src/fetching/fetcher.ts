import { setMaxListeners } from 'node:events'
import { addressRule } from './addresses.ts'
import { type Budget, openAsking } from './asking.ts'
import { openConnections } from './connections.ts'
import type { Answer, BodyWish } from './exchange.ts'
import {
  accessDenied,
  addressRefused,
  badRedirect,
  fetchCancelled,
  fetcherClosed,
  insecureRedirect,
  notNewsMedia,
  pageNotFound,
  pageTooLarge,
  rateLimited,
  redirectLoop,
  robotsDisallow,
  serverFailed,
  tooManyRedirects,
  unexpectedStatus,
} from './failures.ts'
import { contentLength, contentType, isNewsMedia, location, validator } from './headers.ts'
import { settledAgent, settledAuthorities, settledLimits } from './options.ts'
import { systemOutside } from './outside.ts'
import { openPace } from './pace.ts'
import type { FetchedBytes, Fetcher, FetchOptions, FetchRequest, Hop, Outside } from './promises.ts'
import { openSiteRules } from './site-rules.ts'
import { literalAddress, webAddress } from './urls.ts'

const ACCEPT =
  'text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml,application/atom+xml,' +
  'application/feed+json,application/json;q=0.8,application/pdf;q=0.8,*/*;q=0.5'

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Opens a fetcher; `close` it when done. Throws `bad-fetch-option`. */
export function openFetcher(options: FetchOptions = {}, outside: Outside = systemOutside): Fetcher {
  const limits = settledLimits(options)
  const { userAgent, token } = settledAgent(options.userAgent)
  const allowPrivate = options.allowPrivate ?? false
  const rule = addressRule(allowPrivate, () => outside.ownAddresses())
  const connections = openConnections(rule, limits, settledAuthorities(options.authorities), outside)
  const pace = openPace(limits.hosts, limits.longestWait, outside)
  const ask = openAsking(connections, pace, limits, outside)
  const closing = new AbortController()
  setMaxListeners(0, closing.signal) // one listener for each fetch that runs; all are taken off again
  const headers = {
    'user-agent': userAgent,
    accept: ACCEPT,
    'accept-language': 'en,*;q=0.5',
    'accept-encoding': 'gzip, deflate, br',
  }

  /** Checks an address as far as it goes without the network; `connections` judges what its name stands for. */
  function address(text: string, base?: URL): URL {
    const url = webAddress(text, allowPrivate !== false, base)
    const literal = literalAddress(url)
    const why = literal === null ? null : rule(literal)
    if (why !== null) throw addressRefused(url.hostname, why)
    return url
  }

  const siteRules = openSiteRules(ask, address, { token, headers }, limits, () => outside.now(), closing.signal)

  /** The body is wanted if the answer is a page, and one that can hold news and fits. */
  const pageWish =
    (url: URL): BodyWish =>
    head => {
      if (head.status !== 200 && head.status !== 203) return null
      const { mediaType } = contentType(head.field('content-type'))
      if (!isNewsMedia(mediaType)) throw notNewsMedia(url, mediaType!)
      if (contentLength(head.field('content-length')) > limits.maxBytes) throw pageTooLarge(url, limits.maxBytes)
      return { maxBytes: limits.maxBytes, maxRatio: limits.maxRatio, cut: false }
    }

  async function walk(text: string, request: FetchRequest, signal: AbortSignal): Promise<FetchedBytes> {
    const start = address(text)
    const of = request.of === undefined ? start.href : address(request.of).href
    const conditions = conditionsOf(request)
    const budget: Budget = { left: limits.totalTimeout }
    const hops: Hop[] = []
    for (let url = start; ; ) {
      const rules = await siteRules.of(url, signal)
      const forbidden = rules.forbids(url)
      if (forbidden !== null) throw robotsDisallow(url, forbidden)
      const conditional = url.href === of && conditions !== null
      const answer = await ask({
        url,
        headers: conditional ? { ...headers, ...conditions } : headers,
        wish: pageWish(url),
        gap: Math.max(limits.pace, Math.min(rules.crawlDelay, limits.longestWait)),
        budget,
        signal,
      })
      hops.push({ url: url.href, status: answer.status })
      if (answer.bytes === null && REDIRECTS.has(answer.status)) {
        const place = location(answer.field('location'))
        if (place === null || !URL.canParse(place, url)) throw badRedirect(url)
        const next = address(place, url)
        if (url.protocol === 'https:' && next.protocol === 'http:') throw insecureRedirect(url, next)
        if (hops.some(hop => hop.url === next.href)) throw redirectLoop(next)
        if (hops.length > limits.maxRedirects) throw tooManyRedirects(start, limits.maxRedirects)
        url = next
      } else if (answer.bytes !== null || (answer.status === 304 && conditional)) {
        return {
          asked: start.href,
          url: url.href,
          hops,
          status: answer.status,
          notModified: answer.bytes === null,
          bytes: answer.bytes ?? new Uint8Array(),
          ...contentType(answer.field('content-type')),
          etag:
            validator(answer.field('etag')) ?? (conditional && answer.bytes === null ? (request.etag ?? null) : null),
          lastModified:
            validator(answer.field('last-modified')) ??
            (conditional && answer.bytes === null ? (request.lastModified ?? null) : null),
          fetchedAt: new Date(outside.now()).toISOString(),
        }
      } else throw refusal(url, answer)
    }
  }

  return {
    async fetch(text, request = {}) {
      if (closing.signal.aborted) throw fetcherClosed()
      if (request.signal?.aborted) throw fetchCancelled()
      const stop = new AbortController()
      const cancel = () => stop.abort(fetchCancelled())
      const close = () => stop.abort(closing.signal.reason)
      if (request.signal) setMaxListeners(0, request.signal)
      request.signal?.addEventListener('abort', cancel, { once: true })
      closing.signal.addEventListener('abort', close, { once: true })
      try {
        return await walk(text, request, stop.signal)
      } finally {
        request.signal?.removeEventListener('abort', cancel)
        closing.signal.removeEventListener('abort', close)
      }
    },
    async close() {
      closing.abort(fetcherClosed())
      await connections.destroy()
    },
  }
}

/** The headers of a conditional request; null when there is nothing fit to be sent. */
function conditionsOf({ etag, lastModified }: FetchRequest): Readonly<Record<string, string>> | null {
  const headers: Record<string, string> = {}
  const tag = validator(etag ?? undefined)
  const date = validator(lastModified ?? undefined)
  if (tag !== null) headers['if-none-match'] = tag
  if (date !== null) headers['if-modified-since'] = date
  return tag === null && date === null ? null : headers
}

function refusal(url: URL, { status }: Answer) {
  if (status === 404 || status === 410) return pageNotFound(url, status)
  if (status === 429) return rateLimited(url.hostname, null)
  if (status === 401 || status === 402 || status === 403 || status === 407 || status === 451) {
    return accessDenied(url, status)
  }
  return status === 408 || status === 425 || status >= 500 ? serverFailed(url, status) : unexpectedStatus(url, status)
}
