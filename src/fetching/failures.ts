import { AscribeError } from '../vocabulary/index.ts'

/** The longest stretch of an address that a message shows. */
const SHOWN = 200

/**
 * Text of a stranger, fit for a message: no control or format character (terminal escapes, line ends, bidirectional
 * overrides), and not long.
 */
export function plain(text: string): string {
  const clean = text.slice(0, SHOWN * 4).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '\ufffd')
  return clean.length > SHOWN ? `${clean.slice(0, SHOWN - 1)}…` : clean
}

/** A length of time for a message. */
const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${Math.round(milliseconds / 1000)} s`

/** An address for a message: never with user name and password. */
export function shown(url: URL | string): string {
  if (typeof url === 'string') {
    // As the URL standard's reader does before it looks for credentials: leading controls and inner line ends go.
    const text = url.replace(/^[\0- ]+|[\t\n\r]/g, '')
    return plain(text.replace(/^((?:[a-z][a-z\d+.-]*:)?[/\\]*)[^/?#\\]*@/i, '$1…@'))
  }
  return plain(url.href) // `webAddress` made it: it has none
}

/** Failures that may be gone another day; a caller that tries again later tries these. */
const PASSING: ReadonlySet<string> = new Set([
  'connect-failed',
  'cut-off',
  'dns-failed',
  'fetch-cancelled',
  'fetch-timeout',
  'fetcher-closed',
  'rate-limited',
  'robots-unreachable',
  'server-failed',
])

/** True when the same address may well be fetched later; false when it or the answer has to change first. */
export const mayPass = (error: AscribeError): boolean => PASSING.has(error.code)

// ---- the address

export const notAUrl = (text: string): AscribeError =>
  new AscribeError(
    'not-a-url',
    `"${shown(text)}" is no web address`,
    'give an address such as https://news.example/page',
  )

export const schemeRefused = (scheme: string): AscribeError =>
  new AscribeError(
    'scheme-refused',
    `addresses that begin with "${plain(scheme)}" are not fetched`,
    'give an http or https address; name a file by its path',
  )

export const credentialsInUrl = (host: string): AscribeError =>
  new AscribeError(
    'credentials-in-url',
    `the address at ${plain(host)} carries a user name or password`,
    'give the address without them; save pages that need a login to a file',
  )

export const portRefused = (url: URL): AscribeError =>
  new AscribeError(
    'port-refused',
    `port ${url.port} of ${plain(url.hostname)} belongs to another service than the web`,
    'check the address',
  )

export const addressRefused = (host: string, why: string): AscribeError =>
  new AscribeError(
    'address-refused',
    `${plain(host)} is not on the public internet: ${why}`,
    'check the address; loopback and private ones of your own can be allowed (--allow-private)',
  )

// ---- the connection

export const hostNotFound = (host: string): AscribeError =>
  new AscribeError('host-not-found', `no host is called ${plain(host)}`, 'check the address')

export const dnsFailed = (host: string): AscribeError =>
  new AscribeError('dns-failed', `the name ${plain(host)} could not be looked up`, 'check the network, then try again')

export const connectFailed = (url: URL, code: string): AscribeError =>
  new AscribeError(
    'connect-failed',
    `no connection to ${plain(url.host)}${code && ` (${plain(code)})`}`,
    'check the address and the network, then try again',
  )

export const tlsFailed = (url: URL, code: string): AscribeError =>
  new AscribeError(
    'tls-failed',
    `${plain(url.host)} could not prove who it is${code && ` (${plain(code)})`}`,
    'check the address and this machine’s clock; for an authority of your own, give its certificate',
  )

export const fetchTimeout = (url: URL, what: string, milliseconds: number): AscribeError =>
  new AscribeError(
    'fetch-timeout',
    `${shown(url)} ${what} within ${seconds(milliseconds)}`,
    'try again later, or allow more time',
  )

// ---- the answer

export const headerTooLarge = (url: URL, limit: number): AscribeError =>
  new AscribeError(
    'header-too-large',
    `${shown(url)} answered with a header of more than ${limit} bytes`,
    'save the page with a browser and add the file',
  )

export const badAnswer = (url: URL, what: string): AscribeError =>
  new AscribeError('bad-answer', `${shown(url)} ${what}`, 'check that the address is that of a web page')

export const cutOff = (url: URL): AscribeError =>
  new AscribeError('cut-off', `${shown(url)} broke off before its end`, 'try again later')

export const badEncoding = (url: URL, what: string): AscribeError =>
  new AscribeError('bad-encoding', `${shown(url)} ${what}`, 'save the page with a browser and add the file')

export const pageTooLarge = (url: URL, limit: number): AscribeError =>
  new AscribeError(
    'page-too-large',
    `${shown(url)} has more than ${limit} bytes`,
    'raise the limit (maxBytes), or download it and add the file',
  )

export const compressionBomb = (url: URL, ratio: number): AscribeError =>
  new AscribeError(
    'compression-bomb',
    `${shown(url)} unpacks to more than ${ratio} times its size`,
    'do not fetch it; if you trust it, download it and add the file',
  )

export const notNewsMedia = (url: URL, mediaType: string): AscribeError =>
  new AscribeError(
    'not-news-media',
    `${shown(url)} is ${plain(mediaType)}, which holds no news text`,
    'give the address of a page, feed, PDF or archive',
  )

// ---- redirects

export const badRedirect = (url: URL): AscribeError =>
  new AscribeError('bad-redirect', `${shown(url)} redirects to nowhere`, 'check the address in a browser')

export const redirectLoop = (url: URL): AscribeError =>
  new AscribeError(
    'redirect-loop',
    `${shown(url)} redirects in a circle (it may want cookies, which are not kept)`,
    'save the page with a browser and add the file',
  )

export const tooManyRedirects = (url: URL, limit: number): AscribeError =>
  new AscribeError(
    'too-many-redirects',
    `${shown(url)} leads through more than ${limit} redirects`,
    'open it in a browser and give the address that it ends at',
  )

export const insecureRedirect = (from: URL, to: URL): AscribeError =>
  new AscribeError(
    'insecure-redirect',
    `${shown(from)} leads from https to http (${shown(to)}), where anyone on the way could change the words`,
    'if you accept that, give the http address itself',
  )

// ---- what the site says

export const robotsDisallow = (url: URL, why: string): AscribeError =>
  new AscribeError(
    'robots-disallow',
    `the robots.txt of ${plain(url.host)} ${why}`,
    'respect it; ask the publisher, or save the page by hand and add the file',
  )

export const robotsUnreachable = (url: URL, why: string): AscribeError =>
  new AscribeError(
    'robots-unreachable',
    `the robots.txt of ${plain(url.host)} could not be had (${plain(why)}), so nothing there is fetched for now`,
    'try again in some minutes',
  )

export const rateLimited = (host: string, milliseconds: number | null): AscribeError =>
  new AscribeError(
    'rate-limited',
    `${plain(host)} asks for fewer requests${milliseconds === null ? '' : ` and to wait ${seconds(milliseconds)}`}`,
    'try again after that time, or ask less often',
  )

export const pageNotFound = (url: URL, status: number): AscribeError =>
  new AscribeError(
    'page-not-found',
    `${shown(url)} ${status === 410 ? 'was taken down' : 'does not exist'} (${status})`,
    'check the address; look in a web archive',
  )

export const accessDenied = (url: URL, status: number): AscribeError =>
  new AscribeError(
    'access-denied',
    `${shown(url)} is not open to us (${status})`,
    'save the page with a browser where you may read it, and add the file',
  )

export const serverFailed = (url: URL, status: number): AscribeError =>
  new AscribeError('server-failed', `${shown(url)} answered that it failed (${status})`, 'try again later')

export const unexpectedStatus = (url: URL, status: number): AscribeError =>
  new AscribeError('unexpected-status', `${shown(url)} answered with status ${status} and no page`, 'check the address')

// ---- the caller

export const fetchCancelled = (): AscribeError =>
  new AscribeError('fetch-cancelled', 'the fetch was called off', 'fetch it again when it is wanted')

export const fetcherClosed = (): AscribeError =>
  new AscribeError('fetcher-closed', 'the fetcher is closed', 'open another')

export const badFetchOption = (name: string, what: string): AscribeError =>
  new AscribeError('bad-fetch-option', `the fetch option ${name} ${what}`, 'mend the option')
