import { type Report, type ReportedStatement, statementOf } from '../../src/compare/index.ts'

/** What a statement has beside its words, where a case doesn't turn on it. */
export const PLAINLY: Omit<ReportedStatement, 'id' | 'content' | 'speaker'> = statementOf({
  id: '',
  content: [],
  kind: 'direct',
})

/** A report of paragraphs `NAME said: “…”`, each a statement whose content is what stands between { and }. */
export function report(id: string, marked: string, about: Partial<Report> = {}): Report {
  const statements: ReportedStatement[] = []
  let text = ''
  let speaker: string | null = null
  for (const part of marked.split(/(\{[^}]*\})/)) {
    if (!part.startsWith('{')) {
      speaker = /([A-Z]\w+)[^A-Z]*$/.exec(part)?.[1] ?? speaker
      text += part
      continue
    }
    const words = part.slice(1, -1)
    const content = [{ from: text.length, to: text.length + words.length }]
    statements.push({ ...PLAINLY, id: `${id}-${statements.length}`, content, speaker })
    text += words
  }
  const blocks: Report['blocks'][number][] = []
  let from = 0
  for (const line of text.split('\n')) {
    if (line !== '') blocks.push({ kind: 'paragraph', span: { from, to: from + line.length } })
    from += line.length + 1
  }
  return { id, text, blocks, title: null, outlet: null, publishedAt: null, agency: null, statements, ...about }
}
