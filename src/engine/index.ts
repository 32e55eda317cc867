/** Calls the rooms in order and seals the record. Pure, synchronous, without any Node API. */
export {
  attribute,
  blockClasses,
  DEFAULT_OPTIONS,
  type HeardChapter,
  loadModel,
  type Model,
  type Outside,
  READ_KINDS,
} from './attribute.ts'
export { MODEL_FILE_VERSION, type ModelManifest, openModelFile, packModelFile } from './model-file.ts'
export { type SpanLineAttribution, type SpanLineRecord, type SpanPair, toSpanLine } from './span-lines.ts'
export { ENGINE_VERSION } from './version.ts'
