import type { Article, AttributionRecord } from '../vocabulary/index.ts'
import { setList, setNotes, setSum } from './list.ts'
import { marksOf } from './marks.ts'
import { rule, setText } from './page.ts'
import { painter, visible } from './terminal.ts'

export interface PrettyOptions {
  /** The width of the page, in columns. */
  readonly columns: number
  readonly colour: boolean
  /** Set over the article where several are shown. */
  readonly heading?: string
}

/**
 * A reading for people: the marked text, the list "who — cue — what — kind", notes. What comes from the article is made
 * `visible`, so it can't steer the terminal. Ends in a line end.
 */
export function pretty(article: Article, record: AttributionRecord, options: PrettyOptions): string {
  const columns = Math.max(options.columns, 24)
  const paint = painter(options.colour)
  const look = { columns, colour: options.colour, paint }
  const notes = setNotes(record.notes, columns, paint)
  const sum = setSum(record, columns)
  const lines = [
    ...(options.heading === undefined ? [] : [paint(['strong'], rule(visible(options.heading), columns)), '']),
    ...setText(article, marksOf(record), look),
    ...setList(article.text, record, look),
    ...(sum.length > 0 ? ['', ...sum.map(line => paint(['faint'], line))] : []),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ]
  return `${lines.join('\n')}\n`
}
