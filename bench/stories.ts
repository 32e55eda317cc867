/**
 * What placing one more article into stories costs as articles grow in number, so many a day: `npx tsx bench/stories.ts
 * [articles] [a day]`. Invented traits: events of six articles, common terms in a Zipf distribution.
 */
import { placeInStories, Replay, type Traits } from '../src/compare/index.ts'
import { randomFrom } from '../src/workshop/perceptron.ts'

const DAY = 24 * 60
const all = Number(process.argv[2] ?? 100_000)
const perDay = Number(process.argv[3] ?? 200)
const random = randomFrom(3)
const common = () => Math.floor(Math.exp(random() * Math.log(20_000))) * 2
const events: number[][] = []

function article(i: number): Traits {
  if (i % 6 === 0 || events.length < 30) {
    events.push(Array.from({ length: 25 }, () => (100_000 + Math.floor(random() * 2e8)) * 2 + (random() < 0.5 ? 1 : 0)))
    if (events.length > 40) events.shift()
  }
  const event = events[Math.floor(random() * events.length)]!
  const terms = new Set([...event.filter(() => random() < 0.7), ...Array.from({ length: 45 }, common)])
  const inOrder = Uint32Array.from([...terms].slice(0, 64)).sort()
  return {
    article: `a${String(i).padStart(7, '0')}`,
    at: Math.floor((i * DAY) / perDay),
    terms: inOrder,
    weights: Uint8Array.from(inOrder, () => 16 + Math.floor(random() * 20)),
  }
}

placeInStories(Array.from({ length: 2000 }, (_, i) => article(i))) // warm
const replay = new Replay()
const last: number[] = []
for (let i = 1; i <= all; i++) {
  const traits = article(i)
  const start = performance.now()
  replay.place(traits, null)
  last.push(performance.now() - start)
  if (![1000, 3000, 10_000, 30_000, 100_000].includes(i) && i !== all) continue
  const sample = last
    .splice(0)
    .slice(-1000)
    .sort((a, b) => a - b)
  globalThis.gc?.()
  const heap = Math.round(process.memoryUsage().heapUsed / 1e6)
  console.log(`${i} articles: median ${sample[sample.length >> 1]!.toFixed(2)} ms to place one, heap ${heap} MB`)
}
