/** Plain-text cases: reading them, holding a reading against them, counting by phenomenon. */
export { type Comparison, compare } from './comparing.ts'
export { departures } from './departures.ts'
export { FIELDS, type Field, type Judgement, judge, lineOf, matched } from './fields.ts'
export { marked, markFolder, reasonOf } from './marks.ts'
export { type Case, type Expected, KEYS, type Key, parseCases, readCases, readFolders } from './read-cases.ts'
export { readmeCard, withCard } from './readme.ts'
export { type Failure, type Scorecard, type ScorecardRow, scorecardOf, scorecardTable } from './scorecard.ts'
