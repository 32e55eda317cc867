import type { RecordStore } from '../store/index.ts'
import type { RuledStatement } from '../vocabulary/index.ts'
import { counted, json, painterOf, print } from './printing.ts'
import { EXIT } from './table.ts'
import { fold, oneLine } from './terminal.ts'
import type { World } from './world.ts'

/** What a statement says in words, for telling whether a version reworded it. */
const wordsOf = (text: string, { attribution }: RuledStatement): string =>
  attribution.content.map(({ from, to }) => oneLine(text.slice(from, to))).join(' … ')

/** Versions of one article, each with the statements that are new, gone or reworded against the one before. */
export async function showVersions(
  work: string,
  options: { readonly json?: true },
  store: RecordStore,
  world: World,
): Promise<number> {
  const paint = painterOf(world)
  const lines: string[] = []
  let earlier = new Map<string, string>()
  for (const kept of await store.versions(work)) {
    const reading = await store.reading(kept.id)
    const now = new Map((reading?.statements ?? []).map(s => [s.id, wordsOf(kept.article.text, s)]))
    const first = kept.version === 1
    // A statement keeps its id from version to version, so the ids tell what became of each.
    const added = first ? [] : [...now].filter(([id]) => !earlier.has(id))
    const cut = [...earlier].filter(([id]) => !now.has(id))
    const reworded = [...now].filter(([id, words]) => earlier.has(id) && earlier.get(id) !== words)
    if (options.json) {
      const statements = { added, cut, reworded: reworded.map(([id, words]) => [id, earlier.get(id), words]) }
      lines.push(
        json({
          article: kept.id,
          version: kept.version,
          publishedAt: kept.publishedAt,
          addedAt: kept.addedAt,
          ...statements,
        }),
      )
    } else {
      const when = kept.article.modified ?? kept.publishedAt ?? kept.addedAt
      lines.push(
        ...(lines.length > 0 ? [''] : []),
        paint(['strong'], `version ${kept.version}  ${kept.id}  ${oneLine(when)}  ${counted(now.size, 'statement')}`),
        ...[
          ...added.map(([id, words]) => `+ ${id}  ${words}`),
          ...cut.map(([id, words]) => `- ${id}  ${words}`),
        ].flatMap(line => fold(line, world.columns, 3)),
        ...(first || added.length + cut.length + reworded.length > 0 ? [] : ['  every statement as before']),
        ...reworded.flatMap(([id, words]) => [
          ...fold(`~ ${id}  was: ${earlier.get(id)}`, world.columns, 3),
          ...fold(`  ${' '.repeat(id.length)}  now: ${words}`, world.columns, 3),
        ]),
      )
    }
    earlier = now
  }
  await print(world, lines)
  return EXIT.allRead
}
