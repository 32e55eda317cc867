import { basename } from 'node:path'
import { PRONOUN_FEATURES, type PronounWeights, Reading } from '../speakers/index.ts'
import type { Tokens } from '../tokens/index.ts'
import { readConllu, readText, tokensOf } from './corpora.ts'

/** A document of GUM as token columns, with what its coreference says of each token. */
export interface CoreferenceDocument {
  readonly id: string
  readonly tokens: Tokens
  /** Every mention, both ends included, with the chain it belongs to. */
  readonly mentions: readonly { readonly first: number; readonly last: number; readonly chain: number }[]
}

/**
 * Reads a GUM file with the chains of its `Entity=` brackets. Sentences whose words don't align with the token
 * columns keep no mentions.
 */
export function readCoreference(path: string): CoreferenceDocument[] {
  const parses = readConllu(path, `gum-${basename(path).split('_')[1]}`)
  const bodies = readText(path)
    .split(/^# newdoc.*$/m)
    .slice(1)
  return parses.map((parse, d) => {
    const tokens = tokensOf(parse, true)
    const mentions: { first: number; last: number; chain: number }[] = []
    let s = 0
    const open: { chain: number; first: number }[] = []
    for (const block of (bodies[d] ?? '').split('\n\n')) {
      const words = block
        .split('\n')
        .filter(l => /^\d+\t/.test(l))
        .map(l => l.split('\t'))
      if (words.length === 0 || s >= tokens.sentences) continue
      const from = tokens.sentenceStart[s]!
      const to = tokens.sentenceStart[s + 1]!
      const letters = (x: string) => x.replace(/\s/g, '')
      const ours: number[] = []
      for (let i = from; i < to; i++) for (let k = letters(tokens.word(i)).length; k > 0; k--) ours.push(i)
      const theirs = words.reduce((n, w) => n + letters(w[1]!).length, 0)
      if (theirs !== ours.length) continue
      s++
      let at = 0
      for (const w of words) {
        const first = ours[at]!
        at += letters(w[1]!).length
        const last = ours[at - 1]!
        const field = /(?:^|\|)Entity=([^|]*)/.exec(w[9]!)?.[1] ?? ''
        for (const part of field.matchAll(/\((\d+)-[^()]*|(\d+)\)|\)/g)) {
          if (part[1] !== undefined) open.push({ chain: Number(part[1]), first })
          else {
            const k = part[2] === undefined ? open.length - 1 : open.findLastIndex(o => o.chain === Number(part[2]))
            if (k < 0) continue
            const [o] = open.splice(k, 1)
            mentions.push({ first: o!.first, last, chain: o!.chain })
          }
        }
      }
    }
    return { id: parse.id, tokens, mentions }
  })
}

/** What the best candidate of a pronoun is worth: its share of the score of all, and whether it is the right one. */
export interface PronounOutcome {
  readonly kind: 'one' | 'many' | 'thing'
  readonly share: number
  readonly right: boolean
  readonly document: string
}

/** Of every pronoun that has an antecedent in its chain and anybody to mean, how the weights choose. */
export function pronounOutcomes(docs: readonly CoreferenceDocument[], weights: PronounWeights): PronounOutcome[] {
  return docs.flatMap(doc =>
    examplesOf(doc, weights).flatMap(({ word, hasAntecedent, rows, right }): PronounOutcome[] => {
      if (!hasAntecedent || rows.length === 0) return []
      const scores = rows.map(row => dot(row, weights))
      const top = Math.max(...scores)
      const share = 1 / scores.reduce((sum, s) => sum + Math.exp(s - top), 0)
      const kind = KINDS[kindOf(word)]
      return [{ kind, share, right: right[scores.indexOf(top)]!, document: doc.id }]
    }),
  )
}

const KINDS = { 'he/she': 'one', they: 'many', it: 'thing' } as const

const kindOf = (word: string): 'he/she' | 'they' | 'it' =>
  /^(?:he|him|his|she|her|hers|himself|herself)$/.test(word) ? 'he/she' : /^it/.test(word) ? 'it' : 'they'

/** One pronoun with the candidates that the reading weighed. */
interface Example {
  readonly word: string
  /** How far the chain is known before the pronoun; false for one that opens its chain. */
  readonly hasAntecedent: boolean
  readonly rows: readonly Float64Array[]
  readonly right: readonly boolean[]
}

/** What the reading met under given weights. */
function examplesOf(doc: CoreferenceDocument, weights: PronounWeights): Example[] {
  const { tokens: t } = doc
  // Token -> the chain of the smallest mention around a stretch, found by its last token.
  const around = new Map<number, { first: number; last: number; chain: number }[]>()
  for (const m of doc.mentions) {
    if (m.last - m.first > 30) continue
    for (let i = m.first; i <= m.last; i++) {
      const list = around.get(i)
      if (list === undefined) around.set(i, [m])
      else list.push(m)
    }
  }
  const chainOf = (first: number, last: number): number => {
    let best = -1
    let size = Number.POSITIVE_INFINITY
    for (const m of around.get(last) ?? []) {
      if (m.first <= first && m.last - m.first < size) {
        best = m.chain
        size = m.last - m.first
      }
    }
    return best
  }
  const firstOf = new Map<number, number>()
  for (const m of doc.mentions) firstOf.set(m.chain, Math.min(firstOf.get(m.chain) ?? m.first, m.first))
  const examples: Example[] = []
  new Reading(t, [], [], weights, [], (at, candidates, rows) => {
    const chain = chainOf(at, at)
    if (chain < 0) return
    const right = candidates.map(c => {
      const m = c.mentions[c.mentions.length - 1]!
      return chainOf(m.first, m.last) === chain
    })
    examples.push({ word: t.lowerWord(at), hasAntecedent: firstOf.get(chain)! < at, rows, right })
  })
  return examples
}

const dot = (row: Float64Array, w: readonly number[]): number => row.reduce((sum, x, k) => sum + x * w[k]!, 0)

/**
 * Learns the weights by which candidates are ranked: a log-linear choice among them, drawn towards `base`, by plain
 * gradient descent. Deterministic. Two rounds, for what is read depends on the weights.
 */
export function trainSpeakers(
  docs: readonly CoreferenceDocument[],
  base: PronounWeights,
  { rounds = 2, epochs = 120, pull = 0.002 } = {},
): number[] {
  let w = [...base]
  for (let round = 0; round < rounds; round++) {
    const examples = docs.flatMap(d => examplesOf(d, w)).filter(e => e.right.includes(true) && e.right.includes(false))
    w = [...base]
    for (let epoch = 0; epoch < epochs; epoch++) {
      const gradient = new Float64Array(PRONOUN_FEATURES.length)
      for (const { rows, right } of examples) {
        const scores = rows.map(r => dot(r, w))
        const top = Math.max(...scores)
        const e = scores.map(s => Math.exp(s - top))
        const all = e.reduce((a, b) => a + b, 0)
        const good = e.reduce((a, b, i) => a + (right[i] ? b : 0), 0)
        rows.forEach((row, i) => {
          const by = (right[i] ? e[i]! / good : 0) - e[i]! / all
          for (let k = 0; k < row.length; k++) gradient[k]! += by * row[k]!
        })
      }
      for (let k = 0; k < w.length; k++) {
        w[k]! += 1.5 * (gradient[k]! / examples.length - pull * (w[k]! - base[k]!))
      }
    }
  }
  return w
}

export interface PronounScore {
  /** Pronouns that have an antecedent in their chain. */
  readonly asked: number
  readonly right: number
  /** Those of them for which the right character was among the candidates. */
  readonly reachable: number
}

/** Accuracy by kind of pronoun: "he" and "she", "they", "it". */
export function scorePronouns(
  docs: readonly CoreferenceDocument[],
  weights: PronounWeights,
): Map<string, PronounScore> {
  const out = new Map<string, { asked: number; right: number; reachable: number }>()
  for (const doc of docs) {
    for (const e of examplesOf(doc, weights)) {
      if (!e.hasAntecedent) continue
      const kind = kindOf(e.word)
      const sum = out.get(kind) ?? { asked: 0, right: 0, reachable: 0 }
      sum.asked++
      if (e.right.includes(true)) sum.reachable++
      let best = -1
      let top = Number.NEGATIVE_INFINITY
      e.rows.forEach((r, i) => {
        const s = dot(r, weights)
        if (s > top) {
          best = i
          top = s
        }
      })
      if (best >= 0 && e.right[best]) sum.right++
      out.set(kind, sum)
    }
  }
  return out
}
