import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { badFetchOption } from './failures.ts'

type Address = ReturnType<typeof ipaddr.parse>
type Range = readonly [address: Address, bits: number]

/** Ranges that `allowPrivate: true` opens. */
const NEAR = 'near'
/** Ranges that only a list of ranges opens. */
const NEVER = 'never'

/**
 * The special-purpose registries of IANA (iana-ipv4-special-registry, iana-ipv6-special-registry), multicast, and the
 * addresses at which clouds answer their own machines alone. The first that holds an address names it.
 */
const SPECIAL: readonly (readonly [range: string, what: string, when: typeof NEAR | typeof NEVER])[] = [
  ['127.0.0.0/8', 'its address is this machine itself (loopback)', NEAR],
  ['10.0.0.0/8', 'its address is private', NEAR],
  ['172.16.0.0/12', 'its address is private', NEAR],
  ['192.168.0.0/16', 'its address is private', NEAR],
  ['100.64.0.0/10', 'its address is shared within a provider (CGNAT)', NEAR],
  ['169.254.0.0/16', 'its address is link-local', NEVER],
  ['168.63.129.16/32', 'its address is a cloud’s service for its own machines', NEVER],
  ['0.0.0.0/8', 'its address is unspecified', NEVER],
  ['192.0.0.0/24', 'its address is reserved for protocols', NEVER],
  ['192.0.2.0/24', 'its address is for documentation', NEVER],
  ['198.51.100.0/24', 'its address is for documentation', NEVER],
  ['203.0.113.0/24', 'its address is for documentation', NEVER],
  ['198.18.0.0/15', 'its address is for benchmarks', NEVER],
  ['192.88.99.0/24', 'its address is a 6to4 relay', NEVER],
  ['192.31.196.0/24', 'its address is a sink for stray queries', NEVER],
  ['192.175.48.0/24', 'its address is a sink for stray queries', NEVER],
  ['192.52.193.0/24', 'its address is a multicast relay', NEVER],
  ['224.0.0.0/4', 'its address is multicast', NEVER],
  ['240.0.0.0/4', 'its address is reserved', NEVER],
  ['::1/128', 'its address is this machine itself (loopback)', NEAR],
  ['fc00::/7', 'its address is private (unique local)', NEAR],
  ['fe80::/10', 'its address is link-local', NEVER],
  ['::/128', 'its address is unspecified', NEVER],
  ['::ffff:0:0/96', 'its address hides an IPv4 address', NEVER],
  ['64:ff9b::/96', 'its address hides an IPv4 address (NAT64)', NEVER],
  ['64:ff9b:1::/48', 'its address hides an IPv4 address (NAT64)', NEVER],
  ['2002::/16', 'its address hides an IPv4 address (6to4)', NEVER],
  ['2001::/32', 'its address hides an IPv4 address (Teredo)', NEVER],
  ['2001::/23', 'its address is reserved for protocols', NEVER],
  ['2001:db8::/32', 'its address is for documentation', NEVER],
  ['3fff::/20', 'its address is for documentation', NEVER],
  ['2620:4f:8000::/48', 'its address is a sink for stray queries', NEVER],
  ['ff00::/8', 'its address is multicast', NEVER],
]

const TABLE = SPECIAL.map(([range, what, when]) => ({ range: ipaddr.parseCIDR(range) as Range, what, when }))

/** All of IPv6 that is given out for the public internet; the rest has no business there. */
const PUBLIC_V6 = ipaddr.parseCIDR('2000::/3') as Range

/** RFC 5214: the lower half of an IPv6 address of any network is 0:5efe or 200:5efe, then an IPv4 address. */
const ISATAP = /:(?:0|200):5efe:[0-9a-f]+:[0-9a-f]+$/

const within = (address: Address, [base, bits]: Range): boolean =>
  address.kind() === base.kind() && address.match(base, bits)

/** Says why an address may not be connected to; null when it may. */
export type AddressRule = (address: string) => string | null

/**
 * Makes the rule for addresses as the system writes them (four decimal numbers, or IPv6). `own` gives the addresses of
 * this machine. Throws `bad-fetch-option` for a range that is none.
 */
export function addressRule(allowPrivate: boolean | readonly string[], own: () => readonly string[]): AddressRule {
  const allowed = typeof allowPrivate === 'boolean' ? [] : allowPrivate.map(parseRange)
  return text => {
    const address = parse(text)
    if (address === null) return 'its address is none that we know how to judge'
    if (allowed.some(range => within(address, range))) return null
    const special = TABLE.find(({ range }) => within(address, range))
    if (special) return allowPrivate === true && special.when === NEAR ? null : special.what
    if (address.kind() === 'ipv6' && !within(address, PUBLIC_V6)) return 'its address is in no public range'
    if (ISATAP.test(address.toNormalizedString())) return 'its address hides an IPv4 address (ISATAP)'
    const normal = address.toNormalizedString()
    if (allowPrivate !== true && own().some(mine => parse(mine)?.toNormalizedString() === normal)) {
      return 'its address is this machine’s own'
    }
    return null
  }
}

/**
 * Strictly what the system writes: ipaddr.js reads octal and short forms too, which another reader may read otherwise. An
 * address with a zone (`fe80::1%eth0`) belongs to one link and is never public.
 */
const parse = (text: string): Address | null =>
  isIP(text) === 0 || text.includes('%') || !ipaddr.isValid(text) ? null : ipaddr.parse(text)

function parseRange(text: string): Range {
  try {
    return ipaddr.parseCIDR(text) as Range
  } catch {
    throw badFetchOption('allowPrivate', `names "${text.slice(0, 60)}", which is no range such as 10.0.0.0/8`)
  }
}
