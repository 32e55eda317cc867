/** The article that a page shows by script alone, taken from its data (JSON-LD `articleBody`). */
import type { LinkedArticle } from './linked-data.ts'
import type { Piece } from './pieces.ts'

type Body = NonNullable<LinkedArticle['body']>

/**
 * Pieces of an article's body as the page's data hold it: one for each line, the title before them. Letters that stand
 * in the data as themselves have their place in the page; escaped ones (`\n`, `\u201c`) have none.
 */
export function piecesOfBody(body: Body, title: string | null, page: string): Piece[] {
  const pieces: Piece[] = []
  const plain = /<\/?[a-z][^<>]{0,200}>/i.test(body.text) ? withoutTags(body.text) : body.text
  const places = plain === body.text ? placesOf(body, page) : []
  if (title !== null) {
    pieces.push({ text: title, places: [], kind: 'headline', gapBefore: true, setOff: false, linked: 0 })
  }
  let run = 0
  for (const line of plain.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const words = line[0].trim()
    if (words === '') continue
    const from = line.index + line[0].length - line[0].trimStart().length
    const to = from + words.length
    const own: Piece['places'] = []
    while (run < places.length && places[run]!.at + places[run]!.length <= from) run++
    for (let i = run; i < places.length && places[i]!.at < to; i++) {
      const { at, length, pageFrom } = places[i]!
      const [start, end] = [Math.max(at, from), Math.min(at + length, to)]
      own.push({
        at: start - from,
        length: end - start,
        pageFrom: pageFrom + start - at,
        pageTo: pageFrom + end - at,
      })
    }
    pieces.push({ text: words, places: own, kind: undefined, gapBefore: true, setOff: false, linked: 0 })
  }
  return pieces
}

/** Some systems put markup into their data. */
const withoutTags = (text: string): string =>
  text
    .replace(/<\/?(?:p|div|br|h[1-6]|li|ul|ol|blockquote)\b[^<>]{0,200}>/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')

interface Run {
  /** In the body's text. */
  readonly at: number
  readonly length: number
  readonly pageFrom: number
}

/** Where runs of unescaped letters of `articleBody` stand in the page; none where the script cannot be followed. */
function placesOf({ text, script, pageFrom }: Body, page: string): Run[] {
  if (!page.startsWith(script, pageFrom)) return []
  for (const key of script.matchAll(/"articleBody"\s{0,40}:\s{0,40}"/g)) {
    const runs: Run[] = []
    let at = 0
    let i = key.index + key[0].length
    while (i < script.length && script[i] !== '"' && at <= text.length) {
      if (script[i] === '\\') {
        i += script[i + 1] === 'u' ? 6 : 2
        at++
        continue
      }
      const from = i
      while (i < script.length && script[i] !== '"' && script[i] !== '\\') i++
      if (!text.startsWith(script.slice(from, i), at)) break
      runs.push({ at, length: i - from, pageFrom: pageFrom + from })
      at += i - from
    }
    if (at === text.length && script[i] === '"') return runs
  }
  return []
}
