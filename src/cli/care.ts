import { userInfo } from 'node:os'
import type { JobState } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
import { complaint } from './reading.ts'
import { type RecordOptions, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { columnsOf, fold, oneLine, padded, safeJson } from './terminal.ts'
import type { World } from './world.ts'

/** Options of the commands that sign what they do. */
export interface SignedOptions extends RecordOptions {
  readonly author?: string
  readonly reason?: string
}

/** `--author`, else ASCRIBE_AUTHOR, else the user's name on this machine. */
export const authorOf = ({ author }: SignedOptions, { env }: World): string =>
  author ?? env.ASCRIBE_AUTHOR ?? userInfo().username

/** Prints lines to standard output; false when nobody reads any more. */
export async function print(world: World, lines: Iterable<string> | AsyncIterable<string>): Promise<boolean> {
  const sink = await world.sink(null)
  let open = true
  for await (const line of lines) {
    open = await sink.write(`${line}\n`)
    if (!open) break
  }
  await sink.close()
  return open
}

export const json = (thing: unknown): string => safeJson(JSON.stringify(thing))

interface JobsOptions extends RecordOptions {
  readonly state: JobState
  readonly retry?: true
  readonly limit: number
  readonly json?: true
}

/** `ascribe jobs`: what is waiting, at work or given up, and why. */
export const jobs = (
  ids: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as JobsOptions
  return withRecord(options, world, async store => {
    if (options.retry) {
      const count = await store.retry(ids.length > 0 ? ids : undefined)
      await print(world, [`${count} put back; ascribe add reads them`])
      return ids.length > count ? EXIT.someFailed : EXIT.allRead
    }
    const rows = await store.jobs({
      ...(ids.length > 0 ? { ids } : { state: options.state }),
      limit: options.limit,
    })
    if (options.json) await print(world, rows.map(json))
    else if (rows.length === 0) await print(world, [`no job is ${options.state}`])
    else {
      await print(
        world,
        rows.flatMap(({ id, state, from, tries, failure }) => [
          `${id}  ${state.padEnd(7)}  ${tries} ${tries === 1 ? 'try' : 'tries'}  ${oneLine(from)}`,
          ...(failure === null
            ? []
            : fold(
                `${oneLine(failure.message)} (${failure.code}) — ${oneLine(failure.next)}`,
                world.columns - 4,
                4,
              ).map(line => `    ${line}`)),
        ]),
      )
    }
    return EXIT.allRead
  })
}

interface VerifyOptions extends RecordOptions {
  readonly json?: true
  readonly quiet?: true
}

/** `ascribe verify`: every fault on a line; 1 when there is one. */
export const verify = (
  _operands: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as VerifyOptions
  return withRecord(options, world, async store => {
    const counts = await store.counts()
    const bar = options.quiet || !world.terminal.err ? null : await world.bar(Math.max(counts.versions, 1))
    let done = 0
    const faults = await store.verify(now => {
      for (; done < now; done++) bar?.step()
    })
    bar?.stop()
    if (options.json) await print(world, faults.map(json))
    else {
      await print(
        world,
        faults.map(({ message, code, next }) => `${oneLine(message)} (${code}) — ${oneLine(next)}`),
      )
    }
    if (!options.quiet) {
      const { versions, statements } = counts
      world.say(
        faults.length === 0
          ? `ascribe: all in order: ${versions} articles, ${statements} statements`
          : `ascribe: ${faults.length} faults`,
      )
    }
    return faults.length === 0 ? EXIT.allRead : EXIT.someFailed
  })
}

interface ForgetOptions extends SignedOptions {
  readonly yes?: true
  readonly list?: true
  readonly json?: true
}

/** `ascribe forget`: takes an article or a speaker out for good, after asking. */
export const forget = (
  [id]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ForgetOptions
  return withRecord(options, world, async store => {
    if (options.list) {
      const stones = await store.tombstones()
      await print(
        world,
        options.json
          ? stones.map(json)
          : stones.map(
              ({ id, of, author, reason, at, removed }) =>
                `${id}  ${at}  ${of.padEnd(7)}  ${oneLine(author)}: ${oneLine(reason)}  (${removed.articles} articles, ${removed.statements} statements)`,
            ),
      )
      return EXIT.allRead
    }
    const what = id?.startsWith('a') ? { article: id } : id?.startsWith('p') ? { person: id } : null
    if (what === null || options.reason === undefined) {
      const missing = what === null ? 'name the id of an article (a…) or a speaker (p…)' : 'say why with --reason'
      world.say(`ascribe: forget: ${missing}\nTry: ascribe forget --help`)
      return EXIT.usage
    }
    const found = what.article === undefined ? await store.person(what.person) : await store.article(what.article)
    if (found === null) {
      const none = new AscribeError('no-such-id', 'the record has no such id', 'ascribe find and ascribe who show ids')
      world.say(complaint(id!, none))
      return EXIT.nothingRead
    }
    const name = 'article' in found ? (found.article.title ?? found.from) : found.name
    if (!options.yes && !(await world.ask(`Remove “${oneLine(name)}” for good? [y/N] `))) {
      world.say('ascribe: nothing was removed; --yes goes ahead without asking')
      return EXIT.someFailed
    }
    const stone = await store.forget(what, { author: authorOf(options, world), reason: options.reason })
    const { articles, statements, readings, bytes } = stone.removed
    await print(
      world,
      options.json
        ? [json(stone)]
        : [
            `removed for good: ${articles} articles, ${statements} statements, ${readings} readings, ${bytes} bytes; tombstone ${stone.id}`,
          ],
    )
    world.say('ascribe: exports and backups made earlier still hold it; remove them too')
    return EXIT.allRead
  })
}

interface BackupOptions extends RecordOptions {
  readonly quiet?: true
}

/** `ascribe backup`: a copy under its name only when it is whole and in order. */
export const backup = (
  [path]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as BackupOptions
  return withRecord(options, world, async store => {
    const bar = options.quiet || !world.terminal.err ? null : await world.bar(100)
    let drawn = 0
    try {
      await store.backup(path!, (done, all) => {
        for (; drawn < Math.floor((100 * done) / Math.max(all, 1)); drawn++) bar?.step()
      })
    } finally {
      bar?.stop()
    }
    if (!options.quiet) world.say(`ascribe: copied to ${oneLine(path!)}`)
    return EXIT.allRead
  })
}

/** Columns side by side, each as wide as its widest cell; numbers to the right. */
export function setTable(rows: readonly (readonly string[])[], right: readonly boolean[]): string[] {
  const widths = right.map((_, i) => Math.max(...rows.map(row => columnsOf(row[i] ?? ''))))
  return rows.map(row =>
    row
      .map((cell, i) => (right[i] ? ' '.repeat(widths[i]! - columnsOf(cell)) + cell : padded(cell, widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
}
