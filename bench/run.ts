/**
 * `npm run bench`: tokens per second of every step beside wink-nlp on the same articles, memory, and hostile inputs.
 * All times are processor time of this process (all its threads), so that busy neighbours count less. Each part
 * runs in a process of its own: `npx tsx bench/run.ts --part speed | memory | hostile [--only NAME]`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import winkModel from 'wink-eng-lite-web-model'
import winkNLP from 'wink-nlp'
import { attribute, type Model } from '../src/engine/index.ts'
import { articleFromText } from '../src/ingest/index.ts'
import { DEFAULT_MODEL, readDefaultModel } from '../src/node.ts'
import type { Watch } from '../src/tokens/index.ts'
import { readPolnearLines } from '../src/workshop/corpora.ts'
import { HOSTILE } from './hostile.ts'

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    part: { type: 'string', default: 'all' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
  },
})

/** What must hold; the bench says where it does not and ends with exit code 1. */
const Limit = { share: 25, aim: 12, memory: 300, load: 400, fold: 2.4, seconds: 30 } as const

/** Processor time so far, in milliseconds. */
const spent = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const least = (list: readonly number[]): number => Math.min(...list)
const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

function say(line: string, holds = true): void {
  console.log(holds ? line : `${line}  <-- beyond the limit`)
  if (!holds) process.exitCode = 1
}

/** Whole articles: PolNeAR's dev part where it can be had, else the examples. */
function articles(): { name: string; texts: string[] } {
  const dev = join(values.shared, 'corpora/polnear/dev.jsonl.gz')
  if (existsSync(dev)) return { name: 'PolNeAR dev', texts: [...new Set(readPolnearLines(dev).map(l => l.text))] }
  const names = readdirSync('examples').filter(name => name.endsWith('.txt'))
  return { name: 'examples', texts: names.map(name => readFileSync(join('examples', name), 'utf8')) }
}

function speed(): void {
  const loads: number[] = []
  let trained: Model = readDefaultModel()
  for (let k = 0; k < 5; k++) {
    const from = spent()
    trained = readDefaultModel()
    loads.push(spent() - from)
  }
  const load = Math.max(...loads)
  const bytes = readFileSync(DEFAULT_MODEL).length
  say(`model ${trained.id}: ${bytes} bytes, loaded in ${load.toFixed(0)} ms (worst of 5)`, load < Limit.load)
  const { name, texts } = articles()
  const wink = winkNLP(winkModel)
  const rounds = Number(values.rounds)
  const times = new Map<string, number[]>()
  let winkTokens = 0
  const round = (keep: boolean) => {
    const total = new Map<string, number>()
    const clock: Watch = (step, run) => {
      const from = spent()
      const result = run()
      total.set(step, (total.get(step) ?? 0) + spent() - from)
      return result
    }
    winkTokens = 0
    for (const text of texts) {
      winkTokens += clock('wink-nlp readDoc', () => wink.readDoc(text))
        .tokens()
        .length()
      const article = clock('ingest', () => articleFromText(text))
      // Once untouched for the whole, once with the clock held at every step.
      clock('whole engine', () => attribute(article, trained))
      attribute(article, trained, {}, { watch: clock })
    }
    if (keep) for (const [step, ms] of total) times.set(step, [...(times.get(step) ?? []), ms])
  }
  round(false)
  for (let k = 0; k < rounds; k++) round(true)
  // One count for both, so that the shares compare time for the same text.
  const rate = (step: string) => (winkTokens / least(times.get(step)!)) * 1000
  const base = rate('wink-nlp readDoc')
  console.log(
    `\n${name}: ${texts.length} articles, ${winkTokens} tokens as wink-nlp counts; best of ${rounds} rounds\n`,
  )
  console.log('| step | tokens/s | beside wink-nlp |\n|---|---:|---:|')
  const order = ['wink-nlp readDoc', 'ingest', 'whole engine']
  for (const step of [...order, ...[...times.keys()].filter(s => !order.includes(s))]) {
    const r = rate(step)
    const share = r >= base ? `${(r / base).toFixed(1)} x` : `1/${(base / r).toFixed(1)}`
    say(`| ${order.includes(step) ? step : `– ${step}`} | ${Math.round(r)} | ${share} |`, base / r <= Limit.share)
  }
  const whole = base / rate('whole engine')
  console.log(
    `\nThe whole engine reads 1/${whole.toFixed(1)} of wink-nlp's tokens/s (aim 1/${Limit.aim}, floor 1/${Limit.share}).`,
  )
}

function memory(): void {
  const trained = readDefaultModel()
  const { name, texts } = articles()
  let statements = 0
  for (const text of texts) statements += attribute(articleFromText(text), trained).attributions.length
  const peak = megabytes()
  say(`${name}: ${statements} statements read; peak memory ${peak} MB (limit ${Limit.memory})`, peak < Limit.memory)
}

/** Seconds to read `text`, from the string to the record. */
function timeOf(text: string, trained: Model): number {
  const from = spent()
  attribute(articleFromText(text), trained)
  return (spent() - from) / 1000
}

function hostile(): void {
  const trained = readDefaultModel()
  const inputs = Object.entries(HOSTILE).filter(([name]) => name.includes(values.only))
  for (const [, make] of inputs.slice(0, 6)) timeOf(make(50_000), trained)
  console.log('| hostile input | 0.5 M units, s | 1 M units, s | fold |\n|---|---:|---:|---:|')
  for (const [name, make] of inputs) {
    const half = make(500_000)
    const whole = make(1_000_000)
    const a = [timeOf(half, trained)]
    const b = [timeOf(whole, trained)]
    // A neighbour or the garbage collector may have disturbed one of them: look again before complaining.
    for (let k = 0; k < 2 && least(b) / least(a) > Limit.fold; k++) {
      a.push(timeOf(half, trained))
      b.push(timeOf(whole, trained))
    }
    const fold = least(b) / least(a)
    // Below a fifth of a second a fold says nothing.
    const holds = least(b) < Limit.seconds && (fold <= Limit.fold || least(b) < 0.2)
    say(`| ${name} | ${least(a).toFixed(2)} | ${least(b).toFixed(2)} | ${fold.toFixed(2)} |`, holds)
  }
  console.log(
    `\n${inputs.length} inputs; peak memory ${megabytes()} MB (limits: fold ${Limit.fold}, ${Limit.seconds} s)`,
  )
}

if (values.part === 'all' || values.part === 'speed') speed()
if (values.part === 'memory') memory()
if (values.part === 'all' || values.part === 'hostile') hostile()
