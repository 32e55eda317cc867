import { type ByteTable, unpackBytes } from './byte-table.ts'
import type { Tokens } from './columns.ts'
import { unpackParts } from './parts.ts'
import { avalanche, join } from './strings.ts'
import { PENN, type PennTag } from './tagset.ts'

/** What turns a word into its lemma: the one ending off, the other put on. */
export interface Edit {
  readonly strip: string
  readonly add: string
}

export interface LemmaModel {
  readonly edits: readonly Edit[]
  /** `lemmaKey` of a tag and an ending (or a whole word) -> index into `edits`. The longest ending known decides. */
  readonly rules: ByteTable
  /** `tag word` -> lemma, where no edit of use for other words leads there. */
  readonly exceptions: ReadonlyMap<string, string>
}

/** Endings are looked at up to this length; a longer word can still be known as a whole. */
export const ENDING = 6

/** No word of a language is longer; what is keeps its form. */
const LONGEST = 64

/** Tags whose words are their own lemma: names keep their form, and so do marks and numbers. */
const UNCHANGED: readonly PennTag[] = [
  ...(['NNP', 'NNPS', 'CD', '.', ',', ':', '-LRB-', '-RRB-', '``', "''", '$', '#', 'SYM', 'NFP', 'ADD', 'LS'] as const),
]
export const KEEPS_FORM: Uint8Array = Uint8Array.from(PENN, tag => (UNCHANGED.includes(tag) ? 1 : 0))

/** Starts the hash of an ending; `join` adds its units from the last one backwards. */
export const endingSeed = (tag: number): number => avalanche(0x1e33a + tag)

/** Closes the hash of an ending that is the whole word. */
export const wholeWord = (h: number): number => join(h, 0x10000)

/** Reads the lemmatiser's part of a model file. Throws AscribeError `model-damaged`. */
export function readLemmas(bytes: Uint8Array): LemmaModel {
  const part = unpackParts(bytes)
  const lines = (name: string) =>
    new TextDecoder()
      .decode(part(name))
      .split('\n')
      .filter(line => line !== '')
      .map(line => line.split('\t'))
  return {
    edits: lines('edits').map(([strip, add]): Edit => ({ strip: strip ?? '', add: add ?? '' })),
    rules: unpackBytes(part('rules')),
    exceptions: new Map(lines('exceptions').map(([word, lemma]) => [word ?? '', lemma ?? ''])),
  }
}

/** The lemma of a lower-cased word with a tag: the edit of its longest known ending. */
export function lemmaOf(word: string, tag: number, model: LemmaModel): string {
  if (KEEPS_FORM[tag] === 1 || word.length > LONGEST) return word
  const exception = model.exceptions.get(`${PENN[tag]} ${word}`)
  if (exception !== undefined) return exception
  const { rules, edits } = model
  let chosen: Edit | undefined
  const consider = (hash: number) => {
    const edit = edits[rules.get(hash)]
    if (edit !== undefined && word.endsWith(edit.strip) && edit.strip.length < word.length + edit.add.length)
      chosen = edit
  }
  let h = endingSeed(tag)
  consider(h)
  for (let k = 1; k <= word.length; k++) {
    h = join(h, word.charCodeAt(word.length - k))
    if (k <= ENDING) consider(h)
  }
  consider(wholeWord(h))
  return chosen === undefined ? word : word.slice(0, word.length - chosen.strip.length) + chosen.add
}

/** Fills the `lemma` column (lower-cased) from the words and the `tag` column. */
export function lemmatise(tokens: Tokens, model: LemmaModel): void {
  const { strings, lower, tag, lemma } = tokens
  // Articles repeat their words: each word and tag is worked out once.
  const known = new Map<number, number>()
  for (let i = 0; i < tokens.size; i++) {
    const key = lower[i]! * 64 + tag[i]!
    let id = known.get(key)
    if (id === undefined) {
      id = strings.id(lemmaOf(tokens.lowerWord(i), tag[i]!, model))
      known.set(key, id)
    }
    lemma[i] = id
  }
}
