import type { Block } from '../vocabulary/index.ts'
import type { Tokens } from './columns.ts'
import { type EntityModel, markEntities, readEntities } from './entities.ts'
import { type LemmaModel, lemmatise, readLemmas } from './lemmas.ts'
import { type ParserModel, parse, readParserModel } from './parser.ts'
import { pairQuotes } from './quotes.ts'
import { readSentences, type SentenceModel, splitSentences } from './sentences.ts'
import { readTagger, type TaggerModel, tagTokens } from './tagger.ts'
import { tokenise } from './tokenise.ts'
import { universalTags } from './universal.ts'

/** What this room has learned. */
export interface TokenModel {
  readonly sentences: SentenceModel
  readonly tagger: TaggerModel
  readonly lemmas: LemmaModel
  readonly entities: EntityModel
  readonly parser: ParserModel
}

/** Reads this room's parts of a model file. Throws AscribeError `model-damaged`. */
export function readTokenModel(part: (name: string) => Uint8Array): TokenModel {
  return {
    sentences: readSentences(part('sentences')),
    tagger: readTagger(part('tagger')),
    lemmas: readLemmas(part('lemmas')),
    entities: readEntities(part('entities')),
    parser: readParserModel(part('parser')),
  }
}

/** Runs a named step; a caller may watch how long each takes. */
export type Watch = <T>(step: string, run: () => T) => T

/**
 * Cuts the blocks of a text into token columns and fills them all, step by step. Linear in the text.
 *
 * @param blocks stretches of the text in order, not overlapping; text outside them is not read
 */
export function readTokens(
  text: string,
  blocks: readonly Block[],
  model: TokenModel,
  watch: Watch = (_, run) => run(),
): Tokens {
  const tokens = watch('tokenise', () => tokenise(text, blocks))
  watch('quotes', () => pairQuotes(tokens))
  watch('sentences', () => splitSentences(tokens, model.sentences))
  watch('tagger', () => tagTokens(tokens, model.tagger))
  watch('universal', () => universalTags(tokens, model.tagger))
  watch('lemmas', () => lemmatise(tokens, model.lemmas))
  watch('entities', () => markEntities(tokens, model.entities))
  watch('parser', () => parse(tokens, model.parser))
  return tokens
}
