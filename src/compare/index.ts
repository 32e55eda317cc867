/** Reports side by side: where the same words return, and what each report did to them. Pure; no Node API. */
export type { Difference, Family, Meaning, Variant } from '../vocabulary/index.ts'
export { familiesOf, QuoteFamilies } from './families.ts'
export { type Report, type ReportedStatement, reportOf, reportOfRecord, statementOf } from './report.ts'
