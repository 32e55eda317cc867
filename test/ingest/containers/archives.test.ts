import { readFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync, deflateRawSync, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { WARCParser, WARCRecord, WARCSerializer } from 'warcio'
import { bytesOf, gz, inChunks, joined, PAGE, rss, rssItem, take, textOf, warcRecord, zip } from './making.ts'

const TEXT = 'The pier will be rebuilt, councillor Ruth Amsel said on Friday.\n'

describe('gzip', () => {
  it('is taken off whatever it holds, and named once', async () => {
    const taken = await take(gz(rss(rssItem(1) + rssItem(2))), { name: 'feed.xml.gz' })
    expect(taken.pieces.map(p => p.from)).toEqual(['feed.xml.gz#1', 'feed.xml.gz#2'])
    expect(taken.failures).toEqual([])
  })

  it('may come as several members, and padded with zeros', async () => {
    const taken = await take(
      joined([gz('The pier will be rebuilt, '), gz('councillor Ruth Amsel said.'), new Uint8Array(512)]),
    )
    expect(taken.texts).toEqual(['The pier will be rebuilt, councillor Ruth Amsel said.'])
    expect(taken.failures).toEqual([])
  })

  it('gives nothing of a page that is cut off or damaged, and says which', async () => {
    const whole = gz(TEXT.repeat(50))
    expect((await take(whole.subarray(0, whole.length - 20))).failures).toEqual(['input truncated'])
    const bad = whole.slice()
    bad[bad.length - 6]! ^= 1 // of the checksum
    const taken = await take(bad)
    expect(taken.failures).toEqual(['input damaged'])
    expect(taken.pieces).toEqual([])
  })

  it('gives the whole rows of a table that is cut off', async () => {
    const rows = Array.from({ length: 4000 }, (_, i) => `${i},"Row ${i} ${(i * 7919) % 1000} says so"\n`).join('')
    const whole = gz(`id,text\n${rows}`)
    const taken = await take(whole.subarray(0, whole.length >> 1))
    expect(taken.pieces.length).toBeGreaterThan(500)
    expect(taken.texts[499]).toBe(`Row 499 ${(499 * 7919) % 1000} says so`)
    expect(taken.failures.at(-1)).toBe('input truncated')
  })

  it('refuses a bomb before it is large', async () => {
    const taken = await take(gz(new Uint8Array(40 * 1024 * 1024)))
    expect(taken.failures).toEqual(['input inflates-too-much'])
    expect(taken.pieces).toEqual([])
  })

  it('refuses a bomb within a bomb', async () => {
    const taken = await take(gz(gz(gz(gz(TEXT)))))
    expect(taken.failures).toEqual(['input too-nested'])
  })
})

describe('ZIP', () => {
  it('gives its entries in the order of its directory, told by their content', async () => {
    const archive = zip([
      { name: 'a/page.html', data: PAGE },
      { name: 'a/', data: '' },
      { name: 'b.txt', data: TEXT, store: true },
      { name: 'feed', data: rss(rssItem(1)) },
      { name: 'streamed.txt', data: TEXT, streamed: true },
      { name: 'picture.png', data: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]) },
      { name: 'style.css', data: 'p { color: red }' },
      { name: '__MACOSX/._b.txt', data: 'x' },
    ])
    for (const given of [archive, new Blob([archive.slice()]), inChunks(archive, 1000)]) {
      const taken = await take(given, { name: 'news.zip' })
      expect(taken.pieces.map(p => [p.from, p.form])).toEqual([
        ['news.zip#a/page.html', 'html'],
        ['news.zip#b.txt', 'text'],
        ['news.zip#feed#1', 'html'],
        ['news.zip#streamed.txt', 'text'],
      ])
      expect(taken.failures).toEqual([])
      expect(taken.notes).toEqual(['news.zip not-news'])
    }
  })

  it('holds archives within archives, three deep', async () => {
    let archive = zip([{ name: 'b.txt', data: TEXT }])
    for (let depth = 2; depth <= 3; depth++) archive = zip([{ name: `${depth}.zip`, data: archive }])
    expect((await take(archive)).pieces.map(p => p.from)).toEqual(['input#3.zip#2.zip#b.txt'])
    archive = zip([
      { name: '4.zip', data: archive },
      { name: 'b.txt', data: TEXT },
    ])
    const taken = await take(archive)
    expect(taken.failures).toEqual(['input#4.zip#3.zip#2.zip too-nested'])
    expect(taken.pieces.map(p => p.from)).toEqual(['input#b.txt'])
  })

  it('fails a damaged, encrypted or strangely packed entry alone', async () => {
    const taken = await take(
      zip([
        { name: '1.txt', data: TEXT },
        { name: 'crc.txt', data: TEXT, crc: 7 },
        { name: 'size.txt', data: TEXT, size: 7 },
        { name: 'secret.txt', data: TEXT, encrypted: true },
        { name: 'lzma.txt', data: TEXT, method: 14 },
        { name: 'empty.txt', data: '' },
        { name: '2.txt', data: TEXT },
      ]),
    )
    expect(taken.pieces.map(p => p.from)).toEqual(['input#1.txt', 'input#2.txt'])
    expect(taken.failures).toEqual([
      'input#crc.txt damaged',
      'input#size.txt damaged',
      'input#secret.txt encrypted',
      'input#lzma.txt unknown-compression',
      'input#empty.txt empty-input',
    ])
  })

  it('fails an entry whose data were changed, and takes the next one', async () => {
    const archive = zip([
      { name: '1.txt', data: TEXT.repeat(9), store: true },
      { name: '2.txt', data: TEXT },
    ])
    archive[60]! ^= 4
    const taken = await take(archive)
    expect(taken.failures).toEqual(['input#1.txt damaged'])
    expect(taken.pieces.map(p => p.from)).toEqual(['input#2.txt'])
  })

  it('takes what is whole of an archive that lost its end, and says so', async () => {
    for (const streamed of [false, true]) {
      const entries = ['1', '2', '3'].map(n => ({ name: `${n}.txt`, data: TEXT + n, streamed }))
      const archive = zip(entries)
      const third = archive.lastIndexOf(0x33, archive.length - 200)
      const taken = await take(archive.subarray(0, third))
      expect(taken.pieces.map(p => p.from)).toEqual(['input#1.txt', 'input#2.txt'])
      expect(taken.failures).toEqual(['input truncated'])
    }
  })

  it('shows names safely and never lets them act', async () => {
    const esc = String.fromCharCode(27)
    const taken = await take(
      zip([
        { name: '../../etc/passwd', data: TEXT },
        { name: '/absolute.txt', data: TEXT },
        { name: 'two\nlines\r.txt', data: TEXT },
        { name: `${esc}[2J${esc}]0;title\u0007.txt`, data: TEXT },
        { name: 'nul\u0000.txt', data: TEXT },
        { name: 'moc.exe\u202etxt', data: TEXT },
        { name: "Robert'); DROP TABLE articles;--.txt", data: TEXT },
        { name: new Uint8Array([0x64, 0x93, 0x94, 0x2e, 0x74, 0x78, 0x74]), data: TEXT },
        { name: 'x'.repeat(60000), data: TEXT },
      ]),
      { name: 'a\u001b[1mb.zip' },
    )
    expect(taken.pieces.map(p => p.from.replace('a\\u{1b}[1mb.zip#', ''))).toEqual([
      '../../etc/passwd',
      '/absolute.txt',
      'two\\u{a}lines\\u{d}.txt',
      '\\u{1b}[2J\\u{1b}]0;title\\u{7}.txt',
      'nul\\u{0}.txt',
      'moc.exe\\u{202e}txt',
      "Robert'); DROP TABLE articles;--.txt",
      'd“”.txt',
      `${'x'.repeat(150)}…${'x'.repeat(150)}`,
    ])
  })

  it('tells entries of one name apart', async () => {
    const taken = await take(
      zip([
        { name: 'a.txt', data: `${TEXT}1` },
        { name: 'a.txt', data: `${TEXT}2` },
      ]),
    )
    expect(taken.pieces.map(p => p.from)).toEqual(['input#a.txt', 'input#a.txt (2)'])
  })

  it('refuses bombs: great ratios, shared bytes, too many entries, too many bytes', async () => {
    const zeros = new Uint8Array(30 * 1024 * 1024)
    expect(
      (
        await take(
          zip([
            { name: 'bomb', data: zeros },
            { name: 'b.txt', data: TEXT },
          ]),
        )
      ).all,
    ).toMatchObject([
      { kind: 'failed', from: 'input#bomb', error: { code: 'inflates-too-much' } },
      { kind: 'piece', piece: { from: 'input#b.txt' } },
    ])
    const shared = zip([
      { name: 'a', data: TEXT },
      { name: 'b', data: TEXT, like: 0 },
      { name: 'c', data: TEXT, like: 0 },
    ])
    expect((await take(shared)).failures).toEqual(['input#b damaged', 'input#c damaged'])
    const many = zip(Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, data: TEXT })))
    const taken = await take(many, {}, { maxEntries: 10 })
    expect(taken.pieces).toHaveLength(10)
    expect(taken.failures).toEqual(['input too-many-entries'])
    expect((await take(many, {}, { maxContainerBytes: many.length + TEXT.length * 5 })).failures).toEqual([
      'input too-large',
    ])
    expect((await take(inChunks(many, 500), {}, { maxHeldBytes: 1000 })).failures).toEqual(['input too-large'])
    expect((await take(zip([{ name: 'a', data: TEXT.repeat(40) }]), {}, { maxPieceBytes: 1000 })).failures).toEqual([
      'input#a too-large',
    ])
  })

  it('takes an office document for none of its own', async () => {
    const taken = await take(
      zip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
    )
    expect(taken.failures).toEqual(['input unknown-format'])
  })

  it('says that an empty archive holds nothing', async () => {
    expect((await take(zip([]))).notes).toEqual(['input nothing-inside'])
  })
})

describe('WARC', () => {
  const archive = joined([
    warcRecord('https://courier.example/1', PAGE),
    warcRecord('https://courier.example/dns', 'x', { type: 'metadata' }),
    warcRecord('https://courier.example/gone', PAGE, { status: '404 Not Found' }),
    warcRecord('https://courier.example/pic', 'GIF8', { headers: ['Content-Type: image/gif'] }),
    warcRecord('https://courier.example/2', TEXT, { headers: ['Content-Type: text/plain'] }),
  ])

  it('gives pages and texts of status 200 with their addresses, in any cut of the stream', async () => {
    for (const size of [1, 7, 4096]) {
      const taken = await take(inChunks(archive, size), { name: 'a.warc' })
      expect(taken.pieces.map(p => [p.from, p.form, p.stated])).toEqual([
        ['a.warc#1', 'html', { url: 'https://courier.example/1' }],
        ['a.warc#5', 'text', { url: 'https://courier.example/2' }],
      ])
      expect(taken.failures).toEqual([])
      expect(taken.notes).toEqual(['a.warc not-news'])
    }
  })

  it('agrees with warcio on what warcio writes', async () => {
    const parts: Uint8Array[] = []
    for (let i = 0; i < 5; i++) {
      const body = `${PAGE}<!-- ${i} -->`
      const record = WARCRecord.create(
        {
          url: `https://courier.example/${i}`,
          date: '2026-03-01T00:00:00Z',
          type: 'response',
          httpHeaders: { 'Content-Type': 'text/html' },
        },
        (async function* () {
          yield bytesOf(body)
        })(),
      )
      parts.push(await WARCSerializer.serialize(record, { gzip: true }))
    }
    const bytes = joined(parts)
    const twin: string[] = []
    for await (const record of new WARCParser(inChunks(bytes, 999))) {
      twin.push(`${record.warcTargetURI} ${await record.contentText()}`)
    }
    const taken = await take(inChunks(bytes, 999))
    expect(twin).toHaveLength(5)
    expect(taken.pieces.map(p => `${p.stated.url} ${textOf(p.bytes)}`)).toEqual(twin)
  })

  it('takes off the chunks of the transfer and the encodings of the content', async () => {
    const html = bytesOf(PAGE)
    const chunked = (bytes: Uint8Array) =>
      joined([
        bytesOf('a\r\n'),
        bytes.subarray(0, 10),
        bytesOf(`\r\n${(bytes.length - 10).toString(16)};x=y\r\n`),
        bytes.subarray(10),
        bytesOf('\r\n0\r\n\r\n'),
      ])
    const page = (...headers: string[]) => ({ headers: ['Content-Type: text/html', ...headers] })
    const bytes = joined([
      warcRecord(
        'https://c.example/1',
        chunked(gz(html)),
        page('Transfer-Encoding: chunked', 'Content-Encoding: gzip'),
      ),
      warcRecord('https://c.example/2', new Uint8Array(deflateSync(html)), page('Content-Encoding: deflate')),
      warcRecord('https://c.example/3', new Uint8Array(deflateRawSync(html)), page('Content-Encoding: deflate')),
      warcRecord('https://c.example/4', html, page('Transfer-Encoding: chunked', 'Content-Encoding: gzip')),
      warcRecord('https://c.example/5', new Uint8Array(brotliCompressSync(html)), page('Content-Encoding: br')),
    ])
    const brotli = (b: Uint8Array, most: number) => new Uint8Array(brotliDecompressSync(b, { maxOutputLength: most }))
    expect((await take(bytes, {}, { brotli })).texts).toEqual(Array.from({ length: 5 }, () => PAGE))
    expect((await take(bytes)).failures).toEqual(['input#5 unknown-compression'])
  })

  it('passes over a damaged record, plain or gzipped, and goes on', async () => {
    const one = warcRecord('https://c.example/1', PAGE)
    const junk = bytesOf('WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nno record\r\nat all\r\n')
    const plain = await take(joined([one, junk, one]))
    expect(plain.pieces.map(p => p.from)).toEqual(['input#1', 'input#3'])
    expect(plain.failures).toEqual(['input#2 damaged'])
    const bad = gz(warcRecord('https://c.example/2', PAGE.repeat(3)))
    for (const spoil of [12, bad.length >> 1, bad.length - 7]) {
      const broken = bad.slice()
      broken[spoil]! ^= 255
      const taken = await take(joined([gz(one), broken, gz(one)]))
      expect(taken.pieces.filter(p => p.stated.url === 'https://c.example/1')).toHaveLength(2)
      expect(taken.failures.some(f => / (?:damaged|truncated)$/.test(f))).toBe(true)
    }
  })

  it('takes what is whole of one that is cut off', async () => {
    const cut = joined([warcRecord('https://c.example/1', PAGE), warcRecord('https://c.example/2', PAGE)])
    const taken = await take(cut.subarray(0, cut.length - 60))
    expect(taken.pieces.map(p => p.from)).toEqual(['input#1'])
    expect(taken.failures).toEqual(['input#2 truncated'])
  })

  it('passes over records that are too large, without holding them', async () => {
    const bytes = joined([
      warcRecord('https://c.example/1', PAGE.repeat(4000)),
      warcRecord('https://c.example/2', PAGE),
    ])
    const taken = await take(inChunks(bytes, 65536), {}, { maxPieceBytes: 1000 })
    expect(taken.failures).toEqual(['input#1 too-large'])
    expect(taken.pieces.map(p => p.from)).toEqual(['input#2'])
  })

  it('reads a page in the charset that its server stated, unless it is UTF-8 after all', async () => {
    const latin = Uint8Array.from([
      ...bytesOf('<!doctype html><html><body><p>He said: '),
      0x93,
      0x4e,
      0x6f,
      0x94,
      ...bytesOf('</p></body></html>'),
    ])
    const headers = ['Content-Type: text/html; charset=windows-1252']
    const taken = await take(
      joined([
        warcRecord('https://c.example/1', latin, { headers }),
        warcRecord('https://c.example/2', '<!doctype html><p>“No”</p>', { headers }),
      ]),
    )
    expect(taken.texts[0]).toContain('“No”')
    expect(taken.texts[1]).toContain('“No”')
  })
})

describe('a large stream', () => {
  it('of 200 MB is read without being held', async () => {
    const row = `"${'The pier will be rebuilt, she said. '.repeat(28)}"\n`
    const block = bytesOf(row.repeat(1024))
    const blocks = Math.ceil(200e6 / block.length)
    let given = 0
    async function* stream() {
      yield bytesOf('text\n')
      for (let i = 0; i < blocks; i++) {
        given += block.length
        yield block
      }
    }
    let pieces = 0
    let most = 0
    const { unpack } = await import('../../../src/ingest/containers/index.ts')
    for await (const one of unpack({ name: 'large.csv', bytes: stream() })) {
      if (one.kind !== 'piece') throw new Error(one.kind)
      if (++pieces % 20000 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers)
    }
    expect(given).toBeGreaterThan(200e6)
    expect(pieces).toBe(blocks * 1024)
    expect(most).toBeLessThan(120e6)
  })

  it('that never ends is cut at the limit', async () => {
    async function* endless() {
      yield bytesOf(rss('', ''))
      for (let i = 0; ; i++) yield bytesOf(rssItem(i))
    }
    const feed = await take(endless(), { name: 'feed' }, { maxPieceBytes: 200_000 })
    expect(feed.pieces.length).toBeGreaterThan(500)
    expect(feed.failures).toEqual(['feed too-large'])
    async function* rows() {
      yield bytesOf('title,text\n')
      for (;;) yield bytesOf('a,b c d\n')
    }
    const table = await take(rows(), {}, { maxContainerBytes: 50_000 })
    expect(table.failures).toEqual(['input too-large'])
    async function* blanks() {
      for (;;) yield bytesOf('          ')
    }
    expect((await take(blanks(), {}, { maxPieceBytes: 100_000 })).failures).toEqual(['input too-large'])
  })

  it('that fails while it is read says so', async () => {
    async function* broken() {
      yield bytesOf('title,text\na,b c d\n')
      throw new Error('connection reset')
    }
    const taken = await take(broken())
    expect(taken.failures).toEqual(['input read-failed'])
  })
})

describe('examples/formats', () => {
  it('holds a web archive and a ZIP that give what docs/formats.md says', async () => {
    const read = (name: string) =>
      take(new Uint8Array(readFileSync(new URL(`../../../examples/formats/${name}`, import.meta.url))), { name })
    expect((await read('pages.warc.gz')).pieces.map(p => p.stated.url)).toEqual([
      'https://courier.example/pier',
      'https://courier.example/choir',
    ])
    expect((await read('mixed.zip')).pieces.map(p => p.from)).toEqual([
      'mixed.zip#page.html',
      'mixed.zip#notes/choir.txt',
      'mixed.zip#council.atom#1',
    ])
  })
})
