import { RoleTag } from '../../src/tagging/index.ts'
import {
  Gap,
  lowerForm,
  PENN_INDEX,
  type PennTag,
  Quote,
  RELATION_INDEX,
  type Relation,
  Tokens,
} from '../../src/tokens/index.ts'
import type { Span } from '../../src/vocabulary/index.ts'

const BEGIN: Readonly<Record<string, number>> = {
  '{s': RoleTag.BeginSource,
  '{c': RoleTag.BeginCue,
  '{t': RoleTag.BeginContent,
}

/**
 * Tokens and role tags from words between blanks: `{s Orla Venn } {c said } {t the dam held } . | {s She } …`.
 * `{s`, `{c`, `{t` open a source, cue, content and `}` closes it; `|` parts sentences, `¶` paragraphs; `“ ”` are
 * paired within a paragraph. `word/TAG` gives a Penn tag, `word<3:nsubj` hangs the word on the third token of the
 * text (from 0). The text is the words with single blanks, paragraphs with an empty line between.
 */
export function marked(markup: string): { tokens: Tokens; tags: Uint8Array } {
  const words: { word: string; tag: number; sentence: number; paragraph: number; note: string }[] = []
  let sentence = 0
  let paragraph = 0
  let role = 0
  let begins = false
  for (const part of markup.split(/\s+/).filter(p => p !== '')) {
    if (part in BEGIN) {
      role = BEGIN[part]!
      begins = true
    } else if (part === '}') role = 0
    else if (part === '|') sentence++
    else if (part === '¶') {
      sentence++
      paragraph++
      begins = true
    } else {
      const [word, note] = part.split(/(?=[/<].)/, 2) as [string, string?]
      words.push({ word, tag: role === 0 ? 0 : begins ? role : role + 1, sentence, paragraph, note: note ?? '' })
      begins = false
    }
  }
  let text = ''
  const at = words.map((w, i) => {
    if (i > 0) text += words[i - 1]!.paragraph === w.paragraph ? ' ' : '\n\n'
    text += w.word
    return text.length - w.word.length
  })
  const tokens = new Tokens(text, words.length)
  const starts = (key: 'sentence' | 'paragraph') =>
    Int32Array.from([...words.flatMap((w, i) => (i === 0 || words[i - 1]![key] !== w[key] ? [i] : [])), words.length])
  tokens.sentenceStart = starts('sentence')
  tokens.paragraphStart = starts('paragraph')
  tokens.paragraphBlock = Int32Array.from({ length: tokens.paragraphs }, (_, p) => p)
  let open = -1
  words.forEach((w, i) => {
    tokens.from[i] = at[i]!
    tokens.to[i] = at[i]! + w.word.length
    tokens.form[i] = tokens.strings.id(w.word)
    tokens.lower[i] = tokens.strings.id(lowerForm(w.word))
    tokens.lemma[i] = tokens.lower[i]!
    tokens.gap[i] = i > 0 && words[i - 1]!.paragraph === w.paragraph ? Gap.Blank : Gap.Line
    tokens.sentence[i] = w.sentence
    tokens.paragraph[i] = w.paragraph
    const tag = /^\/(.+)/.exec(w.note)?.[1]
    if (tag !== undefined) tokens.tag[i] = PENN_INDEX.get(tag as PennTag)!
    const arc = /^<(\d+):(.+)/.exec(w.note)
    if (arc !== null) {
      tokens.head[i] = Number(arc[1])
      tokens.relation[i] = RELATION_INDEX.get(arc[2] as Relation)!
    }
    if (w.word === '“') open = i
    else if (w.word === '”' && open >= 0) {
      tokens.quote.fill(Quote.Inside, open, i)
      tokens.quote[open] = Quote.Open
      tokens.quote[i] = Quote.Close
      tokens.quotePartner[open] = i
      tokens.quotePartner[i] = open
      open = -1
    }
  })
  return { tokens, tags: Uint8Array.from(words, w => w.tag) }
}

export const textsOf = (tokens: Tokens, spans: readonly Span[]): string[] =>
  spans.map(({ from, to }) => tokens.text.slice(from, to))
