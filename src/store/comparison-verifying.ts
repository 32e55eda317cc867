import type { Family, Finding, Story } from '../vocabulary/index.ts'
import type { Reader } from './base.ts'
import { unpackJson } from './packing.ts'

/** What comparing keeps, and nothing needs. */
export const COMPARISON_ENDS: readonly (readonly [string, string])[] = [
  ['place of no quotation', 'select article as what from place where wording not in (select id from wording)'],
  ['words of no place', "select key as what from wording where words <> '' and id not in (select wording from place)"],
  ['run of no words', 'select wording as what from run where wording not in (select id from wording)'],
  [
    'link to no words',
    'select a as what from link where a not in (select id from wording) or b not in (select id from wording)',
  ],
  ['variant of no article', 'select family as what from variant where article not in (select key from article)'],
  ['evidence of no article', 'select finding as what from evidence where article not in (select key from article)'],
  [
    'redirect that leads nowhere',
    `select id as what from moved where heir not in (select id from story) and heir not in (select id from family)
      and heir not in (select id from finding) and heir not in (select id from moved)`,
  ],
]

const SOME = 200

/** Stories, families and findings that tell of an article that is not there. */
export async function* tellingOfNobody(db: Reader): AsyncGenerator<string> {
  const here = new Set((await db.selectFrom('article').select('id').execute()).map(a => a.id))
  for (const table of ['story', 'family', 'finding'] as const)
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom(table)
        .select(['id', 'body'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(SOME)
        .execute()
      for (const { id, body } of rows)
        if (body !== null && articlesIn(unpackJson(body)).some(article => !here.has(article)))
          yield `${table} ${id} tells of an article that was forgotten`
      if (rows.length < SOME) break
      after = rows.at(-1)!.id
    }
}

/** Ids of the articles that a story, family or finding tells of. */
function articlesIn(body: Story | Family | Finding): readonly string[] {
  if ('articles' in body) return body.articles
  return 'variants' in body ? body.variants.map(v => v.report) : body.evidence.map(e => e.article)
}
