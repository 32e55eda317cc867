import { attribute, type Model, READ_KINDS, toSpanLine } from '../engine/index.ts'
import { articleFromText } from '../ingest/index.ts'
import { type Measurement, measure } from './scoring/index.ts'

/** Scores a model on every gold corpus below `shared`, from raw text. Throws as `measure` does. */
export const measureModel = ({ shared, model }: { shared: string; model: Model }): Measurement =>
  measure({
    shared,
    read: (text, id) => {
      const article = articleFromText(text)
      return { attributions: toSpanLine(id, attribute(article, model)).attributions, blocks: article.blocks }
    },
    looksInto: READ_KINDS,
  })
