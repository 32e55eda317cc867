/** `npx tsx src/workshop/judged.ts`: precision by kind from the judgements under docs/judgements. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Family, Finding } from '../vocabulary/index.ts'
import {
  addJudgements,
  fileSheet,
  type HandedIn,
  precisionTable,
  readAllJudgements,
  withPrecision,
} from './judging/index.ts'

const HELP = `Prints precision by kind, with counts and intervals, from filed judgements.

  npx tsx src/workshop/judged.ts [--folder DIR] [--readme]
  npx tsx src/workshop/judged.ts --drawn FILE --verdicts FILE --judge NAME [--folder DIR]

  --folder DIR      the judgements (default docs/judgements)
  --readme          also writes the table into README.md there
  --drawn FILE      JSON Lines of what was drawn: families and findings as compare makes them
  --verdicts FILE   JSON Lines of what the judge handed in: {"id", "verdict": "right" | "wrong" | "unclear", "reason"}
  --judge NAME      who judged, as README.md there lists them
`

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'docs/judgements' },
    readme: { type: 'boolean', default: false },
    drawn: { type: 'string' },
    verdicts: { type: 'string' },
    judge: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

function linesOf<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as T)
}

function main(): void {
  const { folder, drawn, verdicts, judge } = values
  if (drawn !== undefined && verdicts !== undefined && judge !== undefined) {
    const judgements = fileSheet(linesOf<Family | Finding>(drawn), linesOf<HandedIn>(verdicts), judge)
    addJudgements(folder, judgements)
    console.log(`${judgements.length} judgements filed below ${folder}\n`)
  }
  const table = precisionTable(readAllJudgements(folder))
  console.log(table)
  if (!values.readme) return
  const path = join(folder, 'README.md')
  writeFileSync(path, withPrecision(readFileSync(path, 'utf8'), table))
}

const filing = [values.drawn, values.verdicts, values.judge]
if (values.help) console.log(HELP)
else if (filing.includes(undefined) && filing.some(value => value !== undefined)) {
  console.error('judged: --drawn, --verdicts and --judge belong together; name all three')
  process.exitCode = 2
} else main()
