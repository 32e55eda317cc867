/**
 * Makes the files that stand for the present versions, where they are not there yet: `npx tsx test/old-files/make.ts`.
 * Run it once when a version is new; a file that is there is never made again, for it is what users have.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { attribute, loadModel, MODEL_FILE_VERSION, packModelFile } from '../../src/engine/index.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { RECORD_VERSION } from '../../src/vocabulary/index.ts'
import { tokensOf } from '../../src/workshop/corpora.ts'
import { trainEntities } from '../../src/workshop/train-entities.ts'
import { trainLemmas } from '../../src/workshop/train-lemmas.ts'
import { trainLinking } from '../../src/workshop/train-linking.ts'
import { trainParser } from '../../src/workshop/train-parser.ts'
import { goldTags, packRoles, ROLE_TRAINING, trainRoles } from '../../src/workshop/train-roles.ts'
import { trainSentences } from '../../src/workshop/train-sentences.ts'
import { trainTagger } from '../../src/workshop/train-tagger.ts'
import { tinyGold } from '../tokens/tiny-gold.ts'

export const TEXT = 'Orla Venn said the dam would hold. The mayor said the road was open.'

const sentences = [
  'Orla/NNP/PROPN/Orla/person Venn/NNP/PROPN/Venn/+person said/VBD/VERB/say the/DT/DET/the dam/NN/NOUN/dam would/MD/AUX/would hold/VB/VERB/hold ././PUNCT/.',
  'The/DT/DET/the mayor/NN/NOUN/mayor said/VBD/VERB/say the/DT/DET/the road/NN/NOUN/road was/VBD/AUX/be open/JJ/ADJ/open ././PUNCT/.',
]
const docs = Array.from({ length: 12 }, (_, i) =>
  tinyGold(`toy-${i}`, 'ewt', i % 2 === 0 ? sentences : [...sentences].reverse()),
)
const parsed = docs.map(doc => tokensOf(doc, true))
const gold = docs.map(doc =>
  [...doc.text.matchAll(/(Orla Venn|The mayor) (said) ([^.]+)\./g)].map((m, i) => {
    const at = m.index
    const cue = at + m[1]!.length + 1
    return {
      id: `g${i}`,
      source: [[at, at + m[1]!.length]] as const,
      cue: [[cue, cue + 4]] as const,
      content: [[cue + 5, cue + 5 + m[3]!.length]] as const,
    }
  }),
)
const examples = parsed.map((tokens, i) => ({
  tokens,
  tags: goldTags(tokens, gold[i]!),
  blockKind: new Uint8Array(tokens.paragraphs),
  article: `toy-${i}`,
}))
const file = packModelFile(
  { name: 'toy', release: 1, language: 'en' },
  {
    sentences: trainSentences(docs),
    tagger: trainTagger(docs),
    lemmas: trainLemmas(docs),
    entities: trainEntities(docs),
    parser: trainParser(parsed),
    roles: packRoles(trainRoles(examples, { ...ROLE_TRAINING, epochs: 30, cut: 1, rate: 0.5 }), [0, 0, 0]),
    links: trainLinking(examples.map((x, i) => ({ tokens: x.tokens, tags: x.tags, gold: gold[i]! }))).bytes,
  },
)
const folder = new URL('.', import.meta.url)
const model = new URL(`model-${MODEL_FILE_VERSION}.bin`, folder)
if (!existsSync(model)) writeFileSync(model, file)
const record = new URL(`record-${RECORD_VERSION}.json`, folder)
if (!existsSync(record)) {
  const reading = attribute(articleFromText(TEXT), loadModel(new Uint8Array(readFileSync(model))))
  writeFileSync(record, `${JSON.stringify(reading, null, 2)}\n`)
}
