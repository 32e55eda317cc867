import { type Attribution, type Block, type RuledReading, stanceSays } from '../vocabulary/index.ts'
import { CodePoints, wellFormed } from './code-points.ts'
import { type Cast, castOf } from './edited.ts'
import { STYLE, STYLE_HASH } from './html-style.ts'
import type { Readings } from './jsonl.ts'

const DOUBTS: Readonly<Record<NonNullable<Attribution['doubt']>['reason'], string>> = {
  'two-candidates': 'more than one may have said it',
  'no-source-in-reach': 'nobody is named near it',
  'text-cut-off': 'the text is cut off here',
  'ambiguous-mark': 'a quotation mark is unclear',
}

/**
 * One page that holds everything: the articles with their statements marked, and lists of who said what, through whom
 * and how sure that is. It has no script, loads nothing, and its policy forbids both; the articles' words enter it as
 * escaped text only. Prints, and follows the reader's light or dark scheme.
 */
export async function* writeHtml(readings: Readings): AsyncGenerator<string> {
  let count = 0
  for await (const reading of readings) {
    count++
    if (count === 1) yield head(titleOf(reading), languageOf(reading))
    yield reportOf(reading, count)
  }
  if (count === 0) yield head('Who said what', 'en')
  yield FOOT
}

/** The page of one article. */
export const htmlOf = (reading: RuledReading): string =>
  head(titleOf(reading), languageOf(reading)) + reportOf(reading, 1) + FOOT

const FOOT = `<footer><p>Read by Ascribe: a machine’s reading unless marked as checked by a person. The percentage is the probability that source and words are right.</p></footer>
</body>
</html>
`

const head = (title: string, language: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Ascribe">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
`

function reportOf(reading: RuledReading, number: number): string {
  const { kept, statements, record } = reading
  const { article } = kept
  const cast = castOf(reading)
  const checked = statements.filter(s => s.checked).length
  const outlet = article.outlet ?? kept.stated.outlet
  const url = article.url ?? kept.stated.url
  const about = [
    [
      outlet && `<strong>${escaped(outlet)}</strong>`,
      kept.publishedAt && escaped(kept.publishedAt.slice(0, 10)),
      article.byline && escaped(article.byline),
    ],
    [article.origin && `Report of ${escaped(article.origin.agency)}`, kept.version > 1 && `version ${kept.version}`],
    [url && linkTo(url)],
    [
      `${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}, ${checked} checked by a person`,
      `read ${escaped(reading.readAt.slice(0, 10))} by engine ${escaped(record.engine)}, model ${escaped(record.model)}`,
      escaped(kept.id),
    ],
  ]
  const lines = about.map(parts => parts.filter(Boolean).join(' · ')).filter(line => line !== '')
  const key =
    '<p class="key"><span><span class="s">who is named</span> source</span> <span><span class="u">said</span> cue</span> <span><span class="c1">what was said</span>, <span class="c2">and within it</span></span></p>'
  const items = statements.map((_, i) => itemOf(reading, cast, number, i))
  return `<article class="report" id="a${number}">
<div class="about">${lines.map(line => `<p>${line}</p>`).join('')}</div>
<div class="sheet">
<div class="text" dir="auto">
${key}
${textOf(reading, number)}
</div>
<section class="said"><h2>Who said what</h2>
<ol>
${items.join('\n')}
</ol></section>
</div>
</article>
`
}

/** How marks lie on a stretch of text: how many contents, and whether a source or a cue. */
interface Change {
  content: number
  source: number
  cue: number
  /** Numbers of statements whose content ends here. */
  readonly ends: number[]
}

/** The text, block by block, with marks as classes: one pass over the places where something begins or ends. */
function textOf({ kept, statements }: RuledReading, number: number): string {
  const { text, blocks } = kept.article
  const points = new CodePoints(text)
  const changes = new Map<number, Change>()
  const at = (place: number): Change => {
    let change = changes.get(place)
    if (!change) {
      change = { content: 0, source: 0, cue: 0, ends: [] }
      changes.set(place, change)
    }
    return change
  }
  for (const [i, { attribution }] of statements.entries()) {
    for (const role of ['content', 'source', 'cue'] as const) {
      for (const span of attribution[role]) {
        const { from, to } = points.whole(span)
        at(from)[role]++
        at(to)[role]--
      }
    }
    at(points.whole(attribution.content.at(-1)!).to).ends.push(i + 1)
  }
  const places = [...changes.keys()].sort((a, b) => a - b)
  const on = { content: 0, source: 0, cue: 0 }
  let next = 0

  /** The stretch of text in its marks; must be called in text order. */
  const run = (from: number, to: number): string => {
    let html = ''
    let here = from
    const put = (until: number) => {
      if (until <= here) return
      const names = [
        ...(on.content > 0 ? [`c${Math.min(on.content, 3)}`] : []),
        ...(on.source > 0 ? ['s'] : []),
        ...(on.cue > 0 ? ['u'] : []),
      ]
      const words = escaped(text.slice(here, until))
      html += names.length === 0 ? words : `<span class="${names.join(' ')}">${words}</span>`
      here = until
    }
    // What ends at the end of this stretch belongs to it; what begins there, to the next.
    for (; next < places.length && places[next]! <= to; next++) {
      const place = places[next]!
      if (place === to && changes.get(place)!.ends.length === 0) break
      put(Math.min(Math.max(place, from), to))
      const change = changes.get(place)!
      on.content += change.content
      on.source += change.source
      on.cue += change.cue
      for (const n of change.ends) html += `<sup><a href="#a${number}-${n}" id="a${number}-t${n}">${n}</a></sup>`
    }
    put(to)
    return html
  }

  const out: string[] = []
  let headlines = 0
  for (const flow of flowsOf(text, blocks)) {
    const parts = flow.map(({ kind, from, to }) => {
      const html = run(from, to)
      return kind === 'dateline' && flow.length > 1 ? `<span class="dateline">${html}</span>` : html
    })
    const kind = flow.at(-1)!.kind
    const element = kind === 'headline' ? (headlines++ === 0 ? 'h1' : 'h2') : 'p'
    const name =
      kind === 'boilerplate' ? ' class="furniture"' : element === 'p' && kind !== 'paragraph' ? ` class="${kind}"` : ''
    out.push(`<${element}${name}>${parts.join('')}</${element}>`)
  }
  return out.join('\n')
}

interface Piece {
  readonly kind: Block['kind']
  readonly from: number
  readonly to: number
}

/** Blocks on one line of the text flow together; words outside every block are shown too, for nothing is hidden. */
function flowsOf(text: string, blocks: readonly Block[]): Piece[][] {
  const flows: Piece[][] = []
  let end = 0
  const left = (to: number) => {
    if (/[\p{L}\p{N}]/u.test(text.slice(end, to))) flows.push([{ kind: 'boilerplate', from: end, to }])
  }
  for (const { kind, span } of blocks) {
    const between = text.slice(end, span.from)
    const last = flows.at(-1)
    if (last && !/[\n\r]/.test(between) && !/[\p{L}\p{N}]/u.test(between)) {
      last.push({ kind, from: end, to: span.to })
    } else {
      left(span.from)
      flows.push([{ kind, from: span.from, to: span.to }])
    }
    end = span.to
  }
  left(text.length)
  return flows
}

function itemOf({ kept, statements }: RuledReading, cast: Cast, number: number, i: number): string {
  const { attribution: a, checked } = statements[i]!
  const { text } = kept.article
  const speaker = cast.get(a.speaker ?? '')
  const several = a.speakers.length > 1 ? a.speakers.flatMap(id => cast.get(id)?.name ?? []) : []
  const who = several.length > 1 ? several.join(', ') : (speaker?.name ?? 'Somebody not named')
  const says = stanceSays(a)
  const no = a.negated || a.stance === 'denies' || a.stance === 'refuses'
  const words = a.content.map(({ from, to }) => escaped(text.slice(from, to))).join(' … ')
  const path = ['this article', ...a.via, ...(a.reported ? ['an unnamed report'] : []), who]
  const more = [
    a.onBehalfOf && `for ${escaped(a.onBehalfOf.name)}`,
    a.addressee && `to ${escaped(a.addressee.name)}`,
    a.venue && escaped(a.venue.words),
    a.when && `${escaped(a.when.words)}${a.when.from ? ` (${daysOf(a.when.from, a.when.to)})` : ''}`,
    a.doubt && `in doubt: ${DOUBTS[a.doubt.reason]}`,
  ].filter(part => part)
  const percent = Math.round(a.confidence * 100)
  const classes = [...(a.parent === null ? [] : ['within']), ...(no ? ['no'] : [])]
  return `<li id="a${number}-${i + 1}"${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>
<p><a class="number" href="#a${number}-t${i + 1}">${i + 1}</a><span class="who" dir="auto">${escaped(who)}</span> ${speaker ? `<span class="type">(${speaker.type})</span> ` : ''}<span${no ? ' class="not"' : ''}>${says}</span>${a.kind === 'direct' ? ', in these words' : ''}:</p>
<blockquote dir="auto">${words}</blockquote>
${path.length > 2 ? `<p class="more">${path.map(escaped).join(' → ')}</p>\n` : ''}${more.length > 0 ? `<p class="more">${more.join(' · ')}</p>\n` : ''}<p class="sure"><meter min="0" max="1" value="${a.confidence.toFixed(2)}"></meter> ${percent} %${checked ? ' · ✓ checked by a person' : ''}</p>
</li>`
}

const daysOf = (from: string, to: string | null): string =>
  to === null || to === from ? escaped(from) : `${escaped(from)} to ${escaped(to)}`

/** http and https only; anything else stays text. */
function linkTo(url: string): string {
  return /^https?:\/\//i.test(url)
    ? `<a href="${escaped(url)}" rel="noopener noreferrer nofollow">${escaped(url)}</a>`
    : escaped(url)
}

const titleOf = ({ kept }: RuledReading): string => kept.article.title ?? kept.stated.title ?? 'Who said what'

const languageOf = ({ kept }: RuledReading): string => {
  const language = kept.article.language ?? 'en'
  return /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language) ? language : 'en'
}

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text for an element or a quoted attribute; characters that no page may hold become U+FFFD. */
const escaped = (text: string): string =>
  wellFormed(text).replace(
    /[&<>"'\p{Cc}\p{NChar}]/gu,
    c => NAMES[c] ?? (c === '\n' || c === '\t' ? c : c === '\r' ? '\n' : '\uFFFD'),
  )
