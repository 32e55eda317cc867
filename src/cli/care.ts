import { userInfo } from 'node:os'
import { verifyComparison } from '../intake/index.ts'
import type { JobState, RecordStore } from '../store/index.ts'
import { AscribeError, type KeptArticle, type Person } from '../vocabulary/index.ts'
import { type ComparingOptions, compareAfter } from './comparing.ts'
import { counted, json, print } from './printing.ts'
import { atHand, cannotWrite, complaint } from './reading.ts'
import { noSuchId, type RecordOptions, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { fold, oneLine } from './terminal.ts'
import type { World } from './world.ts'

/** Options of the commands that sign what they do. */
export interface SignedOptions extends RecordOptions {
  readonly author?: string
  readonly reason?: string
}

/** `--author`, else ASCRIBE_AUTHOR, else the user's name on this machine. */
export const authorOf = ({ author }: SignedOptions, { env }: World): string => {
  const named = author ?? env.ASCRIBE_AUTHOR
  if (named !== undefined) return named
  try {
    return userInfo().username
  } catch {
    return '' // a user without a name on this machine: the record says that it needs one
  }
}

interface JobsOptions extends RecordOptions {
  readonly state: JobState
  readonly retry?: true
  readonly limit: number
  readonly after?: string
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
      await print(world, [
        `${counted(count, 'job')} put back to waiting; the next ascribe add reads ${count === 1 ? 'it' : 'them'}`,
      ])
      return ids.length > count ? EXIT.someFailed : EXIT.allRead
    }
    const found = await store.jobs({
      ...(ids.length > 0 ? { ids } : { state: options.state }),
      ...(options.after === undefined ? {} : { after: options.after }),
      limit: options.limit + 1, // one more tells whether there are more
    })
    const rows = found.slice(0, options.limit)
    if (rows.length === 0) world.say(`ascribe: no job is ${options.state}`)
    else if (options.json) await print(world, rows.map(json))
    else {
      await print(
        world,
        rows.flatMap(({ id, state, from, tries, failure }) => [
          `${id}  ${state.padEnd(7)}  ${tries} ${tries === 1 ? 'try' : 'tries'}  ${oneLine(from)}`,
          ...(failure === null
            ? []
            : fold(
                `${oneLine(failure.message)} (${failure.code}) — ${oneLine(atHand(failure.next))}`,
                world.columns - 4,
                4,
              ).map(line => `    ${line}`)),
        ]),
      )
    }
    if (found.length > rows.length) world.say(`ascribe: there is more: the same with --after ${rows.at(-1)!.id}`)
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
    const found = await store.verify(now => {
      for (; done < now; done++) bar?.step()
    })
    bar?.stop()
    // What is made of articles that are not in order can't be.
    const compared = found.length > 0 ? { faults: [], waiting: 0 } : await verifyComparison(store)
    const faults = [...found, ...compared.faults]
    if (compared.waiting > 0 && !options.quiet)
      world.say(
        `ascribe: ${counted(compared.waiting, 'article')} not laid beside the others yet, so stories were not checked: ascribe stories does it`,
      )
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
          ? `ascribe: all in order: ${counted(versions, 'article')}, ${counted(statements, 'statement')}`
          : `ascribe: ${counted(faults.length, 'fault')}`,
      )
    }
    return faults.length === 0 ? EXIT.allRead : EXIT.someFailed
  })
}

interface ForgetOptions extends SignedOptions, ComparingOptions {
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
                `${id}  ${at}  ${of.padEnd(7)}  ${oneLine(author)}: ${oneLine(reason)}  (${counted(removed.articles, 'article')}, ${counted(removed.statements, 'statement')})`,
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
      world.say(complaint(id!, noSuchId()))
      return EXIT.nothingRead
    }
    const name = 'article' in found ? (found.article.title ?? found.from) : found.name
    world.say(
      `ascribe: what goes: ${'article' in found ? await ofArticle(found, store) : await ofPerson(found, store)}`,
    )
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
            `removed for good: ${counted(articles, 'article')}, ${counted(statements, 'statement')}, ${counted(readings, 'reading')}, ${counted(bytes, 'byte')}; tombstone ${stone.id}`,
          ],
    )
    world.say('ascribe: exports and backups made earlier still hold it; remove them too')
    await compareAfter(store, options, world)
    return EXIT.allRead
  })
}

/** What goes with an article: all its versions and whatever statement stands in one of them. */
async function ofArticle({ work }: KeptArticle, store: RecordStore): Promise<string> {
  const versions = await store.versions(work)
  const statements = new Set<string>()
  for (const { id } of versions) {
    for (const statement of (await store.reading(id))?.statements ?? []) statements.add(statement.id)
  }
  return `${counted(versions.length, 'version')} of one article, with ${counted(statements.size, 'statement')}`
}

/** What goes with a speaker: every article in which they speak, with what all others say there. */
async function ofPerson({ id, name }: Person, store: RecordStore): Promise<string> {
  const articles = new Set<string>()
  const outlets = new Set<string | null>()
  let own = 0
  for (let after: string | null = null; ; ) {
    const page: Awaited<ReturnType<RecordStore['statementsOf']>> = await store.statementsOf(id, { after, limit: 500 })
    for (const { article, outlet } of page.items) {
      own++
      articles.add(article)
      outlets.add(outlet)
    }
    after = page.next
    if (after === null) break
  }
  let versions = 0
  let statements = 0
  for (const article of articles) {
    const reading = await store.reading(article)
    if (reading === null) continue
    statements += reading.statements.length
    versions += (await store.versions(reading.kept.work)).length
  }
  return `${counted(articles.size, 'article')} of ${counted(outlets.size, 'outlet')} (${counted(versions, 'version')}), whole, with ${counted(statements, 'statement')}, ${own} of them by ${oneLine(name)}`
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
    } catch (error) {
      // A folder that is not there, say; what ails the record has its name already.
      throw error instanceof AscribeError ? error : cannotWrite(error, path)
    } finally {
      bar?.stop()
    }
    if (!options.quiet) world.say(`ascribe: copied to ${oneLine(path!)}`)
    return EXIT.allRead
  })
}
