/**
 * Counts in how many articles words stand, and writes what story finding takes for common:
 * `npx tsx src/workshop/story-words.ts [folder of corpora]` writes src/compare/stories-words.ts.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stemsOf } from '../compare/training.ts'
import { readConllu, readGum, readPolnearLines } from './corpora.ts'

/** Words in a smaller share of articles count as unknown ones. */
const BUCKETS = 8

const corpora = process.argv[2] ?? '../shared/corpora'
const news = new Map(
  readPolnearLines(join(corpora, 'polnear/train.jsonl.gz')).map(line => [line.id.replace(/_[^_]*$/, ''), line.text]),
)
const other = [
  ...readConllu(join(corpora, 'ud-ewt/train.conllu.gz'), 'ewt'),
  ...readGum(join(corpora, 'gum')).filter(({ corpus }) => corpus !== 'gum-news'),
].map(({ text }) => text)

/** Stem -> in how many texts it stands. */
function countIn(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) for (const stem of stemsOf(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return counts
}

const [inNews, inOther] = [countIn([...news.values()]), countIn(other)]
const buckets: string[][] = Array.from({ length: BUCKETS }, () => [])
for (const [stem, n] of inNews) {
  // One campaign's words are common in its year only: the two kinds of text are averaged as geometric means are.
  const share = Math.sqrt(((n + 0.5) / (news.size + 1)) * (((inOther.get(stem) ?? 0) + 0.5) / (other.length + 1)))
  const bucket = Math.floor(-Math.log2(share))
  if (bucket < BUCKETS && n > 2 && /^[a-z][a-z.-]+$/.test(stem)) buckets[bucket]!.push(stem)
}
const rows = buckets.map(stems => `  '${stems.sort().join(' ')}',`)
console.log(`${news.size} news texts, ${other.length} others: ${buckets.map(stems => stems.length).join(' ')}`)
writeFileSync(
  'src/compare/stories-words.ts',
  `/**
 * Stems by the share of articles in which they stand: row k has those of a share between 2^-k and 2^-(k+1), the rest are
 * rarer. Counted by src/workshop/story-words.ts in three corpora, whose texts are not contained here: PolNeAR's train
 * articles (Newell, Margolin & Ruths 2018; states no licence), the UD English Web Treebank, train (CC BY-SA 4.0), and GUM
 * without its news (annotations CC BY 4.0; texts CC BY or CC BY-SA). The share is the geometric mean of news and others.
 */
export const COMMON_STEMS: readonly string[] = [
${rows.join('\n')}
]
`,
)
