/** Reports side by side: where the same words return, and what each report did to them. Pure; no Node API. */
export type { Difference, Meaning } from './difference.ts'
export { type Family, familiesOf, QuoteFamilies, type Variant } from './families.ts'
export { type Report, type ReportedStatement, reportOf, reportOfRecord } from './report.ts'
