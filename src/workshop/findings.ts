/**
 * Stories, families and findings over real news: PolNeAR's train part, read by models that have not seen it. Counts them,
 * lists them, and draws sheets for blind judges.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { familiesOf, findingsOfStory, type Report, reportOfRecord, storiesOf } from '../compare/index.ts'
import { articleFromText } from '../ingest/index.ts'
import type { AttributionRecord, Family, Finding } from '../vocabulary/index.ts'
import { FINDING_KINDS } from '../vocabulary/index.ts'
import { articleOf, readPolnearLines } from './corpora.ts'
import { drawn, sheetOf } from './judging/index.ts'
import { polnearPath } from './training.ts'

const HELP = `Lays PolNeAR's train articles side by side.

  npx tsx src/workshop/findings.ts --readings DIR [--corpus DIR] [--list KIND [--standing WHICH]]
  npx tsx src/workshop/findings.ts --readings DIR --sample N --seed N --out DIR

  --readings DIR    what jackknife.ts wrote: fold-N.jsonl, the readings of the articles
  --corpus DIR      corpora (default ../shared/corpora)
  --list KIND       prints the findings of a kind, or of all, with the sentences of their evidence
  --standing WHICH  sure or possible (default sure)
  --sample N        draws N findings of each kind and standing, and all families across articles
  --seed N          of the drawing (default 1)
  --out DIR         gets KIND.a.md and .json for the judge (a: sure ones, b: possible ones, which the judge
                    is not told), without confidence, standing or explanation, and
                    KIND.a.drawn.jsonl, the findings themselves, for filing (judged.ts --drawn)
`

const { values } = parseArgs({
  options: {
    readings: { type: 'string' },
    corpus: { type: 'string', default: '../shared/corpora' },
    list: { type: 'string' },
    standing: { type: 'string', default: 'sure' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

interface UnseenReading {
  readonly id: string
  readonly record: AttributionRecord
}

function readReports(folder: string, corpus: string): Report[] {
  const lines = new Map(readPolnearLines(polnearPath(corpus)).map(line => [line.id, line]))
  return readdirSync(folder)
    .filter(name => /^fold-\d+\.jsonl$/.test(name))
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map(line => {
      const { id, record } = JSON.parse(line) as UnseenReading
      const known = lines.get(id)
      if (known === undefined) throw new Error(`${id} is no article of the corpus`)
      const { text, title, date, publisher } = known
      return reportOfRecord(
        articleOf(known),
        articleFromText(text, { title, published: date, outlet: publisher }),
        record,
      )
    })
}

function list(findings: readonly Finding[], reports: ReadonlyMap<string, Report>): void {
  for (const { id, confidence, why, evidence } of findings) {
    console.log(`\n${id} ${confidence.toFixed(2)} ${why}`)
    for (const { role, article, spans, speaker } of evidence) {
      const { text, outlet, publishedAt } = reports.get(article)!
      const from = Math.max(text.lastIndexOf('\n', spans[0]!.from) + 1, spans[0]!.from - 300)
      const end = text.indexOf('\n', spans.at(-1)!.to)
      const to = Math.min(end < 0 ? text.length : end, spans.at(-1)!.to + 200)
      console.log(`   ${role} [${outlet} ${publishedAt}] ${speaker}: ${text.slice(from, to)}`)
    }
  }
}

function main(folder: string): void {
  const reports = readReports(folder, values.corpus)
  const byId = new Map(reports.map(report => [report.id, report]))
  const stories = storiesOf(reports)
  const families = familiesOf(reports)
  const findings = stories.flatMap(story => findingsOfStory(story, reports, families))
  const across = families.filter(({ variants }) => new Set(variants.map(({ report }) => report)).size > 1)
  const several = stories.filter(({ articles }) => articles.length > 1)
  console.log(
    `${reports.length} articles; ${several.length} stories of several, with ${several.reduce((n, s) => n + s.articles.length, 0)} articles; ${families.length} families, ${across.length} across articles`,
  )
  for (const kind of FINDING_KINDS) {
    const own = findings.filter(finding => finding.kind === kind)
    const sure = own.filter(({ standing }) => standing === 'sure').length
    console.log(`${kind}: ${sure} sure, ${own.length - sure} possible`)
  }
  if (values.list !== undefined)
    list(
      findings.filter(
        ({ kind, standing }) => [kind, 'all'].includes(values.list ?? '') && standing === values.standing,
      ),
      byId,
    )
  const { out, sample } = values
  if (out === undefined || sample === undefined) return
  mkdirSync(out, { recursive: true })
  const write = (name: string, items: readonly (Family | Finding)[]): void => {
    if (items.length === 0) return
    const { markdown, json } = sheetOf(items, byId)
    writeFileSync(join(out, `${name}.md`), markdown)
    writeFileSync(join(out, `${name}.json`), json)
    writeFileSync(join(out, `${name}.drawn.jsonl`), items.map(item => `${JSON.stringify(item)}\n`).join(''))
  }
  const seed = Number(values.seed)
  write('family', drawn(across, across.length, seed))
  for (const kind of FINDING_KINDS) {
    for (const standing of ['sure', 'possible'] as const) {
      const own = findings.filter(finding => finding.kind === kind && finding.standing === standing)
      write(`${kind}.${standing === 'sure' ? 'a' : 'b'}`, drawn(own, Number(sample), seed))
    }
  }
}

if (values.help || values.readings === undefined) console.log(HELP)
else main(values.readings)
