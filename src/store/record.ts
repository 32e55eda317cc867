import { randomBytes } from 'node:crypto'
import type { Base } from './base.ts'
import * as comparison from './comparison.ts'
import * as checked from './comparison-checked.ts'
import * as indexed from './comparison-index.ts'
import * as marks from './comparison-marks.ts'
import * as results from './comparison-results.ts'
import { type Context, makeContext } from './context.ts'
import { nameFault, shown } from './faults.ts'
import * as finding from './finding.ts'
import * as forgetting from './forgetting.ts'
import * as inbox from './inbox.ts'
import * as keeping from './keeping.ts'
import * as looking from './looking.ts'
import { isPresent, migrate } from './migrations.ts'
import * as overview from './overview.ts'
import * as people from './people.ts'
import { isPostgres, openPostgres } from './postgres.ts'
import type { RecordStore } from './promises.ts'
import * as listed from './rulings-listed.ts'
import * as made from './rulings-made.ts'
import * as series from './series.ts'
import { openSqlite } from './sqlite.ts'
import * as verifying from './verifying.ts'
import * as who from './who.ts'

/** What a record asks of the world outside. */
export interface RecordOutside {
  readonly now: () => Date
  /** Milliseconds to wait for another writer before `record-locked`; 30 seconds when not given. */
  readonly patience?: number
  /** How large the file may grow, in bytes (SQLite only): beyond it writing fails as on a full disk. */
  readonly maxBytes?: number
}

/**
 * Opens the record at a path (SQLite; made when there is none) or at a `postgres://` address, and brings it to the
 * present form. Throws AscribeError: `record-too-new`, `not-a-record`, `no-such-record`, `record-locked`,
 * `record-read-only`, `record-unreachable`, `record-denied`, `disk-full`, `record-damaged`.
 */
export async function openRecord(where: string, outside: RecordOutside): Promise<RecordStore> {
  const name = shown(where)
  const patience = outside.patience ?? 30_000
  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw nameFault(error, name)
    }
  }
  const base = await named(async () =>
    isPostgres(where) ? openPostgres(where, patience) : openSqlite(where, patience, outside.maxBytes),
  )
  try {
    return await named(async () => {
      if (!(await isPresent(base))) await migrate(base)
      await forgetting.makeUp(base)
      const context = makeContext(base, outside.now, await saltOf(base))
      return storeOf(context, named)
    })
  } catch (error) {
    await base.close()
    throw error
  }
}

/** The record's own key, made with it. */
async function saltOf(base: Base): Promise<string> {
  const read = () => base.db.selectFrom('meta').select('value').where('key', '=', 'salt').executeTakeFirst()
  const known = await read()
  if (known !== undefined) return known.value
  await base.write(async trx => {
    await trx
      .insertInto('meta')
      .values({ key: 'salt', value: randomBytes(32).toString('hex') })
      .onConflict(on => on.doNothing())
      .execute()
  })
  return (await read())!.value
}

function storeOf(context: Context, named: <T>(work: () => Promise<T>) => Promise<T>): RecordStore {
  const { base } = context
  return {
    kind: base.kind,
    comparison: {
      stories: query => named(() => comparison.stories(context, query)),
      story: id => named(() => comparison.story(context, id)),
      storyOf: article => named(() => comparison.storyOf(context, article)),
      families: query => named(() => comparison.families(context, query)),
      family: id => named(() => comparison.family(context, id)),
      findings: query => named(() => comparison.findings(context, query)),
      finding: id => named(() => comparison.finding(context, id)),
      waiting: () => named(() => comparison.waiting(context)),
    },
    comparing: {
      begin: (worker, lease) => named(() => marks.begin(context, worker, lease)),
      renew: (turn, lease) => named(() => marks.renew(context, turn, lease)),
      end: turn => named(() => marks.end(context, turn)),
      leave: turn => named(() => marks.leave(context, turn)),
      todo: limit => named(() => marks.todo(context, limit)),
      vacated: () => named(() => marks.vacated(context)),
      enter: (turn, entries, rules) => named(() => indexed.enter(context, turn, entries, rules)),
      toLookAt: limit => named(() => indexed.toLookAt(context, limit)),
      holders: (runs, most) => named(() => indexed.holders(context, runs, most)),
      wordings: ids => named(() => indexed.wordings(context, ids)),
      link: (turn, asked) => named(() => indexed.link(context, turn, asked)),
      toGroup: () => named(() => indexed.toGroup(context)),
      linksOf: ids => named(() => indexed.linksOf(context, ids)),
      placesOf: ids => named(() => indexed.placesOf(context, ids)),
      placed: page => named(() => indexed.placed(context, page)),
      articlesOf: stories => named(() => indexed.articlesOf(context, stories)),
      familiesOf: of => named(() => indexed.familiesOf(context, of)),
      storiesOf: articles => named(() => indexed.storiesOf(context, articles)),
      commit: (turn, made) => named(() => results.commit(context, turn, made)),
      indexed: (after, limit) => named(() => checked.indexed(context, after, limit)),
      linked: (after, limit) => named(() => checked.linked(context, after, limit)),
      findingsOf: scopes => named(() => checked.findingsOf(context, scopes)),
      lacking: limit => named(() => checked.lacking(context, limit)),
      again: () => named(() => results.again(context)),
    },
    accept: pieces => named(() => inbox.accept(context, pieces)),
    claim: (worker, count, lease, only) => named(() => inbox.claim(context, worker, count, lease, only)),
    extend: (worker, jobs, lease) => named(() => inbox.extend(context, worker, jobs, lease)),
    release: (worker, jobs) => named(() => inbox.release(context, worker, jobs)),
    keep: readings => named(() => keeping.keep(context, readings)),
    fail: (job, worker, failure, final) => named(() => inbox.fail(context, job, worker, failure, final)),
    jobs: filter => named(() => inbox.jobs(context, filter)),
    retry: jobs => named(() => inbox.retry(context, jobs)),
    unread: (by, after, limit) => named(() => keeping.unread(context, by, after, limit)),
    keepReading: (article, record) => named(() => keeping.keepReading(context, article, record)),
    article: id => named(() => looking.article(context, id)),
    articles: page => named(() => looking.articles(context, page)),
    bytes: article => named(() => looking.bytes(context, article)),
    reading: (article, reading) => named(() => looking.reading(context, article, reading)),
    readings: article => named(() => looking.readings(context, article)),
    statement: id => named(() => looking.statement(context, id)),
    versions: work => named(() => looking.versions(context, work)),
    find: query => named(() => finding.find(context, query)),
    who: query => named(() => who.who(context, query)),
    counts: () => named(() => who.counts(context)),
    facets: query => named(() => overview.facets(context, query)),
    series: filter => named(() => series.series(context, filter)),
    company: (person, limit) => named(() => overview.company(context, person, limit)),
    lastWords: (outlet, limit) => named(() => overview.lastWords(context, outlet, limit)),
    traces: statement => named(() => looking.traces(context, statement)),
    person: id => named(() => people.person(context, id)),
    people: (name, limit, how) => named(() => people.people(context, name, limit, how)),
    statementsOf: (person, page) => named(() => finding.statementsOf(context, person, page)),
    rule: (draft, instead) => named(() => made.rule(context, draft, instead)),
    rulings: filter => named(() => listed.rulings(context, filter)),
    fetched: url => named(() => inbox.fetched(context, url)),
    keepFetched: fetched => named(() => inbox.keepFetched(context, fetched)),
    forget: (what, by) => named(() => forgetting.forget(context, what, by)),
    tombstones: () => named(() => forgetting.tombstones(context)),
    verify: say => named(() => verifying.verify(context, say)),
    backup: (path, say) => named(() => base.backup(path, say)),
    close: () => named(() => base.close()),
  }
}
