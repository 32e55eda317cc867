/** `npm run score`: every figure of the README, from raw text, in one table. */
import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { loadModel } from '../engine/index.ts'
import { DEFAULT_MODEL, readDefaultModel } from '../node.ts'
import { publishersIn } from './card.ts'
import { measureModel } from './measure-model.ts'
import { figuresOf, reliabilityOf, shortfalls, tableOf } from './scoring/index.ts'

const HELP = `Scores the engine from raw text on PolNeAR dev, the Wikinews gold and the seed article.

  npm run score -- [--shared DIR] [--model FILE] [--json | --reliability] [--errors]
                     [--gate FILE]

  --shared DIR   the folder that holds corpora/ and seed/ (default ../shared)
  --model FILE   another model file than the one that ships
  --json         the figures as one JSON object of dotted names
  --reliability  whether the confidence means what it says, as Markdown, instead of the figures
  --errors       also list what was missed and what was found in excess
  --gate FILE    a JSON object of floors by dotted name; exit status 1 when one is not met
`

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    model: { type: 'string' },
    json: { type: 'boolean', default: false },
    reliability: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    gate: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(HELP)
} else {
  const model = values.model === undefined ? readDefaultModel() : loadModel(new Uint8Array(readFileSync(values.model)))
  const { rows, misses, calibrations } = measureModel({ shared: values.shared, model })
  const figures = figuresOf(rows)
  if (values.json) console.log(JSON.stringify(Object.fromEntries(figures), null, 2))
  else if (values.reliability) {
    const parts = Object.entries(calibrations).map(([corpus, calibration]) => reliabilityOf(corpus, calibration))
    console.log(`Model ${model.id}.\n\n${parts.join('\n\n')}`)
  } else {
    console.log(`model ${model.id}\n\n${tableOf(rows)}`)
    // Leaving a publisher out takes a training each: the figures were made with the model and stand in its card.
    const card = new URL('README.md', values.model === undefined ? DEFAULT_MODEL : pathToFileURL(values.model))
    const publishers = existsSync(card) ? publishersIn(readFileSync(card, 'utf8')) : null
    console.log(
      `\n${publishers ?? 'No publisher was left out when this model was trained (npm run train -- --publishers).'}`,
    )
  }
  if (values.errors) for (const miss of misses) console.log(JSON.stringify(miss))
  if (values.gate !== undefined) {
    const floors = JSON.parse(readFileSync(values.gate, 'utf8')) as Record<string, number>
    const short = shortfalls({ figures, floors })
    for (const line of short) console.error(`below the gate: ${JSON.stringify(line)}`)
    if (short.length > 0) process.exitCode = 1
  }
}
