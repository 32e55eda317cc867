/**
 * One idempotent job: bytes -> article -> reading -> record. What the command line, the API and workers on other
 * machines all run. It knows no terminal and no queue; a queue would only carry what the record already holds.
 */
export { type ComparedTally, type CompareOptions, compareNew } from './compare.ts'
export { type ComparisonCheck, verifyComparison } from './compare-verify.ts'
export { type Limits, type Outcome, type ReadPiece, readPiece, rereadArticle } from './piece.ts'
export { type Reader, readersInWorkers, readHere } from './readers.ts'
export { type RereadOptions, type RereadReport, type RereadTally, rereadAll } from './reread.ts'
export { type Opened, pageSource, type Source } from './sources.ts'
export { acceptOnly, type IntakeOptions, type Report, type Rooms, type Tally, takeIn } from './take-in.ts'
