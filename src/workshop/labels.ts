/** `npm run labels`: stance, speaker and pronouns against the labels of PolNeAR's train part and GUM's coreference. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attribute, loadModel } from '../engine/index.ts'
import { articleFromText } from '../ingest/index.ts'
import { readDefaultModel } from '../node.ts'
import type { AttributionRecord } from '../vocabulary/index.ts'
import { readPolnearLines } from './corpora.ts'
import { readSpeakerLabels, readStanceLabels } from './corpora-labels.ts'
import { speakerRows } from './labelled/speakers.ts'
import { isStanceRight, stanceRows } from './labelled/stances.ts'
import { diagramOf, speakerTable, speakerTold, stanceTable, stanceTold } from './labelled/tables.ts'
import { polnearPath } from './training.ts'

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    labels: { type: 'string', default: 'test/gold' },
    model: { type: 'string' },
    errors: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const model = values.model === undefined ? readDefaultModel() : loadModel(new Uint8Array(readFileSync(values.model)))
const lines = readPolnearLines(polnearPath(join(values.shared, 'corpora')))
const labels = (what: string) => readFileSync(join(values.labels, `polnear-train-${what}.tsv`), 'utf8')
const stance = readStanceLabels(labels('stance'), lines)
const speaker = readSpeakerLabels(labels('speaker'), lines)
const byId = new Map(lines.map(line => [line.id, line]))
const readings = new Map<string, AttributionRecord>()
const read = (document: string): AttributionRecord => {
  const known = readings.get(document)
  if (known !== undefined) return known
  const record = attribute(articleFromText(byId.get(document)!.text), model)
  readings.set(document, record)
  return record
}
const text = (document: string) => byId.get(document)!.text
const stances = stanceRows(stance, read)
const speakers = speakerRows(speaker, text, read)
console.log(`Model ${model.id}.\n`)
console.log(`## Stance\n\n${stanceTable(stances)}\n\n${diagramOf('Stance', stanceTold(stances))}\n`)
console.log(`## Speaker\n\n${speakerTable(speakers)}\n\n${diagramOf('Speaker', speakerTold(speakers))}\n`)
if (values.errors) {
  const around = (d: string, from: number, to: number) =>
    text(d)
      .slice(Math.max(0, from - 80), to + 80)
      .replace(/\s+/g, ' ')
  for (const row of stances) {
    if (isStanceRight(row)) continue
    const { label, told } = row
    const cue = label.cue.map(s => text(label.document).slice(s.from, s.to)).join(' … ')
    console.log(
      JSON.stringify({
        of: 'stance',
        sample: label.sample,
        doubtful: label.doubtful,
        cue,
        gold: `${label.stance}/${label.also}${label.negated ? ' NOT' : ''}`,
        told: told === null ? null : `${told.stance}${told.negated ? ' NOT' : ''} ${told.confidence}`,
        text: around(label.document, label.cue[0]!.from, label.cue.at(-1)!.to),
      }),
    )
  }
  for (const { label, right, sort, told, found } of speakers) {
    if (right) continue
    const d = label.document
    console.log(
      JSON.stringify({
        of: 'speaker',
        sort,
        found,
        doubtful: label.doubtful,
        source: label.source.map(s => text(d).slice(s.from, s.to)).join(' … '),
        gold: `${label.type}: ${label.names.map(s => text(d).slice(s.from, s.to)).join(' & ')}`,
        told: told === null ? null : `${told.type}: ${told.names.join(' & ')} ${told.confidence}`,
      }),
    )
  }
}
