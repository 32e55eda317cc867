import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AscribeError } from '../vocabulary/index.ts'
import { mayAct, type Role, roleOf, type Token } from './tokens.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the caller may do here. */
    role: Role
  }
  interface FastifyContextConfig {
    /** What a caller must be allowed; not given: nobody is asked for a token. */
    readonly needs?: Role
    /** Feed readers know no bearer tokens: the password of Basic is one too. */
    readonly basic?: boolean
  }
}

export interface Door {
  /** Nobody is asked for a token where there are none: on loopback only. */
  readonly tokens: readonly Token[] | null
  /** Host names under which this server may be asked; null where any may be used. */
  readonly hosts: readonly string[] | null
}

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** Whether an address is reached from this machine alone. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)

/** `name:port` or `[v6]:port` without its port, in lower case. */
const nameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

/**
 * Who may come in. A page of another site can neither read (its name resolved to this machine still stands in `Host`:
 * https://en.wikipedia.org/wiki/DNS_rebinding) nor write (browsers tell where a request comes from, in `Sec-Fetch-Site`
 * and `Origin`), and a token goes in a header that no other site can send along.
 */
export function guard(app: FastifyInstance, door: Door): void {
  app.decorateRequest('role', 'read')
  app.addHook('onRequest', async request => {
    if (door.hosts !== null && !door.hosts.includes(nameOf(request.headers.host ?? '')))
      throw new AscribeError(
        'foreign-host',
        'this server is not asked under that name',
        'use the address that it printed, or name the host with --hosts',
      )
    if (!SAFE.includes(request.method)) fromHere(request)
    const { needs, basic = false } = request.routeOptions.config
    if (needs === undefined) return
    if (door.tokens === null) {
      request.role = 'admin'
      return
    }
    const role = roleOf(door.tokens, tokenIn(request, basic) ?? '')
    if (role === null)
      throw new AscribeError('no-token', 'this server wants a token', 'send the header Authorization: Bearer TOKEN')
    if (!mayAct(role, needs))
      throw new AscribeError('not-allowed', `a ${role} token does not allow this`, `use a token of the role ${needs}`)
    request.role = role
  })
}

function fromHere({ headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  const { origin } = headers
  const ours = origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase())
  if (!ours || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new AscribeError(
      'foreign-origin',
      'the request comes from a page of another site',
      'write from this server’s own page, or from a program',
    )
}

function tokenIn({ headers: { authorization } }: FastifyRequest, basic: boolean): string | null {
  const [scheme, value] = authorization?.split(' ') ?? []
  if (value === undefined) return null
  if (/^bearer$/i.test(scheme!)) return value
  if (!basic || !/^basic$/i.test(scheme!)) return null
  const plain = Buffer.from(value, 'base64').toString('utf8')
  return plain.slice(plain.indexOf(':') + 1)
}
