import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { blockClasses } from '../engine/index.ts'
import { articleFromText } from '../ingest/index.ts'
import { readTagger, readTokenModel, readTokens, type TokenModel, type Tokens, tagTokens } from '../tokens/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
import {
  articleOf,
  type GoldParse,
  type PolnearLine,
  parseOfPolnear,
  readConllu,
  readGum,
  readPolnearLines,
  tokensOf,
} from './corpora.ts'
import { goldTags, type RoleExample } from './train-roles.ts'

/** What there is to learn from, below one folder; see docs/training.md for the layout. */
export interface Corpora {
  /** Annotated articles: attributions, and mostly tags and parses too. */
  readonly lines: readonly PolnearLine[]
  /** Everything tagged and parsed. Versions of one article come once. */
  readonly parses: readonly GoldParse[]
}

const firstOf = (folder: string, names: readonly string[]): string | undefined =>
  names.map(name => join(folder, name)).find(path => existsSync(path))

/** Where a corpora folder keeps its annotated articles. Throws AscribeError `no-corpora` when it has none. */
export function polnearPath(folder: string): string {
  const path = firstOf(folder, ['polnear/train.jsonl.gz', 'polnear/train.jsonl'])
  if (path !== undefined) return path
  throw new AscribeError(
    'no-corpora',
    `there is no polnear/train.jsonl in ${folder}`,
    'name a folder laid out as docs/training.md shows with --corpus DIR',
  )
}

/**
 * Reads the training side of a corpora folder: `polnear/train.jsonl[.gz]`, `ud-ewt/train.conllu[.gz]`,
 * `gum/*.conllu[.gz]`. Throws AscribeError `no-corpora` where attributions or parses are missing altogether.
 */
export function readCorpora(folder: string): Corpora {
  const find = (...names: string[]) => firstOf(folder, names)
  const lines = readPolnearLines(polnearPath(folder))
  const parses: GoldParse[] = []
  const ewt = find('ud-ewt/train.conllu.gz', 'ud-ewt/train.conllu')
  if (ewt !== undefined) parses.push(...readConllu(ewt, 'ewt'))
  const gum = find('gum')
  if (gum !== undefined) parses.push(...readGum(gum))
  const texts = new Set<string>()
  for (const line of lines) {
    if (texts.has(line.text)) continue
    texts.add(line.text)
    const parse = parseOfPolnear(line)
    if (parse !== null) parses.push(parse)
  }
  if (parses.length === 0) {
    throw new AscribeError(
      'no-corpora',
      `no text below ${folder} is tagged and parsed`,
      'add sentences to the annotated lines, or a ud-ewt/train.conllu',
    )
  }
  return { lines, parses }
}

/** The fold of a document or article, the same for all versions of an article and on every machine. */
export function foldOf(name: string, folds: number): number {
  let h = 7
  for (let i = 0; i < name.length; i++) h = (Math.imul(h, 31) + name.charCodeAt(i)) >>> 0
  return ((h ^ (h >>> 13)) >>> 0) % folds
}

export const foldOfParse = (doc: GoldParse, folds: number): number =>
  foldOf(doc.corpus === 'polnear' ? doc.id.slice(0, doc.id.lastIndexOf('_')) : doc.id, folds)

/**
 * The parsed documents as columns with the tags that taggers who have not seen them give: `taggers[f]` was
 * trained without fold f. A parser trained on these has seen what it will see when it runs.
 */
export function withPredictedTags(parses: readonly GoldParse[], taggers: readonly Uint8Array[]): Tokens[] {
  const models = taggers.map(readTagger)
  return parses.map(doc => {
    const tokens = tokensOf(doc, true)
    tagTokens(tokens, models[foldOfParse(doc, models.length)]!)
    return tokens
  })
}

/**
 * Annotated articles as the engine will see them: our own blocks, words, tags and parses, by models that
 * have not seen the article. Real headlines have no full stop where most of PolNeAR's have one, so every
 * second such headline loses it (a blank takes its place, and offsets stay).
 */
export function roleExamples(
  lines: readonly PolnearLine[],
  modelFor: (line: PolnearLine) => TokenModel,
): RoleExample[] {
  return lines.map(line => {
    const article = articleOf(line)
    let { text } = line
    const end = text.indexOf('\n')
    if (end > 0 && text[end - 1] === '.' && foldOf(article, 2) === 0)
      text = `${text.slice(0, end - 1)} ${text.slice(end)}`
    const { blocks } = articleFromText(text)
    const kept = blocks.filter(b => b.kind !== 'boilerplate')
    const tokens = readTokens(text, kept, modelFor(line))
    return { tokens, tags: goldTags(tokens, line.attributions), blockKind: blockClasses(tokens, kept), article }
  })
}

/** A token model of the parts that the trainers return. */
export const tokenModelOf = (parts: Readonly<Record<string, Uint8Array>>): TokenModel =>
  readTokenModel(name => {
    const part = parts[name]
    if (part === undefined) throw new Error(`the part ${name} has not been trained`)
    return part
  })
