import { ENTITY_KINDS, Entity, PENN_INDEX, RELATION_INDEX, UPOS_INDEX } from '../../src/tokens/index.ts'
import type { GoldParse, GoldToken } from '../../src/workshop/corpora.ts'

/**
 * A gold document from lines, a sentence each, of `form/tag/UPOS/lemma[/entity]`; the entity is a kind, with
 * + before it where it goes on from the word before. Heads and relations are left empty.
 */
export function tinyGold(id: string, corpus: string, lines: readonly string[]): GoldParse {
  let text = ''
  const sentences = lines.map(line =>
    line.split(' ').map((cell, i): GoldToken => {
      const [form, tag, upos, lemma, entity] = cell.split('/')
      if (text !== '') text += i === 0 ? '\n' : ' '
      const from = text.length
      text += form
      const kind = (ENTITY_KINDS as readonly (string | undefined)[]).indexOf(entity?.replace('+', ''))
      return {
        from,
        to: text.length,
        tag: PENN_INDEX.get(tag!)!,
        upos: UPOS_INDEX.get(upos!)!,
        lemma: lemma!,
        entity: kind < 0 ? Entity.Outside : entity!.startsWith('+') ? Entity.inside(kind) : Entity.begin(kind),
        head: i - 1,
        relation: RELATION_INDEX.get(i === 0 ? 'root' : 'dep')!,
      }
    }),
  )
  return { id, corpus, publisher: null, text, paragraphs: [{ from: 0, to: text.length }], sentences }
}
