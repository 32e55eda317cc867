import { isIP, type LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import { Agent, buildConnector } from 'undici'
import type { AddressRule } from './addresses.ts'
import { addressRefused, dnsFailed, hostNotFound } from './failures.ts'
import type { Limits, Outside } from './promises.ts'

/** How long one address of a host is tried before the next is tried beside it (RFC 8305). */
const NEXT_ADDRESS_AFTER = 500
/** How long an idle connection is kept for the next request. */
const LONGEST_IDLE = 10_000

/**
 * Connections that end at addresses which `rule` lets pass. The name is looked up here, once for each connection, every
 * answer is judged, and the socket connects to one of those very answers: a name that gives another address the next
 * time it is asked (DNS rebinding) gains nothing. An IP address in the URL is judged where Node would not look it up.
 * Certificates are verified whatever the environment says; proxies of the environment are not used.
 */
export function openConnections(
  rule: AddressRule,
  limits: Limits,
  authorities: readonly string[],
  outside: Pick<Outside, 'lookup'>,
): Agent {
  const lookup: LookupFunction = (host, options, done) => {
    judgedAddresses(host, rule, outside).then(
      addresses => {
        const answers = addresses.map(address => ({ address, family: isIP(address) }))
        if (options.all) done(null, answers)
        else done(null, answers[0]!.address, answers[0]!.family)
      },
      error => done(error, options.all ? [] : ''),
    )
  }
  const connect = buildConnector({
    lookup,
    timeout: limits.connectTimeout,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER,
    rejectUnauthorized: true,
    allowH2: false,
    ...(authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] }),
  })
  return new Agent({
    maxHeaderSize: limits.maxHeader,
    headersTimeout: limits.headerTimeout,
    bodyTimeout: limits.idleTimeout,
    connections: 1,
    // A server may ask to keep a connection for minutes; with many hosts that fills the table of open files.
    keepAliveMaxTimeout: LONGEST_IDLE,
    connect: (target, done) => {
      const why = isIP(target.hostname) === 0 ? null : rule(target.hostname)
      if (why === null) connect(target, done)
      else done(addressRefused(target.hostname, why), null)
    },
  })
}

async function judgedAddresses(
  host: string,
  rule: AddressRule,
  outside: Pick<Outside, 'lookup'>,
): Promise<readonly string[]> {
  let addresses: readonly string[]
  try {
    addresses = await outside.lookup(host)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw code === 'ENOTFOUND' || code === 'ENODATA' ? hostNotFound(host) : dnsFailed(host)
  }
  if (addresses.length === 0) throw hostNotFound(host)
  for (const address of addresses) {
    const why = rule(address)
    // One bad answer among good ones is how a name is smuggled past a check: none of them is used.
    if (why !== null) throw addressRefused(host, why)
  }
  return addresses
}
