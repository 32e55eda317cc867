import type { Writer } from './base.ts'
import { keptRules, Wordings } from './comparison-index.ts'
import { markUncompared, nextEpoch } from './comparison-marks.ts'
import type { Context } from './context.ts'

/**
 * Takes articles, by key, out of all that was compared, in the transaction that forgets them. Of stories, families and
 * findings that they are part of nothing stays but the id and the places of the others, which are marked to be compared
 * again: titles, names and sentences may be theirs.
 */
export async function forgetCompared(context: Context, trx: Writer, articles: readonly number[]): Promise<void> {
  await nextEpoch(trx)
  const others = new Set<number>()
  const note = (rows: readonly { article: number }[]) => {
    for (const { article } of rows) if (!articles.includes(article)) others.add(article)
  }

  const stories = trx.selectFrom('compared').select('story').where('article', 'in', articles)
  note(await trx.selectFrom('compared').select('article').where('story', 'in', stories).execute())
  await trx.updateTable('story').set({ body: null, words: '' }).where('id', 'in', stories).execute()

  const families = trx.selectFrom('variant').select('family').where('article', 'in', articles)
  note(await trx.selectFrom('variant').select('article').where('family', 'in', families).execute())
  await trx.updateTable('family').set({ body: null }).where('id', 'in', families).execute()

  const findings = trx.selectFrom('evidence').select('finding').where('article', 'in', articles)
  note(await trx.selectFrom('evidence').select('article').where('finding', 'in', findings).execute())
  await trx
    .updateTable('finding')
    .set({ body: null, apart: null, verdict: null, ruling: null })
    .where('id', 'in', findings)
    .execute()

  const times = await trx.selectFrom('compared').select('at').distinct().where('article', 'in', articles).execute()
  for (const { at } of times)
    if (at !== null)
      await trx
        .insertInto('vacated')
        .values({ at })
        .onConflict(on => on.doNothing())
        .execute()
  const touched = await trx.selectFrom('place').select('wording').where('article', 'in', articles).execute()
  for (const table of ['variant', 'evidence', 'place', 'compared', 'uncompared'] as const)
    await trx.deleteFrom(table).where('article', 'in', articles).execute()
  const rules = await keptRules(trx)
  if (rules !== null) await new Wordings(context, trx, rules).settle(new Set(touched.map(t => t.wording)), new Map())
  await leaveNothing(trx)
  await markUncompared(trx, others)
}

/** What has no place left in any article goes at once; nothing would bring it up again. */
async function leaveNothing(trx: Writer): Promise<void> {
  const without = (table: 'story' | 'family' | 'finding') => trx.deleteFrom(table).where('body', 'is', null)
  const gone = [
    ...(await without('story')
      .where('id', 'not in', trx.selectFrom('compared').select('story'))
      .returning('id')
      .execute()),
    ...(await without('family')
      .where('id', 'not in', trx.selectFrom('variant').select('family'))
      .returning('id')
      .execute()),
    ...(await without('finding')
      .where('id', 'not in', trx.selectFrom('evidence').select('finding'))
      .returning('id')
      .execute()),
  ]
  for (let ids = gone.map(r => r.id); ids.length > 0; )
    ids = (await trx.deleteFrom('moved').where('heir', 'in', ids).returning('id').execute()).map(r => r.id)
}
