import { readdirSync, readFileSync } from 'node:fs'
import { articleOf } from '../src/ingest/index.ts'
import { load, median, say, spent } from './record-clock.ts'

const Limit = { f1: 0.97 } as const
const PAGES = new URL('../test/pages/', import.meta.url)
const ROUNDS = 5

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Words that both texts have, counted as often as both have them. */
function shared(found: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1)
  return found.filter(word => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  }).length
}

/** The saved pages: how much of each article's text is found and nothing beside it, and how long a page takes. */
export async function pages(): Promise<void> {
  const names = readdirSync(PAGES).filter(name => name.endsWith('.html'))
  console.log(`${names.length} pages; ${load()}\n\n| page | KB | word F1 | ms of the processor |\n|---|---:|---:|---:|`)
  const sum = { shared: 0, both: 0, bytes: 0, ms: 0 }
  for (const name of names) {
    const bytes = new Uint8Array(readFileSync(new URL(name, PAGES)))
    const wanted = words(readFileSync(new URL(name.replace(/html$/, 'expected.txt'), PAGES), 'utf8'))
    const found = words((await articleOf(bytes, 'html')).text)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const from = spent()
      await articleOf(bytes, 'html')
      times.push(spent() - from)
    }
    const [hits, both] = [shared(found, wanted), found.length + wanted.length]
    sum.shared += hits
    sum.both += both
    sum.bytes += bytes.length
    sum.ms += median(times)
    const f1 = (2 * hits) / both
    const [size, ms] = [(bytes.length / 1024).toFixed(1), median(times).toFixed(1)]
    say(`| ${name.slice(0, -5)} | ${size} | ${(100 * f1).toFixed(1)} | ${ms} |`, f1 >= Limit.f1)
  }
  const f1 = (2 * sum.shared) / sum.both
  console.log(
    `\nAll pages: word F1 ${(100 * f1).toFixed(2)} % (at least ${100 * Limit.f1} %), ${(sum.bytes / 1024 / (sum.ms / 1000)).toFixed(0)} KB/s.`,
  )
}
