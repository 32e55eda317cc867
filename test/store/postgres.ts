import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'

/** A PostgreSQL for tests: the one that ASCRIBE_TEST_POSTGRES names, else one started here, thrown away by `stop`. */
export interface TestServer {
  /** Address of a database. */
  readonly address: string
  /** Where its files lie; null for a server that was there already. */
  readonly folder: string | null
  stop(): Promise<void>
}

/** Where the server's programs are: on the path, or where Debian puts them. */
function programs(): string | null {
  const debian = '/usr/lib/postgresql'
  const releases = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...releases.map(r => join(debian, r, 'bin'))]
  return folders.find(f => existsSync(join(f, 'initdb')) && existsSync(join(f, 'postgres'))) ?? null
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address()
      probe.close(() => resolve(typeof at === 'object' && at !== null ? at.port : 0))
    })
  })

/** A server, or why there is none. Under CI its lack is a failure. */
export async function startPostgres(): Promise<TestServer | string> {
  const given = process.env.ASCRIBE_TEST_POSTGRES
  if (given) return { address: given, folder: null, stop: async () => {} }
  const bin = programs()
  const root = process.getuid?.() === 0
  const lack =
    bin === null
      ? 'no PostgreSQL here: set ASCRIBE_TEST_POSTGRES, or install one'
      : root && spawnSync('id', ['-u', 'postgres']).status !== 0
        ? 'PostgreSQL does not run as root, and there is no user postgres'
        : null
  if (lack !== null || bin === null) {
    if (process.env.CI === 'true') throw new Error(lack ?? '')
    return lack ?? ''
  }
  const folder = mkdtempSync(join(tmpdir(), 'ascribe-pg-'))
  const data = join(folder, 'data')
  // PostgreSQL refuses to run as root.
  const uid = root ? Number(spawnSync('id', ['-u', 'postgres']).stdout) : undefined
  const gid = root ? Number(spawnSync('id', ['-g', 'postgres']).stdout) : undefined
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  chmodSync(folder, 0o700)
  const as = { uid, gid, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C'],
    as,
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`)
  const port = await freePort()
  const settings = ['-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off']
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], { ...as, stdio: 'ignore' })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  const stop = async () => {
    if (server.exitCode === null) server.kill('SIGINT') // fast shutdown
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const address = `postgres://postgres@127.0.0.1:${port}/postgres`
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: address })
    try {
      await client.connect()
      await client.end()
      return { address, folder, stop }
    } catch (error) {
      if (tries > 200 || server.exitCode !== null) {
        await stop()
        throw error
      }
      await new Promise(done => setTimeout(done, 50))
    }
  }
}
