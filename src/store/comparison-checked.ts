import type { Finding } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { unpackJson } from './packing.ts'
import type { IndexedArticle, LinkedWording } from './promises-comparing.ts'

/** What the check of everything compared reads; see `ComparingStore`. */
export async function indexed({ base: { db } }: Context, after: number, limit: number): Promise<IndexedArticle[]> {
  const rows = await db
    .selectFrom('compared')
    .innerJoin('article', 'article.key', 'compared.article')
    .innerJoin('work', 'work.key', 'article.work')
    .selectAll('compared')
    .select(['article.id', 'article.current', 'work.ident'])
    .where('compared.article', '>', after)
    .orderBy('compared.article')
    .limit(limit)
    .execute()
  if (rows.length === 0) return []
  const places = await db
    .selectFrom('place')
    .innerJoin('wording', 'wording.id', 'place.wording')
    .select(['place.article', 'place.at', 'place.passage', 'wording.key'])
    .where(
      'place.article',
      'in',
      rows.map(r => r.article),
    )
    .orderBy('place.article')
    .orderBy('place.n')
    .execute()
  return rows.map(({ article: number, id, current, ident, name, at, story, traits, source }) => ({
    number,
    article: id,
    current: current === 1,
    name: ident.slice(0, 40),
    placed: { name, at, story, traits },
    source,
    quotations: places.filter(p => p.article === number).map(p => ({ key: p.key, at: p.at, passage: p.passage })),
  }))
}

export async function linked({ base: { db } }: Context, after: number, limit: number): Promise<LinkedWording[]> {
  const rows = await db
    .selectFrom('wording')
    .select(['id', 'key', 'words'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  if (rows.length === 0) return []
  const ids = rows.map(r => r.id)
  const runs = await db.selectFrom('run').select(['run', 'wording']).where('wording', 'in', ids).execute()
  const links = await db.selectFrom('link').selectAll().where('a', 'in', ids).execute()
  return rows.map(({ id, key, words }) => ({
    id,
    key,
    words: words.split(' '),
    runs: runs.filter(r => r.wording === id).map(r => r.run),
    links: links.filter(l => l.a === id).map(({ b, sameness }) => ({ b, sameness })),
  }))
}

const SOME = 500

export async function findingsOf({ base: { db } }: Context, scopes: readonly string[]): Promise<Finding[]> {
  const found: Finding[] = []
  for (let at = 0; at < scopes.length; at += SOME)
    for (const { body } of await db
      .selectFrom('finding')
      .select('body')
      .where('scope', 'in', scopes.slice(at, at + SOME))
      .where('body', 'is not', null)
      .execute())
      found.push(unpackJson<Finding>(body!))
  return found
}

export async function lacking({ base: { db } }: Context, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('article')
    .leftJoin('compared', 'compared.article', 'article.key')
    .leftJoin('uncompared', 'uncompared.article', 'article.key')
    .select('article.id')
    .where('article.current', '=', 1)
    .where('compared.article', 'is', null)
    .where('uncompared.article', 'is', null)
    .limit(limit)
    .execute()
  return rows.map(r => r.id)
}
