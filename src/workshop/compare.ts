/**
 * Measures quote families on PolNeAR's train articles: `npx tsx src/workshop/compare.ts`, with `--missed` (shared words that
 * no family has), `--list` (all families across articles), `--corpora DIR`. Statements are those of the annotators, named
 * by their source phrases.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { QuoteFamilies, type Report, statementOf } from '../compare/index.ts'
import type { Family, Span } from '../vocabulary/index.ts'
import { articleOf, type PolnearLine, readPolnearLines } from './corpora.ts'
import { type Quotation, tallyMutations, unlike } from './mutations.ts'

const RUN = 6

function reportOfLine(line: PolnearLine): Report {
  const { text } = line
  const blocks: Report['blocks'][number][] = []
  for (const { 0: words, index } of text.matchAll(/\S[^\n]*/g))
    blocks.push({ kind: 'paragraph', span: { from: index, to: index + words.length } })
  return {
    id: articleOf(line),
    text,
    blocks,
    title: line.title,
    outlet: line.publisher,
    publishedAt: line.date,
    agency: null,
    statements: line.attributions.map(({ id, source, content }) =>
      statementOf({
        id,
        content: content.map(([from, to]) => ({ from, to })),
        kind: 'mixed',
        speaker: source.map(([from, to]) => text.slice(from, to)).join(' ') || null,
      }),
    ),
  }
}

interface Place {
  readonly report: string
  /** Where its quotation begins. */
  readonly quotation: number
  readonly span: Span
}

/** Every run of six words between double marks of one paragraph, wherever it stands: found without `compare`. */
function runsOf(reports: readonly Report[]): Map<string, Place[]> {
  const runs = new Map<string, Place[]>()
  for (const { id, text } of reports) {
    for (const { 0: quoted, index } of text.matchAll(/“[^“”\n]+”|"[^"\n]+"/g)) {
      const words = [...quoted.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu)]
      for (let i = 0; i + RUN <= words.length; i++) {
        const run = words.slice(i, i + RUN)
        const key = run.map(([word]) => word.toLowerCase().replaceAll('’', "'")).join(' ')
        const last = run.at(-1)!
        const place = {
          report: id,
          quotation: index,
          span: { from: index + run[0]!.index, to: index + last.index + last[0].length },
        }
        const known = runs.get(key)
        if (known === undefined) runs.set(key, [place])
        else known.push(place)
      }
    }
  }
  return runs
}

const { values: asked } = parseArgs({
  options: {
    corpora: { type: 'string', default: '../shared/corpora' },
    missed: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const { corpora } = asked
const lines = new Map(readPolnearLines(join(corpora, 'polnear/train.jsonl.gz')).map(line => [articleOf(line), line]))
const reports = [...lines.values()].map(reportOfLine)

const start = performance.now()
const growing = new QuoteFamilies()
for (const report of reports) growing.add(report)
const added = performance.now()
const families = growing.families()
const done = performance.now()
const per = (ms: number) => `${(ms / reports.length).toFixed(2)} s per 1,000`
console.log(`${reports.length} articles: add ${per(added - start)}, families ${per(done - added)}`)
const variants = families.reduce((sum, family) => sum + family.variants.length, 0)
const isAcross = ({ variants }: Family): boolean => new Set(variants.map(v => v.report)).size > 1
const across = families.filter(isAcross).length
const sure = families.filter(({ standing }) => standing === 'sure')
console.log(
  `${families.length} families of ${variants} variants, ${sure.length} of them sure; ${across} across articles, ${sure.filter(isAcross).length} of them sure`,
)

/** Families whose quotations hold a place. */
const homes = new Map<string, { readonly span: Span; readonly family: number }[]>()
families.forEach((family, f) => {
  for (const { report, spans } of family.variants)
    for (const span of spans) homes.set(report, [...(homes.get(report) ?? []), { span, family: f }])
})
const familiesAt = ({ report, span }: Place): Set<number> =>
  new Set(
    (homes.get(report) ?? []).filter(h => h.span.from < span.to && span.from < h.span.to).map(({ family }) => family),
  )

const pairs = new Map<string, { runs: string[]; found: number }>()
for (const [run, places] of runsOf(reports)) {
  for (let i = 0; i < places.length; i++) {
    for (let k = i + 1; k < places.length; k++) {
      const [a, b] = [places[i]!, places[k]!]
      if (a.report === b.report) continue
      const key = `${a.report} ${a.quotation} ${b.report} ${b.quotation}`
      const known = pairs.get(key) ?? { runs: [], found: 0 }
      pairs.set(key, known)
      const at = familiesAt(b)
      known.runs.push(run)
      if ([...familiesAt(a)].some(f => at.has(f))) known.found++
    }
  }
}
for (const least of [RUN, RUN + 1, RUN + 2, RUN + 3, RUN + 4]) {
  const of = [...pairs.values()].filter(({ runs }) => runs.length >= least - RUN + 1)
  const found = of.filter(({ found }) => found > 0).length
  console.log(`pairs of quotations that share ${least} or more words in a row: ${of.length}, found ${found}`)
}
if (asked.missed)
  for (const { runs, found } of pairs.values()) if (found === 0) console.log(`missed: ${runs.join(' / ')}`)

/** Quotations of ten words and more, with whom the annotators credit. */
const quotations: Quotation[] = unlike(
  reports.flatMap(({ text, statements }) =>
    statements.flatMap(({ content, speaker }) =>
      content.flatMap(({ from, to }) =>
        [...text.slice(from, to).matchAll(/“([^“”\n]+)”|"([^"\n]+)"/g)].map(m => ({
          words: (m[1] ?? m[2])!.replace(/\s+/g, ' ').trim(),
          speaker,
        })),
      ),
    ),
  ),
).filter(({ words }) => words.split(' ').length >= 10)
for (const rate of [0.1, 0.2, 0.3]) {
  const { pairs, right, found } = tallyMutations(quotations, rate, 1)
  const share = (of: number, all: number): string => `${((100 * of) / all).toFixed(1)} %`
  console.log(
    `${pairs} quotations with ${100 * rate} % of words edited: recall ${share(right, pairs)}, precision ${share(right, found)}`,
  )
}

/** A family as a person judges it: who, where, and the words. */
function told(family: Family): string {
  const texts = new Map(reports.map(({ id, text }) => [id, text]))
  return [
    `${family.id} ${family.standing}, ${family.origins} origins`,
    ...family.variants.map(({ report, speaker, spans }, i) => {
      const words = spans.map(({ from, to }) => texts.get(report)!.slice(from, to)).join(' … ')
      return `${i === family.fullest ? '*' : ' '} ${report}, ${speaker ?? 'nobody'}: ${words.replaceAll('\n', ' ')}`
    }),
  ].join('\n')
}

if (asked.list) {
  for (const family of families) if (isAcross(family)) console.log(`\n${told(family)}`)
}
