/** Scorers of what users get: predicted lines against gold. */
export { type Coverage, coverageOf } from './coverage.ts'
export { figuresOf, type Row, type Shortfall, shortfalls, tableOf } from './figures.ts'
export { type BlocksById, KINDS, kindByMarks, type Place, placeOf } from './groups.ts'
export { type Measurement, measure, type Reading } from './measure.ts'
export { foldName, sameName } from './names.ts'
export { type Rate, rounded, type Share } from './rates.ts'
export { type RecordMiss, type RecordScores, scoreRecord } from './record.ts'
export { type SpanGroup, type SpanMiss, type SpanScores, scoreSpans } from './spans.ts'
