import { createHmac } from 'node:crypto'
import { type Base, Inserter, type Writer } from './base.ts'
import { idMaker } from './ids.ts'
import { addUp } from './tally.ts'

export type CounterName =
  | 'article'
  | 'comparison'
  | 'job'
  | 'outlet'
  | 'person'
  | 'reading'
  | 'ruling'
  | 'statement'
  | 'work'

/** What every part of an open record works with. */
export interface Context {
  readonly base: Base
  readonly now: () => Date
  readonly newId: ReturnType<typeof idMaker>
  readonly rows: ReturnType<typeof inserters>
  /** Key of the marks of what was forgotten; made with the record. */
  readonly salt: string
}

export const makeContext = (base: Base, now: () => Date, salt: string): Context => ({
  base,
  now,
  newId: idMaker(now),
  rows: inserters(base),
  salt,
})

function inserters({ db }: Base) {
  return {
    blob: new Inserter(db, 'blob', ['hash', 'codec', 'bytes', 'size'], on => on.doNothing()),
    statement: new Inserter(db, 'statement', [
      'seq',
      'id',
      'article',
      'present',
      'live',
      'attribution',
      'content_from',
      'content_to',
      'spans',
      'person',
      'speaker',
      'type',
      'kind',
      'stance',
      'negated',
      'via',
      'outlet',
      'wire',
      'said_from',
      'said_to',
      'confidence',
      'weight',
      'checked',
    ]),
    voice: new Inserter(db, 'voice', ['seq', 'person']),
    person: new Inserter(db, 'person', ['key', 'id', 'name', 'type', 'ident', 'wikidata', 'merged_into']),
    tally: new Inserter(
      db,
      'tally',
      ['person', 'outlet', 'type', 'statements', 'articles', 'direct', 'anonymous', 'wire', 'first', 'last'],
      addUp,
    ),
    run: new Inserter(db, 'run', ['run', 'rest', 'wording'], on => on.doNothing()),
    link: new Inserter(db, 'link', ['a', 'b', 'sameness']),
    place: new Inserter(db, 'place', ['article', 'n', 'wording', 'at', 'passage']),
    variant: new Inserter(db, 'variant', ['family', 'article', 'at', 'wording', 'statement'], on => on.doNothing()),
    evidence: new Inserter(db, 'evidence', ['finding', 'article', 'at', 'statement'], on => on.doNothing()),
    alias: new Inserter(db, 'alias', ['folded', 'person', 'alias'], on => on.doNothing()),
    trait: new Inserter(db, 'trait', ['article', 'person', 'trait', 'value'], on => on.doNothing()),
  }
}

/** The next `count` numbers of a counter; gives the first. Part of the transaction that uses them. */
export async function take(trx: Writer, name: CounterName, count: number): Promise<number> {
  const { value } = await trx
    .updateTable('counter')
    .set(eb => ({ value: eb('value', '+', count) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow()
  return value - count + 1
}

/**
 * What is left of something forgotten: an HMAC under the record's own key, so that the same can be known again, and
 * nothing can be read off it.
 */
export const forgottenMark = (salt: string, of: 'bytes' | 'text' | 'work' | 'person', what: string): string =>
  createHmac('sha256', salt).update(`${of}\n${what}`).digest('hex').slice(0, 40)

/** Which of the marks are of something forgotten. */
export async function forgottenOf(trx: Writer, marks: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (let at = 0; at < marks.length; at += 500)
    for (const { mark } of await trx
      .selectFrom('forgotten')
      .select('mark')
      .where('mark', 'in', marks.slice(at, at + 500))
      .execute())
      found.add(mark)
  return found
}
