import { access } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { openApi } from '../api/index.ts'
import type { Fetcher } from '../fetching/index.ts'
import { takeIn } from '../intake/index.ts'
import { PAGE, WORKER } from '../node.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
import { openReader, type ReaderOptions } from './add.ts'
import { compareAfter } from './comparing.ts'
import { counted, print } from './printing.ts'
import { asFailure } from './reading.ts'
import { type RecordOptions, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import type { World } from './world.ts'

interface ServeOptions extends RecordOptions, ReaderOptions {
  readonly host: string
  readonly port?: number
  readonly tokens?: string
  readonly hosts?: string
  readonly fetch?: true
  readonly allowPrivate?: true
  readonly fill?: string
  readonly log: 'info' | 'warn' | 'silent'
  readonly check?: true
}

/** A file of tokens has no more bytes. */
const TOKENS_BYTES = 1024 * 1024
/** Requests a minute from one address or token: a page and all its parts, many times over. */
const PER_MINUTE = 3000
/** Milliseconds in which a request must have come in, and in which it must be answered. */
const PATIENCE = 30_000

/** `ascribe serve`: the record over HTTP, until Ctrl-C. What is under way is answered before it ends. */
export const serve = (
  _operands: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ServeOptions
  return withRecord(
    options,
    world,
    async store => {
      const api = await import('../api/index.ts')
      const { isLoopback, openLog, readTokens } = api
      const listed = await tokensOf(options, world)
      const tokens = listed === null ? null : readTokens(listed)
      if (tokens === null && !isLoopback(options.host))
        throw new AscribeError(
          'no-tokens',
          `on ${options.host} anybody in the network could come in`,
          'name a file of tokens with --tokens, or leave out --host',
        )
      const built = await isThere(WORKER)
      const { reader, model } = await openReader({ ...options, jobs: built ? options.jobs : 1 }, world, {
        apart: built,
      })
      let fetcher: Fetcher | null = null
      if (options.fetch) {
        const { openFetcher, systemOutside } = await import('../fetching/index.ts')
        fetcher = openFetcher({ allowPrivate: options.allowPrivate === true }, systemOutside)
      }
      const interrupt = world.onInterrupt()
      try {
        if (options.fill !== undefined) await fill(options.fill, store, reader, world, interrupt.signal)
        const log = openLog(options.log, { write: line => world.say(line.trimEnd()) })
        const named = options.hosts?.split(',').map(name => name.trim().toLowerCase()) ?? null
        const own = isLoopback(options.host) ? ['localhost', '127.0.0.1', '[::1]', options.host] : [options.host]
        const hosts = named === null && !isLoopback(options.host) ? null : [...own, ...(named ?? [])]
        const server = await api.openApi(
          { store, reader, fetcher, model, page: await builtPage(), worker: world.workerName(), now: world.now, log },
          { tokens, hosts, perMinute: PER_MINUTE, patience: PATIENCE },
        )
        try {
          const address = await listen(server, options)
          await print(world, [`Ascribe is at ${address}`])
          if (options.check) return await check(address, world)
          world.say('ascribe: Ctrl-C ends it')
          if (!interrupt.signal.aborted)
            await new Promise(resolve => interrupt.signal.addEventListener('abort', resolve, { once: true }))
          return EXIT.allRead
        } finally {
          await server.close()
        }
      } finally {
        interrupt.release()
        await fetcher?.close()
        await reader.close()
      }
    },
    { make: true },
  )
}

const isThere = (file: URL): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/** The folder of the built page; null where it is not built. */
const builtPage = async (): Promise<string | null> =>
  (await isThere(new URL('index.html', PAGE))) ? fileURLToPath(PAGE) : null

/** Throws `port-taken`. */
async function listen(api: Awaited<ReturnType<typeof openApi>>, { host, port = 0 }: ServeOptions): Promise<string> {
  try {
    return await api.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    throw new AscribeError(
      'port-taken',
      `port ${port} of ${host} can’t be listened on: ${code === 'EACCES' ? 'the system denies it' : 'something else does'}`,
      'name another with --port, or leave it out for a free one',
    )
  }
}

async function tokensOf({ tokens }: ServeOptions, world: World): Promise<string | null> {
  if (tokens === undefined) return world.env.ASCRIBE_TOKENS ?? null
  try {
    return new TextDecoder().decode(await world.read(tokens, TOKENS_BYTES))
  } catch (error) {
    throw asFailure(error)
  }
}

/** Takes a folder into a record that holds nothing yet. */
async function fill(
  from: string,
  store: RecordStore,
  reader: Awaited<ReturnType<typeof openReader>>['reader'],
  world: World,
  signal: AbortSignal,
): Promise<void> {
  if ((await store.counts()).versions > 0) return
  async function* sources() {
    for await (const { name, open } of world.files(from)) yield { name, open: async () => ({ bytes: await open() }) }
  }
  const tally = await takeIn(
    sources(),
    { store, reader, fetcher: null, now: world.now, sleep: world.sleep },
    { worker: world.workerName(), signal },
    () => {},
  )
  await compareAfter(store, {}, world, signal)
  world.say(`ascribe: ${counted(tally.added, 'article')} added with ${counted(tally.statements, 'statement')}`)
}

/** One request of its own, as a proof that it answers. */
async function check(address: string, world: World): Promise<number> {
  const answer = await fetch(`${address}/ready`)
  const said = await answer.text()
  await print(world, [`It answers: ${said}`])
  return answer.status === 200 ? EXIT.allRead : EXIT.someFailed
}
