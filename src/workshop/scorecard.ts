/** `npm run scorecard`: how many cases hold, by phenomenon; of the project's cases or of anybody's own. */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { attribute, loadModel } from '../engine/index.ts'
import { readDefaultModel } from '../node.ts'
import type { Article } from '../vocabulary/index.ts'
import { markFolder, readFolders, readmeCard, scorecardOf, scorecardTable, withCard } from './cases/index.ts'

const HELP = `Reads the articles of *.case files and counts what is right, by phenomenon.

  npm run scorecard -- [FOLDER...] [--model FILE] [--json] [--errors] [--mark] [--readme]

  FOLDER         a folder of *.case files (default test/cases and test/layers);
                 test/cases/README.md describes the format
  --model FILE   another model file than the one that ships
  --json         rows and failures as one JSON object
  --errors       also list every failure that is not marked as known
  --mark         first mark cases that fail as known, with what they lack, and unmark those that hold
  --readme       write the scorecard into README.md
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    json: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    mark: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(HELP)
} else {
  const model = values.model === undefined ? readDefaultModel() : loadModel(new Uint8Array(readFileSync(values.model)))
  const read = (article: Article) => attribute(article, model)
  const folders = positionals.length > 0 ? positionals : ['test/cases', 'test/layers']
  if (values.mark) for (const path of folders.flatMap(folder => markFolder(folder, read))) console.log(`marked ${path}`)
  const cases = readFolders(folders)
  const { rows, failures } = scorecardOf(cases, read)
  if (values.readme) {
    const readme = readFileSync('README.md', 'utf8')
    writeFileSync('README.md', withCard(readme, readmeCard(rows, failures, cases.length)))
  }
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
