import { join, PENN, packParts } from '../tokens/index.ts'
import { ENDING, endingSeed, KEEPS_FORM, packBytes, wholeWord } from '../tokens/training.ts'
import type { GoldParse } from './corpora.ts'
import { houseTags, oncePerText, taggedByHand } from './train-tagger.ts'

/** A lemma by a person counts as this many by CoreNLP. */
const HAND = 8
/** CoreNLP's lemmas count for nouns and verbs only; it leaves comparatives as they are and turns "his" into "he". */
const AUTOMATIC = Uint8Array.from(PENN, tag => (/^(?:NN|NNS|VB.?|MD)$/.test(tag) ? 1 : 0))
/** The edits are numbered in one byte. */
const MOST_EDITS = 250
/** An ending must be borne out by this many words, a whole word by this many (weighted) places. */
const LEAST_WORDS = 2
const LEAST_PLACES = 2
/** The same for a word that no common edit serves. */
const LEAST_EXCEPTION = 12

type Tally = Map<string, number>

const add = (tally: Tally, key: string, by: number) => tally.set(key, (tally.get(key) ?? 0) + by)

/** The most frequent key; of equals the one that sorts first, so that training is the same everywhere. */
const top = (tally: Tally): [string, number] =>
  [...tally].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a))

function editOf(word: string, lemma: string): string {
  let same = 0
  while (same < word.length && same < lemma.length && word[same] === lemma[same]) same++
  return `${word.slice(same)}\t${lemma.slice(same)}`
}

/**
 * Trains the lemmatiser's part of a model file: for each tag a list of endings with their edits, from
 * short to long, each kept only where it says something else than the shorter ones. Deterministic.
 */
export function trainLemmas(docs: readonly GoldParse[]): Uint8Array {
  const words: Map<string, Tally>[] = PENN.map(() => new Map())
  for (const doc of oncePerText(docs)) {
    const tags = houseTags(doc)
    const byHand = taggedByHand(doc)
    const weight = byHand ? HAND : 1
    let i = 0
    for (const sentence of doc.sentences) {
      for (const t of sentence) {
        const tag = tags[i++]!
        if (KEEPS_FORM[tag] === 1 || (!byHand && AUTOMATIC[tag] === 0)) continue
        const word = doc.text.slice(t.from, t.to).toLowerCase().replaceAll('’', "'")
        const lemma = t.lemma.toLowerCase().replaceAll('’', "'")
        if (word.length > 40 || lemma === '_' || lemma === '') continue
        const of = words[tag]!
        let tally = of.get(word)
        if (tally === undefined) {
          tally = new Map()
          of.set(word, tally)
        }
        add(tally, editOf(word, lemma), weight)
      }
    }
  }
  const uses: Tally = new Map()
  for (const of of words) for (const tally of of.values()) add(uses, top(tally)[0], 1)
  const edits = [...uses]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_EDITS)
    .map(([edit]) => edit)
  const strips = edits.map(edit => edit.split('\t')[0]!)
  const number = new Map(edits.map((edit, k) => [edit, k]))
  const rules = new Map<number, number>()
  const exceptions: string[] = []
  words.forEach((of, tag) => {
    // What is decided so far for each word, and the hash of the ending looked at.
    const state = [...of].map(([word, tally]) => {
      const [edit, places] = top(tally)
      const total = [...tally.values()].reduce((a, b) => a + b, 0)
      return { word, edit, places, total, hash: endingSeed(tag), now: -1 }
    })
    for (let k = 0; k <= ENDING; k++) {
      const groups = new Map<number, typeof state>()
      for (const w of state) {
        if (w.word.length < k) continue
        if (k > 0) w.hash = join(w.hash, w.word.charCodeAt(w.word.length - k))
        const group = groups.get(w.hash)
        if (group === undefined) groups.set(w.hash, [w])
        else group.push(w)
      }
      for (const [hash, group] of groups) {
        const tally: Tally = new Map()
        for (const w of group) if (number.has(w.edit)) add(tally, w.edit, 1)
        if (tally.size === 0) continue
        const [edit, support] = top(tally)
        const e = number.get(edit)!
        if (group.every(w => w.now === e) || (k > 0 && support < LEAST_WORDS)) continue
        rules.set(hash, e)
        for (const w of group) if (w.word.endsWith(strips[e]!)) w.now = e
      }
    }
    for (const w of state) {
      const e = number.get(w.edit)
      if (e === undefined) {
        const [strip, ending] = w.edit.split('\t')
        if (w.total >= LEAST_EXCEPTION && w.places * 2 > w.total) {
          exceptions.push(`${PENN[tag]} ${w.word}\t${w.word.slice(0, w.word.length - strip!.length)}${ending}`)
        }
        continue
      }
      if (e === w.now || w.total < LEAST_PLACES || w.places * 2 <= w.total) continue
      let h = endingSeed(tag)
      for (let k = 1; k <= w.word.length; k++) h = join(h, w.word.charCodeAt(w.word.length - k))
      rules.set(wholeWord(h), e)
    }
  })
  const text = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'))
  return packParts({ edits: text(edits), rules: packBytes(rules), exceptions: text(exceptions.sort()) })
}
