import { isIP } from 'node:net'
import { addressRefused, credentialsInUrl, notAUrl, portRefused, schemeRefused } from './failures.ts'

/** Longer addresses are refused; servers commonly take 8 KiB. */
const MAX_URL = 8192

/** Ports of other services, at which a request could be read as theirs: the list of the Fetch standard ("bad port"). */
const BAD_PORTS: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
  // Not in the standard's list, but nothing that a news site stands behind: databases, caches, container and cluster control.
  0,
  445, 1433, 1521, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5984, 6379, 6443, 9042, 9200, 9300, 10250, 11211, 27017,
])

/**
 * Names that no public name server knows, and that should not be told to one: those of the machine and the house (RFC 6761,
 * 6762, 8375, ICANN's .internal), and of the onion network (RFC 7686).
 */
const NEAR_NAMES = [
  ...['localhost', 'localdomain', 'local', 'internal', 'intranet', 'home.arpa', 'lan', 'ip6-localhost', 'ip6-loopback'],
  ...['onion', 'invalid'],
]

/**
 * Reads an address (against `base`, where it is a redirect's) and checks all that can be checked without the network. The
 * answer has no fragment and no dot at the end of its host. The URL standard's reader turns every spelling of a host
 * (decimal, octal, hexadecimal, short, full-width, other dots) into the one that is then judged and connected to.
 * Throws `not-a-url`, `scheme-refused`, `credentials-in-url`, `port-refused`, `address-refused`.
 */
export function webAddress(text: string, allowNearNames: boolean, base?: URL): URL {
  if (text.length > MAX_URL || !URL.canParse(text, base)) throw notAUrl(text)
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw schemeRefused(url.protocol)
  if (url.username !== '' || url.password !== '') throw credentialsInUrl(url.host)
  if (url.href.length > MAX_URL) throw notAUrl(text)
  url.hash = ''
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1)
  const host = url.hostname
  if (host === '' || host.length > 253 || /(?:^|\.)(?:\.|$)/.test(host)) throw notAUrl(text)
  if (url.port !== '' && BAD_PORTS.has(Number(url.port))) throw portRefused(url)
  if (!allowNearNames && NEAR_NAMES.some(name => host === name || host.endsWith(`.${name}`))) {
    throw addressRefused(host, 'its name belongs to a machine or network of its own')
  }
  return url
}

/** The IP address that an URL names in place of a host, without brackets; null for a name. */
export function literalAddress(url: URL): string | null {
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? null : bare
}
