import type { RecordStore } from '../store/index.ts'
import type { Anchor, Change, Ruling, RulingState, RulingTarget } from '../vocabulary/index.ts'
import { json, print } from './printing.ts'
import { type RecordOptions, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { fold, oneLine } from './terminal.ts'
import type { World } from './world.ts'

interface RulingsOptions extends RecordOptions {
  readonly state?: RulingState
  readonly limit: number
  readonly after?: string
  readonly json?: true
}

/** `ascribe rulings`: who ruled what, when and why, and whether it holds. */
export const rulings = (
  [id]: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as RulingsOptions
  return withRecord(options, world, async store => {
    // One more than is shown tells whether there are more.
    const found = await inState(store, id, options)
    const shown = found.slice(0, options.limit)
    await print(world, shown.map(options.json ? json : setRuling))
    if (shown.length === 0) world.say('ascribe: no rulings')
    if (found.length > shown.length) world.say(`ascribe: there is more: the same with --after ${shown.at(-1)!.id}`)
    return EXIT.allRead
  })
}

/** Rulings looked through at a time for those in one state. */
const PAGE = 200

/** The first that are in the state asked for, one more than the limit. */
async function inState(
  store: RecordStore,
  id: string | undefined,
  { state, after, limit }: RulingsOptions,
): ReturnType<RecordStore['rulings']> {
  const about = aboutOf(id)
  if (state === undefined) return store.rulings({ ...about, after: after ?? null, limit: limit + 1 })
  const found: Awaited<ReturnType<RecordStore['rulings']>>[number][] = []
  for (let from = after ?? null; ; ) {
    const page = await store.rulings({ ...about, after: from, limit: PAGE })
    found.push(...page.filter(ruling => ruling.state === state))
    if (page.length < PAGE || found.length > limit) return found.slice(0, limit + 1)
    from = page.at(-1)!.id
  }
}

function aboutOf(id: string | undefined): Partial<Parameters<RecordStore['rulings']>[0]> {
  switch (id?.[0]) {
    case undefined:
      return {}
    case 'a':
      return { article: id! }
    case 'p':
      return { person: id! }
    case 'd':
      return { finding: id! }
    case 'r':
      return { ruling: id! }
    default:
      return { statement: id! }
  }
}

/** What a ruling is about: the id of a statement, an article, a speaker or a finding. */
export function subjectOf(target: RulingTarget): string {
  switch (target.of) {
    case 'statement':
      return target.statement
    case 'article':
      return target.article
    case 'person':
      return target.person
    case 'finding':
      return target.finding
  }
  target satisfies never
}

/** A ruling on one line: id, time, what about, what it says, whether it holds, who and why. */
export function setRuling(ruling: Ruling & { readonly state?: 'holds' | 'undone' | 'orphaned' }): string {
  const { id, at, author, target, change, reason, state = 'holds' } = ruling
  const held = state === 'holds' ? '' : `  (${state})`
  const why = reason === null ? '' : ` — ${oneLine(reason)}`
  return `${id}  ${at.slice(0, 16).replace('T', ' ')}  ${subjectOf(target)}  ${saidOf(change)}${held}  by ${oneLine(author)}${why}`
}

/** Columns of an article's words at most. */
const WORDS = 60
const words = (anchors: readonly Anchor[]): string =>
  anchors.length === 0 ? 'none' : `“${fold(oneLine(anchors.map(({ exact }) => exact).join(' … ')), WORDS, 1)[0]}”`

/** A change in words: `speaker Ana Diaz`, `stance denies, negated`. */
export function saidOf(change: Change): string {
  switch (change.change) {
    case 'accept':
    case 'reject':
      return change.change
    case 'source':
      return `source ${words(change.source)}`
    case 'cue':
      return `cue ${words(change.cue)}`
    case 'content':
      return `content ${words(change.content)}`
    case 'speaker':
      return `speaker ${change.speaker === null ? 'nobody' : oneLine(change.speaker.name)}`
    case 'stance':
      return `stance ${change.stance}${change.negated ? ', negated' : ''}`
    case 'add':
      return `add ${words(change.content)}`
    case 'merge':
      return `merge ${change.other}`
    case 'split':
      return `split ${change.statements.join(' ')} into ${oneLine(change.into.name)}`
    case 'alias':
      return `alias ${oneLine(change.alias)}`
    case 'wikidata':
      return `wikidata ${change.id ?? 'none'}`
    case 'undo':
      return `undo ${change.ruling}`
    case 'judge':
      return change.verdict
  }
  change satisfies never
}
