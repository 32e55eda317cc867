/** `npm run bench`: tokens per second of every stage beside wink-nlp on the same articles, memory, and hostile inputs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import model from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import { relate } from '../src/attribution/index.ts'
import { attribute, blockClasses } from '../src/engine/index.ts'
import { articleFromText } from '../src/ingest/index.ts'
import { DEFAULT_MODEL, readDefaultModel } from '../src/node.ts'
import { nameSpeakers } from '../src/speakers/index.ts'
import { tagRoles } from '../src/tagging/index.ts'
import { readTokens } from '../src/tokens/index.ts'
import { readPolnearLines } from '../src/workshop/corpora.ts'
import { HOSTILE } from './hostile.ts'

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    part: { type: 'string', default: 'all' },
    rounds: { type: 'string', default: '5' },
  },
})

const now = () => performance.now()
const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length >> 1]!

function articles(): string[] {
  const dev = join(values.shared, 'corpora/polnear/dev.jsonl.gz')
  if (existsSync(dev)) return [...new Set(readPolnearLines(dev).map(line => line.text))]
  return readdirSync('examples')
    .filter(name => name.endsWith('.txt'))
    .map(name => readFileSync(join('examples', name), 'utf8'))
}

function speed(): void {
  const start = now()
  const trained = readDefaultModel()
  console.log(`model loaded in ${(now() - start).toFixed(0)} ms (${readFileSync(DEFAULT_MODEL).length} bytes)\n`)
  const texts = articles()
  const wink = winkNLP(model)
  const rounds = Number(values.rounds)
  const times = new Map<string, number[]>()
  let count = 0
  let winkCount = 0
  for (let round = 0; round <= rounds; round++) {
    const spent = new Map<string, number>()
    const clock = <T>(stage: string, run: () => T): T => {
      const from = now()
      const result = run()
      spent.set(stage, (spent.get(stage) ?? 0) + now() - from)
      return result
    }
    count = 0
    winkCount = 0
    for (const text of texts) {
      winkCount += clock('wink-nlp readDoc', () => wink.readDoc(text)).tokens().length()
      const article = clock('ingest', () => articleFromText(text))
      clock('whole engine', () => attribute(article, trained))
      const blocks = article.blocks.filter(b => b.kind !== 'boilerplate')
      const tokens = readTokens(text, blocks, trained.tokens, (stage, step) => clock(`  ${stage}`, step))
      const { tags, confidence } = clock('  roles', () => tagRoles(tokens, trained.roles, blockClasses(tokens, blocks)))
      const relations = clock('  relations', () => relate(tokens, tags, trained.links, confidence))
      clock('  speakers', () => nameSpeakers(tokens, blocks, relations))
      count += tokens.size
    }
    if (round === 0) continue // warm-up
    for (const [stage, ms] of spent) times.set(stage, [...(times.get(stage) ?? []), ms])
  }
  const rate = (stage: string) => ((stage.startsWith('wink') ? winkCount : count) / median(times.get(stage)!)) * 1000
  const base = rate('wink-nlp readDoc')
  console.log(`${texts.length} articles, ${count} tokens, median of ${rounds} rounds after a warm-up, one core`)
  console.log('| stage | tokens/s | share of wink-nlp |\n|---|---|---|')
  for (const stage of times.keys()) {
    const r = rate(stage)
    console.log(`| ${stage} | ${Math.round(r)} | ${stage.startsWith('wink') ? '1' : r > base ? (r / base).toFixed(2) : `1/${(base / r).toFixed(1)}`} |`)
  }
  console.log(`\npeak memory of this process, wink-nlp included: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
}

function memory(): void {
  const trained = readDefaultModel()
  let statements = 0
  for (const text of articles()) statements += attribute(articleFromText(text), trained).attributions.length
  console.log(`${statements} statements; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
}

function hostile(): void {
  const trained = readDefaultModel()
  const read = (text: string) => {
    const from = now()
    attribute(articleFromText(text), trained)
    return now() - from
  }
  console.log('| hostile input | 0.5 M units, s | 1 M units, s | fold |\n|---|---|---|---|')
  for (const [name, make] of Object.entries(HOSTILE)) {
    read(make(100_000))
    const half = median([1, 2, 3].map(() => read(make(500_000))))
    const whole = median([1, 2, 3].map(() => read(make(1_000_000))))
    console.log(`| ${name} | ${(half / 1000).toFixed(2)} | ${(whole / 1000).toFixed(2)} | ${(whole / half).toFixed(2)} |`)
  }
}

if (values.part === 'all' || values.part === 'speed') speed()
if (values.part === 'memory') memory()
if (values.part === 'all' || values.part === 'hostile') hostile()
