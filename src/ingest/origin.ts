import { type Block, type Origin, span } from '../vocabulary/index.ts'
import { type AgencyFound, agencyInByline, agencyNamed, isAgencyLine, UNNAMED_AGENCIES } from './agencies.ts'

/** What is known of an article's origin beside its text. */
export interface OriginData {
  /** Said by the container or the sender. */
  readonly agency?: string | null | undefined
  readonly outlet?: string | null | undefined
  /** The page's own data; each only counts where it names an agency. */
  readonly byline?: string | null | undefined
  readonly source?: string | null | undefined
  readonly credit?: string | null | undefined
  readonly holder?: string | null | undefined
}

/** How far into a block's head, and from its end, is looked. */
const LOOK = 400
/** Foot lines that are looked at: the last blocks of the article. */
const FEET = 6

/**
 * Whose report an article is at bottom: the agency that its sender, a dateline's bracket, a byline, a credit at its
 * foot or a copyright line names, in this order; then the page's own data, and last the outlet, where that is an
 * agency itself. `UNNAMED_AGENCIES` for "Staff and agencies", unless any of these names one. An agency that the report only quotes ("he told Reuters"), that took a picture, or that "contributed to
 * this report" is not its origin. Linear; looks at heads and feet only.
 */
export function originOf(text: string, blocks: readonly Block[], data: OriginData): Origin | null {
  const outlet = data.outlet?.trim() ?? ''
  if (data.agency?.trim()) {
    const agency = agencyNamed(data.agency, { alone: true })
    if (agency) return { agency, by: 'stated', span: null }
    if (!same(data.agency, outlet)) return { agency: plainName(data.agency), by: 'stated', span: null }
  }
  const firstBody = blocks.findIndex(block => block.kind === 'paragraph' || block.kind === 'dateline')
  const head = firstBody < 0 ? blocks : blocks.slice(0, firstBody)
  const body = blocks.slice(firstBody < 0 ? blocks.length : firstBody)
  const foot = body.slice(1).slice(-FEET).toReversed()
  const first = body.filter(block => block.kind === 'paragraph' || block.kind === 'dateline').slice(0, 3)

  const places: readonly (() => Origin | null)[] = [
    () => firstOf(first, (words, block) => inDateline(words, block.kind), 'dateline', text),
    () =>
      firstOf(
        head.filter(block => block.kind === 'byline' || block.kind === 'credit'),
        words => (isPicture(words) || isCopyright(words) ? null : agencyInByline(words)),
        'byline',
        text,
      ),
    () => (data.byline ? fromData(agencyInByline(data.byline)?.agency, 'byline') : null),
    () => firstOf(foot, (words, block, i) => inCredit(words, block, i, outlet), 'credit', text),
    () =>
      firstOf(
        [...head, ...foot].filter(block => block.kind === 'credit' || block.kind === 'boilerplate'),
        words => inCopyright(words, outlet),
        'copyright',
        text,
      ),
    () => fromData(data.credit && agencyInByline(data.credit)?.agency, 'credit'),
    () => fromData(data.source && agencyNamed(data.source, { alone: true }), 'stated'),
    () => fromData(data.holder && agencyNamed(withoutForm(data.holder), { alone: true }), 'copyright'),
    () => fromData(outlet !== '' && agencyNamed(outlet, { alone: false }), 'stated'),
  ]
  let unnamed: Origin | null = null
  for (const look of places) {
    const found = look()
    if (found && found.agency !== UNNAMED_AGENCIES) return found
    unnamed ??= found
  }
  return unnamed
}

const fromData = (agency: string | null | undefined | false, by: Origin['by']): Origin | null =>
  agency ? { agency, by, span: null } : null

type Reader = (words: string, block: Block, i: number) => AgencyFound | null

function firstOf(blocks: readonly Block[], read: Reader, by: Origin['by'], text: string): Origin | null {
  let unnamed: Origin | null = null
  for (const [i, block] of blocks.entries()) {
    const length = block.span.to - block.span.from
    // A line at the foot is read whole; of a paragraph, its end.
    const whole = length <= LOOK
    const from = whole || by === 'dateline' ? block.span.from : block.span.to - LOOK
    const raw = text.slice(from, Math.min(block.span.to, from + LOOK))
    // Blanks and Markdown's marks become blanks of one unit each, so that places stay true.
    const words = raw.replace(/[\s*_]/g, ' ')
    const found = read(words.replace(/ {2,}/g, ' ').trim(), block, i)
    if (!found) continue
    const at = words.lastIndexOf(found.words)
    const place = at < 0 ? block.span : span(from + at, from + at + found.words.length)
    if (found.agency !== UNNAMED_AGENCIES) return { agency: found.agency, by, span: place }
    unnamed ??= { agency: found.agency, by, span: place }
  }
  return unnamed
}

const BRACKET = /\(([^()]{2,40})\) ?(?:--|[-–—―:.]|$)/
/** "NORVALE, March 3 (Reuters) -", "(AP) —", "NORVALE, March 3 /Xinhua/ --", "Norvale [Kobria], March 3 (ANI):". */
const OPENS =
  /^(?:[\p{Lu}(][\p{L}\p{M}\p{N}.,'’[\]/ -]{0,70}?)?(?:\(([^()]{2,40})\) ?(?:--|[-–—―:])|\/([^/]{2,30})\/ ?(?:--|[-–—―.]))/u

function inDateline(words: string, kind: Block['kind']): AgencyFound | null {
  const match = kind === 'dateline' ? BRACKET.exec(words) : OPENS.exec(words)
  const named = match?.[1] ?? match?.[2]
  if (named !== undefined) {
    const lower = words.slice(0, match!.index + match![0].length).match(/ \p{Ll}{3,}/gu)
    if (kind !== 'dateline' && lower) return null // prose that happens to hold a bracket
    return readSource(named) ?? (isAgencyLike(named) ? { agency: plainName(named), words: named } : null)
  }
  if (kind !== 'dateline') return null
  // "NORVALE, Reuters —"
  for (const part of words.split(/[,/–—-]/).map(part => part.trim())) {
    const agency = agencyNamed(part, { alone: false })
    if (agency) return { agency, words: part }
  }
  return null
}

/** One agency or the first of several: "AP", "AFP/Reuters", "TASS and agencies". */
function readSource(words: string): AgencyFound | null {
  const whole = agencyNamed(words, { alone: true })
  return whole ? { agency: whole, words } : agencyInByline(words)
}

/** An agency that the list does not know, by its own name. */
const isAgencyLike = (words: string): boolean =>
  /\b(?:News Agency|News Service|Press Agency|Press Service|Newswire|Wire Service|Press Association)$/.test(words)

const PICTURE = /\b(?:photo(?:graph)?s?|pictures?|images?|video|footage|graphics?|illustration|getty)\b/i
const isPicture = (words: string): boolean => words.length <= 200 && PICTURE.test(words)

const NAME_WORD = String.raw`[\p{Lu}\d][\p{L}\p{N}'’&-]*(?:\.[\p{L}\p{N}]+)*`
const NAME = `((?:The |the )?${NAME_WORD}(?:(?: | of | and | for | the | on )${NAME_WORD}){0,6})`
const PIECE = `(?:[Tt]his|[Tt]he following|(?:A|An earlier|a) version of this) (?:story|article|report|piece|interview|analysis|post|investigation|dispatch)`
/** "This story was originally published by …", "First published in …", "Republished from …". */
const REPUBLISHED = new RegExp(
  `^[([ –—]*(?:(?:${PIECE}[^."“]{0,40} )?(?:(?:was |is )?(?:[Oo]riginally|[Ff]irst) (?:published|appeared|posted|ran)|(?:is )?[Rr]e(?:published|printed))(?: here)?(?: with (?:the )?permission)? (?:by|in|on|at|from|of) ${NAME})`,
  'u',
)
/** "This report was produced by …": counts for agencies only, since people and places stand there too. */
const PRODUCED = new RegExp(
  `^[([ –—]*${PIECE}[^."“]{0,40} (?:was|is) (?:produced|provided|supplied|distributed|reported|written) (?:by|from) ${NAME}`,
  'u',
)
const REPORTING_EDITING =
  /^[([ –—]*(?:additional |further )?(?:reporting|writing)\b[^"“]{0,300}; ?(?:\p{L}+ (?:and )?)*(?:editing) by \p{L}/iu
const INPUTS =
  /(?:^|[([–— .])(?:with |based on )?(?:agency |additional |further )?(?:inputs?|reports?|reporting|files|material|information|copy) (?:received )?from ([^"“”()]{2,80}?)[.)\] ]*$/iu
const WITH_INPUTS =
  /(?:^|[([–— ])with ((?:\p{Lu}[\p{L}.]{1,20}|agency|agencies)(?:[,/ ]+(?:\p{Lu}[\p{L}.]{1,20}|and))*) inputs[.)\] ]*$/u
const WITH_AGENCIES = /^[([–— ]*(?:with )?(?:(?:news|wire) )?(?:agencies|wires|agency inputs)[.)\] ]*$/i
const WRITERS =
  /^[([–— ]*((?:The )?[\p{Lu}][\p{L}.]*(?: [\p{Lu}][\p{L}.]*){0,3}?) (?:\p{Ll}+ ){0,3}(?:writers?|reporters?|journalists?|correspondents?|videojournalists?|staffers?)\b[^"“]{2,240} contributed\b/u
const END_BRACKET = /[.!?"”’] ?[([]([^()[\]]{2,40})[)\]][. ]*$/
const END_DASH = /[.!?"”’)] ?(?:[-–—]{1,2}|\/) ?(\p{Lu}[\p{L}. -]{1,30})$/u
const LINE = /^[-–—/([ ]*(?:[Ss]ource: ?)?([\p{Lu}d][\p{L}. /-]{1,60}?)[)\] .]*$/u

/** "Source: Kobrin News Service", on a line of its own. */
const SOURCE_LINE = new RegExp(`^[-–—([ ]*[Ss]ource: ?${NAME}[)\\] .]*$`, 'u')

function inCredit(words: string, block: Block, i: number, outlet: string): AgencyFound | null {
  if (block.kind === 'headline' || block.kind === 'caption' || isCopyright(words)) return null
  if (block.kind !== 'paragraph' && isPicture(words)) return null
  const short = words.length < LOOK - 2
  if (short) {
    const again = /^[([ –—]*[OFRofr]/.test(words) && words.length > 160 ? null : REPUBLISHED.exec(words)
    const name = (again ?? PRODUCED.exec(words))?.[1]?.replace(/[.']$/, '')
    if (name !== undefined && !isCalendar(name)) {
      const agency = agencyNamed(name, { alone: true })
      if (agency) return { agency, words: name }
      if ((again || isAgencyLike(name)) && !same(name, outlet)) return { agency: plainName(name), words: name }
    }
    if (REPORTING_EDITING.test(words)) return { agency: 'Reuters', words }
    const writers = WRITERS.exec(words)
    const theirs = writers && agencyNamed(writers[1]!, { alone: false })
    if (theirs) return { agency: theirs, words: writers[1]! }
    if (WITH_AGENCIES.test(words)) return { agency: UNNAMED_AGENCIES, words }
  }
  const inputs = INPUTS.exec(words)?.[1] ?? WITH_INPUTS.exec(words)?.[1]
  if (inputs !== undefined) {
    if (/^agenc(?:y|ies)$/i.test(inputs)) return { agency: UNNAMED_AGENCIES, words: inputs }
    const found = agencyInByline(inputs)
    if (found) return found
  }
  if (i > 2) return null
  // The report's end itself: "… on Monday. (ANI)", "… he said. — AFP", or a line "Reuters".
  if (short && words.length <= 80) {
    const line = LINE.exec(words)?.[1]
    const found = line !== undefined && isAgencyLine(line) ? readSource(line) : null
    if (found) return found
    const source = SOURCE_LINE.exec(words)?.[1]
    if (source !== undefined && isAgencyLike(source) && !same(source, outlet))
      return { agency: plainName(source), words: source }
  }
  const end = END_BRACKET.exec(words)?.[1] ?? END_DASH.exec(words)?.[1]
  const agency = end === undefined ? null : agencyNamed(end, { alone: false })
  return agency ? { agency, words: end! } : null
}

const isCalendar = (words: string): boolean =>
  /^(?:the )?(?:\d|jan|feb|mar(?:ch)?\b|apr|may\b|jun|jul|aug|sep|oct|nov|dec|mon|tues?|wed|thu|fri|sat|sun)/i.test(
    words,
  )

const COPYRIGHT = /^[([ ]*(?:©|\(c\)|copyright)/i
const isCopyright = (words: string): boolean => COPYRIGHT.test(words)
const DISTRIBUTED = new RegExp(String.raw`\b[Dd]istributed by ${NAME}`, 'u')

function inCopyright(words: string, outlet: string): AgencyFound | null {
  if (!isCopyright(words)) return null
  const sender = DISTRIBUTED.exec(words)?.[1]
  const sent = sender && agencyNamed(withoutForm(sender), { alone: true })
  if (sent) return { agency: sent, words: sender }
  const holder = words
    .replace(/^(?:\(c\)|[([\])© ,]|copyright|by|(?:19|20)\d\d(?: ?[-–] ?(?:19|20)?\d\d)?)+/gi, '')
    .split(/[;|()]|\. |\.$|, (?!L)| (?:19|20)\d\d\b| all rights| – | — | - /i)[0]!
    .trim()
  const name = withoutForm(holder)
  const agency = agencyNamed(name, { alone: true })
  if (agency) return { agency, words: name }
  return isAgencyLike(name) && !same(name, outlet) ? { agency: plainName(name), words: name } : null
}

/** A company's name without its legal form. */
const withoutForm = (name: string): string =>
  name.replace(/,? (?:L\.?P\.?|L\.?L\.?C\.?|Inc\.?|Ltd\.?|Limited|plc|GmbH|AG|S\.?A\.?|Corp\.?|Co\.?)$/i, '').trim()

const plainName = (name: string): string => name.replace(/\s+/g, ' ').trim().slice(0, 200)
const same = (a: string, b: string): boolean => {
  const bare = (name: string) => name.toLowerCase().replace(/^the |[^\p{L}\p{N}]+/gu, '')
  return bare(a) === bare(b)
}
