/** Addresses longer than this are data, not addresses. */
const LONGEST = 4000

/**
 * Parameters that say how a reader came to a page and never which page it is; each is documented by the service that
 * adds it. A name that could mean the page itself (`ref`, `id`, `source`, `page`) is not among them.
 */
const TRACKING =
  /^(?:utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|ttclid|li_fat_id|igshid|igsh|yclid|ysclid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|__hs[a-z]{2,4}|hsctatracking|vero_id|_openstat|oly_enc_id|oly_anon_id|wt_mc|wt\.mc_id|ns_mchannel|ns_source|ns_campaign|ns_linkname|ns_fee|at_medium|at_campaign(?:_type)?|at_custom[1-4]|at_link_[a-z]+|at_format|at_ptr_name|at_bbc_team|smid|smtyp|cmpid|s_cid|ncid|guccounter|guce_referrer(?:_sig)?|__twitter_impression|amp_js_v|amp_gsa|_ga|_gl)$/i

/**
 * An address in the form in which a record compares addresses; null for what is no address on the web. Done: resolved
 * against `base`; only `http:` and `https:`; user and password dropped; scheme and host in lower case, the scheme's own
 * port dropped and the path's dots resolved (all as WHATWG's URL does); the fragment dropped, but for `#!…`, which names
 * a page; the parameters of `TRACKING` dropped. Left as they are, because servers may tell them apart: `http` and
 * `https`, `www.`, a slash at the end, the order and case of the other parameters.
 */
export function normalUrl(address: string, base: string | null = null): string | null {
  const words = address.trim()
  if (words === '' || words.length > LONGEST) return null
  let url: URL
  try {
    url = base === null ? new URL(words) : new URL(words, base)
  } catch {
    return null
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null
  url.username = ''
  url.password = ''
  if (!url.hash.startsWith('#!')) url.hash = ''
  const query = url.search
    .slice(1)
    .split('&')
    .filter(part => part !== '' && !TRACKING.test(part.slice(0, part.search(/=|$/))))
  url.search = query.length === 0 ? '' : `?${query.join('&')}`
  return url.href
}

/** Hosts that show other sites' pages as they stand; what such a page calls its canonical address is believed. */
const CACHES =
  /(?:^|\.)(?:cdn\.ampproject\.org|archive\.org|webcache\.googleusercontent\.com)$|^www\.google\.[a-z.]{2,6}$/

/**
 * Which address an article has, when the page names one and whoever gave the page knows another: the page's own, if
 * both lie on one site and the page's does not merely name the front page. Else a careless or hostile page could pass
 * for a new version of another site's article, or all pages of a site for one.
 */
export function chooseUrl(page: string | null, known: string | null): string | null {
  if (page === null || known === null) return known ?? page
  const [a, b] = [new URL(page), new URL(known)]
  if (CACHES.test(b.hostname)) return page
  if (siteOf(a.hostname) !== siteOf(b.hostname)) return known
  return a.pathname === '/' && a.search === '' && (b.pathname !== '/' || b.search !== '') ? known : page
}

/** The host without the names by which one site shows its pages in several ways. */
const siteOf = (host: string): string => host.replace(/^(?:(?:www\d?|m|mobile|amp|edition|uk|us|eu)\.)+/, '')
