import {
  type Anchor,
  type AnchoredEvidence,
  AscribeError,
  anchorOf,
  type Change,
  type NamedSpeaker,
  ROLES_OF,
  type RulingDraft,
  type RulingTarget,
  type SpeakerType,
  STANCES,
  VERDICTS,
} from '../vocabulary/index.ts'
import { textOf } from './articles.ts'
import type { Writer } from './base.ts'
import { columnText } from './packing.ts'
import { type FindingTarget, targetOf } from './rulings-findings.ts'
import { foldName } from './words.ts'

const TYPES: readonly SpeakerType[] = ['person', 'organization', 'group', 'document', 'anonymous', 'unknown']

/** Which changes a target takes. */
const TAKES: Readonly<Record<RulingTarget['of'], readonly Change['change'][]>> = {
  statement: ['accept', 'reject', 'source', 'cue', 'content', 'speaker', 'stance'],
  article: ['accept', 'add'],
  person: ['merge', 'split', 'alias', 'wikidata'],
  finding: ['judge'],
}

/** Units of an author's name, of a reason, of a name. */
const LONGEST = { author: 200, reason: 10_000, name: 1000 }

/**
 * A draft as it is kept: everything it names is in the record, its places are places of the text with the words it says,
 * in text order, and its anchors are the record's own. Throws AscribeError with the codes of docs/codes.md, "Rulings".
 */
export async function settleDraft(trx: Writer, draft: RulingDraft): Promise<RulingDraft> {
  const author = columnText(draft.author.trim())
  if (author === '' || author.length > LONGEST.author)
    throw new AscribeError(
      'no-author',
      `a ruling needs an author, of up to ${LONGEST.author} characters`,
      'say whose word it is',
    )
  const reason = draft.reason === null || draft.reason.trim() === '' ? null : columnText(draft.reason.trim())
  if (reason !== null && reason.length > LONGEST.reason)
    throw new AscribeError('reason-too-long', `the reason has ${reason.length} characters`, 'say it in fewer words')
  if (draft.change.change === 'undo') return { ...draft, author, reason }
  if (!TAKES[draft.target.of].includes(draft.change.change))
    throw new AscribeError(
      'wrong-target',
      `${draft.change.change} is not said of ${draft.target.of === 'article' ? 'an article' : `a ${draft.target.of}`}`,
      `of that, one of: ${TAKES[draft.target.of].join(', ')}`,
    )
  const settling = new Settling(trx)
  const target = await settling.target(draft.target)
  const change = await settling.change(draft.change, target)
  return { target, change, author, reason }
}

/** Throws unless these statements count as this person's. */
export async function listedUnder(trx: Writer, person: string, statements: readonly string[]): Promise<void> {
  const root = trx.selectFrom('person').select(eb => eb.fn.coalesce('merged_into', 'key').as('root'))
  for (const id of statements) {
    const rows = await trx
      .selectFrom('statement')
      .leftJoin('person', 'person.key', 'statement.person')
      .select(eb => eb.fn.coalesce('person.merged_into', 'person.key').as('root'))
      .select(root.where('id', '=', person).as('asked'))
      .where('statement.id', '=', id)
      .execute()
    if (rows.length === 0) throw noStatement(id, 'the record')
    if (!rows.some(r => r.root !== null && r.root === r.asked))
      throw new AscribeError(
        'not-their-statement',
        `statement ${id} is not listed under ${person}`,
        '`who` with the id shows what is; of a joint statement rule the speaker',
      )
  }
}

class Settling {
  private text = ''
  constructor(private readonly trx: Writer) {}

  async target(target: RulingTarget): Promise<RulingTarget> {
    if (target.of === 'person') {
      await this.person(target.person)
      return target
    }
    if (target.of === 'finding') return this.finding(target)
    this.text = await this.textOf(target.article)
    if (target.of === 'article') return target
    const row = await this.trx
      .selectFrom('statement')
      .innerJoin('article', 'article.key', 'statement.article')
      .select('statement.seq')
      .where('statement.id', '=', target.statement)
      .where('article.id', '=', target.article)
      .executeTakeFirst()
    if (row === undefined) throw noStatement(target.statement, `article ${target.article}`)
    return { ...target, anchor: this.anchor(target.anchor) }
  }

  async change(change: Change, target: RulingTarget): Promise<Change> {
    switch (change.change) {
      case 'source':
        return { change: 'source', source: this.anchors(change.source) }
      case 'cue':
        return { change: 'cue', cue: this.anchors(change.cue) }
      case 'content':
        return { change: 'content', content: this.anchors(change.content, 'content') }
      case 'speaker':
        return { change: 'speaker', speaker: await this.speaker(change.speaker) }
      case 'stance':
        this.stance(change.stance)
        return { change: 'stance', stance: change.stance, negated: change.negated === true }
      case 'add':
        this.stance(change.stance)
        return {
          change: 'add',
          source: this.anchors(change.source),
          cue: this.anchors(change.cue),
          content: this.anchors(change.content, 'content'),
          speaker: await this.speaker(change.speaker),
          stance: change.stance,
          negated: change.negated === true,
        }
      case 'split': {
        const statements = [...new Set(change.statements)].toSorted()
        if (statements.length === 0)
          throw new AscribeError('no-statements', 'a split names the statements that are somebody else’s', 'name some')
        return { change: 'split', statements, into: (await this.speaker(change.into))! }
      }
      case 'merge': {
        const other = await this.person(change.other)
        const kept = target.of === 'person' ? await this.person(target.person) : other
        if (other.key === kept.key)
          throw new AscribeError('merge-with-itself', `${change.other} is ${other.name} already`, 'name two people')
        if ((other.type === 'person') !== (kept.type === 'person'))
          throw new AscribeError(
            'merge-of-unlike',
            `${kept.name} is of type ${kept.type}, ${other.name} of type ${other.type}`,
            'rule who speaks in the statements that are listed wrongly, or name two of one kind',
          )
        return { change: 'merge', other: change.other }
      }
      case 'alias':
        return { change: 'alias', alias: nameIn(change.alias) }
      case 'wikidata':
        if (change.id !== null && !/^Q[1-9]\d{0,11}$/.test(change.id))
          throw new AscribeError(
            'bad-wikidata-id',
            `“${change.id.slice(0, 40)}” is no id of Wikidata`,
            'give a Q and its number, such as Q42',
          )
        return { change: 'wikidata', id: change.id }
      case 'accept':
      case 'reject':
        return { change: change.change }
      case 'judge':
        if (!VERDICTS.includes(change.verdict))
          throw new AscribeError(
            'unknown-verdict',
            `“${String(change.verdict).slice(0, 40)}” is no verdict`,
            `one of ${VERDICTS.join(', ')}`,
          )
        return { change: 'judge', verdict: change.verdict }
      case 'undo':
        return change
    }
  }

  private async textOf(article: string): Promise<string> {
    const row = await this.trx
      .selectFrom('article')
      .innerJoin('blob', 'blob.hash', 'article.blob')
      .select(['article.text', 'article.codec', 'blob.codec as blob_codec', 'blob.bytes as blob_bytes'])
      .where('article.id', '=', article)
      .executeTakeFirst()
    if (row === undefined)
      throw new AscribeError('no-such-article', `the record holds no article ${article}`, 'look the id up with `find`')
    return textOf(row)
  }

  /** With the record's own anchors, of all that the finding rests on where the draft names none. */
  private async finding(target: FindingTarget): Promise<FindingTarget> {
    const given = target.evidence.length > 0 ? target : await targetOf(this.trx, target.finding)
    const evidence: AnchoredEvidence[] = []
    for (const passage of given.evidence) {
      if (!ROLES_OF[given.kind].includes(passage.role))
        throw new AscribeError(
          'wrong-evidence',
          `“${String(passage.role).slice(0, 40)}” is no part that a passage plays in a finding of kind ${given.kind}`,
          'leave the evidence out: the record fills it in',
        )
      this.text = await this.textOf(passage.article)
      evidence.push({ ...passage, anchor: this.anchor(passage.anchor) })
    }
    return { ...given, evidence }
  }

  private async person(id: string) {
    const row = await this.trx
      .selectFrom('person')
      .select(['key', 'name', 'type', 'merged_into'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined)
      throw new AscribeError('no-such-person', `the record knows no ${id}`, 'look the id up with `who`')
    return row
  }

  private async speaker(named: NamedSpeaker | null): Promise<NamedSpeaker | null> {
    if (named === null) return null
    if (!TYPES.includes(named.type))
      throw new AscribeError(
        'unknown-speaker-type',
        `“${String(named.type).slice(0, 40)}” is no type of speaker`,
        `one of ${TYPES.join(', ')}`,
      )
    if (named.person !== null) await this.person(named.person)
    return {
      name: nameIn(named.name),
      type: named.type,
      person: named.person,
      mention: named.mention === null ? null : this.anchor(named.mention),
    }
  }

  private stance(stance: string): void {
    if (!STANCES.some(s => s === stance))
      throw new AscribeError(
        'unknown-stance',
        `“${String(stance).slice(0, 40)}” is no stance`,
        `one of ${STANCES.join(', ')}`,
      )
  }

  private anchors(given: readonly Anchor[], role?: 'content'): Anchor[] {
    if (role === 'content' && given.length === 0)
      throw new AscribeError('empty-anchor', 'a statement without content says nothing', 'name its words, or reject it')
    const anchors = given.map(a => this.anchor(a)).toSorted((a, b) => a.span.from - b.span.from)
    for (const [i, a] of anchors.entries())
      if (i > 0 && a.span.from < anchors[i - 1]!.span.to)
        throw new AscribeError(
          'anchors-overlap',
          `[${a.span.from}, ${a.span.to}) overlaps [${anchors[i - 1]!.span.from}, ${anchors[i - 1]!.span.to})`,
          'name each word once',
        )
    return anchors
  }

  /** The same place with the record's own surroundings. */
  private anchor({ span: { from, to }, exact }: Anchor): Anchor {
    const { text } = this
    if (from === to || exact === '')
      throw new AscribeError('empty-anchor', `[${from}, ${to}) holds no words`, 'name the words')
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= text.length))
      throw new AscribeError(
        'anchor-outside-text',
        `[${from}, ${to}) is no place in a text of ${text.length} units`,
        'give a place within the kept text, in UTF-16 units, half-open',
      )
    const anchor = anchorOf(text, { from, to })
    if (anchor.exact !== exact)
      throw new AscribeError(
        'words-differ',
        `at [${from}, ${to}) the text has “${anchor.exact.slice(0, 60)}”, not “${exact.slice(0, 60)}”`,
        'rule on the version of the article that you see; never on an edited text',
      )
    if (anchor.exact.trim() === '')
      throw new AscribeError('empty-anchor', `[${from}, ${to}) holds nothing but blanks`, 'name words')
    return anchor
  }
}

function nameIn(name: string): string {
  const clean = columnText(name.trim())
  if (foldName(clean) === '' || clean.length > LONGEST.name)
    throw new AscribeError(
      'no-name',
      `“${clean.slice(0, 40)}” cannot be looked up as a name`,
      'give a name with letters',
    )
  return clean
}

const noStatement = (id: string, where: string) =>
  new AscribeError('no-such-statement', `${where} has no statement ${id}`, 'look the id up with `find` or `show`')
