import { join } from 'node:path'
import { attribute, type Model, READ_KINDS, toSpanLine } from '../engine/index.ts'
import { articleFromText } from '../ingest/index.ts'
import { parseOfPolnear, readConllu, readPolnearLines } from './corpora.ts'
import { type Measurement, measure, scoreTools, toolRows } from './scoring/index.ts'
import { oncePerText } from './train-tagger.ts'

/** Scores a model on every gold corpus below `shared`, from raw text. Throws as `measure` does. */
export function measureModel({ shared, model }: { shared: string; model: Model }): Measurement {
  const { rows, ...rest } = measure({
    shared,
    read: (text, id) => {
      const article = articleFromText(text)
      return { attributions: toSpanLine(id, attribute(article, model)).attributions, blocks: article.blocks }
    },
    looksInto: READ_KINDS,
  })
  const ewt = readConllu(join(shared, 'corpora/ud-ewt/dev.conllu.gz'), 'ewt')
  const polnear = readPolnearLines(join(shared, 'corpora/polnear/dev.jsonl.gz')).flatMap(
    line => parseOfPolnear(line) ?? [],
  )
  return {
    rows: [
      ...rows,
      ...toolRows('ewt.dev', scoreTools({ docs: ewt, model: model.tokens })),
      // CoreNLP's columns, not people's: agreement, not accuracy.
      ...toolRows('polnear.dev.corenlp', scoreTools({ docs: oncePerText(polnear), model: model.tokens })),
    ],
    ...rest,
  }
}
