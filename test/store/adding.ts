import { openRecord } from '../../src/store/index.ts'
import { BRIDGE, keepingOf, pieceOf } from './making.ts'

/** Adds article after article until it is killed, and says on its output what the record acknowledged. */
const [path, run] = process.argv.slice(2) as [string, string]
const store = await openRecord(path, { now: () => new Date() })
for (let i = 0; i < 10_000; i++) {
  const draft = { ...BRIDGE, text: `${run}.${i}. ${BRIDGE.text}`, url: `https://courier.example/${run}/${i}` }
  const [accepted] = await store.accept([pieceOf(draft)])
  process.stdout.write(`accepted ${accepted!.job}\n`)
  await store.claim('w', 1, 60_000, [accepted!.job])
  const [kept] = await store.keep([keepingOf(draft, accepted!.job)])
  process.stdout.write(`kept ${kept!.article}\n`)
}
