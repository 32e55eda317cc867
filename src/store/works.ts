import { sha256 } from './packing.ts'

/** Parameters that say how a reader came, not what is read. */
const TRACKING = /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ocid|ref|ref_src|smid|ns_.*)$/i

/**
 * An address as the key of a work: scheme, `www.`, port, fragment, a trailing slash and tracking parameters do not make
 * another article, nor does the order of parameters. Null for what is no http(s) address.
 */
export function addressKey(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const u = new URL(url)
  if (u.protocol !== 'http:' && u.protocol !== 'https:') return null
  const params = [...u.searchParams].filter(([name]) => !TRACKING.test(name))
  params.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
  const query = new URLSearchParams(params).toString()
  const path = u.pathname.replace(/\/+$/, '')
  return `${u.hostname.replace(/^www\./, '')}${path}${query === '' ? '' : `?${query}`}`
}

/**
 * What makes two inputs versions of one article: the same address; without one, the same text of the same outlet and
 * day. Addresses are kept as hashes: short, and nothing to read.
 */
export function workIdent(
  url: string | null,
  outlet: string | null,
  publishedAt: string | null,
  textHash: string,
): string {
  const address = addressKey(url)
  return sha256(
    address === null
      ? `text\n${outlet?.trim().toLowerCase() ?? ''}\n${publishedAt?.slice(0, 10) ?? ''}\n${textHash}`
      : `url\n${address}`,
  ).slice(0, 40)
}
