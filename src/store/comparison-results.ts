import { sql } from 'kysely'
import type { Family, Finding, Story } from '../vocabulary/index.ts'
import type { Writer } from './base.ts'
import { rankOf } from './comparison.ts'
import { inTurn, markUncompared } from './comparison-marks.ts'
import { verdictsOn } from './comparison-verdicts.ts'
import type { Context } from './context.ts'
import { packJson } from './packing.ts'
import type { Comparison, Turn } from './promises-comparing.ts'
import { speakersApart } from './rulings-findings.ts'
import { wordsIn } from './words.ts'

const SOME = 500

async function inPieces<T>(all: readonly T[], work: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += SOME) await work(all.slice(at, at + SOME))
}

/** Puts what one batch made in the place of what it replaces, all in one transaction; see `Comparison`. */
export function commit(context: Context, turn: Turn, comparison: Comparison): Promise<boolean> {
  return inTurn(context, turn, trx => new Replacing(context, trx).all(comparison))
}

/** Old id -> what of it lives on: tokens that stand for its articles or passages. */
type Remains = Map<string, Set<string>>

class Replacing {
  private keys = new Map<string, number>()
  constructor(
    private readonly context: Context,
    private readonly trx: Writer,
  ) {}

  async all(c: Comparison): Promise<void> {
    await this.lookUp(c)
    const stories = await this.storiesBefore(c.storyIds)
    await this.stories(c)
    await this.bequeath(stories, new Map(c.stories.map(s => [s.id, new Set(s.articles)])))
    const families = await this.familiesBefore(c.familyIds)
    await this.families(c)
    await this.bequeath(families, new Map(c.families.map(({ family }) => [family.id, tokensOfFamily(family)])))
    const findings = await this.findingsBefore(c.scopes)
    await this.findings(c, [...findings.keys()])
    await this.bequeath(findings, new Map(c.findings.map(({ finding }) => [finding.id, tokensOfFinding(finding)])))
    await inPieces(c.vacated, some => this.trx.deleteFrom('vacated').where('at', 'in', some).execute())
    for (const { article, n } of c.done)
      await this.trx
        .deleteFrom('uncompared')
        .where('article', '=', this.keys.get(article)!)
        .where('n', '=', n)
        .execute()
  }

  /** Keys of all articles that are named. */
  private async lookUp(c: Comparison): Promise<void> {
    const ids = new Set([
      ...c.done.map(d => d.article),
      ...c.moves.map(m => m.article),
      ...c.families.flatMap(({ family }) => family.variants.map(v => v.report)),
      ...c.findings.flatMap(({ finding }) => finding.evidence.map(e => e.article)),
    ])
    await inPieces([...ids], async some => {
      for (const { id, key } of await this.trx
        .selectFrom('article')
        .select(['id', 'key'])
        .where('id', 'in', some)
        .execute())
        this.keys.set(id, key)
    })
  }

  private async storiesBefore(ids: readonly string[]): Promise<Remains> {
    const before: Remains = new Map()
    await inPieces(ids, async some => {
      for (const { id } of await this.trx.selectFrom('story').select('id').where('id', 'in', some).execute())
        before.set(id, new Set())
      for (const { story, id } of await this.trx
        .selectFrom('compared')
        .innerJoin('article', 'article.key', 'compared.article')
        .select(['compared.story', 'article.id'])
        .where('compared.story', 'in', some)
        .execute())
        before.get(story)?.add(id)
    })
    return before
  }

  private async stories(c: Comparison): Promise<void> {
    const { trx } = this
    const byStory = new Map<string, number[]>()
    for (const { article, story } of c.moves)
      byStory.set(story, [...(byStory.get(story) ?? []), this.keys.get(article)!])
    for (const [story, articles] of byStory)
      await inPieces(articles, some =>
        trx.updateTable('compared').set({ story }).where('article', 'in', some).execute(),
      )
    const done = c.done.flatMap(d => this.keys.get(d.article) ?? [])
    const old = trx.selectFrom('article').select('key').where('current', '=', 0)
    await inPieces(done, some =>
      trx.deleteFrom('compared').where('article', 'in', some).where('article', 'in', old).execute(),
    )
    await inPieces(c.storyIds, some => trx.deleteFrom('story').where('id', 'in', some).execute())
    for (const story of c.stories) await trx.insertInto('story').values(rowOfStory(story)).execute()
  }

  private async familiesBefore(ids: readonly string[]): Promise<Remains> {
    const before: Remains = new Map(ids.map(id => [id, new Set()]))
    await inPieces(ids, async some => {
      for (const { family, statement, id, at } of await this.trx
        .selectFrom('variant')
        .leftJoin('article', 'article.key', 'variant.article')
        .select(['variant.family', 'variant.statement', 'variant.at', 'article.id'])
        .where('variant.family', 'in', some)
        .execute())
        for (const token of tokensOf(statement, id, at)) before.get(family)!.add(token)
    })
    return before
  }

  private async families(c: Comparison): Promise<void> {
    const { trx } = this
    const ids = [...new Set([...c.familyIds, ...c.families.map(f => f.family.id)])]
    await inPieces(ids, some => trx.deleteFrom('family').where('id', 'in', some).execute())
    for (const { family, wordings } of c.families) {
      await trx.insertInto('family').values(rowOfFamily(family)).execute()
      await this.context.rows.variant.insert(
        trx,
        family.variants.map((v, i) => ({
          family: family.id,
          article: this.keys.get(v.report)!,
          at: v.spans[0]!.from,
          wording: wordings[i]!,
          statement: v.statement,
        })),
      )
    }
    await inPieces(c.grouped, async some => {
      await trx.updateTable('wording').set({ regroup: 0 }).where('id', 'in', some).execute()
      await trx.deleteFrom('wording').where('id', 'in', some).where('words', '=', '').execute()
    })
  }

  private async findingsBefore(scopes: readonly string[]): Promise<Remains> {
    const before: Remains = new Map()
    await inPieces(scopes, async some => {
      for (const { finding, kind, statement, id, at } of await this.trx
        .selectFrom('finding')
        .innerJoin('evidence', 'evidence.finding', 'finding.id')
        .leftJoin('article', 'article.key', 'evidence.article')
        .select(['evidence.finding', 'finding.kind', 'evidence.statement', 'evidence.at', 'article.id'])
        .where('finding.scope', 'in', some)
        .execute()) {
        const tokens = before.get(finding) ?? new Set()
        for (const token of tokensOf(statement, id, at)) tokens.add(`${kind} ${token}`)
        before.set(finding, tokens)
      }
    })
    return before
  }

  private async findings(c: Comparison, gone: readonly string[]): Promise<void> {
    const { trx } = this
    await inPieces(gone, some => trx.deleteFrom('finding').where('id', 'in', some).execute())
    const ids = c.findings.map(f => f.finding.id)
    await inPieces(ids, some => trx.deleteFrom('finding').where('id', 'in', some).execute())
    const judged = await verdictsOn(
      trx,
      c.findings.map(f => f.finding),
    )
    for (const { finding, scope } of c.findings) {
      const { id, kind, standing, story, family } = finding
      await trx
        .insertInto('finding')
        .values({
          id,
          kind,
          standing,
          rank: rankOf(finding),
          story,
          family,
          scope,
          apart: speakersApart(finding),
          verdict: judged.get(id)?.verdict ?? null,
          ruling: judged.get(id)?.ruling ?? null,
          body: packJson(finding),
        })
        .execute()
      await this.context.rows.evidence.insert(
        trx,
        finding.evidence.map(e => ({
          finding: id,
          article: this.keys.get(e.article)!,
          at: e.spans[0]!.from,
          statement: e.statement,
        })),
      )
    }
  }

  /**
   * Where each of what was before has gone: to the one among those that came which has most of it. What is there again
   * goes nowhere. What nothing is left of leads nowhere, and neither does what led to it.
   */
  private async bequeath(before: Remains, after: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
    const { trx } = this
    await inPieces([...after.keys()], some => trx.deleteFrom('moved').where('id', 'in', some).execute())
    const owners = new Map<string, string[]>()
    for (const [id, tokens] of after) for (const t of tokens) owners.set(t, [...(owners.get(t) ?? []), id])
    for (const [id, tokens] of before) {
      if (after.has(id)) continue
      const shares = new Map<string, number>()
      for (const t of tokens) for (const heir of owners.get(t) ?? []) shares.set(heir, (shares.get(heir) ?? 0) + 1)
      const [heir] = [...shares].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0] ?? []
      if (heir === undefined) await this.leadsNowhere(id)
      else
        await trx
          .insertInto('moved')
          .values({ id, heir })
          .onConflict(on => on.column('id').doUpdateSet({ heir }))
          .execute()
    }
  }

  private async leadsNowhere(id: string): Promise<void> {
    for (let ids: readonly string[] = [id]; ids.length > 0; ) {
      const gone = await this.trx.deleteFrom('moved').where('heir', 'in', ids).returning('id').execute()
      ids = gone.map(r => r.id)
    }
  }
}

/** A statement keeps its id through versions; what is nobody's is known by its place. */
const tokensOf = (statement: string | null, article: string | null, at: number): string[] => [
  ...(statement === null ? [] : [statement]),
  ...(article === null ? [] : [`${article} ${at}`]),
]

const tokensOfFamily = ({ variants }: Family): Set<string> =>
  new Set(variants.flatMap(v => tokensOf(v.statement, v.report, v.spans[0]!.from)))

const tokensOfFinding = ({ kind, evidence }: Finding): Set<string> =>
  new Set(evidence.flatMap(e => tokensOf(e.statement, e.article, e.spans[0]!.from)).map(token => `${kind} ${token}`))

const rowOfStory = (story: Story) => ({
  id: story.id,
  articles: story.articles.length,
  first: story.first ?? '',
  last: story.last ?? '',
  words: ` ${wordsIn(story.title)
    .map(w => w.term)
    .join(' ')} `,
  body: packJson(story),
})

const rowOfFamily = (family: Family) => ({
  id: family.id,
  standing: family.standing,
  origins: family.origins,
  variants: family.variants.length,
  articles: new Set(family.variants.map(v => v.report)).size,
  body: packJson(family),
})

/** Takes the index and all that was made of it away, for every article to be compared again. Redirects stay. */
export async function again({ base }: Context): Promise<void> {
  await base.write(async trx => {
    for (const table of ['finding', 'family', 'story', 'link', 'run', 'place', 'wording', 'compared'] as const)
      await trx.deleteFrom(table).execute()
    const current = await trx.selectFrom('article').select('key').where('current', '=', 1).execute()
    await markUncompared(
      trx,
      current.map(a => a.key),
    )
    await trx.deleteFrom('vacated').execute()
    await sql`update counter set value = value + 1 where name = 'comparison'`.execute(trx)
  })
}
