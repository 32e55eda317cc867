import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { afterAll, describe, expect, it } from 'vitest'
import { addressRule } from '../../src/fetching/addresses.ts'
import { openFetcher } from '../../src/fetching/index.ts'
import { literalAddress, webAddress } from '../../src/fetching/urls.ts'
import { openHostileServer, replies } from '../hostile-server/index.ts'
import { failureOf, fakeOutside } from './world.ts'

const strict = addressRule(false, () => [])

/** Addresses that nobody on the public internet has, at the ends of their ranges. */
const NOT_PUBLIC = [
  ...['0.0.0.0', '0.255.255.255', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255', '127.0.0.0'],
  ...['127.0.0.1', '127.255.255.255', '169.254.0.0', '169.254.169.254', '169.254.255.255', '172.16.0.0'],
  ...['172.31.255.255', '192.0.0.0', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.0.0', '192.168.255.255'],
  ...['198.18.0.0', '198.19.255.255', '198.51.100.7', '203.0.113.7', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  ...['255.255.255.255', '100.100.100.200', '168.63.129.16', '192.31.196.1', '192.175.48.1', '192.52.193.1'],
  ...['::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:93.184.215.14', '::ffff:7f00:1', '::ffff:0:127.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b::5db8:d70e', '64:ff9b:1::1', '100::1', '2001::1', '2001:2::1'],
  ...['2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:10::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::1'],
  ...['2002:5db8:d70e::1', '2620:4f:8000::1', '3fff::1', '4000::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fdff::1'],
  ...['2a00:1450::5efe:a00:1', '2a00:1450::200:5efe:7f00:1'],
  ...['fe80::1', 'febf::1', 'fec0::1', 'ff02::1', 'ff0e::1', 'fe80::1%eth0', '::1%lo', '2606:2800::1%eth0'],
]

const PUBLIC = ['93.184.215.14', '1.1.1.1', '8.8.8.8', '172.32.0.1', '172.15.255.255', '100.128.0.1', '169.253.0.1']
const PUBLIC_V6 = ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2a00:1450:4001:81b::200e', '2001:4860:4860::8888']

describe('the rule for addresses', () => {
  it.each(NOT_PUBLIC)('refuses %s', address => {
    expect(strict(address)).toMatch(/^its address /)
  })

  it.each([...PUBLIC, ...PUBLIC_V6])('lets %s pass', address => {
    expect(strict(address)).toBeNull()
  })

  it.each([
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '1.2.3.4.5',
    '::g',
    '8.8.8.08',
    '[::1]',
  ])('does not guess at %j', address => {
    expect(strict(address)).not.toBeNull()
  })

  it('never lets pass what ipaddr.js, a reader of its own, takes for special', () => {
    const v4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map(parts => parts.join('.'))
    const v6 = fc
      .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0, 1, 0xffff, 0x2001, 0x2002, 0x64, 0xff9b, 0xfe80)), {
        minLength: 8,
        maxLength: 8,
      })
      .map(parts => parts.map(part => part.toString(16)).join(':'))
    fc.assert(
      fc.property(fc.oneof(v4, v6), address => {
        if (ipaddr.parse(address).range() !== 'unicast') expect(strict(address)).not.toBeNull()
      }),
      { numRuns: 3000 },
    )
  })

  it('opens near ranges alone to `allowPrivate`, and others only by name', () => {
    const near = addressRule(true, () => [])
    for (const address of ['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.1.1', '::1', 'fd00::1']) {
      expect(near(address), address).toBeNull()
    }
    for (const address of [
      '169.254.169.254',
      '0.0.0.0',
      '224.0.0.1',
      'fe80::1',
      '::ffff:127.0.0.1',
      '64:ff9b::a00:1',
    ]) {
      expect(near(address), address).not.toBeNull()
    }
    const some = addressRule(['10.1.0.0/16', '64:ff9b::/96'], () => [])
    expect(some('10.1.255.255')).toBeNull()
    expect(some('64:ff9b::5db8:d70e')).toBeNull()
    expect(some('10.2.0.0')).not.toBeNull()
    expect(some('127.0.0.1')).not.toBeNull()
    expect(() => addressRule(['10.1.0.0'], () => [])).toThrow(/is no range/)
  })

  it('refuses this machine under its public address too', () => {
    const rule = addressRule(false, () => ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'fe80::1%eth0'])
    expect(rule('93.184.215.14')).toMatch(/own/)
    expect(rule('2606:2800:021f:cb07:6820:80DA:af6b:8b2c')).toMatch(/own/)
    expect(rule('93.184.215.15')).toBeNull()
  })
})

// ---- spellings in URLs

/** The digits of other scripts that the URL standard maps to ASCII. */
const DIGITS = ['0123456789', '０１２３４５６７８９', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗', '⁰¹²³⁴⁵⁶⁷⁸⁹', '⓪①②③④⑤⑥⑦⑧⑨'].map(row => [...row])
const DOTS = ['.', '。', '．', '｡', '%2e', '%2E', '%E3%80%82']

const spelledNumber = (value: number): fc.Arbitrary<string> =>
  fc
    .record({
      base: fc.constantFrom(10, 8, 16),
      zeros: fc.nat(6),
      capital: fc.boolean(),
      row: fc.constantFrom(0, 0, 1, 2, 3, 4),
      percent: fc.boolean(),
    })
    .map(({ base, zeros, capital, row, percent }) => {
      const digits = value.toString(base)
      if (base === 16) {
        const text = `0x${'0'.repeat(zeros)}${digits}`
        return capital ? text.toUpperCase() : text
      }
      const text = base === 8 ? `0${'0'.repeat(zeros)}${digits}` : digits
      if (percent) return [...text].map(digit => `%3${digit}`).join('')
      return [...text].map(digit => DIGITS[row]![Number(digit)]!).join('')
    })

/** One of the ways in which an IPv4 address is written: one to four numbers, in any base, with any dots. */
const spelledV4 = (octets: readonly number[]): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: 4 }).chain(count => {
    const parts = octets.slice(0, count - 1)
    const rest = octets.slice(count - 1).reduce((sum, octet) => sum * 256 + octet, 0)
    return fc
      .tuple(fc.tuple(...[...parts, rest].map(spelledNumber)), fc.constantFrom(...DOTS), fc.boolean())
      .map(([numbers, dot, end]) => numbers.join(dot) + (end ? dot : ''))
  })

const spelledV6 = (address: string): fc.Arbitrary<string> =>
  fc
    .constantFrom<(a: ReturnType<typeof ipaddr.IPv6.parse>) => string>(
      a => a.toString(),
      a => a.toNormalizedString(),
      a => a.parts.map(part => part.toString(16).padStart(4, '0')).join(':'),
      a => a.toString().toUpperCase(),
      a =>
        `${a.parts
          .slice(0, 6)
          .map(part => part.toString(16))
          .join(':')}:${[a.parts[6]! >> 8, a.parts[6]! & 255, a.parts[7]! >> 8, a.parts[7]! & 255].join('.')}`,
    )
    .map(spell => `[${spell(ipaddr.IPv6.parse(address))}]`)

const hosts = NOT_PUBLIC.filter(address => !address.includes('%'))
/** Addresses of one of the hosts, in some spelling. */
const addressAt = (choice: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      host: fc
        .constantFrom(...choice)
        .chain(host => (host.includes(':') ? spelledV6(host) : spelledV4(host.split('.').map(Number)))),
      scheme: fc.constantFrom('http://', 'https://', 'HTTP:', 'https:/', 'http:\\\\', ' http://', 'ht\ntp://'),
      port: fc.constantFrom('', ':80', ':8080', ':'),
      path: fc.constantFrom('', '/', '/latest/meta-data/', '?q=1', '#x', '\\@news.example'),
    })
    .map(({ host, scheme, port, path }) => scheme + host + port + path)

/** What a fetcher may say of an address that is not to be asked. */
const REFUSALS = new Set(['address-refused', 'not-a-url', 'credentials-in-url'])

describe('addresses in every spelling', () => {
  const outside = fakeOutside({})
  const fetcher = openFetcher({}, outside)
  afterAll(() => fetcher.close())

  it('refuses private ones before anything is sent', async () => {
    await fc.assert(
      fc.asyncProperty(addressAt(hosts), async text => {
        const { code } = await failureOf(fetcher.fetch(text))
        expect(REFUSALS, text).toContain(code)
      }),
      { numRuns: 2000 },
    )
    expect(outside.lookups).toEqual([])
  })

  it('refuses private ones when a redirect leads there', async () => {
    const server = await openHostileServer()
    const own = openFetcher({ allowPrivate: ['127.0.0.1/32'], pace: 0 }, outside)
    try {
      await fc.assert(
        fc.asyncProperty(addressAt(hosts.filter(host => host !== '127.0.0.1')), async text => {
          // In a header there are bytes and no line ends.
          const place = Buffer.from(text.replace('\n', '')).toString('latin1')
          server.on('/', replies.redirect(place))
          const { code } = await failureOf(own.fetch(server.url('/')))
          // `http:x` is a path of the same server, seen from an http page.
          const stays = URL.canParse(text, server.origin) && new URL(text, server.origin).origin === server.origin
          if (stays) expect(code).toBe('page-not-found')
          else expect(REFUSALS, text).toContain(code)
        }),
        { numRuns: 200 },
      )
    } finally {
      await own.close()
      await server.close()
    }
    expect(outside.lookups).toEqual([])
  })

  it('judges the very address that the URL reader makes of a spelling', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...hosts.filter(host => !host.includes(':')))
          .chain(host => fc.tuple(fc.constant(host), spelledV4(host.split('.').map(Number)))),
        ([host, spelling]) => {
          expect(literalAddress(webAddress(`http://${spelling}/`, true))).toBe(host)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ...[
      'localhost',
      'LOCALHOST',
      'localhost.',
      'a.b.localhost',
      'ｌocalhost',
      'loc%61lhost',
      'localhost%2e',
      'printer.local',
    ],
    ...['metadata.google.internal', 'nas.lan', 'router.home.arpa', 'x.localdomain', 'abc.onion'],
  ])('refuses the near name %s', async host => {
    expect((await failureOf(fetcher.fetch(`http://${host}/`))).code).toBe('address-refused')
    expect(outside.lookups).toEqual([])
  })

  it.each([
    ['', 'not-a-url'],
    ['news', 'not-a-url'],
    ['//news.example/', 'not-a-url'],
    ['http://', 'not-a-url'],
    ['http://news..example/', 'not-a-url'],
    ['http://./', 'not-a-url'],
    ['http://localhost../', 'not-a-url'],
    ['http://[fe80::1%25eth0]/', 'not-a-url'],
    ['http://[::1', 'not-a-url'],
    ['http://1.2.3.4.5/', 'not-a-url'],
    ['http://news.example:99999/', 'not-a-url'],
    [`http://news.example/${'x'.repeat(9000)}`, 'not-a-url'],
    ['file:///etc/passwd', 'scheme-refused'],
    ['FILE:/etc/passwd', 'scheme-refused'],
    ['ftp://news.example/', 'scheme-refused'],
    ['gopher://news.example:70/_x', 'scheme-refused'],
    ['data:text/html,hello', 'scheme-refused'],
    ['javascript:alert(1)', 'scheme-refused'],
    ['blob:http://news.example/1', 'scheme-refused'],
    ['ws://news.example/', 'scheme-refused'],
    ['http://ada@news.example/', 'credentials-in-url'],
    ['http://news.example@127.0.0.1/', 'credentials-in-url'],
    ['http://:@news.example/', 'host-not-found'],
    ['http://news.example:22/', 'port-refused'],
    ['http://news.example:6379/', 'port-refused'],
    ['https://news.example:25/', 'port-refused'],
    ['http://news.example:0/', 'port-refused'],
  ])('answers %j with %s', async (text, code) => {
    expect((await failureOf(fetcher.fetch(text))).code).toBe(code)
  })

  it('shows neither password nor control character of an address', async () => {
    const secret = await failureOf(fetcher.fetch('http://ada:hunter2@news.example/'))
    expect(secret.message).not.toContain('hunter2')
    expect((await failureOf(fetcher.fetch('http://ada:hunter2@[broken/'))).message).not.toContain('hunter2')
    const controls = await failureOf(fetcher.fetch('\u001b]0;x\u0007 \u202e nothing'))
    expect(controls.message).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})

describe('names that stand for private addresses', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ...NOT_PUBLIC.map((host, n) => [`n${n}.example`, [host]] as const),
    ['one-bad.example', ['93.184.215.14', '127.0.0.1']],
    ['last-bad.example', ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '93.184.215.14', '::1']],
    ['garbage.example', ['not an address']],
    ['own.example', ['93.184.215.77']],
  ]
  const outside = fakeOutside(Object.fromEntries(cases), ['93.184.215.77'])
  const fetcher = openFetcher({}, outside)
  afterAll(() => fetcher.close())

  it.each(cases)('refuses %s (%j)', async host => {
    const failure = await failureOf(fetcher.fetch(`https://${host}/`))
    expect(failure.code).toBe('address-refused')
    expect(failure.message).toContain(host)
  })

  it('says when a name is unknown or cannot be looked up', async () => {
    expect((await failureOf(fetcher.fetch('http://nowhere.example/'))).code).toBe('host-not-found')
  })
})
