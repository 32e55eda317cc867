/** Words of a hit with the article's words around them, as the record gives them. */
export interface InContext {
  readonly before: string
  readonly words: string
  readonly after: string
  /** Where in `words` the words asked for stand. */
  readonly marks: readonly { readonly from: number; readonly to: number }[]
}

/** Words in a row that look alike. */
export interface Stretch {
  readonly text: string
  readonly marked: boolean
}

/** Units of context at most on either side. */
const AROUND = 110

/** What stands before the words within their paragraph, cut at a word. */
export function headOf(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (line.length <= AROUND) return line.trimStart()
  const from = line.indexOf(' ', line.length - AROUND)
  return `… ${line.slice(from < 0 ? line.length - AROUND : from + 1)}`
}

/** What stands behind the words within their paragraph, cut at a word. */
export function tailOf(after: string): string {
  const end = after.indexOf('\n')
  const line = end < 0 ? after : after.slice(0, end)
  if (line.length <= AROUND) return line.trimEnd()
  const to = line.lastIndexOf(' ', AROUND)
  return `${line.slice(0, to <= 0 ? AROUND : to)} …`
}

/** A hit's words as stretches, those asked for marked. Marks may come in any order and may overlap. */
export function stretchesOf({ words, marks }: Pick<InContext, 'words' | 'marks'>): readonly Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const { from, to } of [...marks].sort((a, b) => a.from - b.from)) {
    const start = Math.max(from, at)
    const end = Math.min(to, words.length)
    if (start >= end) continue
    if (start > at) stretches.push({ text: words.slice(at, start), marked: false })
    stretches.push({ text: words.slice(start, end), marked: true })
    at = end
  }
  if (at < words.length) stretches.push({ text: words.slice(at), marked: false })
  return stretches
}
