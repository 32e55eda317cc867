/**
 * The shapes of everything the API takes and gives: schemas under their names, and the types they stand for. The page
 * imports types from here and nothing else.
 */
export * from './wire-articles.ts'
export * from './wire-compare.ts'
export * from './wire-jobs.ts'
export * from './wire-reading.ts'
export * from './wire-rulings.ts'
export * from './wire-search.ts'
export { namedSchemas } from './wire-words.ts'
