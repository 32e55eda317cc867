import {
  type Anchor,
  AscribeError,
  type AttributionRecord,
  anchorOf,
  type Ruling,
  type RulingDraft,
  type Span,
} from '../vocabulary/index.ts'
import type { Writer } from './base.ts'
import { judgeAgain } from './comparison-verdicts.ts'
import { type Context, take } from './context.ts'
import { Indexer, spansOf } from './indexing.ts'
import { bearerOf, reindex } from './keeping.ts'
import { type Seen, sameSpans } from './reanchor.ts'
import { holding, type Rulings, statementsOfRuling } from './ruled.ts'
import {
  furtherSubjects,
  inOrder,
  rootOf,
  rowOf,
  rowsAbout,
  rowsOfWork,
  rulingOf,
  rulingRow,
  rulingsOf,
  worksOf,
} from './rulings.ts'
import { contradicted, contradiction, sameRuling } from './rulings-contradiction.ts'
import { listedUnder, settleDraft } from './rulings-drafts.ts'
import { subjectsOf } from './rulings-findings.ts'
import { circleOf, describeAgain, mergeAgain, newPerson } from './rulings-people.ts'
import type { RulingTable } from './schema.ts'

/**
 * Adds a ruling, and brings index, counts and registry up to it, all in one transaction. The same word of the same author
 * is answered with the ruling that is there. Throws `contradicts-ruling` (with the earlier one's id as
 * `ruling`) unless `instead` is that id; and for what cannot be ruled, the codes of docs/codes.md, "Rulings".
 */
export async function rule(context: Context, draft: RulingDraft, instead?: string): Promise<Ruling> {
  return context.base.write(trx => new Bench(context, trx).rule(draft, instead))
}

class Bench {
  constructor(
    private readonly context: Context,
    private readonly trx: Writer,
  ) {}

  async rule(given: RulingDraft, instead?: string): Promise<Ruling> {
    const { trx } = this
    const draft = await settleDraft(trx, given)
    if (draft.change.change === 'undo') return this.undo(draft, draft.change.ruling, instead)
    const near = await this.near({ ...draft, id: '', at: '' })
    const holds = holding(near.all)
    const known = holds.find(r => sameRuling(r, this.asDrafted(r, draft)))
    if (known !== undefined) return known
    await this.refuseDouble(draft, holds)

    const roots = await this.rootsNear(draft, near)
    const earlier = contradicted(draft, holds, near.seen, roots)
    if (instead !== undefined) await this.mayReplace(instead, earlier)
    else if (earlier !== null) throw contradiction(earlier, draft)
    if (earlier !== null) {
      const row = (await rowOf(trx, earlier.id))!
      const { target, author, reason } = draft
      await this.write({ target, author, reason, change: { change: 'undo', ruling: earlier.id } }, null, row)
      await this.refresh([earlier])
      const rest = holds.filter(r => r.id !== earlier.id)
      const other = contradicted(draft, rest, near.seen, await this.rootsNear(draft, { all: rest }))
      if (other !== null) throw contradiction(other, draft)
    }

    if (draft.change.change === 'split' && draft.target.of === 'person')
      await listedUnder(trx, draft.target.person, draft.change.statements)
    let made = draft
    if (draft.change.change === 'split' && draft.change.into.person === null) {
      const person = await newPerson(this.context, trx, draft.change.into)
      made = { ...draft, change: { ...draft.change, into: { ...draft.change.into, person } } }
    }
    const ruling = await this.write(made, await this.seenBy(made, near), null)
    await this.refresh([ruling])
    return ruling
  }

  /** A split into somebody new is kept with the id that they were given: for comparing, the kept one's. */
  private asDrafted(kept: Ruling, { author, target, change }: RulingDraft): RulingDraft {
    const fresh =
      kept.change.change === 'split' &&
      change.change === 'split' &&
      change.into.person === null &&
      change.into.name === kept.change.into.name &&
      change.into.type === kept.change.into.type
    return {
      author,
      target,
      reason: null,
      change:
        fresh && change.change === 'split' && kept.change.change === 'split'
          ? { ...change, into: kept.change.into }
          : change,
    }
  }

  private async undo(draft: RulingDraft, id: string, instead?: string): Promise<Ruling> {
    const { trx } = this
    const row = await rowOf(trx, id)
    if (row === null)
      throw new AscribeError('no-such-ruling', `the record has no ruling ${id}`, '`ascribe rulings` shows their ids')
    const undone = rulingOf(row)
    const near = await this.near(undone)
    const holds = holding(near.all)
    if (!holds.some(r => r.id === id)) {
      const by = holds.find(r => r.change.change === 'undo' && r.change.ruling === id)
      if (by?.author === draft.author) return by
      throw new AscribeError(
        'already-undone',
        `ruling ${id} does not hold any more${by === undefined ? '' : `: ${by.author} undid it (${by.id})`}`,
        'nothing is left to do',
      )
    }
    if (instead !== undefined) throw nothingToReplace(instead)
    const root = await rootOf(trx, undone)
    // What an undone undo brings back must still agree with all that was ruled since.
    if (undone.change.change === 'undo') {
      const after = holding([...near.all, { ...undone, id: '', change: { change: 'undo', ruling: id } } as Ruling])
      if (after.some(r => r.id === root.id)) {
        const others = after.filter(r => r.id !== root.id && r.id !== '')
        const clash = contradicted(root, others, near.seen, await this.rootsNear(root, near))
        if (clash !== null) throw contradiction(clash, root)
      }
    }
    const ruling = await this.write({ ...draft, target: undone.target }, null, row)
    await this.refresh([root])
    return ruling
  }

  /** All rulings that one may bear on: those on its work, or on the people and statements that it names. */
  private async near(ruling: Ruling): Promise<Rulings> {
    const { trx } = this
    const root = await rootOf(trx, ruling)
    const rows: RulingTable[] = []
    for (const work of await worksOf(trx, root)) rows.push(...(await rowsOfWork(trx, work)))
    if (root.target.of === 'finding') {
      const works = trx
        .selectFrom('article')
        .select('work')
        .where('id', 'in', [...new Set(root.target.evidence.map(e => e.article))])
      const versions = await trx.selectFrom('article').select('id').where('work', 'in', works).execute()
      const about = await rowsAbout(
        trx,
        'article',
        versions.map(v => v.id),
      )
      rows.push(...about.filter(r => r.article === null))
    }
    if (root.target.of === 'person') {
      const named = [root.target.person, ...furtherSubjects(root)].filter(id => id.startsWith('p'))
      rows.push(...(await rowsAbout(trx, 'person', [...(await circleOf(trx, named)).keys()])))
    }
    return rulingsOf(inOrder(rows))
  }

  /** Whom everybody counts as who is named nearby. */
  private async rootsNear(draft: RulingDraft, { all }: Pick<Rulings, 'all'>): Promise<(person: string) => string> {
    const ids = [...all, { ...draft, id: '', at: '' }].flatMap(r => [
      ...(r.target.of === 'person' ? [r.target.person] : []),
      ...furtherSubjects(r).filter(id => id.startsWith('p')),
    ])
    const circle = await circleOf(this.trx, [...new Set(ids)])
    return person => String(circle.get(person)?.root ?? person)
  }

  private async mayReplace(instead: string, earlier: Ruling | null): Promise<void> {
    if ((await rowOf(this.trx, instead)) === null)
      throw new AscribeError(
        'no-such-ruling',
        `the record has no ruling ${instead}`,
        '`ascribe rulings` shows their ids',
      )
    if (earlier?.id !== instead) throw nothingToReplace(instead)
  }

  /** What is there already is not added, and who is one already is not merged. */
  private async refuseDouble({ target, change }: RulingDraft, holds: readonly Ruling[]): Promise<void> {
    if (change.change === 'merge' && target.of === 'person') {
      const circle = await circleOf(this.trx, [target.person])
      if (circle.has(change.other))
        throw new AscribeError(
          'already-merged',
          `${change.other} and ${target.person} are one already`,
          '`ascribe rulings` with either id shows by which ruling',
        )
    }
    if (change.change === 'split' && target.of === 'person' && change.into.person === target.person)
      throw new AscribeError('split-into-itself', 'the statements are theirs already', 'name somebody else')
    if (change.change !== 'add' || target.of !== 'article') return
    const content = change.content.map(a => a.span)
    const rows = await this.trx
      .selectFrom('statement')
      .innerJoin('article', 'article.key', 'statement.article')
      .selectAll('statement')
      .where('article.id', '=', target.article)
      .where('statement.attribution', 'is not', null)
      .where('content_from', '=', content[0]!.from)
      .execute()
    const there = rows.find(row => sameSpans(spansOf(row), content))
    if (there === undefined) return
    const reject = holds.find(r => r.change.change === 'reject' && statementsOfRuling(r).includes(there.id))
    throw new AscribeError(
      'statement-there',
      `statement ${there.id} has these words${reject === undefined ? '' : `; ${reject.author} rejected it (${reject.id})`}`,
      reject === undefined ? 'accept or change that one' : 'undo the rejection, then change it',
    )
  }

  /** What the engine reads of the statement, for a newer one may not. */
  private async seenBy({ target, change }: RulingDraft, near: Rulings): Promise<Seen | null> {
    if (target.of !== 'statement') return null
    const { trx } = this
    const row = await trx
      .selectFrom('statement')
      .innerJoin('article', 'article.key', 'statement.article')
      .select(['statement.attribution', 'article.key'])
      .where('statement.id', '=', target.statement)
      .where('article.id', '=', target.article)
      .executeTakeFirstOrThrow()
    const { bearer, record } = await bearerOf(trx, new Indexer(this.context, trx), row.key)
    const seen = seenIn(record, row.attribution, bearer.text)
    if (seen !== null) return seen
    const earlier = near.all.findLast(r => statementsOfRuling(r).includes(target.statement) && near.seen.has(r.id))
    if (earlier !== undefined) return near.seen.get(earlier.id)!
    const added = near.all.some(r => r.change.change === 'add' && statementsOfRuling(r).includes(target.statement))
    if (added || change.change === 'reject') return null
    throw new AscribeError(
      'no-such-statement',
      `the present reading of article ${target.article} has no statement ${target.statement}`,
      'add it again as a new statement if it should stand',
    )
  }

  private async write(draft: RulingDraft, seen: Seen | null, undone: RulingTable | null): Promise<Ruling> {
    const { context, trx } = this
    const ruling: Ruling = { ...draft, id: context.newId('r'), at: context.now().toISOString() }
    const row = rulingRow(ruling, await take(trx, 'ruling', 1), seen, undone)
    await trx.insertInto('ruling').values(row).execute()
    const about = new Set(furtherSubjects(ruling))
    if (ruling.target.of === 'finding' && ruling.change.change === 'judge')
      for (const id of await subjectsOf(trx, ruling.target, ruling.change.verdict)) about.add(id)
    if (undone !== null)
      for (const { id } of await trx.selectFrom('about').select('id').where('ruling', '=', undone.n).execute())
        about.add(id)
    for (const id of about) await trx.insertInto('about').values({ id, ruling: row.n }).execute()
    return ruling
  }

  /** Brings the record up to rulings that came or went. */
  private async refresh(rulings: readonly Ruling[]): Promise<void> {
    const { context, trx } = this
    const works = new Set<number>()
    for (const ruling of rulings)
      switch (ruling.change.change) {
        case 'merge':
          await mergeAgain(context, trx, ruling)
          break
        case 'judge':
          await judgeAgain(trx, ruling)
          break
        case 'alias':
        case 'wikidata':
          await describeAgain(trx, ruling)
          break
        default:
          for (const work of await worksOf(trx, ruling)) works.add(work)
      }
    if (works.size === 0) return
    const indexer = new Indexer(context, trx)
    for (const work of works)
      for (const { key } of await trx.selectFrom('article').select('key').where('work', '=', work).execute())
        await reindex(context, trx, indexer, key)
    await indexer.finish()
  }
}

const nothingToReplace = (instead: string) =>
  new AscribeError(
    'nothing-to-replace',
    `ruling ${instead} does not stand against this one`,
    'rule without `instead`, or undo that one by itself',
  )

/** A statement of a reading, held by its words; null when the reading has none of that id. */
function seenIn(record: AttributionRecord, attribution: string | null, text: string): Seen | null {
  const a = record.attributions.find(x => x.id === attribution)
  if (a === undefined) return null
  const anchors = (spans: readonly Span[]): Anchor[] => spans.map(s => anchorOf(text, s))
  const speaker = record.speakers.find(s => s.id === a.speaker)
  const mention = a.decidedBy ?? speaker?.mentions[0]
  return {
    source: anchors(a.source),
    cue: anchors(a.cue),
    content: anchors(a.content),
    speaker:
      speaker === undefined
        ? null
        : {
            name: speaker.name,
            type: speaker.type,
            person: null,
            mention: mention === undefined ? null : anchorOf(text, mention),
          },
    stance: a.stance,
    negated: a.negated,
  }
}
