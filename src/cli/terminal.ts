/**
 * Letters on a terminal: how wide they stand, how they are cut and coloured, and that a text from elsewhere
 * can neither move the cursor nor turn the line around.
 */

/** C0 but tab and line ends, DEL, C1, and the marks that reorder a line (Unicode TR 9): never sent as they are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A text with every control character, escape and bidi mark turned into something to look at: ␛, ␡, <U+202E>. */
export function visible(text: string): string {
  return text.replace(UNSAFE, mark => {
    const code = mark.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    if (code === 0x7f) return '␡'
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** JSON whose strings hold none of those characters either, nor U+2028/2029; it parses to the same value. */
export const safeJson = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** One line: `visible`, every run of blanks one blank, none at the ends. */
export const oneLine = (text: string): string => visible(text.replace(/\s+/g, ' ').trim())

const NO_WIDTH = /^[\p{M}\p{Cf}]$/u
const TWO_WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u

/** How many columns a character takes: 0 for accents and joiners, 2 for East Asian letters and emoji, else 1. */
export function columnsOfCharacter(character: string): number {
  if (character < '\u0300') return 1 // nearly every letter of an English article
  if (NO_WIDTH.test(character)) return 0
  return TWO_WIDE.test(character) ? 2 : 1
}

export function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += columnsOfCharacter(character)
  return columns
}

/** The part of a text that fits into so many columns, cut between characters. */
function fitting(text: string, columns: number): string {
  let used = 0
  let end = 0
  for (const character of text) {
    used += columnsOfCharacter(character)
    if (used > columns) break
    end += character.length
  }
  return text.slice(0, end)
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
])

/**
 * Breaks a line of text into at most `lines` lines of `columns` columns, between words where it can. What is cut off
 * becomes "…", and a quotation that is cut keeps its closing mark: “We tried, and the …”.
 */
export function fold(text: string, columns: number, lines: number): string[] {
  const folded: string[] = []
  let rest = text
  while (rest !== '' && folded.length < lines) {
    if (columnsOf(rest.slice(0, columns + 1)) <= columns && rest.length <= columns) {
      folded.push(rest)
      return folded
    }
    let head = fitting(rest, columns)
    if (head.length === rest.length) {
      folded.push(head)
      return folded
    }
    if (head === '') head = [...rest][0]! // a column narrower than its first letter
    if (folded.length + 1 < lines) {
      const blank = rest[head.length] === ' ' ? head.length : head.lastIndexOf(' ')
      const end = blank > 0 ? blank : head.length
      folded.push(rest.slice(0, end))
      rest = rest.slice(end).trimStart()
      continue
    }
    const closing = CLOSING.get(text[0]!)
    const tail = closing !== undefined && text.endsWith(closing) ? `…${closing}` : '…'
    const cut = fitting(rest, Math.max(columns - tail.length, 0))
    const blank = rest[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ')
    // A word longer than half the line is cut inside, or little would be left.
    folded.push(`${cut.slice(0, blank > cut.length / 2 ? blank : cut.length).replace(/[\s,;:–—-]+$/, '')}${tail}`)
    return folded
  }
  return folded
}

export const padded = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(columns - columnsOf(text), 0))

/** Select Graphic Rendition codes (ECMA-48, 8.3.117) for what Ascribe shows. */
const SGR = {
  source: '1;36',
  cue: '3;35',
  content: '32',
  /** Content within content. */
  inner: '4;32',
  strong: '1',
  faint: '2',
  warning: '33',
} as const
export type Style = keyof typeof SGR

/** Lays styles over a text; with colour off it gives the text as it is. The text must already be `visible`. */
export type Painter = (styles: readonly Style[], text: string) => string

export const painter =
  (colour: boolean): Painter =>
  (styles, text) =>
    colour && styles.length > 0 && text.trim() !== ''
      ? `\u001b[${styles.map(style => SGR[style]).join(';')}m${text}\u001b[0m`
      : text
