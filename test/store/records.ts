import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, it } from 'vitest'
import { openRecord, type RecordStore } from '../../src/store/index.ts'
import { startPostgres } from './postgres.ts'

/** A fresh record for each test, and the clock it goes by. */
export interface OpenRecord {
  store: RecordStore
  now: Date
}

let records = 0

/** Runs a suite on both databases; skipped, with the reason, where there is no PostgreSQL. */
export async function onBothDatabases(suite: (record: OpenRecord) => void): Promise<void> {
  const server = await startPostgres()
  afterAll(async () => {
    if (typeof server !== 'string') await server.stop()
  })
  for (const kind of ['sqlite', 'postgres'] as const)
    describe(kind, () => {
      if (kind === 'postgres' && typeof server === 'string') {
        it.skip(server, () => {})
        return
      }
      const record = { now: new Date('2024-04-01T12:00:00Z') } as OpenRecord
      let folder: string
      beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), 'ascribe-rulings-'))
        const where =
          kind === 'sqlite' || typeof server === 'string'
            ? join(folder, 'record.db')
            : `${server.address}?schema=record_${process.pid}_${records++}`
        record.now = new Date('2024-04-01T12:00:00Z')
        record.store = await openRecord(where, { now: () => record.now, patience: 2000 })
      })
      afterEach(async () => {
        await record.store.close()
        rmSync(folder, { recursive: true, force: true })
      })
      suite(record)
    })
}
