/** `npm run score`: every figure of the README, from raw text, in one table. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadModel } from '../engine/index.ts'
import { readDefaultModel } from '../node.ts'
import { measureModel } from './measure-model.ts'
import { figuresOf, shortfalls, tableOf } from './scoring/index.ts'

const HELP = `Scores the engine from raw text on PolNeAR dev, the Wikinews gold and the seed article.

  npm run score -- [--shared DIR] [--model FILE] [--json] [--errors] [--gate FILE]

  --shared DIR   the folder that holds corpora/ and seed/ (default ../shared)
  --model FILE   another model file than the one that ships
  --json         the figures as one JSON object of dotted names
  --errors       also list what was missed and what was found in excess
  --gate FILE    a JSON object of floors by dotted name; exit status 1 when one is not met
`

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    model: { type: 'string' },
    json: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    gate: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(HELP)
} else {
  const model = values.model === undefined ? readDefaultModel() : loadModel(new Uint8Array(readFileSync(values.model)))
  const { rows, misses } = measureModel({ shared: values.shared, model })
  const figures = figuresOf(rows)
  if (values.json) console.log(JSON.stringify(figures, null, 2))
  else console.log(`model ${model.id}\n\n${tableOf(rows)}`)
  if (values.errors) for (const miss of misses) console.log(JSON.stringify(miss))
  if (values.gate !== undefined) {
    const floors = JSON.parse(readFileSync(values.gate, 'utf8')) as Record<string, number>
    const short = shortfalls({ figures, floors })
    for (const line of short) console.error(`below the gate: ${JSON.stringify(line)}`)
    if (short.length > 0) process.exitCode = 1
  }
}
