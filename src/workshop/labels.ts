/** `npm run labels`: stance, speaker, boundaries and pronouns against labels of PolNeAR's train part and GUM's coreference. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BOUNDARY_EVIDENCE } from '../attribution/training.ts'
import { loadModel } from '../engine/index.ts'
import { readDefaultModel } from '../node.ts'
import { articleOf, readPolnearLines } from './corpora.ts'
import { readSpeakerLabels, readStanceLabels } from './corpora-labels.ts'
import { readGold } from './formats.ts'
import { boundaryOutcomes, fitBoundary } from './labelled/boundaries.ts'
import {
  fitSpeaker,
  fitStance,
  learnSpeaker,
  learnStance,
  speakerOutcomes,
  stanceOutcomes,
} from './labelled/confidences.ts'
import { chance, crossValidated, fitLogistic } from './labelled/fitting.ts'
import { boundariesTold, speakersTold } from './labelled/handmade.ts'
import { type HeardReading, hear } from './labelled/heard.ts'
import { measurePronouns } from './labelled/pronouns.ts'
import { speakerRows } from './labelled/speakers.ts'
import { stanceRows } from './labelled/stances.ts'
import {
  diagramOf,
  missLines,
  pronounTable,
  speakerTable,
  speakerTold,
  stanceTable,
  stanceTold,
} from './labelled/tables.ts'
import { unseenModels } from './labelled/unseen.ts'
import { polnearPath } from './training.ts'

const HELP = `Measures how stance, speaker and pronouns are read, and whether their confidences mean what they say.

  npm run labels -- [--shared DIR] [--labels DIR] [--model FILE] [--parts DIR] [--fit] [--errors]

  --shared DIR   the folder that holds corpora/ (default ../shared)
  --labels DIR   the folder that holds the labels (default test/gold)
  --model FILE   another model file than the one that ships
  --parts DIR    what \`npm run train -- --keep DIR\` kept of that model's training: every article is read by parts that
                 have not seen it, and boundaries are measured too
  --fit          fits the confidences anew and prints the numbers to put in the code, with the figures of
                 cross-validation
  --errors       also list what was read wrong
`

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    labels: { type: 'string', default: 'test/gold' },
    model: { type: 'string' },
    parts: { type: 'string' },
    fit: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** Of so many articles of train the boundaries are measured: every third. */
const EVERY = 3

function main(): void {
  const model = values.model === undefined ? readDefaultModel() : loadModel(new Uint8Array(readFileSync(values.model)))
  const corpora = join(values.shared, 'corpora')
  const lines = readPolnearLines(polnearPath(corpora))
  const byId = new Map(lines.map(line => [line.id, line]))
  const modelOf = values.parts === undefined ? () => model : unseenModels(values.parts, model)
  const readings = new Map<string, HeardReading>()
  const read = (document: string): HeardReading => {
    const line = byId.get(document)!
    const reading = readings.get(document) ?? hear(line.text, modelOf(line))
    readings.set(document, reading)
    return reading
  }
  const text = (document: string) => byId.get(document)!.text
  const labels = (what: string) => readFileSync(join(values.labels, `polnear-train-${what}.tsv`), 'utf8')
  const stances = stanceRows(readStanceLabels(labels('stance'), lines), read)
  const speakers = speakerRows(readSpeakerLabels(labels('speaker'), lines), text, read)
  const pronouns = measurePronouns(join(corpora, 'gum'))

  const say = (...parts: string[]) => console.log(`${parts.join('\n\n')}\n`)
  say(
    `Model ${model.id}, ${values.parts === undefined ? 'trained on these articles' : 'by parts that have not seen the article'}.`,
  )
  say('## Stance', stanceTable(stances), diagramOf('Stance', stanceTold(stances)))
  say('## Speaker', speakerTable(speakers), diagramOf('Speaker', speakerTold(speakers)))
  say('## Pronouns of GUM', pronounTable(pronouns))
  const stanceKnown = stanceOutcomes(stances)
  const speakerKnown = speakerOutcomes(speakers, pronouns.outcomes)
  const isLabelled = new Set(speakers.map(s => s.label.document))
  if (values.fit) {
    say(
      '## Fit: stance',
      listed(fitStance(stanceKnown)),
      diagramOf('Stance, cross-validated', crossValidated(stanceKnown, learnStance)),
    )
    const held = crossValidated(speakerKnown, learnSpeaker)
    say(
      '## Fit: speaker',
      [...fitSpeaker(speakerKnown)]
        .map(([way, { worth, seen }]) => `${way}: ${numbers([worth].flat())} (${seen})`)
        .join('\n'),
      diagramOf('Speaker, labels and GUM, cross-validated', held),
      diagramOf(
        'Speaker, labels, cross-validated',
        held.filter(({ row }) => isLabelled.has(row.document)),
      ),
    )
  }
  const dev = readPolnearLines(join(corpora, 'polnear/dev.jsonl.gz'))
  say(
    '## Boundaries, PolNeAR dev',
    diagramOf(
      'Boundaries, dev',
      dev.flatMap(line => boundaryOutcomes(line, hear(line.text, model))),
    ),
  )
  const folder = join(corpora, 'wikinews-gold')
  const handmade = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => readGold(join(folder, name)))
    .map(gold => ({ gold, reading: hear(gold.text, model) }))
  say(
    '## Wikinews gold',
    diagramOf(
      'Boundaries, Wikinews',
      handmade.flatMap(({ gold, reading }) => boundariesTold(gold, reading)),
    ),
    diagramOf(
      'Speaker, Wikinews',
      handmade.flatMap(({ gold, reading }) => speakersTold(gold, reading)),
    ),
  )
  if (values.parts !== undefined) {
    // One annotator's version of each article, the first by id.
    const firsts = lines.filter((line, i) => i === lines.findIndex(other => articleOf(other) === articleOf(line)))
    const placed = firsts.filter((_, i) => i % EVERY === 0).flatMap(line => boundaryOutcomes(line, read(line.id)))
    say('## Boundaries, PolNeAR train', diagramOf('Boundaries, train', placed))
    if (values.fit) {
      const { outermost, nested } = fitBoundary(placed)
      say(
        '## Fit: boundaries',
        BOUNDARY_EVIDENCE.map((name, k) => `${name}: ${outermost[k]!.toFixed(3)}`).join('\n'),
        `outermost: ${numbers(outermost)}\nnested: ${numbers(nested)}`,
        diagramOf(
          'Boundaries, cross-validated',
          crossValidated(placed, rows => {
            const weights = fitLogistic(rows, 2)
            return row => chance(row.evidence, weights)
          }),
        ),
      )
    }
  }
  if (values.errors) for (const line of missLines(stances, speakers, text)) console.log(line)
}

const numbers = (list: readonly number[]): string => list.map(x => x.toFixed(3)).join(', ')

const listed = (ways: ReadonlyMap<string, { readonly chance: number; readonly seen: number }>): string =>
  [...ways].map(([way, { chance, seen }]) => `${way}: ${chance.toFixed(3)} (${seen})`).join('\n')

if (values.help) console.log(HELP)
else main()
