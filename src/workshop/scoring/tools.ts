/** Our words, sentences, tags and parses against a corpus, from its raw text. */
import { readTokens, type TokenModel, type Tokens } from '../../tokens/index.ts'
import type { GoldParse } from '../corpora.ts'
import { blocksOf, sentenceEnds } from '../train-sentences.ts'
import { houseTags } from '../train-tagger.ts'
import type { Row } from './figures.ts'
import { type Rate, rate, type Share, share } from './rates.ts'

export interface ToolScores {
  /** Words with the very characters of a gold word. */
  readonly tokens: Rate
  /** Sentences with the first and last characters of a gold sentence. */
  readonly sentences: Rate
  /** Penn tags, in our convention of them, on words that agree with gold. */
  readonly penn: Share
  /** Universal tags on words that agree with gold; of nothing where the corpus has none. */
  readonly upos: Share
  /** Words whose head is right (both words agree with gold), and those whose relation is too (Zeman et al. 2018). */
  readonly uas: Rate
  readonly las: Rate
}

/** Reads every document from its raw text, its paragraphs as blocks, and counts what agrees with gold in our scheme. */
export function scoreTools({ docs, model }: { docs: readonly GoldParse[]; model: TokenModel }): ToolScores {
  const n = { words: 0, gold: 0, same: 0, sentences: 0, goldSentences: 0, sameSentences: 0 }
  const hits = { penn: 0, upos: 0, uposOf: 0, uas: 0, las: 0 }
  for (const doc of docs) {
    const tokens = readTokens(doc.text, blocksOf(doc), model)
    const gold = doc.sentences.flat()
    const penn = houseTags(doc)
    const ours = new Map<string, number>()
    for (let i = 0; i < tokens.size; i++) ours.set(`${tokens.from[i]}-${tokens.to[i]}`, i)
    const inGold = gold.map(t => ours.get(`${t.from}-${t.to}`) ?? -1)
    n.words += tokens.size
    n.gold += gold.length
    let base = 0
    for (const sentence of doc.sentences) {
      sentence.forEach((t, k) => {
        const i = inGold[base + k]!
        if (i < 0) return
        n.same++
        if (tokens.tag[i] === penn[base + k]) hits.penn++
        if (t.upos >= 0) {
          hits.uposOf++
          if (tokens.upos[i] === t.upos) hits.upos++
        }
        const head = t.head < 0 ? -1 : inGold[base + t.head]!
        if ((t.head >= 0 && head < 0) || tokens.head[i] !== head) return
        hits.uas++
        if (tokens.relation[i] === t.relation) hits.las++
      })
      base += sentence.length
    }
    countSentences(doc, tokens, n)
  }
  const f1 = (right: number): Rate => rate({ right, predicted: n.words, found: right, gold: n.gold }, 1)
  return {
    tokens: f1(n.same),
    sentences: rate(
      { right: n.sameSentences, predicted: n.sentences, found: n.sameSentences, gold: n.goldSentences },
      1,
    ),
    penn: share({ right: hits.penn, of: n.same, digits: 1 }),
    upos: share({ right: hits.upos, of: hits.uposOf, digits: 1 }),
    uas: f1(hits.uas),
    las: f1(hits.las),
  }
}

function countSentences(
  doc: GoldParse,
  tokens: Tokens,
  n: { sentences: number; goldSentences: number; sameSentences: number },
): void {
  const blocks = blocksOf(doc)
  const gold = new Set<string>()
  const ends = [...sentenceEnds(doc)].sort((a, b) => a - b)
  const past = (position: number) => {
    let i = position
    while (i < doc.text.length && /\s/.test(doc.text[i]!)) i++
    return i
  }
  for (const { span } of blocks) {
    let from = past(span.from)
    for (const end of ends) {
      if (end <= span.from || end > span.to) continue
      gold.add(`${from}-${end}`)
      from = past(end)
    }
    // Our sentences never leave a block, where CoreNLP's may run over a line end.
    let to = span.to
    while (to > from && /\s/.test(doc.text[to - 1]!)) to--
    if (from < to) gold.add(`${from}-${to}`)
  }
  n.goldSentences += gold.size
  n.sentences += tokens.sentences
  for (let s = 0; s < tokens.sentences; s++) {
    const from = tokens.from[tokens.sentenceStart[s]!]
    const to = tokens.to[tokens.sentenceStart[s + 1]! - 1]
    if (gold.has(`${from}-${to}`)) n.sameSentences++
  }
}

export function toolRows(corpus: string, scores: ToolScores): Row[] {
  const row = (name: string, value: Row['value']): Row => ({ corpus, name, value })
  return [
    row('words', scores.tokens),
    row('sentences', scores.sentences),
    row('penn-tags', scores.penn),
    ...(scores.upos.of > 0 ? [row('universal-tags', scores.upos)] : []),
    row('heads', scores.uas),
    row('heads-and-relations', scores.las),
  ]
}
