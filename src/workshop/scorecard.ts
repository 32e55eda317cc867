/** `npm run scorecard`: how many cases hold, by phenomenon; of the project's cases or of anybody's own. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { attribute, loadModel } from '../engine/index.ts'
import { readDefaultModel } from '../node.ts'
import { readCases, scorecardOf, scorecardTable } from './cases/index.ts'

const HELP = `Reads the articles of *.case files and counts what is right, by phenomenon.

  npm run scorecard -- [FOLDER...] [--model FILE] [--json] [--errors]

  FOLDER         a folder of *.case files (default test/cases and test/layers);
                 test/cases/README.md describes the format
  --model FILE   another model file than the one that ships
  --json         rows and failures as one JSON object
  --errors       also list every failure that is not marked as known
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    json: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(HELP)
} else {
  const model = values.model === undefined ? readDefaultModel() : loadModel(new Uint8Array(readFileSync(values.model)))
  const folders = positionals.length > 0 ? positionals : ['test/cases', 'test/layers']
  const cases = folders.flatMap(folder => {
    const read = readCases(folder)
    // The same name of a file in two folders is two families.
    return folders.length < 2 ? read : read.map(c => ({ ...c, file: `${folder.replace(/\/+$/, '')}/${c.file}` }))
  })
  const { rows, failures } = scorecardOf(cases, article => attribute(article, model))
  if (values.json) {
    console.log(JSON.stringify({ model: model.id, rows, failures }, null, 2))
  } else {
    const known = failures.filter(f => f.known !== null)
    console.log(`model ${model.id}, ${cases.length} cases\n\n${scorecardTable(rows)}\n\n${known.length} known failures`)
    for (const f of known) console.log(`- ${f.file}: ${f.case} (${f.known})`)
    if (values.errors) {
      console.log('\nOther failures')
      for (const f of failures) if (f.known === null) console.log(`- ${f.file}: ${f.case}\n    ${f.why.join('\n    ')}`)
    }
  }
}
