/** Models that have not seen an article of PolNeAR's train part, of the parts that training keeps. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Model } from '../../engine/index.ts'
import { readRoleModel } from '../../tagging/index.ts'
import { articleOf, type PolnearLine } from '../corpora.ts'
import { foldOf, tokenModelOf } from '../training.ts'

/** Jackknife folds, as `npm run train` makes them unless told otherwise. */
const FOLDS = 3

/**
 * For each line a model whose tagger, parser, names and roles were trained without its article; linker and judge are
 * the shipped model's, which were trained on such readings of all articles.
 *
 * @param folder what `npm run train -- --keep DIR` kept, of the training that made `model`
 */
export function unseenModels(folder: string, model: Model): (line: PolnearLine) => Model {
  const part = (name: string) => new Uint8Array(readFileSync(join(folder, `${name}.bin`)))
  const tokens = Array.from({ length: FOLDS }, (_, f) =>
    tokenModelOf({
      sentences: part('sentences'),
      lemmas: part('lemmas'),
      tagger: part(`tagger-${f}`),
      entities: part(`entities-${f}`),
      parser: part(`parser-${f}`),
    }),
  )
  const roles = [0, 1].map(half => ({ ...readRoleModel(part(`roles-${half}`)), bias: model.roles.bias }))
  return line => ({
    ...model,
    tokens: tokens[foldOf(articleOf(line), FOLDS)]!,
    roles: roles[foldOf(articleOf(line), 2)]!,
  })
}
