import { Gap, Quote, type Tokens } from './columns.ts'

/** What a token can be as a quotation mark, judged by its shape and its neighbours alone. */
const Mark = {
  None: 0,
  /** The three ways of a double mark: “ « „ `` opens, ” » closes, a straight one between blanks can be either. */
  Opens: 1,
  Closes: 2,
  Either: 3,
  SingleOpens: 4,
  SingleCloses: 5,
  /** Closes, or is the apostrophe of a plural: the farmers' land. */
  SinglePlural: 6,
} as const

/** The writing of a mark, before its neighbours are looked at. */
const Sign = {
  None: 0,
  Straight: 1,
  Left: 2,
  Right: 3,
  Low: 4,
  Single: 5,
  SingleLeft: 6,
  SingleRight: 7,
  SingleLow: 8,
} as const

const SIGNS: Readonly<Record<string, number>> = {
  '"': Sign.Straight,
  '＂': Sign.Straight,
  "''": Sign.Straight,
  '“': Sign.Left,
  '‟': Sign.Left,
  '``': Sign.Left,
  '‘‘': Sign.Left,
  '«': Sign.Left,
  'â€œ': Sign.Left,
  '”': Sign.Right,
  '»': Sign.Right,
  '’’': Sign.Right,
  'â€': Sign.Right,
  'â€\u009d': Sign.Right,
  '„': Sign.Low,
  'â€ž': Sign.Low,
  "'": Sign.Single,
  '‘': Sign.SingleLeft,
  '‛': Sign.SingleLeft,
  '`': Sign.SingleLeft,
  '‹': Sign.SingleLeft,
  'â€˜': Sign.SingleLeft,
  '’': Sign.SingleRight,
  '›': Sign.SingleRight,
  'â€™': Sign.SingleRight,
  '‚': Sign.SingleLow,
}

/** What can stand between a mark and the blank on its outer side. */
const Side = { Word: 0, Opening: 1, Closing: 2, Dash: 3, Mark: 4 } as const

function sideOf(word: string, sign: number): number {
  if (sign !== Sign.None) return Side.Mark
  if (/^[([{<]$/.test(word)) return Side.Opening
  if (/^[-–—―/=*_~]+$/.test(word) || word === 'â€“' || word === 'â€”') return Side.Dash
  return /^[)\]}>.,;:!?…]/.test(word) && !/\p{L}|\p{N}/u.test(word) ? Side.Closing : Side.Word
}

/** A plural apostrophe that is this far from the opening mark does not close it. */
const PLURAL_REACH = 12

/**
 * Pairs quotation marks and fills `quote`, `innerQuote` and `quotePartner`. The habits of news it follows:
 *
 * - Nothing is open when a paragraph begins. A mark opened and not closed in its paragraph
 *   - quotes to the paragraph's end when the next paragraph begins with an opening mark (a quotation that goes
 *     on, its marks re-opened), when it begins the paragraph or stands right behind a comma or colon ("He said:
 *     “We …"), or when its paragraph is the text's last (a text cut off), unless a tag stands in it (", said Voll.");
 *     it then has no partner;
 *   - is paired with the first double mark of the next paragraph when that one closes and nothing in its own
 *     paragraph opened it (a quotation cut by a line end);
 *   - else quotes nothing: a stray mark never marks the rest.
 * - Straight marks (and '' of typewriters) open before a word and close behind one; between blanks, or letters on both sides,
 *   they do what the state asks for. A curly mark that points the wrong way follows its blanks.
 * - A second mark that opens while one is open makes the first a stray, unless two closing ones follow (“a “b” c”)
 *   or a curly pair stands in straight marks.
 * - Single marks open only before a word and behind a blank, dash, bracket or mark, and close only behind
 *   something; a mark behind a plural s closes only when no better closing mark follows. Whatever is open
 *   when the mark around it closes is a stray.
 * - An outermost pair of single marks is an outer quotation. A third level gets partners only.
 *
 * Linear time; knows paragraphs, not sentences.
 */
export function pairQuotes(tokens: Tokens): void {
  const { size, quote, innerQuote, quotePartner, paragraphStart } = tokens
  quote.fill(Quote.Outside)
  innerQuote.fill(Quote.Outside)
  quotePartner.fill(-1)
  const marks = readMarks(tokens)
  if (marks === null) return
  const { mark, sign } = marks
  const ahead = lookAhead(mark, tokens)
  const depth = new Uint8Array(size) // of opening marks that found a partner or run to their paragraph's end
  const runsOn = new Uint8Array(size)
  const stack: number[] = []
  let carried = -1 // a double mark that the paragraph before left open
  for (let p = 0; p < tokens.paragraphs; p++) {
    const first = paragraphStart[p]!
    const end = paragraphStart[p + 1]!
    stack.length = 0
    let doubles = 0
    const isDouble = (i: number): boolean => sign[i]! <= Sign.Low
    const openDouble = (): number => {
      for (let k = stack.length - 1; k >= 0; k--) if (isDouble(stack[k]!)) return k
      return -1
    }
    const openSingle = (): number => {
      for (let k = stack.length - 1; k >= 0; k--) if (!isDouble(stack[k]!)) return k
      return -1
    }
    const close = (k: number, i: number): void => {
      const partner = stack[k]!
      stack.length = k
      quotePartner[partner] = i
      quotePartner[i] = partner
    }
    for (let i = first; i < end; i++) {
      let m = mark[i]!
      if (m === Mark.None) continue
      if (m <= Mark.Either) {
        const k = openDouble()
        if (m === Mark.Either) m = k >= 0 ? Mark.Closes : Mark.Opens
        // „…“, and “ that points the wrong way
        if (m === Mark.Opens && k >= 0 && sign[i] === Sign.Left && sign[stack[k]!] === Sign.Low) m = Mark.Closes
        doubles++
        if (m === Mark.Closes) {
          if (k >= 0) close(k, i)
          else if (doubles === 1 && carried >= 0) {
            quotePartner[carried] = i
            quotePartner[i] = carried
            stack.length = 0 // what opened since then crosses this pair: strays
          }
        } else {
          const nested =
            ahead.nextDouble[i] === Mark.Closes &&
            (ahead.closesAfterNext[i] === 1 || (k >= 0 && sign[stack[k]!] === Sign.Straight && sign[i] === Sign.Left))
          if (k >= 0 && !nested) stack.splice(k, 1)
          stack.push(i)
        }
      } else {
        const k = openSingle()
        if (m === Mark.SingleOpens && k >= 0 && sign[i] === Sign.SingleLeft && sign[stack[k]!] === Sign.SingleLow)
          m = Mark.SingleCloses
        if (m === Mark.SingleOpens) {
          if (k >= 0) stack.splice(k, 1)
          stack.push(i)
        } else if (k >= 0) {
          const enclosing = openDouble()
          // "…' …" inside a double quotation that will yet close: an apostrophe
          if (enclosing > k && ahead.nextDouble[i] === Mark.Closes) continue
          if (m === Mark.SinglePlural && (ahead.betterClose[i] === 1 || i - stack[k]! > PLURAL_REACH)) continue
          close(k, i)
        }
      }
    }
    carried = -1
    const k = openDouble()
    const open = k >= 0 ? stack[k]! : stack.length > 0 ? stack[0]! : -1
    if (open < 0) continue
    const nextOpens = p + 1 < tokens.paragraphs && isOpening(mark[end]!) && sameFamily(sign[open]!, sign[end]!)
    if (nextOpens) runsOn[open] = 1
    else if (isDouble(open)) {
      const introduced = open > first && /^[,:]$/.test(tokens.word(open - 1))
      const next = p + 1 < tokens.paragraphs ? ahead.firstDouble[p + 1]! : Mark.None
      if (next === Mark.Closes) carried = open
      const whole = open === first || introduced || p + 1 === tokens.paragraphs
      if (whole && !tagWithin(tokens, open, end)) runsOn[open] = 1
    }
  }
  // Levels, then the columns: every opening mark that counts covers [i, its end).
  stack.length = 0
  const ends: number[] = []
  for (let i = 0; i < size; i++) {
    while (ends.length > 0 && ends[ends.length - 1]! < i) ends.pop()
    const partner = quotePartner[i]!
    if (partner > i) {
      depth[i] = Math.min(3, ends.length + 1)
      ends.push(partner)
    } else if (partner < 0 && runsOn[i] === 1) {
      depth[i] = Math.min(3, ends.length + 1)
      ends.push(paragraphStart[tokens.paragraph[i]! + 1]! - 1)
    }
  }
  for (let i = 0; i < size; i++) {
    if (depth[i] !== 1 && depth[i] !== 2) continue
    const column = depth[i] === 1 ? quote : innerQuote
    const partner = quotePartner[i]!
    const to = partner > i ? partner : paragraphStart[tokens.paragraph[i]! + 1]!
    column.fill(Quote.Inside, i + 1, to)
    column[i] = Quote.Open
    if (partner > i) column[partner] = Quote.Close
  }
}

const SAID = new Set(['said', 'says', 'added', 'asked', 'replied', 'recalled', 'explained', 'warned'])

/** The longest tag without an appositive, in tokens: `, the chief inspector said`. */
const LONGEST_TAG = 7

/** `"We left at nine, said Voll. …`: words that tell who speaks stand where only a closing mark can have stood. */
function tagWithin(tokens: Tokens, first: number, end: number): boolean {
  for (let i = first + 2; i < end; i++) {
    if (!SAID.has(tokens.lowerWord(i))) continue
    if (
      tokens.word(i - 1) === ',' &&
      i + 1 < end &&
      /^\p{Lu}|^(?:the|a|an|his|her)$/u.test(tokens.word(i + 1).slice(0, 40))
    )
      return true
    // ", the foreman said."
    if (i + 1 < end && tokens.word(i + 1) === '.' && !/^(?:i|we|you)$/.test(tokens.lowerWord(i - 1)))
      for (let k = i - 2; k > first && k > i - LONGEST_TAG; k--) if (tokens.word(k) === ',') return true
  }
  return false
}

const isOpening = (mark: number): boolean => mark === Mark.Opens || mark === Mark.SingleOpens || mark === Mark.Either

const sameFamily = (a: number, b: number): boolean => a <= Sign.Low === b <= Sign.Low

/** Mark and sign of every token; null when the text has no mark. */
function readMarks(tokens: Tokens): { mark: Uint8Array; sign: Uint8Array } | null {
  const { size, form, gap, paragraph, strings } = tokens
  const signOf = new Uint8Array(strings.size)
  const known = new Int8Array(strings.size).fill(-1)
  const sign = new Uint8Array(size)
  const side = new Uint8Array(size)
  let any = false
  for (let i = 0; i < size; i++) {
    const f = form[i]!
    if (known[f]! < 0) {
      const word = strings.text(f)
      signOf[f] = word.length <= 3 ? (SIGNS[word] ?? Sign.None) : Sign.None
      known[f] = word.length > 16 ? Side.Word : sideOf(word, signOf[f]!)
    }
    sign[i] = signOf[f]!
    side[i] = known[f]!
    if (sign[i] !== Sign.None) any = true
  }
  if (!any) return null
  const mark = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    const s = sign[i]!
    if (s === Sign.None) continue
    const startsParagraph = i === 0 || paragraph[i - 1] !== paragraph[i]
    const endsParagraph = i + 1 === size || paragraph[i + 1] !== paragraph[i]
    const before = startsParagraph || gap[i] !== Gap.None ? -1 : side[i - 1]!
    const after = endsParagraph || gap[i + 1] !== Gap.None ? -1 : side[i + 1]!
    // Does something lean on the mark from the left, from the right?
    const left = before === Side.Word || before === Side.Closing || (before === Side.Mark && !isOpening(mark[i - 1]!))
    const right = after === Side.Word || after === Side.Opening || (after === Side.Mark && !left)
    if (s <= Sign.Low) mark[i] = doubleMark(s, left, right, tokens, i)
    else mark[i] = singleMark(s, left, right, after, tokens, i)
  }
  return { mark, sign }
}

function doubleMark(sign: number, left: boolean, right: boolean, tokens: Tokens, i: number): number {
  if (sign === Sign.Low) return Mark.Opens
  const opening = right && !left
  const closing = left && !right
  if (sign === Sign.Left) return closing ? Mark.Either : Mark.Opens
  if (sign === Sign.Right) return opening ? Mark.Either : Mark.Closes
  // 6'2" is feet and inches
  if (left && /^\d+['’]\d/.test(tokens.word(i - 1))) return Mark.None
  if (opening) return Mark.Opens
  return closing ? Mark.Closes : Mark.Either
}

const PLURAL = /(?:s|x|z|in)$/i

function singleMark(sign: number, left: boolean, right: boolean, after: number, tokens: Tokens, i: number): number {
  if (sign === Sign.SingleLow) return Mark.SingleOpens
  if (sign === Sign.SingleLeft) {
    // ‘90s, ‘em: the wrong way round, but apostrophes
    if (!left && right && /^(?:\d0s|\d\d|em|til|cause|n|tis|twas)$/.test(tokens.word(i + 1))) return Mark.None
    return left && !right ? Mark.SingleCloses : Mark.SingleOpens
  }
  if (right && !left) return sign === Sign.Single ? Mark.SingleOpens : Mark.None
  if (!left || after === Side.Word || after === Side.Opening) return Mark.None
  const word = tokens.word(i - 1)
  if (/^\d+$/.test(word) && sign === Sign.Single && after < 0) return Mark.SinglePlural // 6' tall
  if (!/^\p{L}/u.test(word) || !PLURAL.test(word)) return Mark.SingleCloses
  return after < 0 && i + 1 < tokens.size && /^[\p{L}\p{N}]/u.test(tokens.word(i + 1))
    ? Mark.SinglePlural
    : Mark.SingleCloses
}

interface Ahead {
  /** The next double mark of the paragraph. */
  readonly nextDouble: Uint8Array
  /** 1 when the double mark after that one closes too. */
  readonly closesAfterNext: Uint8Array
  /** 1 when a single mark that surely closes comes before one that opens. */
  readonly betterClose: Uint8Array
  /** Paragraph -> its first double mark. */
  readonly firstDouble: Uint8Array
}

/** What stands to the right of every mark, in one backward pass. */
function lookAhead(mark: Uint8Array, tokens: Tokens): Ahead {
  const { paragraph } = tokens
  const nextDouble = new Uint8Array(mark.length)
  const closesAfterNext = new Uint8Array(mark.length)
  const betterClose = new Uint8Array(mark.length)
  const firstDouble = new Uint8Array(tokens.paragraphs)
  let next: number = Mark.None
  let afterNext: number = Mark.None
  let better = 0
  for (let i = mark.length - 1; i >= 0; i--) {
    if (i + 1 < mark.length && paragraph[i + 1] !== paragraph[i]) {
      next = Mark.None
      afterNext = Mark.None
      better = 0
    }
    const m = mark[i]!
    if (m === Mark.None) continue
    nextDouble[i] = next
    closesAfterNext[i] = afterNext === Mark.Closes ? 1 : 0
    betterClose[i] = better
    if (m <= Mark.Either) {
      afterNext = next
      next = m
      firstDouble[paragraph[i]!] = m
    } else if (m === Mark.SingleOpens) better = 0
    else if (m === Mark.SingleCloses) better = 1
  }
  return { nextDouble, closesAfterNext, betterClose, firstDouble }
}
