/** Kept articles and their readings <-> files of other tools. Knows no SQL and opens no file. */
export { BRAT_CONF, bratOf, type ExportFile, writeBrat } from './brat.ts'
export { importBrat } from './brat-import.ts'
export type { Imported, ImportedBy } from './changes.ts'
export { conllOf, writeConll } from './conll.ts'
export { type CsvOptions, writeCsv } from './csv.ts'
export { type GoldLine, goldOf, writeGold } from './gold.ts'
export { importJsonl, jsonlOf, type Readings, readJsonl, writeJsonl } from './jsonl.ts'
export { writeParquet } from './parquet.ts'
