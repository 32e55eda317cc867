/** Sheets for blind judges: passages with the paragraphs around them, and nothing that `compare` thinks of them. */
import type { Report } from '../../compare/index.ts'
import { type Family, type Finding, type FindingKind, ROLES_OF, type Span } from '../../vocabulary/index.ts'

/** What the judge is asked of each kind. */
const QUESTIONS: Readonly<Record<FindingKind | 'family', string>> = {
  family: 'Do all variants carry one utterance: one occasion of saying, or one text repeated, however edited?',
  misattribution: 'Do the passages give the same words to two different speakers, so that one of them must be wrong?',
  'altered-words': 'Are these the same quoted words, altered in a way that changes their meaning?',
  denial: 'Does the denial deny, reject or dispute what the claim says?',
  refusal: 'Does somebody here decline to comment or to say?',
  numbers: 'Do the numbers (or dates) differ for one and the same thing, so that they can’t all be true?',
  update: 'Does the number (or state) of one thing change here because time went on?',
  polarity: 'Is one proposition affirmed here and negated there?',
  agreement: 'Do the passages make the same claim, by different speakers or in reports independent of each other?',
  unsourced: 'Does the claim rest on nobody who is named or described?',
  superseded: 'Does the notice correct or take back what stands in the other passage?',
}

interface Place {
  readonly role: string
  readonly article: string
  readonly speaker: string | null
  readonly spans: readonly Span[]
}

const placesOf = (item: Family | Finding): Place[] =>
  'variants' in item
    ? item.variants.map(({ report, speaker, spans }) => ({ role: 'variant', article: report, speaker, spans }))
    : item.evidence.map(({ role, article, speaker, spans }) => ({ role, article, speaker, spans }))

/** A paragraph longer than this is shown around the passage only. */
const MOST_AROUND = 700
/** A judge reads so many places of an item. */
const MOST_PLACES = 12

/** The passage in its paragraph, marked 【so】, with the paragraph before it. */
function passageIn({ text }: Report, spans: readonly Span[]): string {
  const first = spans[0]!.from
  const last = spans.at(-1)!.to
  const begin = text.lastIndexOf('\n', first - 1) + 1
  const before = text.slice(0, begin).trimEnd()
  const earlier = before.slice(before.lastIndexOf('\n') + 1)
  const stop = text.indexOf('\n', last)
  const from = Math.max(begin, first - MOST_AROUND)
  const to = Math.min(stop < 0 ? text.length : stop, last + MOST_AROUND)
  let shown = ''
  let at = from
  for (const span of spans) {
    shown += `${text.slice(at, span.from)}【${text.slice(span.from, span.to)}】`
    at = span.to
  }
  return `${earlier === '' ? '' : `${earlier.slice(-MOST_AROUND)}\n\n`}${shown}${text.slice(at, to)}`
}

/** A sheet as Markdown to read and JSON to fill in, in the order given. */
export function sheetOf(
  items: readonly (Family | Finding)[],
  reports: ReadonlyMap<string, Report>,
): { readonly markdown: string; readonly json: string } {
  const shown = items.map(item => {
    const kind = 'variants' in item ? 'family' : item.kind
    const by = 'variants' in item ? null : item.by
    const places = placesOf(item)
    return {
      ...{ id: item.id, kind, by, question: QUESTIONS[kind], left: Math.max(0, places.length - MOST_PLACES) },
      places: fairly(places, kind).map(({ role, article, speaker, spans }) => {
        const report = reports.get(article)!
        const { outlet, publishedAt, title } = report
        return { role, article, outlet, date: publishedAt, title, speaker, words: passageIn(report, spans) }
      }),
    }
  })
  const markdown = shown.map(({ id, kind, by, question, places, left }, n) => {
    const told = places.map(
      ({ role, outlet, date, title, speaker, words }) =>
        `**${role}** · ${outlet ?? 'unknown outlet'}, ${date ?? 'no date'}, “${title ?? 'no headline'}” · credited: ${speaker ?? 'nobody'}\n\n${words.replace(/^/gm, '> ')}`,
    )
    const more = left > 0 ? `\n\n(and ${left} places more)` : ''
    return `## ${n + 1}. ${id} (${kind}${by === null ? '' : ` by ${by}`})\n\n${question}\n\n${told.join('\n\n')}${more}`
  })
  return {
    markdown: `${markdown.join('\n\n---\n\n')}\n`,
    json: `${JSON.stringify(shown, null, 1)}\n`,
  }
}

/** Places to show: some of every role. */
function fairly(places: readonly Place[], kind: FindingKind | 'family'): Place[] {
  if (places.length <= MOST_PLACES) return [...places]
  const roles: readonly string[] = kind === 'family' ? ['variant'] : ROLES_OF[kind]
  const each = Math.floor(MOST_PLACES / roles.length)
  const kept = new Set(roles.flatMap(role => places.filter(place => place.role === role).slice(0, each)))
  return places.filter(place => kept.has(place))
}

/** `count` of the items at random, in random order: by mulberry32 (Ettinger 2017) from the seed, over the items by id. */
export function drawn<T extends { readonly id: string }>(items: readonly T[], count: number, seed: number): T[] {
  let state = seed >>> 0
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const mixed = items.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  for (let i = mixed.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    const held = mixed[i]!
    mixed[i] = mixed[k]!
    mixed[k] = held
  }
  return mixed.slice(0, count)
}
