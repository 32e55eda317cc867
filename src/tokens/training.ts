/** What the trainers of the workshop share with the tools they train: features, lexicons, packing. */
export { ByteTable, packBytes, unpackBytes } from './byte-table.ts'
export {
  ENTITY_FEATURES,
  ENTITY_LABELS,
  type EntityView,
  entityFeatures,
  entityView,
  follow,
  mayBegin,
} from './entities.ts'
export { ENDING, endingSeed, KEEPS_FORM, wholeWord } from './lemmas.ts'
export { best, readTagLexicon, TAG_FEATURES, type TagLexicon, type TagView, tagFeatures, tagView } from './tagger.ts'
export { FIXED_UPOS, UNIVERSAL_FEATURES, universalFeatures } from './universal.ts'
export { AFFIXES, Look, type WordFacts, wordFacts } from './words.ts'
