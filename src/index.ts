/** The package's front door: the engine, and making an article of text or HTML. Runs in Node and in a browser. */
export {
  attribute,
  DEFAULT_OPTIONS,
  ENGINE_VERSION,
  loadModel,
  type Model,
  type Outside,
  type SpanLineAttribution,
  type SpanLineRecord,
  toSpanLine,
} from './engine/index.ts'
export { articleFromHtml, articleFromText } from './ingest/index.ts'
export * from './vocabulary/index.ts'
