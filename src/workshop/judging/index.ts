/** Judgements of families and findings by people who see the texts and neither confidence nor code. */
export { borrowedWords, QUOTATION } from './borrowed.ts'
export { fileSheet, type HandedIn, judgementOf } from './filing.ts'
export {
  addJudgements,
  JUDGED,
  type Judged,
  type JudgedPlace,
  type Judgement,
  type JudgeVerdict,
  readAllJudgements,
  readJudgements,
} from './judgements.ts'
export { AIMS, type PrecisionRow, precisionRows, precisionTable, withPrecision } from './precision.ts'
export { drawn, sheetOf } from './sheets.ts'
