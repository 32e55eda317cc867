import { type Article, AscribeError, type BlockKind, type Note } from '../vocabulary/index.ts'
import { sortUnits } from './blocks.ts'
import { DEFAULT_MAX_BYTES } from './decode.ts'
import { notesOnText } from './judge.ts'
import { originOf } from './origin.ts'
import { type Fragment, layOut } from './pdf-lines.ts'
import { judgeStreams } from './pdf-streams.ts'
import { seal } from './seal.ts'
import { type ArticleOptions, bylineIn, urlOf } from './text.ts'

export interface PdfOptions extends ArticleOptions {
  /** The most bytes taken; more throw `too-large`. Default 16 MiB. */
  readonly maxBytes?: number
  /** The most pages taken; more throw `too-large`. Default 200: a press release has few, a report many. */
  readonly maxPages?: number
  /** Milliseconds; when they are over, `slow-pdf` is thrown. Default 30,000. Looked at between pieces of pages. */
  readonly timeLimit?: number
}

const DEFAULT_MAX_PAGES = 200
const DEFAULT_TIME_LIMIT = 30_000
/** A page of print holds some 6,000 letters; what has more pieces than this is no page. */
const MAX_FRAGMENTS = 100_000

/**
 * Makes an Article of a PDF with text in it, such as a press release. The text is put together from the pages' lines:
 * columns one after the other, lines of a paragraph joined by blanks (hyphens at line ends taken out where they only
 * part a word), paragraphs by an empty line, also over page breaks. Running heads, page numbers and the marks of press
 * releases ("FOR IMMEDIATE RELEASE", "###") become boilerplate blocks behind the paragraph that they interrupt. Then the
 * text is frozen. Nothing is drawn, run or fetched; PDF's reader (pdf.js) is loaded with the first PDF.
 *
 * Throws AscribeError: `too-large` (bytes, pages, or what they unpack to), `encrypted-pdf`, `damaged-pdf`,
 * `no-text-in-pdf` (a scan), `slow-pdf`.
 */
export async function articleFromPdf(bytes: Uint8Array, options: PdfOptions = {}): Promise<Article> {
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES
  if (bytes.length > limit) {
    throw new AscribeError(
      'too-large',
      `the PDF has ${bytes.length} bytes, more than the limit of ${limit}`,
      'raise the limit (maxBytes), or give the article alone',
    )
  }
  judgeStreams(bytes)
  const read = await readPages(bytes, options)
  const laid = layOut(read.pages)
  if (laid.every(piece => piece.kind === 'boilerplate')) {
    throw new AscribeError(
      'no-text-in-pdf',
      `the PDF has ${read.pages.length} ${read.pages.length === 1 ? 'page' : 'pages'} and no text: it is a scan or a picture`,
      'run text recognition (OCR) over it, for example ocrmypdf, and add the result',
    )
  }
  const units: { from: number; to: number; kind?: BlockKind; lines: number; gapBefore: true; gapAfter: true }[] = []
  let text = ''
  for (const piece of laid) {
    if (text !== '') text += '\n\n'
    const from = text.length
    text += piece.text
    const unit = { from, to: text.length, lines: 1, gapBefore: true, gapAfter: true } as const
    units.push(piece.kind ? { ...unit, kind: piece.kind } : unit)
  }
  const { blocks, published, modified } = sortUnits(text, units, { title: options.title ?? null })
  const headline = blocks.find(block => block.kind === 'headline')
  // Above the headline stand the sender's name and address; the headline is set larger and has more words.
  const large = laid.find(piece => piece.kind === 'headline' && piece.text.split(' ').length >= 4)
  const heading = large?.text ?? (headline ? text.slice(headline.span.from, headline.span.to) : null)
  const outlet = options.outlet ?? null
  const byline = options.byline ?? bylineIn(text, blocks)
  const notes: Note[] = notesOnText(text)
  return seal({
    text,
    format: 'pdf',
    blocks,
    title: options.title ?? heading?.slice(0, 500) ?? read.title,
    published: options.published ?? published,
    modified: options.modified ?? modified,
    outlet,
    byline,
    url: urlOf(null, options.url),
    origin: originOf(text, blocks, { agency: options.agency, outlet, byline: options.byline }),
    language: options.language ?? read.language,
    notes,
    page: null,
  })
}

interface Pages {
  readonly pages: readonly (readonly Fragment[])[]
  readonly title: string | null
  readonly language: string | null
}

/** What pdf.js makes use of when it draws, and one of them already when it is loaded. */
const DRAWING = ['DOMMatrix', 'ImageData', 'Path2D'] as const

/**
 * Loads pdf.js with its worker's code in this thread, so that nothing is looked up by address. Node has no classes for
 * drawing: stand-ins take their place while it loads, since no page is ever drawn.
 */
async function loadPdfjs() {
  const missing = DRAWING.filter(name => !(name in globalThis))
  for (const name of missing) Object.defineProperty(globalThis, name, { value: class {}, configurable: true })
  try {
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
    return await import('pdfjs-dist/legacy/build/pdf.mjs')
  } finally {
    for (const name of missing) Reflect.deleteProperty(globalThis, name)
  }
}

async function readPages(bytes: Uint8Array, options: PdfOptions): Promise<Pages> {
  const pdfjs = await loadPdfjs()
  const end = performance.now() + (options.timeLimit ?? DEFAULT_TIME_LIMIT)
  const inTime = () => {
    if (performance.now() > end) {
      throw new AscribeError(
        'slow-pdf',
        'the PDF could not be read in the time allowed',
        'allow more time (timeLimit), or take its text out first, for example with pdftotext',
      )
    }
  }
  const loading = pdfjs.getDocument({
    data: new Uint8Array(bytes), // a copy: pdf.js takes its input away, and refuses a Buffer
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    stopAtErrors: false,
    maxImageSize: 1, // no picture is needed
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  })
  try {
    const document = await loading.promise
    const limit = options.maxPages ?? DEFAULT_MAX_PAGES
    if (document.numPages > limit) {
      throw new AscribeError(
        'too-large',
        `the PDF has ${document.numPages} pages, more than the limit of ${limit}`,
        'raise the limit (maxPages), or give the article alone',
      )
    }
    const pages: Fragment[][] = []
    for (let number = 1; number <= document.numPages; number++) {
      inTime()
      const page = await document.getPage(number)
      pages.push(await readPage(page, inTime))
      page.cleanup()
    }
    const { info } = await document.getMetadata()
    const { Title, Language } = info as { readonly Title?: unknown; readonly Language?: unknown }
    return { pages, title: titleOf(Title), language: typeof Language === 'string' && Language !== '' ? Language : null }
  } catch (error) {
    throw asPdfError(error)
  } finally {
    await loading.destroy()
  }
}

type Page = Awaited<
  ReturnType<Awaited<ReturnType<typeof import('pdfjs-dist/legacy/build/pdf.mjs')['getDocument']>['promise']>['getPage']>
>

async function readPage(page: Page, inTime: () => void): Promise<Fragment[]> {
  const { width, height } = page.getViewport({ scale: 1 })
  const fragments: Fragment[] = []
  const reader = page.streamTextContent({ disableNormalization: false }).getReader()
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    inTime()
    for (const item of (chunk.value as { items: readonly Item[] }).items) {
      if (item.str === undefined || item.str.trim() === '' || fragments.length >= MAX_FRAGMENTS) continue
      const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform
      const turned = Math.abs(b) > 0.2 * Math.abs(a) || a < 0
      const size = Math.hypot(c, d)
      if (size < 1) continue
      fragments.push({ text: item.str, x, y, width: item.width, size, turned, pageWidth: width, pageHeight: height })
    }
  }
  return fragments
}

interface Item {
  readonly str?: string
  readonly transform: readonly number[]
  readonly width: number
}

/** What a writing program leaves in the title field is mostly a file's name. */
function titleOf(title: unknown): string | null {
  if (typeof title !== 'string') return null
  const plain = title.replace(/\s+/g, ' ').trim().slice(0, 500)
  return /\p{L}{2}.* /u.test(plain) && !/Microsoft|Untitled|\.(?:docx?|pdf|indd|qxd|pages|odt|rtf)\b/i.test(plain)
    ? plain
    : null
}

function asPdfError(error: unknown): unknown {
  if (error instanceof AscribeError) return error
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') {
    return new AscribeError(
      'encrypted-pdf',
      'the PDF is locked with a password',
      'save a copy without a password (open it and print to PDF), and add that',
    )
  }
  return new AscribeError(
    'damaged-pdf',
    `the PDF is damaged and could not be read (${name === '' ? 'unknown fault' : name})`,
    'fetch it again, or repair it, for example with qpdf or mutool clean',
  )
}
