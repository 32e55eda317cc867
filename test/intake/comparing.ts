import { compareNew } from '../../src/intake/index.ts'
import { openRecord } from '../../src/store/index.ts'

/** Compares what waits in a record, until it is killed. */
const [path, worker] = process.argv.slice(2) as [string, string]
const store = await openRecord(path, { now: () => new Date() })
process.stdout.write('begun\n')
await compareNew(store, { worker, lease: 50, sleep: ms => new Promise(done => setTimeout(done, ms)) })
process.stdout.write('done\n')
await store.close()
