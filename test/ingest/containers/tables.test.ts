import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOf, inChunks, joined, take } from './making.ts'

const example = (name: string) => readFileSync(new URL(`../../../examples/formats/${name}`, import.meta.url))

describe('CSV', () => {
  it('gives a piece a row: the text as it is, the other columns as what is stated', async () => {
    const taken = await take(new Uint8Array(example('articles.csv')), { name: 'a.csv' })
    expect(taken.pieces).toMatchObject([
      {
        from: 'a.csv#1',
        form: 'text',
        stated: {
          title: 'Vote on the pier, at last',
          byline: 'Tamsin Orrell',
          published: '2026-02-20',
          outlet: 'The Norvale Courier',
          url: 'https://courier.example/pier',
        },
      },
      { from: 'a.csv#2' },
    ])
    expect(taken.texts[0]).toBe(
      'The council will vote on the pier in April, councillor Ruth Amsel said on Friday.\r\n\r\n"We have talked for ten years," she said.',
    )
  })

  it('is told by its head, whatever it is called and however its cells are parted', async () => {
    for (const mark of [',', ';', '\t', '|']) {
      const taken = await take(`Title${mark}Full Text${mark}Date\nA${mark}b said c${mark}2026\n`)
      expect(taken.pieces, mark).toMatchObject([{ form: 'text', stated: { title: 'A', published: '2026' } }])
      expect(taken.texts).toEqual(['b said c'])
    }
  })

  it('is not seen in prose that has its words', async () => {
    for (const prose of [
      'Body, soul and text are one, she said.\nThat was all.\n',
      'Text\nThe pier will be rebuilt, she said.\n',
      'Title: the article, a story\n\nHe said so.\n',
      'The content, he said, is fine; the story, too.\n',
    ]) {
      const taken = await take(prose)
      expect(taken.texts, prose).toEqual([prose])
    }
  })

  it('takes another column when asked, and says which there are', async () => {
    const table = 'id,what,notes\n1,A,b said c\n'
    expect((await take(table, { name: 't.csv' })).all).toMatchObject([
      { kind: 'failed', error: { code: 'no-text-column', message: expect.stringContaining('id, what, notes') } },
    ])
    expect((await take(table, { name: 't.csv' }, { column: 'notes' })).texts).toEqual(['b said c'])
    expect((await take(table, {}, { column: 'notes' })).texts).toEqual(['b said c'])
    expect((await take(table, { mediaType: 'text/csv; charset=utf-8' }, { column: 'gone' })).failures).toEqual([
      'input no-text-column',
    ])
  })

  it('with a mark that is not closed loses one row, wherever it stands', async () => {
    const rows = (bad: string) => `title,text\nA,"one said"\nB,${bad}\nC,"three said"\nD,"four\nsaid"\n`
    for (const bad of ['"two said', '"two" said', '"two\nsaid']) {
      const taken = await take(rows(bad))
      expect(taken.texts, bad).toEqual(['one said', 'three said', 'four\nsaid'])
      expect(taken.failures).toEqual(['input#2 bad-quoting'])
    }
    expect((await take('title,text\nA,one said\nB,"two said')).all).toMatchObject([
      { kind: 'piece' },
      { kind: 'failed', from: 'input#2', error: { code: 'bad-quoting' } },
    ])
  })

  it('may hold marks of any byte order, UTF-16, NULs, windows-1252 and CR alone', async () => {
    const table = 'title,text\nCafé,“One”\u0000, she said\n'
    const wide = (little: boolean, mark: boolean) => {
      const all = (mark ? '\ufeff' : '') + table
      const bytes = new Uint8Array(all.length * 2)
      const view = new DataView(bytes.buffer)
      for (let i = 0; i < all.length; i++) view.setUint16(i * 2, all.charCodeAt(i), little)
      return bytes
    }
    for (const bytes of [
      bytesOf(`\ufeff${table}`),
      wide(true, true),
      wide(false, true),
      wide(true, false),
      wide(false, false),
    ]) {
      const taken = await take(inChunks(bytes, 3), { name: 't.csv' })
      expect(taken.pieces.map(p => p.stated.title)).toEqual(['Café'])
      expect(taken.texts).toEqual(['“One”\u0000'])
    }
    const latin = joined([
      bytesOf('title,text\nCaf'),
      new Uint8Array([0xe9]),
      bytesOf(','),
      new Uint8Array([0x93]),
      bytesOf('One said\n'),
    ])
    expect((await take(latin)).texts).toEqual(['“One said'])
    expect((await take('title,text\rA,one said\rB,two said\r')).texts).toEqual(['one said', 'two said'])
  })

  it('that breaks off in its last row fails that row', async () => {
    const taken = await take('title,text,date\nA,one said,2026\nB,two sa')
    expect(taken.texts).toEqual(['one said'])
    expect(taken.failures).toEqual(['input#2 truncated'])
    expect((await take('title,text\nA,one said')).texts).toEqual(['one said'])
  })

  it('counts blank rows once and leaves them out', async () => {
    const taken = await take('title,text\nA,one said\nB,\n\nC,  \n')
    expect(taken.texts).toEqual(['one said'])
    expect(taken.all.at(-1)).toMatchObject({
      kind: 'note',
      code: 'not-news',
      message: expect.stringContaining('2 entries'),
    })
  })

  it('reads what csv-parse reads, in any cut of the stream', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b ', '"', ',', '\n', '\r\n', 'é', ';'), maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
          const table = `title,text\n${rows.map(row => `${row.map(quoted).join(',')}\n`).join('')}`
          const twin = (parse(table, { columns: true }) as { text: string }[])
            .map(row => row.text)
            .filter(text => text.trim() !== '')
          const taken = await take(inChunks(bytesOf(table), size))
          expect(taken.texts).toEqual(twin)
          expect(taken.failures).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is read in time that grows with its length', async () => {
    const size = 400_000
    for (const piece of ['"', '""', '"a\n', '"a\n""b\n', 'a"b,', '\n', '\r', ',', '"a" b\n', 'a,"b\n"']) {
      const taken = await take(`title,text\n${piece.repeat(size / piece.length)}`)
      expect(taken.all.length).toBeGreaterThan(0)
    }
  })
})

describe('JSON', () => {
  const row = {
    headline: 'A',
    source: { id: 1, name: 'The Courier' },
    publishedAt: 1772611200,
    link: 'https://c.example/1',
    authors: ['B', 'C'],
    body: 'One, she said.',
  }
  const stated = {
    title: 'A',
    byline: 'B, C',
    published: '2026-03-04T08:00:00.000Z',
    outlet: 'The Courier',
    url: 'https://c.example/1',
  }

  it('comes as lines, a list, one object, or an object that holds a list', async () => {
    const line = JSON.stringify(row)
    const pretty = JSON.stringify(row, null, 2)
    const shapes: [string, string[]][] = [
      [`${line}\n${line}\n`, ['input#1', 'input#2']],
      [`\u001e${line}\n\u001e${line}\n`, ['input#1', 'input#2']],
      [`[${pretty}, ${line}]`, ['input#1', 'input#2']],
      [`${pretty}\n${pretty}`, ['input#1', 'input#2']],
      [pretty, ['input']],
      [`{"status":"ok","articles":[${line},${pretty}]}`, ['input#1', 'input#2']],
      [`{"hits":{"total":1,"hits":[{"_id":"7","_source":${line}}]}}`, ['input#1']],
    ]
    for (const [json, from] of shapes) {
      for (const size of [1, 5, 100_000]) {
        const taken = await take(inChunks(bytesOf(json), size))
        expect(
          taken.pieces.map(p => p.from),
          json,
        ).toEqual(from)
        expect(taken.pieces[0]).toMatchObject({ form: 'text', stated })
        expect(taken.texts[0]).toBe('One, she said.')
        expect(taken.failures).toEqual([])
      }
    }
  })

  it('gives the lines of the examples', async () => {
    const taken = await take(new Uint8Array(example('articles.jsonl')))
    const table = await take(new Uint8Array(example('articles.csv')))
    expect(taken.pieces.map(p => p.stated)).toEqual(table.pieces.map(p => p.stated))
  })

  it('takes a line of Ascribe’s own export', async () => {
    const line = {
      schema: 'ascribe/reading',
      version: 1,
      kept: {
        form: 'html',
        article: {
          text: 'One, she said.',
          format: 'html',
          title: 'A',
          published: '2026',
          outlet: 'O',
          byline: null,
          url: 'https://c.example/',
          origin: { agency: 'Coastwire' },
        },
      },
    }
    const taken = await take(`${JSON.stringify(line)}\n${JSON.stringify(line)}\n`)
    expect(taken.texts).toEqual(['One, she said.', 'One, she said.'])
    expect(taken.pieces[0]).toMatchObject({
      form: 'text',
      stated: { title: 'A', outlet: 'O', agency: 'Coastwire', url: 'https://c.example/' },
    })
  })

  it('fails a damaged line alone', async () => {
    const line = JSON.stringify(row)
    for (const bad of [
      '{"body": "two',
      '{"body": "two}',
      '{"body" "two"}',
      '{"body": "t", "a": [1, 2',
      '{"body": nonsense}',
      'nonsense',
      '{"a": {"b": 1}',
      '7',
      '"text"',
      'null',
    ]) {
      const taken = await take(`${line}\n${bad}\n${line}\n`)
      expect(taken.texts, bad).toEqual(['One, she said.', 'One, she said.'])
      expect(taken.failures.length, bad).toBe(1)
    }
  })

  it('gives the whole values of a list that breaks off', async () => {
    const list = JSON.stringify([row, row, row])
    for (let cut = 10; cut < list.length; cut += 11) {
      const taken = await take(list.slice(0, cut))
      expect(taken.pieces).toHaveLength(Math.floor((cut - 1) / (JSON.stringify(row).length + 1)))
      expect(taken.failures).toEqual(['input truncated'])
    }
    const answer = JSON.stringify({ status: 'ok', articles: [row, row] })
    const taken = await take(answer.slice(0, -40))
    expect(taken.pieces.map(p => p.from)).toEqual(['input#1'])
    expect(taken.failures).toEqual(['input truncated'])
  })

  it('of any depth and any keys comes to an end', async () => {
    const deep = (open: string, close: string) => `{"body": ${open.repeat(50_000)}1${close.repeat(50_000)}}`
    for (const json of [
      deep('[', ']'),
      deep('{"hits":', '}'),
      deep('{"body":', '}'),
      `{"hits":${deep('{"hits":', '}')}}`,
    ]) {
      expect((await take(json)).pieces).toEqual([])
    }
    const nested = `{"body": "One, she said.", "title": ${'['.repeat(50_000)}"t"${']'.repeat(50_000)}}`
    expect((await take(nested)).texts).toEqual(['One, she said.'])
    const taken = await take(
      '{"__proto__": {"body": "x"}, "constructor": {"text": "y"}, "toString": "z", "body": "One, she said."}',
    )
    expect(taken.texts).toEqual(['One, she said.'])
    expect((await take(`{"text": "a said b", "url": "javascript:alert(1)"}`)).pieces[0]!.stated).toEqual({})
  })

  it('is read in time that grows with its length', async () => {
    const size = 400_000
    for (const piece of ['{', '"', '{"', '{}', '{"a"\n', '{\n', '[]', '\\"', ',', '1 ', '"a" ', '{"a":"\n{"b', 'x\n']) {
      const taken = await take(`{"text": "a", ${piece.repeat(size / piece.length)}`, {}, { maxEntries: 5000 })
      expect(taken.all.length).toBeGreaterThan(0)
      expect(
        (await take(`[{"text": "a said"},${piece.repeat(size / piece.length)}`, {}, { maxEntries: 5000 })).pieces,
      ).toHaveLength(1)
    }
  })

  it('that opens a text is no JSON', async () => {
    for (const prose of [
      '[Editor’s note: he said so.]\n\nIt is so, she said.',
      '{sic} he said.',
      '[The pier](https://c.example/) will be rebuilt, she said.',
    ]) {
      expect((await take(prose)).texts).toEqual([prose])
    }
  })
})
