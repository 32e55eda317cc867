/** The address was asked before: what its bytes came with, so that the server may answer "not modified". */
export interface FetchRequest {
  readonly etag?: string | null
  readonly lastModified?: string | null
  /**
   * The address that gave `etag` and `lastModified` (a page's final `url`); the one now asked where it is left out. They
   * are sent to no other address: what a redirect leads to today may be another page than it was.
   */
  readonly of?: string
  readonly signal?: AbortSignal
}

/** One request that was made on the way. */
export interface Hop {
  readonly url: string
  readonly status: number
}

export interface FetchedBytes {
  /** The address asked for, as the URL standard writes it, without fragment. */
  readonly asked: string
  /** The address that gave the bytes, after all redirects; never with credentials or fragment. */
  readonly url: string
  /** Every request in order, redirects and the last; repeated tries of one address count once. */
  readonly hops: readonly Hop[]
  /** 200, 203, or 304 with `notModified`. */
  readonly status: number
  readonly notModified: boolean
  /** The body with content encodings undone (gzip, deflate, br); empty when not modified. */
  readonly bytes: Uint8Array
  /** `text/html`, in lower case and without parameters; null when the server does not say, or says nothing of use. */
  readonly mediaType: string | null
  /** The charset parameter of the content type, in lower case; null when there is none. */
  readonly charset: string | null
  /** To be handed back with the next request; null when absent or not fit to be sent. */
  readonly etag: string | null
  readonly lastModified: string | null
  /** ISO 8601 instant at which the answer was whole. */
  readonly fetchedAt: string
}

export interface Fetcher {
  /**
   * Fetches one address: politely (robots.txt, pace), within bounds, and from public addresses only. Throws AscribeError;
   * the codes stand in docs/codes.md. `mayPass` tells those that another day may mend.
   */
  fetch(url: string, request?: FetchRequest): Promise<FetchedBytes>
  /** Ends what is running or waiting with `fetcher-closed` and lets go of every connection. */
  close(): Promise<void>
}

/** Bounds in milliseconds and bytes. */
export interface Limits {
  /** Most bytes of a body, decoded; of the encoded body too. */
  readonly maxBytes: number
  /** Most decoded bytes for one byte received, looked at beyond 1 MiB. */
  readonly maxRatio: number
  /** Most bytes of an answer's header. */
  readonly maxHeader: number
  readonly maxRedirects: number
  /** Requests made to one address, the first included, where a failure may pass. */
  readonly tries: number
  /** Looking up the name, connecting and TLS. */
  readonly connectTimeout: number
  /** From the request to the last byte of the header. */
  readonly headerTimeout: number
  /** Between two pieces of the body. */
  readonly idleTimeout: number
  /** All requests of one `fetch` together, polite waiting left out. */
  readonly totalTimeout: number
  /** Between two requests to one host, from start to start; a longer crawl-delay wins. */
  readonly pace: number
  /** Most hosts asked at once; each answers one request at a time. */
  readonly hosts: number
  /** The longest wait that a server may ask for (Retry-After, crawl-delay). */
  readonly longestWait: number
  /** How long a robots.txt holds. */
  readonly robotsLifetime: number
  /** How long a host whose robots.txt could not be had is left alone. */
  readonly robotsPause: number
}

export interface FetchOptions extends Partial<Limits> {
  /** Starts with the product token that robots.txt files name: `Ascribe/0.1.0 (+https://…)`. */
  readonly userAgent?: string
  /**
   * True: loopback, private, unique-local and shared (CGNAT) addresses may be asked as well; link-local, where clouds
   * keep their secrets, and the other special ranges stay refused. Or the ranges allowed, in CIDR notation, whatever they
   * are: `['10.1.0.0/16']`.
   */
  readonly allowPrivate?: boolean | readonly string[]
  /** Certificates (PEM) of authorities to trust beside Node's own. */
  readonly authorities?: readonly string[]
}

/** All that fetching needs of the world outside, the network apart; tests pass fakes. */
export interface Outside {
  /** Milliseconds since 1970. */
  now(): number
  /** Rejects with the signal's reason when it is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  /** All addresses of a host name. An error with code ENOTFOUND: there is none. */
  lookup(host: string): Promise<readonly string[]>
  /** The addresses of this machine: a public one is as near as loopback, and refused alike. */
  ownAddresses(): readonly string[]
  /** In [0, 1). */
  random(): number
}
