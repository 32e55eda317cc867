import { AscribeError, type Form, type Stated } from '../vocabulary/index.ts'
import type { Writer } from './base.ts'
import { type Context, forgottenMark, forgottenOf, take } from './context.ts'
import { packBytes, sha256, unpackBytes } from './packing.ts'
import type { Acceptance, Failure, Fetched, Job, JobRow, JobState, Piece } from './promises.ts'

/** A job that failed so often is dead. */
export const MAX_TRIES = 3

/**
 * A job that was claimed so often without an answer is dead. More than MAX_TRIES: a worker mostly stops for reasons that
 * are not the job's (it was killed, the machine went down), and claims several jobs at a time.
 */
export const MAX_LOST = 10

/** Lists longer than a query takes, in pieces. */
const piecesOf = <T>(list: readonly T[], size = 5000): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))

/** `Stated` with its keys in one order and without empty ones: the same said is the same job. */
const statedJson = (stated: Stated): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(stated)
        .filter(([, value]) => value !== null && value !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  )

const jobId = (form: Form, stated: string, blob: string): string => sha256(`${form}\n${stated}\n${blob}`).slice(0, 32)

export async function accept({ base, rows, now, salt }: Context, pieces: readonly Piece[]): Promise<Acceptance[]> {
  // Hashing and packing need no lock: they are done before the transaction.
  const drafts = pieces.map(piece => {
    const blob = sha256(piece.bytes)
    const stated = statedJson(piece.stated)
    return { piece, blob, stated, id: jobId(piece.form, stated, blob), mark: forgottenMark(salt, 'bytes', blob) }
  })
  const packed = new Map(drafts.map(d => [d.blob, { ...packBytes(d.piece.bytes), size: d.piece.bytes.length }]))
  return base.write(async trx => {
    const forgotten = await forgottenOf(
      trx,
      drafts.map(d => d.mark),
    )
    const known = await jobsById(
      trx,
      drafts.map(d => d.id),
    )
    const fresh = new Map(drafts.filter(d => !known.has(d.id) && !forgotten.has(d.mark)).map(d => [d.id, d]))
    if (fresh.size > 0) {
      const blobs = new Set([...fresh.values()].map(d => d.blob))
      await rows.blob.insert(
        trx,
        [...blobs].toSorted().map(hash => ({ hash, ...packed.get(hash)! })),
      )
      let n = await take(trx, 'job', fresh.size)
      const at = now().toISOString()
      for (const d of fresh.values())
        await trx
          .insertInto('job')
          .values({
            n: n++,
            id: d.id,
            state: 'waiting',
            form: d.piece.form,
            stated: d.stated,
            source: JSON.stringify(d.piece.from),
            blob: d.blob,
            tries: 0,
            accepted_at: at,
          })
          .execute()
    }
    const told = new Set<string>()
    return drafts.map(({ id, mark }): Acceptance => {
      if (forgotten.has(mark)) return { job: id, state: 'forgotten', article: null }
      const earlier = known.get(id)
      if (earlier !== undefined) return { job: id, state: earlier.state, article: earlier.article }
      const state = told.has(id) ? 'waiting' : 'new'
      told.add(id)
      return { job: id, state, article: null }
    })
  })
}

async function jobsById(trx: Writer, ids: readonly string[]) {
  const found = new Map<string, { state: JobState; article: string | null }>()
  for (let at = 0; at < ids.length; at += 500)
    for (const row of await trx
      .selectFrom('job')
      .leftJoin('article', 'article.key', 'job.article')
      .select(['job.id as id', 'job.state as state', 'article.id as article'])
      .where('job.id', 'in', ids.slice(at, at + 500))
      .execute())
      found.set(row.id, row)
  return found
}

/** What the dead letters say of an error. */
const failureOf = ({ code, message, next }: AscribeError): Failure => ({ code, message, next })

const workerLost = () =>
  new AscribeError(
    'worker-lost',
    `the worker stopped without an answer, ${MAX_LOST} times`,
    'look at the input; `retry` puts it back',
  )

export async function claim(
  { base, now }: Context,
  worker: string,
  count: number,
  lease: number,
  only?: readonly string[],
): Promise<Job[]> {
  if (count < 1 || only?.length === 0) return []
  const at = now().getTime()
  const taken = await base.writeRows(async trx => {
    // A job whose workers never come back is what kills them: it must not be handed out for ever.
    await trx
      .updateTable('job')
      .set({
        state: 'dead',
        worker: null,
        lease_until: null,
        failure: JSON.stringify(failureOf(workerLost())),
      })
      .where('state', '=', 'claimed')
      .where('lease_until', '<', at)
      .where('tries', '>=', MAX_LOST)
      .execute()
    const ids: string[] = []
    for (const state of ['claimed', 'waiting'] as const)
      for (const some of only === undefined ? [null] : piecesOf(only)) {
        if (ids.length >= count) break
        let q = trx
          .selectFrom('job')
          .select('id')
          .where('state', '=', state)
          .orderBy('n')
          .limit(count - ids.length)
        if (state === 'claimed') q = q.where('lease_until', '<', at)
        if (some !== null) q = q.where('id', 'in', some)
        ids.push(...(await (base.skipLocked ? q.forUpdate().skipLocked() : q).execute()).map(r => r.id))
      }
    if (ids.length === 0) return []
    return trx
      .updateTable('job')
      .set(eb => ({ state: 'claimed', worker, lease_until: at + lease, tries: eb('tries', '+', 1) }))
      .where('id', 'in', ids)
      .returning(['n', 'id', 'form', 'stated', 'source', 'blob', 'tries'])
      .execute()
  })
  if (taken.length === 0) return []
  const blobs = await base.db
    .selectFrom('blob')
    .select(['hash', 'codec', 'bytes'])
    .where('hash', 'in', [...new Set(taken.map(j => j.blob))])
    .execute()
  const bytes = new Map(blobs.map(b => [b.hash, b]))
  return taken
    .toSorted((a, b) => a.n - b.n)
    .map(j => ({
      id: j.id,
      tries: j.tries,
      piece: {
        bytes: unpackBytes(bytes.get(j.blob)!),
        form: j.form as Form,
        stated: JSON.parse(j.stated) as Stated,
        from: JSON.parse(j.source) as string,
      },
    }))
}

export async function extend({ base, now }: Context, worker: string, jobs: readonly string[], lease: number) {
  if (jobs.length === 0) return
  await base.writeRows(async trx => {
    for (const some of piecesOf(jobs))
      await trx
        .updateTable('job')
        .set({ lease_until: now().getTime() + lease })
        .where('id', 'in', some)
        .where('state', '=', 'claimed')
        .where('worker', '=', worker)
        .execute()
  })
}

export async function release({ base }: Context, worker: string, jobs: readonly string[]) {
  if (jobs.length === 0) return
  await base.writeRows(async trx => {
    for (const some of piecesOf(jobs))
      await trx
        .updateTable('job')
        .set(eb => ({ state: 'waiting', worker: null, lease_until: null, tries: eb('tries', '-', 1) }))
        .where('id', 'in', some)
        .where('state', '=', 'claimed')
        .where('worker', '=', worker)
        .execute()
  })
}

export async function fail({ base }: Context, job: string, worker: string, failure: Failure, final: boolean) {
  await base.writeRows(async trx => {
    await trx
      .updateTable('job')
      .set(eb => ({
        state: final
          ? 'dead'
          : eb
              .case()
              .when('tries', '>=', MAX_TRIES)
              .then('dead' as const)
              .else('waiting' as const)
              .end(),
        worker: null,
        lease_until: null,
        failure: JSON.stringify(failure),
      }))
      .where('id', '=', job)
      .where('state', '=', 'claimed')
      .where('worker', '=', worker) // a worker whose lease ran out has no say any more
      .execute()
  })
}

export async function jobs(
  { base }: Context,
  {
    state,
    ids,
    limit = 100,
    after,
  }: { readonly state?: JobState; readonly ids?: readonly string[]; readonly limit?: number; readonly after?: string },
): Promise<JobRow[]> {
  let q = base.db
    .selectFrom('job')
    .leftJoin('article', 'article.key', 'job.article')
    .select([
      'job.n as n',
      'job.id as id',
      'job.state as state',
      'job.source as source',
      'job.tries as tries',
      'job.failure as failure',
      'article.id as article',
      'job.accepted_at as acceptedAt',
    ])
    .orderBy('job.n')
    .limit(Math.max(0, limit))
  if (state !== undefined) q = q.where('job.state', '=', state)
  if (after !== undefined) {
    const from = await base.db.selectFrom('job').select('n').where('id', '=', after).executeTakeFirst()
    if (from === undefined)
      throw new AscribeError('bad-cursor', `no job has the id ${after}`, 'begin again without `after`')
    q = q.where('job.n', '>', from.n)
  }
  const found = []
  for (const some of ids === undefined ? [null] : piecesOf(ids))
    found.push(...(await (some === null ? q : q.where('job.id', 'in', some)).execute()))
  found.sort((a, b) => a.n - b.n)
  return found.slice(0, Math.max(0, limit)).map(({ n: _, source, failure, ...row }) => ({
    ...row,
    from: JSON.parse(source) as string,
    failure: failure === null ? null : (JSON.parse(failure) as Failure),
  }))
}

export async function retry({ base }: Context, ids?: readonly string[]): Promise<number> {
  return base.writeRows(async trx => {
    let n = 0
    for (const some of ids === undefined ? [null] : piecesOf(ids)) {
      const q = trx.updateTable('job').set({ state: 'waiting', tries: 0 }).where('state', '=', 'dead')
      n += Number((await (some === null ? q : q.where('id', 'in', some)).executeTakeFirst()).numUpdatedRows)
    }
    return n
  })
}

export async function fetched({ base }: Context, url: string): Promise<Fetched | null> {
  const row = await base.db.selectFrom('fetched').selectAll().where('url', '=', url).executeTakeFirst()
  if (row === undefined) return null
  const { last_modified, fetched_at, ...rest } = row
  return { ...rest, lastModified: last_modified, fetchedAt: fetched_at }
}

export async function keepFetched({ base }: Context, { lastModified, fetchedAt, ...rest }: Fetched): Promise<void> {
  const row = { ...rest, last_modified: lastModified, fetched_at: fetchedAt }
  await base.write(async trx => {
    await trx
      .insertInto('fetched')
      .values(row)
      .onConflict(on => on.column('url').doUpdateSet(row))
      .execute()
  })
}
