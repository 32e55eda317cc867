/** Marks the cases that don't hold as known, with what they lack, and takes the mark from those that do. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Article, AttributionRecord } from '../../vocabulary/index.ts'
import { departures } from './departures.ts'
import { parseCases } from './read-cases.ts'

/** A reason is a line: longer ones are cut. */
const LONGEST = 160

/** What a case lacks, in a line, from its departures. */
export function reasonOf(wrong: readonly string[]): string {
  const sorts = [
    ['missing: ', 'not found'],
    ['in excess: ', 'found but no statement, or cut otherwise'],
  ] as const
  const parts = sorts.flatMap(([prefix, told]) => {
    const first = wrong.find(w => w.startsWith(prefix))
    return first === undefined ? [] : [`${told}: ${first.slice(prefix.length)}`]
  })
  const field = wrong.find(w => sorts.every(([prefix]) => !w.startsWith(prefix)))
  if (parts.length === 0 && field !== undefined) parts.push(field)
  const reason = parts.join('; ').replace(/\s+/g, ' ')
  return reason.length > LONGEST ? `${reason.slice(0, LONGEST - 1).trimEnd()}…` : reason
}

/**
 * Brings the `known:` lines of a case file's text in line with what `read` finds: a case that fails without one gets
 * its reason, one that holds loses it, and a reason that stands is kept in its words.
 */
export function marked(body: string, file: string, read: (article: Article) => AttributionRecord): string {
  return body
    .split(/^----$/m)
    .map(part => {
      const [c] = parseCases(part, file)
      const wrong = departures(c!, read(c!.article))
      if (wrong.length === 0) return part.replace(/^known: .*\n/m, '')
      return c!.known === null ? part.replace(/^# .*\n/m, line => `${line}known: ${reasonOf(wrong)}\n`) : part
    })
    .join('----')
}

/** The same for all `*.case` files of a folder; tells which files changed. */
export function markFolder(folder: string, read: (article: Article) => AttributionRecord): string[] {
  const changed: string[] = []
  for (const file of readdirSync(folder).filter(name => name.endsWith('.case'))) {
    const path = join(folder, file)
    const body = readFileSync(path, 'utf8')
    const next = marked(body, file, read)
    if (next === body) continue
    writeFileSync(path, next)
    changed.push(path)
  }
  return changed
}
