/** The shared words of the house. This room imports nothing and knows neither files, clock, SQL nor text rules. */
export * from './anchor.ts'
export * from './article.ts'
export * from './attribution.ts'
export * from './errors.ts'
export * from './kept.ts'
export * from './record-versions.ts'
export * from './ruling.ts'
export * from './span.ts'
