import type { Block } from '../vocabulary/index.ts'
import { ANY_CASE, BEFORE_NUMBER, CAPITALISED, CAPITALISED_BEFORE_LOWER, HOST_ENDS } from './abbreviations.ts'
import { Gap, Tokens } from './columns.ts'
import { StringTable } from './strings.ts'

/** What a UTF-16 unit can be. Lone surrogates are `Symbol`. */
const Class = { Unknown: 0, Space: 1, Line: 2, Letter: 3, Digit: 4, Symbol: 5, Joiner: 6, High: 7 } as const

const classes = new Uint8Array(65536) // filled as units are met: a text uses few of them

function classify(unit: number): number {
  const s = String.fromCharCode(unit)
  let c: number
  if (unit === 10 || unit === 11 || unit === 12 || unit === 13 || unit === 0x2028 || unit === 0x2029) c = Class.Line
  else if (/\s/.test(s)) c = Class.Space
  else if (/\p{Nd}/u.test(s)) c = Class.Digit
  else if (/[\p{L}\p{N}]/u.test(s)) c = Class.Letter
  else if (/[\p{M}\p{Cf}]/u.test(s)) c = Class.Joiner
  else if (unit >= 0xd800 && unit < 0xdc00) c = Class.High
  else c = Class.Symbol
  classes[unit] = c
  return c
}

const LONGEST_MAIL_NAME = 64 // RFC 5321, 4.5.3.1.1
const LONGEST_TAG = 300
const LONGEST_HOST_END = 6

/** The unit code of `â`, with which every mark of U+2010–U+203F begins when UTF-8 was read as Windows-1252. */
const MOJIBAKE = 0xe2
const EURO = 0x20ac

/**
 * Cuts the blocks of a text into words and marks, as CoreNLP does (Penn Treebank with hyphenated words whole):
 *
 *   He  said  "  I  do  n't  ,  "  Sen.  J.  Orr  ,  R-Fla.  ,  told  the  U.S.-born  crowd  .
 *
 * Every unit inside a block that is no white space lies in exactly one token, and no token crosses a block.
 * Blocks must be in text order and not overlap. Fills from, to, form, lower, gap and the paragraph columns.
 * One forward scan; every look-ahead is bounded, so time is linear in the text.
 */
export function tokenise(text: string, blocks: readonly Block[]): Tokens {
  const scan = new Scanner(text)
  const paragraphStart: number[] = []
  const paragraphBlock: number[] = []
  for (let b = 0; b < blocks.length; b++) {
    const { from, to } = blocks[b]!.span
    const before = scan.size
    scan.run(Math.max(0, from), Math.min(text.length, to))
    if (scan.size > before) {
      paragraphStart.push(before)
      paragraphBlock.push(b)
    }
  }
  const tokens = new Tokens(text, scan.size, new StringTable())
  tokens.from.set(scan.from.subarray(0, scan.size))
  tokens.to.set(scan.to.subarray(0, scan.size))
  tokens.paragraphStart = Int32Array.from([...paragraphStart, scan.size])
  tokens.paragraphBlock = Int32Array.from(paragraphBlock)
  const { strings } = tokens
  const lowerOf: number[] = [] // string id of a form -> string id of its lower form
  let paragraph = -1
  for (let i = 0; i < tokens.size; i++) {
    const word = text.slice(tokens.from[i]!, tokens.to[i]!)
    const form = strings.id(word)
    tokens.form[i] = form
    let lower = lowerOf[form]
    if (lower === undefined) {
      lower = strings.id(lowerForm(word))
      lowerOf[form] = lower
    }
    tokens.lower[i] = lower
    if (i === paragraphStart[paragraph + 1]) paragraph++
    tokens.paragraph[i] = paragraph
    tokens.gap[i] = i === 0 ? Gap.Line : gapBetween(text, tokens.to[i - 1]!, tokens.from[i]!)
  }
  return tokens
}

/** A word as the `lower` column has it: lower case, with curly and garbled apostrophes made straight. */
export function lowerForm(word: string): string {
  const lower = word.toLowerCase()
  return lower.includes('’') || lower.includes('â€™') ? lower.replaceAll('â€™', "'").replaceAll('’', "'") : lower
}

function gapBetween(text: string, from: number, to: number): number {
  if (from === to) return Gap.None
  for (let i = from; i < to; i++) if (classOf(text.charCodeAt(i)) === Class.Line) return Gap.Line
  return Gap.Blank
}

const classOf = (unit: number): number => classes[unit] || classify(unit)

const isUpper = (s: string): boolean => s !== s.toLowerCase()

/** Verbs written together with what follows: where the second word begins. */
const FUSED: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ['gonna', 3],
  ['gotta', 3],
  ['wanna', 3],
  ['lemme', 3],
  ['gimme', 3],
  ['dont', 2],
  ['doesnt', 4],
  ['didnt', 3],
  ['isnt', 2],
  ['wasnt', 3],
  ['couldnt', 5],
  ['wouldnt', 5],
  ['shouldnt', 6],
  ['havent', 4],
  ['hasnt', 3],
  ['wont', 2],
  ['cant', 2],
  ['youre', 3],
  ['ive', 1],
  ['im', 1],
])

/** Words that begin with an apostrophe. */
const ELIDED = /^(?:em|til|till|cause|cos|bout|round|n|twas|tis|neath|ere|fraid)$/

class Scanner {
  size = 0
  from = new Int32Array(256)
  to = new Int32Array(256)
  private readonly text: string
  private end = 0
  /** The first `@` at or after the place last asked about; -1 before the first question. */
  private nextAt = -1

  constructor(text: string) {
    this.text = text
  }

  run(from: number, to: number): void {
    this.end = to
    let i = from
    while (i < to) {
      const c = this.cls(i)
      if (c === Class.Space || c === Class.Line) i++
      else i = this.token(i, c)
    }
  }

  private cls(i: number): number {
    return i < this.end ? classOf(this.text.charCodeAt(i)) : Class.Space
  }

  private unit(i: number): number {
    return i < this.end ? this.text.charCodeAt(i) : 32
  }

  private push(from: number, to: number): number {
    if (this.size === this.from.length) {
      this.from = wider(this.from)
      this.to = wider(this.to)
    }
    this.from[this.size] = from
    this.to[this.size] = to
    this.size++
    return to
  }

  /** Is the unit a letter, digit or the like? Also half of an astral letter, or of a garbled one ("Ã©"). */
  private wordLength(i: number): number {
    const c = this.cls(i)
    if (c === Class.Letter) {
      const u = this.unit(i)
      if (u === MOJIBAKE && this.unit(i + 1) === EURO) return 0
      if (u === 0xc3 || u === 0xc2) {
        const next = this.unit(i + 1)
        if (next > 0xa0 && next < 0xc0) return 2
      }
      return 1
    }
    if (c === Class.Digit) return 1
    if (c === Class.High) {
      const low = this.unit(i + 1)
      if (low >= 0xdc00 && low < 0xe000 && /[\p{L}\p{N}]/u.test(this.text.slice(i, i + 2))) return 2
    }
    return 0
  }

  /** Length of an apostrophe at i: straight, curly or garbled; 0 for none. */
  private apostrophe(i: number): number {
    const u = this.unit(i)
    if (u === 39 || u === 0x2019) return 1
    return u === MOJIBAKE && this.unit(i + 1) === EURO && this.unit(i + 2) === 0x2122 ? 3 : 0
  }

  private token(i: number, c: number): number {
    const u = this.unit(i)
    if (this.wordLength(i) > 0) return this.word(i)
    if (c === Class.Joiner) return this.push(i, this.joined(i + 1))
    if (c === Class.High) return this.picture(i)
    const next = this.unit(i + 1)
    if (u === MOJIBAKE && next === EURO) return this.garbled(i)
    const startsFresh = i === 0 || this.isBreak(i - 1)
    switch (u) {
      case 39: // '
      case 0x2019:
        if (next === u) {
          // ''' at the end is an inner mark and an outer one, at the start the other way round
          const three = this.unit(i + 2) === u && this.unit(i + 3) !== u
          return this.push(i, three && !startsFresh ? i + 1 : i + 2)
        }
        return this.elision(i)
      case 96: // `
      case 0x2018: // ‘
        return this.push(i, next === u ? i + 2 : i + 1)
      case 46: // .
        if (startsFresh && this.cls(i + 1) === Class.Digit) return this.word(i)
        return this.push(i, this.same(i, u))
      case 33: // !
      case 63: // ?
        return this.push(i, this.shouts(i))
      case 45: // -
      case 43: // +
        if (startsFresh && this.cls(i + 1) === Class.Digit) return this.word(i)
        return this.push(i, this.same(i, u))
      case 64: // @
      case 35: // #
        if (this.cls(i + 1) === Class.Letter || next === 95) return this.handle(i)
        return this.push(i, i + 1)
      case 60: // <
        return this.tag(i)
      case 62: // >
        return this.push(i, this.same(i, u))
      case 38: // &
        return this.entity(i)
      case 58: // :
      case 59: // ;
      case 61: // =
        if (startsFresh) {
          const face = this.face(i)
          if (face > 0) return this.push(i, face)
        }
        return this.push(i, u === 61 ? this.same(i, u) : i + 1)
      case 42: // *
      case 95: // _
      case 126: // ~
      case 0x2014: // —
      case 0x2013: // –
      case 0x2026: // …
      case 0x2022: // •
        if (u === 95 && this.wordLength(this.same(i, u)) > 0) return this.word(i)
        return this.push(i, this.same(i, u))
      default:
        return this.push(i, this.joined(i + 1))
    }
  }

  /** Ends what begins before `i`, taking combining marks and joiners with it. */
  private joined(i: number): number {
    while (this.cls(i) === Class.Joiner) i++
    return i
  }

  private same(i: number, unit: number): number {
    do i++
    while (i < this.end && this.unit(i) === unit)
    return i
  }

  private shouts(i: number): number {
    do i++
    while (this.unit(i) === 33 || this.unit(i) === 63)
    return i
  }

  private isBreak(i: number): boolean {
    const c = classOf(this.text.charCodeAt(i))
    return c === Class.Space || c === Class.Line || this.text.charCodeAt(i) === 40
  }

  /** `â€œ`, `â€™` and the like: one mark. The closing `”` loses its last unit in many copies. */
  private garbled(i: number): number {
    const third = this.unit(i + 2)
    const whole =
      third === 0x153 || // œ  “
      third === 0x9d || // ”
      third === 0x2122 || // ™  ’
      third === 0x2dc || // ˜  ‘
      third === 0x201c || // “  –
      third === 0xa6 || // ¦  …
      third === 0x17e // ž  „
    if (third === 0x2122) return this.elision(i)
    // `â€”` is a garbled long dash, or a garbled closing mark and a sound one; the dash is what is met.
    return this.push(i, whole || third === 0x201d ? i + 3 : i + 2)
  }

  /** An apostrophe at the start of a word: "'90s", "'em"; split off otherwise. Also a clitic that stands alone. */
  private elision(i: number): number {
    const mark = this.apostrophe(i)
    const start = i + mark
    let j = start
    while (j < this.end && j - start < 8 && this.wordLength(j) > 0) j++
    if (this.wordLength(j) > 0 || j === start) return this.push(i, start)
    const rest = this.text.slice(start, j)
    if (this.apostrophe(j) > 0 && rest.length > 1) return this.push(i, start)
    if (/^\d0s$|^\d\d$/.test(rest) && this.unit(j) !== 0x2d) return this.push(i, j)
    if (/^[a-z]+$/.test(rest) && ELIDED.test(rest)) {
      if (rest === 'n') return this.push(i, j + this.apostrophe(j))
      if (rest === 'tis' || rest === 'twas') {
        this.push(i, start + 1)
        return this.push(start + 1, j)
      }
      return this.push(i, j)
    }
    const freestanding = i > 0 && !this.isBreak(i - 1)
    if (freestanding && /^(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)$/.test(rest)) return this.push(i, j)
    return this.push(i, start)
  }

  private handle(i: number): number {
    let j = i + 1
    for (;;) {
      const n = this.wordLength(j)
      if (n > 0) j += n
      else if (this.unit(j) === 95) j++
      else if (this.cls(j) === Class.Joiner) j++
      else break
    }
    return this.push(i, j)
  }

  /** An emoji with its modifiers and joined parts, a flag, or a lone surrogate. */
  private picture(i: number): number {
    let j = i
    for (;;) {
      const low = this.unit(j + 1)
      if (this.cls(j) === Class.High && low >= 0xdc00 && low < 0xe000) {
        const flag = this.unit(j) === 0xd83c && low >= 0xdde6 && low <= 0xddff
        j += 2
        if (flag && this.unit(j) === 0xd83c && this.unit(j + 1) >= 0xdde6 && this.unit(j + 1) <= 0xddff) j += 2
      } else j++
      let zwj = false
      for (;;) {
        const u = this.unit(j)
        if (this.cls(j) === Class.Joiner) {
          zwj = u === 0x200d
          j++
        } else if (u === 0xd83c && this.unit(j + 1) >= 0xdffb && this.unit(j + 1) <= 0xdfff) j += 2
        else break
      }
      if (!zwj || j >= this.end || this.wordLength(j) > 0 || this.cls(j) < Class.Symbol) return this.push(i, j)
    }
  }

  private tag(i: number): number {
    const next = this.unit(i + 1)
    if (next === 51 && this.cls(i + 2) <= Class.Line) return this.push(i, i + 2) // <3
    if (next === 60) return this.push(i, this.same(i, 60))
    if (!(next === 47 || next === 33 || ((next | 32) >= 97 && (next | 32) <= 122))) return this.push(i, i + 1)
    const last = Math.min(this.end, i + LONGEST_TAG)
    for (let j = i + 2; j < last; j++) {
      const u = this.unit(j)
      if (u === 62) return this.push(i, j + 1)
      if (u === 60 || this.cls(j) === Class.Line) break
    }
    return this.push(i, i + 1)
  }

  /** `&amp;` and the like, that a scrape left in, is one mark. */
  private entity(i: number): number {
    for (let j = i + 1; j < i + 9; j++) {
      const u = this.unit(j)
      if (u === 59) return this.push(i, j > i + 2 ? j + 1 : i + 1)
      if (!(u < 128 && (this.cls(j) === Class.Letter || this.cls(j) === Class.Digit || u === 35))) break
    }
    return this.push(i, i + 1)
  }

  /** The end of a typed face such as `:-)` that stands alone, or 0. */
  private face(i: number): number {
    let j = i + 1
    const nose = this.unit(j)
    if (nose === 45 || nose === 39 || nose === 94) j++
    const mouth = this.unit(j)
    if (!(mouth < 128 && ')(DPpO/|]*'.includes(String.fromCharCode(mouth)))) return 0
    do j++
    while (this.unit(j) === mouth)
    return this.cls(j) <= Class.Line ? j : 0
  }

  /** A word, number, address or abbreviation, then cut into stem and clitics. */
  private word(i: number): number {
    const mail = this.mail(i)
    if (mail > 0) return this.push(i, mail)
    let j = i
    let segment = i // where the part since the last full stop or hyphen begins
    let dots = 0
    let digits = true
    let shortParts = true // every part before a full stop is one or two letters
    let u = this.unit(i)
    if (u === 43 || u === 45 || u === 46 || u === 95) j = u === 95 ? this.same(i, u) : i + 1
    for (;;) {
      const n = this.wordLength(j)
      if (n > 0) {
        if (this.cls(j) !== Class.Digit) digits = false
        j += n
        continue
      }
      const c = this.cls(j)
      if (c === Class.Space || c === Class.Line || j === i) break
      if (c === Class.Joiner) {
        j++
        continue
      }
      u = this.unit(j)
      if (u === 45 || u === 0x2010 || u === 0x2011) {
        if (this.wordLength(j + 1) === 0) break
        j++
        segment = j
        dots = 0
        shortParts = true
        digits = true
      } else if (u === 46) {
        const size = j - segment
        const nextLength = this.wordLength(j + 1)
        if (nextLength === 0) {
          if (!this.keepsStop(segment, j, dots, shortParts)) break
          j++
          // "U.S.-born", "U.S./Mexico", "Calif.'s" go on
          const after = this.unit(j)
          if ((after === 45 || after === 47) && this.wordLength(j + 1) > 0) continue
          if (this.apostrophe(j) > 0 && this.wordLength(j + this.apostrophe(j)) > 0) continue
          break
        }
        if (digits && this.cls(j + 1) === Class.Digit && size > 0) j++
        else if (size === 0) j++
        else if (size <= 2 && !digits && shortParts && this.isShort(j + 1)) {
          dots++
          j++
          segment = j
        } else if (this.isHost(segment, j)) {
          shortParts = false
          j++
          segment = j
        } else {
          if (this.keepsStop(segment, j, dots, shortParts)) j++
          break
        }
      } else if (u === 44) {
        if (!(digits && this.threeDigits(j + 1))) break
        j++
      } else if (u === 58) {
        if (digits && this.cls(j + 1) === Class.Digit && j > i) j++
        else if (this.unit(j + 1) === 47 && this.unit(j + 2) === 47) return this.push(i, this.address(j))
        else break
      } else if (u === 47) {
        if (segment > i && dots === 0 && this.isHost(segment, segment)) return this.push(i, this.address(j))
        if (this.wordLength(j + 1) === 0) break
        j++
        segment = j
        dots = 0
        shortParts = true
        digits = true
      } else if (u === 95) {
        j++
        digits = false
      } else if (u === 38) {
        // AT&T, Q&A
        if (!(this.isCapital(j - 1) && this.isCapital(j + 1))) break
        j++
        digits = false
      } else if (u === 36) {
        // US$ 5
        if (j - i <= 3 && this.cls(j + 1) === Class.Digit && isUpper(this.text[i]!)) j++
        break
      } else {
        const mark = this.apostrophe(j)
        if (mark === 0 || this.wordLength(j + mark) === 0 || this.isQuoteAfterStop(j)) break
        j += mark
        digits = false
      }
    }
    return this.cut(i, j)
  }

  private isQuoteAfterStop(j: number): boolean {
    return this.unit(j - 1) === 46 && this.isCapital(j + 1)
  }

  private isCapital(i: number): boolean {
    return this.cls(i) === Class.Letter && isUpper(this.text[i]!)
  }

  /** Exactly three digits at i, as after the comma of 1,000. */
  private threeDigits(i: number): boolean {
    for (let k = 0; k < 3; k++) if (this.cls(i + k) !== Class.Digit) return false
    return this.cls(i + 3) !== Class.Digit
  }

  /** One or two letters and then no further letter: the next part of "U.S.A", "Ph.D", "p.m". */
  private isShort(i: number): boolean {
    if (this.cls(i) !== Class.Letter) return false
    if (this.wordLength(i + 1) === 0) return true
    return false
  }

  /**
   * Is text[from, dot) the left part of a host name whose next part stands after the full stop? (With
   * from = dot: is the part that begins there the end of a host name?)
   */
  private isHost(from: number, dot: number): boolean {
    const start = from === dot ? from : dot + 1
    let j = start
    while (j - start <= LONGEST_HOST_END && this.wordLength(j) > 0) j++
    const part = this.text.slice(start, j)
    const lower = part.toLowerCase()
    if (HOST_ENDS.has(lower) && (part === lower || part === part.toUpperCase())) return true
    if (from === dot) return false
    // "news.example.com", "www.example.com": look one part on
    j = start
    while (j - start < 40 && (this.wordLength(j) > 0 || this.unit(j) === 45)) j++
    if (this.unit(j) !== 46 || this.wordLength(j + 1) === 0) return false
    if (/^www$/i.test(this.text.slice(from, dot))) return true
    const last = j + 1
    j = last
    while (j - last <= LONGEST_HOST_END && this.wordLength(j) > 0) j++
    return (
      HOST_ENDS.has(this.text.slice(last, j)) && this.text.slice(from, dot) === this.text.slice(from, dot).toLowerCase()
    )
  }

  /** The end of a URL from i on: to the next white space or quotation mark, less closing punctuation. */
  private address(i: number): number {
    let j = i
    let open = 0
    while (j < this.end) {
      const c = this.cls(j)
      const u = this.unit(j)
      if (c <= Class.Line || u === 34 || u === 60 || u === 62 || (u >= 0x2018 && u <= 0x201f)) break
      if (u === 40) open++
      if (u === 41 && open-- === 0) break
      j++
    }
    while (j > i + 1 && '.,;:!?\'"*'.includes(this.text[j - 1]!)) j--
    return j
  }

  /** The end of an e-mail address that begins at i, or 0. */
  private mail(i: number): number {
    if (this.nextAt < i) {
      const at = this.text.indexOf('@', i)
      this.nextAt = at < 0 ? this.text.length : at
    }
    const at = this.nextAt
    if (at - i > LONGEST_MAIL_NAME || at >= this.end || at === i) return 0
    for (let j = i; j < at; j++) {
      const u = this.unit(j)
      if (!(this.wordLength(j) === 1 || u === 46 || u === 45 || u === 95 || u === 43)) return 0
    }
    let j = at + 1
    let dot = -1
    const last = Math.min(this.end, at + 256)
    for (; j < last; j++) {
      const u = this.unit(j)
      if (u === 46 && this.wordLength(j + 1) > 0) dot = j
      else if (this.wordLength(j) !== 1 && u !== 45) break
    }
    return dot > 0 ? j : 0
  }

  /**
   * Does the full stop at `dot` belong to the word whose last part is text[segment, dot)?
   * Initials and U.S. by shape, others by list.
   */
  private keepsStop(segment: number, dot: number, dots: number, shortParts: boolean): boolean {
    const size = dot - segment
    if (size === 0 || size > 9) return false
    const part = this.text.slice(segment, dot)
    if (this.cls(segment) !== Class.Letter) return false
    if (dots > 0 && shortParts && size <= 2) return true
    const capital = isUpper(part[0]!)
    const lower = part.toLowerCase()
    if (size === 1) {
      if (part === 'I') return this.cls(dot + 1) === Class.Space && this.isCapital(dot + 2) && this.afterName(segment)
      return (
        (capital && this.isInitial(dot)) ||
        part === 'v' ||
        (part === 'p' && this.cls(this.skip(dot + 1)) === Class.Digit)
      )
    }
    if (ANY_CASE.has(lower)) return true
    if (BEFORE_NUMBER.has(lower) && this.cls(this.skip(dot + 1)) === Class.Digit) return true
    if (!capital) return false
    if (CAPITALISED.has(lower)) return true
    if (!CAPITALISED_BEFORE_LOWER.has(lower)) return false
    const next = this.skip(dot + 1)
    return next < this.end && (this.cls(next) === Class.Letter ? !this.isCapital(next) : this.unit(next) === 44)
  }

  /** Is a capital before the full stop at `dot` an initial, rather than a sentence's last word ("on X.")? */
  private isInitial(dot: number): boolean {
    const next = this.skip(dot + 1)
    const c = this.cls(next)
    if (c === Class.Letter || c === Class.Digit || c === Class.High) return true
    const u = this.unit(next)
    return c === Class.Symbol && (next === dot + 1 ? ',;:)-–—/'.includes(this.text[next]!) : u === 40 || u === 38)
  }

  /** Is the word before text[i] capitalised: "Daniel I. Roe", but not "Ana and I. Then"? */
  private afterName(i: number): boolean {
    const last = this.size - 1
    return last >= 0 && this.to[last]! + 1 === i && this.isCapital(this.from[last]!)
  }

  private skip(i: number): number {
    return this.cls(i) === Class.Space ? i + 1 : i
  }

  /** Pushes text[i, j) as stem and clitics: do n't, she 'd 've, can not. */
  private cut(i: number, j: number): number {
    const fused = j - i <= 8 ? FUSED.get(this.text.slice(i, j).toLowerCase()) : undefined
    if (fused !== undefined) {
      this.push(i, i + fused)
      return this.push(i + fused, j)
    }
    const half = j - i <= 7 ? this.halfOfDay(i, j) : 0
    if (half > 0) {
      this.push(i, half)
      return this.push(half, j)
    }
    const cuts: number[] = []
    let end = j
    for (let round = 0; round < 3; round++) {
      const at = this.clitic(i, end)
      if (at <= i) break
      cuts.push(at)
      end = at
    }
    let start = i
    for (let k = cuts.length - 1; k >= 0; k--) {
      this.push(start, cuts[k]!)
      start = cuts[k]!
    }
    return this.push(start, j)
  }

  /** Where "pm" begins in "7:30PM", or 0. */
  private halfOfDay(i: number, j: number): number {
    const m = this.unit(j - 1) | 32
    const a = this.unit(j - 2) | 32
    return m === 109 && (a === 97 || a === 112) && j - 2 > i && this.cls(j - 3) === Class.Digit ? j - 2 : 0
  }

  /** Where a clitic at the end of text[i, j) begins, or 0. */
  private clitic(i: number, j: number): number {
    for (let back = 1; back <= 2; back++) {
      const letters = j - back
      if (letters <= i + 1) return 0
      const mark = this.apostropheBefore(letters)
      if (mark === 0) continue
      const tail = this.text.slice(letters, j).toLowerCase()
      const at = letters - mark
      if (back === 1) {
        if (tail === 's' || tail === 'd' || tail === 'm') return at
        if (tail === 't' && (this.unit(at - 1) | 32) === 110 && at - 1 > i) return at - 1
      } else if (tail === 're' || tail === 've' || tail === 'll') return at
    }
    return 0
  }

  private apostropheBefore(i: number): number {
    const u = this.unit(i - 1)
    if (u === 39 || u === 0x2019) return 1
    return u === 0x2122 && this.apostrophe(i - 3) === 3 ? 3 : 0
  }
}

function wider(a: Int32Array): Int32Array<ArrayBuffer> {
  const b = new Int32Array(a.length * 2)
  b.set(a)
  return b
}
