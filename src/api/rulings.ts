import { Type } from 'typebox'
import type { RecordStore } from '../store/index.ts'
import {
  type Anchor,
  AscribeError,
  anchorOf,
  type Change,
  type NamedSpeaker,
  type RuledReading,
  type RulingDraft,
  type RulingTarget,
  span,
} from '../vocabulary/index.ts'
import { paging } from './asked.ts'
import { ConflictError, noSuchId } from './failures.ts'
import { etagOf, statementOf } from './kept-shapes.ts'
import { type App, answers } from './routes.ts'
import { rulingOf } from './ruling-shapes.ts'
import { idsOf } from './statements.ts'
import { Turns } from './turns.ts'
import * as wire from './wire.ts'
import { idOf, ref } from './wire-words.ts'

const ruled = (id: string) => Type.Optional(Type.String({ pattern: `^${id}[0-9a-z]{15}$` }))
const ifMatch = Type.Object({
  'if-match': Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'the ETag of the reading that was looked at; needed for statements and articles',
    }),
  ),
})

/** Corrections: made, listed, undone. */
export function rulingRoutes(app: App, store: RecordStore, changed: () => void): void {
  // Two rulings on one article wait for each other, so that what If-Match was held against is still so when it is written.
  const turns = new Turns()

  app.get(
    '/rulings',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'Rulings in order of time, each with how it stands',
        tags: ['rulings'],
        querystring: Type.Object({ article: ruled('a'), statement: ruled('s'), person: ruled('p'), ...paging }),
        response: answers(wire.RulingPage),
      },
    },
    async ({ query: { after, limit = 20, ...about } }) => {
      const found = await store.rulings({ ...about, after: after ?? null, limit: limit + 1 })
      const shown = found.slice(0, limit)
      return { items: shown.map(rulingOf), next: found.length > limit ? shown.at(-1)!.id : null }
    },
  )

  app.post(
    '/rulings',
    {
      config: { needs: 'rule' },
      schema: {
        summary: 'Make a ruling',
        description:
          'A ruling on a statement or an article needs If-Match with the ETag of the reading that was looked at. When the reading has changed since (412), or an earlier ruling says otherwise (409), `conflict` has both versions.',
        tags: ['rulings'],
        headers: ifMatch,
        body: ref(wire.RulingRequest),
        response: answers(wire.RulingMade),
      },
    },
    async ({ body, headers }, reply) => {
      const article = articleIn(body.target)
      if (article === null) {
        const draft = await draftOf(body, null, store)
        const ruling = await attempt(store, body, null, () => store.rule(draft, body.instead ?? undefined))
        changed()
        return { ruling: rulingOf({ ...ruling, state: 'holds' }), statement: null, etag: null }
      }
      if (headers['if-match'] === undefined)
        throw new AscribeError(
          'no-if-match',
          'a ruling on an article must say which reading it was made on',
          'send If-Match with the ETag of /articles/{id}/reading',
        )
      return turns.take(article, async () => {
        const reading = await store.reading(article)
        if (reading === null) throw noSuchId()
        if (!matches(headers['if-match']!, etagOf(reading)))
          throw new ConflictError(
            new AscribeError(
              'changed-meanwhile',
              'the article was read again or ruled on since it was looked at',
              'look at `conflict`, then rule on what is there now',
            ),
            conflictOf(body, reading, null),
          )
        const draft = await draftOf(body, reading, store)
        const ruling = await attempt(store, body, reading, () => store.rule(draft, body.instead ?? undefined))
        changed()
        const now = (await store.reading(article))!
        reply.header('etag', etagOf(now))
        const about = ruling.change.change === 'add' ? `s${ruling.id.slice(1)}` : statementIn(body)
        return {
          ruling: rulingOf({ ...ruling, state: 'holds' }),
          statement: statementNow(now, about),
          etag: etagOf(now),
        }
      })
    },
  )

  app.post(
    '/rulings/:id/undo',
    {
      config: { needs: 'rule' },
      schema: {
        summary: 'Undo a ruling; undoing an undo restores it',
        tags: ['rulings'],
        params: Type.Object({ id: idOf('r', 'id of a ruling') }),
        body: ref(wire.UndoRequest),
        response: answers(wire.RulingMade),
      },
    },
    async ({ params, body }, reply) => {
      const [known] = await store.rulings({ ruling: params.id, limit: 1 })
      if (known === undefined) throw noSuchId()
      const { target } = known
      const article = target.of === 'statement' || target.of === 'article' ? target.article : null
      return turns.take(article ?? params.id, async () => {
        const ruling = await store.rule({
          target,
          change: { change: 'undo', ruling: params.id },
          author: body.author,
          reason: body.reason ?? null,
        })
        changed()
        const made = rulingOf({ ...ruling, state: 'holds' })
        const now = article === null ? null : await store.reading(article)
        if (now === null) return { ruling: made, statement: null, etag: null }
        reply.header('etag', etagOf(now))
        const about = target.of === 'statement' ? target.statement : null
        return { ruling: made, statement: statementNow(now, about), etag: etagOf(now) }
      })
    },
  )
}

/** RFC 9110, 13.1.1: any of a list, or `*` for whatever is there. */
const matches = (ifMatch: string, etag: string): boolean =>
  ifMatch.trim() === '*' || ifMatch.split(',').some(tag => tag.trim() === etag)

const articleIn = (target: wire.TargetDraft): string | null =>
  target.of === 'statement' || target.of === 'article' ? target.article : null
const statementIn = ({ target }: wire.RulingRequest): string | null =>
  target.of === 'statement' ? target.statement : null

function statementNow(reading: RuledReading, id: string | null): wire.Statement | null {
  const found = reading.statements.find(s => s.id === id)
  return found === undefined ? null : statementOf(found, idsOf(reading))
}

const conflictOf = (
  sent: wire.RulingRequest,
  reading: RuledReading | null,
  ruling: wire.Ruling | null,
): wire.Conflict => ({
  sent,
  now: reading === null ? null : statementNow(reading, statementIn(sent)),
  etag: reading === null ? null : etagOf(reading),
  ruling,
})

/** A contradiction with an earlier ruling is told with that ruling. */
async function attempt<T>(
  store: RecordStore,
  sent: wire.RulingRequest,
  reading: RuledReading | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AscribeError) || error.code !== 'contradicts-ruling') throw error
    const id = /\br[0-9a-z]{15}\b/.exec(`${error.message} ${error.next}`)?.[0]
    const [earlier] = id === undefined ? [] : await store.rulings({ ruling: id, limit: 1 })
    throw new ConflictError(
      new AscribeError(
        'contradicts-ruling',
        error.message,
        'look at `conflict`; send the ruling again with `instead` set to that ruling’s id to replace it',
      ),
      conflictOf(sent, reading, earlier === undefined ? null : rulingOf(earlier)),
    )
  }
}

/** What is asked for as the record takes it: places are held by their words in the article's text. */
async function draftOf(
  { target, change, author, reason }: wire.RulingRequest,
  reading: RuledReading | null,
  store: RecordStore,
): Promise<RulingDraft> {
  const text = reading?.kept.article.text ?? ''
  const anchor = ({ from, to }: wire.Span): Anchor => {
    if (reading === null || from >= to || to > text.length)
      throw new AscribeError(
        'bad-ruling',
        'a place lies outside the text, or is empty',
        'give places of the text of the article that the target names',
      )
    return anchorOf(text, span(from, to))
  }
  const named = (speaker: wire.SpeakerDraft): NamedSpeaker => ({
    ...speaker,
    mention: speaker.mention === null ? null : anchor(speaker.mention),
  })
  return {
    target: await targetOf(target, reading, store),
    change: changeOf(change, anchor, named),
    author,
    reason: reason ?? null,
  }
}

async function targetOf(
  target: wire.TargetDraft,
  reading: RuledReading | null,
  store: RecordStore,
): Promise<RulingTarget> {
  if (target.of === 'finding') {
    const moved = await store.comparison.finding(target.finding)
    if (moved === null) throw noSuchId()
    const { id, kind } = moved.found.finding
    // The record fills in what the finding rests on.
    return { of: 'finding', finding: id, kind, evidence: [] }
  }
  if (target.of !== 'statement') return target
  const { statement, article } = target
  const found = reading!.statements.find(s => s.id === statement)
  const held = found?.attribution.content[0]
  if (held === undefined)
    throw new AscribeError(
      'no-such-statement',
      `article ${article} has no statement ${statement} now`,
      'look it up again: it may have been rejected, or read otherwise',
    )
  return { of: 'statement', statement, article, anchor: anchorOf(reading!.kept.article.text, held) }
}

function changeOf(
  change: wire.ChangeDraft,
  anchor: (place: wire.Span) => Anchor,
  named: (speaker: wire.SpeakerDraft) => NamedSpeaker,
): Change {
  switch (change.change) {
    case 'source':
      return { change: 'source', source: change.source.map(anchor) }
    case 'cue':
      return { change: 'cue', cue: change.cue.map(anchor) }
    case 'content':
      return { change: 'content', content: change.content.map(anchor) }
    case 'speaker':
      return { change: 'speaker', speaker: change.speaker === null ? null : named(change.speaker) }
    case 'add':
      return {
        ...change,
        source: change.source.map(anchor),
        cue: change.cue.map(anchor),
        content: change.content.map(anchor),
        speaker: change.speaker === null ? null : named(change.speaker),
      }
    case 'split':
      return { ...change, into: named(change.into) }
    case 'verdict':
      return { change: 'judge', verdict: change.verdict }
    case 'accept':
    case 'reject':
    case 'stance':
    case 'merge':
    case 'alias':
    case 'wikidata':
      return change
  }
  return change satisfies never
}
