/** Text -> token columns. Knows nothing of HTML, feeds or attribution labels. */
export { Gap, Quote, Tokens, type TokenView } from './columns.ts'
export { type EntityModel, markEntities, readEntities } from './entities.ts'
export { type LemmaModel, lemmatise, readLemmas } from './lemmas.ts'
export {
  bestLabel,
  bestMove,
  Move,
  type MoveRow,
  MoveTable,
  type ParserModel,
  ParserState,
  packMoves,
  packParserModel,
  parse,
  readParserModel,
  unpackMoves,
} from './parser.ts'
export { packParts, unpackParts } from './parts.ts'
export { pairQuotes } from './quotes.ts'
export { readTokenModel, readTokens, type TokenModel, type Watch } from './read.ts'
export {
  BOUNDARY_FEATURES,
  Boundaries,
  readSentences,
  type SentenceModel,
  splitSentences,
} from './sentences.ts'
export { avalanche, hashString, join, StringTable } from './strings.ts'
export { readTagger, type TaggerModel, tagTokens } from './tagger.ts'
export {
  ENTITY_KINDS,
  Entity,
  type EntityKind,
  PENN,
  PENN_INDEX,
  type PennTag,
  RELATION_INDEX,
  RELATIONS,
  type Relation,
  UPOS,
  UPOS_INDEX,
  type UposTag,
} from './tagset.ts'
export { lowerForm, tokenise } from './tokenise.ts'
export { universalTags } from './universal.ts'
export { packWeights, unpackWeights, type WeightRow, WeightTable } from './weights.ts'
