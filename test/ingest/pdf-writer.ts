/** Writes PDFs for tests: text at given places, in Helvetica or Times, as a word processor's export lays it out. */
import { deflateSync } from 'node:zlib'

export interface Run {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
  /** Degrees against the level. */
  readonly turn?: number
}

export interface PdfParts {
  readonly pages: readonly (readonly Run[])[]
  readonly info?: Readonly<Record<string, string>>
  readonly language?: string
  /** Pack the pages' streams, as all programs do. */
  readonly packed?: boolean
  /** Objects put in behind the pages, as they stand in the file. */
  readonly extra?: readonly string[]
  /** Takes the place of all pages' operators and resources. */
  readonly drawn?: { readonly operators: string; readonly resources: string }
  /** Entries put into the trailer. */
  readonly trailer?: string
}

const latin = (text: string) => Uint8Array.from(text, c => WINDOWS[c] ?? c.charCodeAt(0) & 255)
const WINDOWS: Readonly<Record<string, number>> = {
  '‘': 145,
  '’': 146,
  '“': 147,
  '”': 148,
  '•': 149,
  '–': 150,
  '—': 151,
}
const literal = (text: string) => text.replace(/[\\()]/g, '\\$&')

export function pdfOf({
  pages,
  info = {},
  language,
  packed = false,
  extra = [],
  drawn,
  trailer = '',
}: PdfParts): Uint8Array {
  const objects: (string | Uint8Array)[] = []
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')
  objects.push(
    `<< /Type /Catalog /Pages 2 0 R${language ? ` /Lang (${language})` : ''} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  )
  for (const [i, runs] of pages.entries()) {
    const operators = runs.map(({ text, x, y, size = 11, turn = 0 }) => {
      const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)].map(n => n.toFixed(4))
      return `BT /F1 ${size} Tf ${cos} ${sin} ${-Number(sin)} ${cos} ${x} ${y} Tm (${literal(text)}) Tj ET`
    })
    const plain = latin(drawn?.operators ?? operators.join('\n'))
    const stream = packed ? new Uint8Array(deflateSync(plain)) : plain
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> ${drawn?.resources ?? ''} >> >>`,
      joined(`<< /Length ${stream.length}${packed ? ' /Filter /FlateDecode' : ''} >>\nstream\n`, stream, '\nendstream'),
    )
  }
  objects.push(...extra)
  const infos = Object.entries(info).map(([key, value]) => `/${key} (${literal(value)})`)
  objects.push(`<< ${infos.join(' ')} >>`)
  const parts: Uint8Array[] = [latin('%PDF-1.7\n')]
  let length = parts[0]!.length
  const offsets: number[] = []
  const put = (part: Uint8Array) => {
    parts.push(part)
    length += part.length
  }
  for (const [i, object] of objects.entries()) {
    offsets.push(length)
    put(joined(`${i + 1} 0 obj\n`, typeof object === 'string' ? latin(object) : object, '\nendobj\n'))
  }
  const table = length
  put(
    latin(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`,
    ),
  )
  return joined(...parts)
}

export function joined(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const bytes = parts.map(part => (typeof part === 'string' ? latin(part) : part))
  const out = new Uint8Array(bytes.reduce((n, part) => n + part.length, 0))
  let at = 0
  for (const part of bytes) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Average width of a letter of Helvetica, in parts of its size: near enough to break lines as a program would. */
const LETTER = 0.5

/** Breaks paragraphs into lines of a column: `gap` points between paragraphs, going down from `y`. */
export function column(
  paragraphs: readonly string[],
  at: { x: number; y: number; width: number; size?: number; gap?: number; indent?: number },
): Run[] {
  const { x, width, size = 11, gap = 8, indent = 0 } = at
  const runs: Run[] = []
  let y = at.y
  for (const paragraph of paragraphs) {
    let line = ''
    let left = x + indent
    for (const word of [...paragraph.split(' '), null]) {
      const wider = word === null || (line.length + 1 + word.length) * LETTER * size > width - (left - x)
      if (line !== '' && wider) {
        runs.push({ text: line, x: left, y, size })
        y -= size * 1.25
        line = ''
        left = x
      }
      if (word !== null) line = line === '' ? word : `${line} ${word}`
    }
    y -= gap
  }
  return runs
}
