import { relate } from '../../src/attribution/index.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import { RoleTag } from '../../src/tagging/index.ts'
import { readTokens } from '../../src/tokens/index.ts'
import type { Span } from '../../src/vocabulary/index.ts'

const model = readDefaultModel()
const BEGIN: Readonly<Record<string, number>> = {
  s: RoleTag.BeginSource,
  c: RoleTag.BeginCue,
  t: RoleTag.BeginContent,
}

/**
 * The relations of a text that the tool chain reads and whose role tags the markup gives: `{s Silva} {c told}
 * {t Radio Norte she would sue}.`; without braces the tagger saw nothing. Links are made by the hand-set costs.
 */
export function relationsOf(markup: string): string[] {
  let text = ''
  let at = 0
  const marks: { from: number; to: number; begin: number }[] = []
  for (const match of markup.matchAll(/\{([sct]) ([^}]*)\}/g)) {
    text += markup.slice(at, match.index)
    marks.push({ from: text.length, to: text.length + match[2]!.length, begin: BEGIN[match[1]!]! })
    text += match[2]!
    at = match.index + match[0].length
  }
  text += markup.slice(at)
  const article = articleFromText(text)
  const tokens = readTokens(article.text, article.blocks, model.tokens)
  const tags = new Uint8Array(tokens.size)
  for (const { from, to, begin } of marks) {
    let first = true
    for (let i = 0; i < tokens.size; i++) {
      if (tokens.from[i]! < from || tokens.to[i]! > to) continue
      tags[i] = first ? begin : begin + 1
      first = false
    }
  }
  const words = (spans: readonly Span[]) => spans.map(s => text.slice(s.from, s.to)).join(' ... ') || '-'
  return relate(tokens, tags).map(r => `${words(r.source)} | ${words(r.cue)} | ${words(r.content)}`)
}
