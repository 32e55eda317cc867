import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { articleFromBytes, decodeBytes, judgeText, recogniseFormat } from '../../src/ingest/index.ts'
import { AscribeError } from '../../src/vocabulary/index.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap(part => (typeof part === 'number' ? [part] : [...part].map(c => c.charCodeAt(0)))))
const codeOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof AscribeError) {
      expect(error.next.length).toBeGreaterThan(5)
      return error.code
    }
    throw error
  }
  return 'none'
}
const utf16 = (text: string, mark: boolean, big: boolean) =>
  Uint8Array.from(
    [...(mark ? ['\ufeff'] : []), ...text].flatMap(c =>
      big ? [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255] : [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8],
    ),
  )
const NEWS = 'The harbour board voted on Monday to close the gate, said Orla Venn, who chairs it.'

describe('decodeBytes', () => {
  test('reads UTF-8, with and without a mark, and drops the mark', () => {
    expect(decodeBytes(utf8('“Lomé”'))).toEqual({ text: '“Lomé”', encoding: 'utf-8', notes: [] })
    expect(decodeBytes(utf8('\ufeff“Lomé”')).text).toBe('“Lomé”')
  })
  test('keeps the curly quotes of windows-1252 and says that it guessed', () => {
    const read = decodeBytes(bytes(0x93, 'We won,', 0x94, ' said Ren', 0xe9, ' \x96 and left. ', NEWS))
    expect(read.text).toBe(`“We won,” said René – and left. ${NEWS}`)
    expect(read.encoding).toBe('windows-1252')
    expect(read.notes.map(note => note.code)).toEqual(['guessed-encoding'])
  })
  test('believes a page’s declaration, but not against valid UTF-8', () => {
    const page = `<meta charset="iso-8859-1"><p>${NEWS} `
    expect(decodeBytes(bytes(page, 0x93, 'x', 0x94)).notes).toEqual([])
    expect(decodeBytes(bytes(page, 0x93, 'x', 0x94)).text).toContain('“x”')
    expect(decodeBytes(utf8(`${page}“x”`)).text).toContain('“x”')
    expect(
      decodeBytes(bytes('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', 0xcf, 0xf0)).text,
    ).toContain('Пр')
  })
  test('reads UTF-16 with and without a mark', () => {
    for (const big of [true, false]) {
      expect(decodeBytes(utf16(NEWS, true, big)).text).toBe(NEWS)
      expect(decodeBytes(utf16(NEWS, false, big)).text).toBe(NEWS)
    }
  })
  test('reads broken UTF-8 and counts what it lost', () => {
    const read = decodeBytes(Uint8Array.from([...utf8(`“Lomé” – ${NEWS}`), 0xff, ...utf8(' x')]))
    expect(read.encoding).toBe('utf-8')
    expect(read.text.endsWith('\ufffd x')).toBe(true)
    expect(read.notes.map(note => note.code)).toEqual(['replaced-bytes'])
    expect(decodeBytes(utf8('a \ufffd b')).notes).toEqual([])
  })
  test('takes the caller’s word', () => {
    expect(decodeBytes(bytes(0xcf, 0xf0), { encoding: 'windows-1251' }).text).toBe('Пр')
    expect(codeOf(() => decodeBytes(bytes('x'), { encoding: 'klingon' }))).toBe('wrong-encoding')
  })
  test('refuses what is no text', () => {
    expect(codeOf(() => decodeBytes(new Uint8Array(0)))).toBe('empty-input')
    expect(codeOf(() => decodeBytes(bytes('%PDF-1.7 …')))).toBe('binary-input')
    expect(codeOf(() => decodeBytes(bytes('PK', 3, 4, 'x')))).toBe('binary-input')
    expect(codeOf(() => decodeBytes(Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) & 255)))).toBe(
      'binary-input',
    )
    expect(codeOf(() => decodeBytes(utf8(NEWS), { maxBytes: 10 }))).toBe('too-large')
    expect(
      codeOf(() =>
        decodeBytes(
          Uint8Array.from({ length: 400 }, () => 0xff),
          { encoding: 'utf-8' },
        ),
      ),
    ).toBe('wrong-encoding')
  })
  test('any bytes at all: a text or a documented error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), input => {
        expect(['none', 'empty-input', 'binary-input', 'wrong-encoding']).toContain(codeOf(() => decodeBytes(input)))
        expect(['none', 'empty-input', 'binary-input', 'wrong-encoding']).toContain(
          codeOf(() => articleFromBytes(input)),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('articleFromBytes', () => {
  test.each([
    ['html', `<!doctype html><p>${NEWS}`],
    ['html', `\n <p>${NEWS}</p><p>${NEWS}</p>`],
    ['html', `<?xml version="1.0"?><html xmlns="x"><body><p>${NEWS}`],
    ['markdown', `# Gate shuts\n\n${NEWS}`],
    ['markdown', `---\ntitle: Gate shuts\n---\n${NEWS}`],
    ['markdown', `${NEWS}\n\n> ${NEWS}\n\nA **very** old gate.`],
    ['text', NEWS],
    ['text', `Gate shuts\n\n* ${NEWS} #gate`],
    ['text', `Gate: 3 < 4 and <b>bold</b> claims\n\n${NEWS}`],
    ['text', `- Not yet, said Venn.\n- When, then?\n${NEWS}`],
  ])('tells %s by its content', (format, text) => {
    expect(recogniseFormat(text)).toBe(format)
    expect(articleFromBytes(utf8(text)).format).toBe(format)
  })
  test('refuses blanks and carries the notes of the decoder', () => {
    expect(codeOf(() => articleFromBytes(utf8(' \n\u00a0')))).toBe('empty-input')
    expect(articleFromBytes(bytes(0x93, NEWS, 0x94)).notes.map(note => note.code)).toEqual(['guessed-encoding'])
  })
  test('notes mojibake and leaves it as it is', () => {
    const text = 'â€œWe won,â€\u009d she said.'
    const article = articleFromBytes(utf8(text))
    expect(article.text).toBe(text)
    expect(article.notes.map(note => note.code)).toEqual(['mojibake'])
    expect(articleFromBytes(utf8('LA TÂCHE is a vineyard, Ãlvar said.')).notes).toEqual([])
  })
})

describe('judgeText', () => {
  test.each([
    NEWS,
    'Flood wall safe, says engineer',
    'Jon and Petra Lisle, Orla Venn, Hal Brandt, Kazem Alsayed, Mia Cole, Lena Marsh, Bernard Lund, Ana Silva, José Osei, Noor Amin',
    '"¡Basta!" Duarte said.',
    'Mayor: ‘No one will lose their home’',
    `Results: Tarrow 3 Kobrin 1; Norvale 0 Ostby 0.\n${NEWS}`,
  ])('lets %j pass', text => expect(judgeText(text)).toEqual([]))
  test.each([
    'El gobierno anunció el lunes que las escuelas de la capital no abrirán hasta que se termine la obra, según dijo el ministro a los periodistas.',
    'Die Regierung hat am Montag angekündigt, dass die Schulen der Hauptstadt nicht geöffnet werden, wie der Minister auf Anfrage mitteilte.',
    'Le gouvernement a annoncé lundi que les écoles de la capitale ne seront pas ouvertes, selon le ministre, qui a parlé dans une interview.',
    'Правительство объявило в понедельник, что школы столицы не откроются, сообщил министр.',
    '政府は月曜日、首都の学校は開かれないと発表した。大臣が記者団に語った。首都の学校は開かれない。',
  ])('notes that %j is not English', text => expect(judgeText(text).map(note => note.code)).toEqual(['not-english']))
  test.each([
    JSON.stringify(Array.from({ length: 30 }, (_, i) => ({ id: i, x: i * 3.7, y: `k${i}` }))),
    'id,name,value\n'.concat(Array.from({ length: 60 }, (_, i) => `${i},n${i},${i * 17.3}`).join('\n')),
    'QUJD'.repeat(400),
    'function f(a, b) { return a[b] && (x += 1) ? {y: 2} : [3, 4]; }\n'.repeat(20),
  ])('notes that data are not prose', text => expect(judgeText(text).map(note => note.code)).toContain('not-prose'))
})

test('the room says no word of Node', () => {
  const room = new URL('../../src/ingest/', import.meta.url)
  for (const file of readdirSync(room).filter(name => name.endsWith('.ts'))) {
    const code = readFileSync(new URL(file, room), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    expect(code, file).not.toMatch(/from 'node:|\b(?:Buffer|process|require|__dirname|globalThis)\b[.(]/)
  }
})
