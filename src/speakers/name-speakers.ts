import type { Tokens } from '../tokens/index.ts'
import { type Block, type Relation, type Span, type Speaker, type SpeakerType, span } from '../vocabulary/index.ts'
import type { Character } from './cast.ts'
import { isPlural, isPossessiveMark } from './grammar.ts'
import type { Name } from './names.ts'
import { LEARNED_WEIGHTS, type PronounWeights } from './pronouns.ts'
import { Reading } from './reading.ts'

export interface NamedSpeakers {
  /** Everybody who speaks in a relation, in order of first mention; ids `s1`, `s2`, … */
  readonly speakers: Speaker[]
  /** For each relation the id of its speaker; null where nobody could be told. */
  readonly ofRelation: (string | null)[]
}

/**
 * Says who speaks in each relation of an article. A speaker's name is its fullest mention, or is built of mentions
 * by the rule that `nameRule` names: `shared-surname` ("Jon" of "Jon and Petra Lisle" is Jon Lisle), `possessor`
 * ("her mother" is Ada Berg's mother), `spacing` (a name broken over two lines). Pure; takes time linear in
 * the text; never throws on columns that hold together.
 *
 * @param tokens with words, tags, lemmas, entities, heads, relations, quotation marks, sentences and paragraphs filled
 * @param blocks of the article; a byline tells who "I" is outside quotations
 */
export function nameSpeakers(
  tokens: Tokens,
  blocks: readonly Block[],
  relations: readonly Relation[],
  weights: PronounWeights = LEARNED_WEIGHTS,
): NamedSpeakers {
  const reading = new Reading(tokens, blocks, relations, weights)
  const cited = new Set(reading.ofRelation.filter((c): c is Character => c !== null))
  const told = [...cited]
    .map(c => {
      const named = nameOf(tokens, c)
      // A name that is a mention is listed as one, wherever it was found.
      if (named.from !== null && named.nameRule !== 'possessor') c.mentions.push(named.from)
      return { c, mentions: spansOf(tokens, c), name: named.name, nameRule: named.nameRule }
    })
    .filter(({ mentions }) => mentions.length > 0)
    .sort((a, b) => a.mentions[0]!.from - b.mentions[0]!.from || a.c.order - b.c.order)
  const ids = new Map(told.map(({ c }, i) => [c, `s${i + 1}`]))
  return {
    speakers: told.map(
      ({ c, mentions, name, nameRule }): Speaker => ({
        id: ids.get(c)!,
        name,
        type: typeOf(tokens, c),
        mentions,
        nameRule,
      }),
    ),
    ofRelation: reading.ofRelation.map(c => (c === null ? null : (ids.get(c) ?? null))),
  }
}

/** A character's mentions in text order, each once. */
function spansOf(t: Tokens, c: Character): Span[] {
  const seen = new Map<number, Span>()
  for (const { first, last } of c.mentions) {
    const s = span(t.from[first]!, t.to[last]!)
    seen.set(s.from * (t.text.length + 1) + s.to, s)
  }
  return [...seen.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}

interface Named {
  readonly name: string
  readonly nameRule: string
  /** The tokens that the name is made of, both ends included; null where it is built of several stretches. */
  readonly from: { readonly first: number; readonly last: number } | null
}

function nameOf(t: Tokens, c: Character, depth = 0): Named {
  const best = fullestOf(c)
  if (best !== null) {
    const words = text(t, best.first, best.last)
    if (best.surnameFrom === null) return words
    const surname = text(t, best.surnameFrom.last, best.surnameFrom.last)
    return {
      name: `${words.name} ${surname.name}`,
      nameRule: 'shared-surname',
      from: { first: best.first, last: best.last },
    }
  }
  if (c.phrase === null) {
    const m = c.mentions[0]
    return m === undefined ? { name: '', nameRule: 'mention', from: null } : text(t, m.first, m.last)
  }
  const { first, last, possessor } = c.phrase
  if (
    possessor !== null &&
    depth < 3 &&
    possessor.restFrom <= last &&
    (possessor.who.mentions.length > 0 || fullestOf(possessor.who) !== null)
  ) {
    const owner = nameOf(t, possessor.who, depth + 1)
    return { name: `${owner.name}'s ${text(t, possessor.restFrom, last).name}`, nameRule: 'possessor', from: null }
  }
  return text(t, first, last)
}

/** The name with the most words; of equals the one used most, then the first. A single capital in it counts half a word. */
function fullestOf(c: Character): Name | null {
  let best: Name | null = null
  let top = 0
  for (const { name, count, shouted } of c.forms.values()) {
    const size = name.words.reduce((sum, w) => sum + (w.length === 1 ? 0.5 : 1), 0)
    const weight = size * 1000 + Math.min(count, 400) - (shouted && c.kind === 'person' ? 500 : 0)
    if (best === null || weight > top) {
      best = name
      top = weight
    }
  }
  return best
}

function text(t: Tokens, first: number, last: number): Named {
  let end = last
  while (end > first && isPossessiveMark(t, end)) end--
  const words = t.text.slice(t.from[first]!, t.to[end]!)
  const plain = words.replace(/\s+/g, ' ')
  return { name: plain, nameRule: plain === words ? 'mention' : 'spacing', from: { first, last: end } }
}

/** "Republicans", "Canadians", where the tagger takes the word for a singular. */
const PEOPLE = /(?:icans|adians|crats|ists|tarians)$/

function typeOf(t: Tokens, c: Character): SpeakerType {
  if (c.kind === 'person') return 'person'
  if (c.kind === 'organization' || c.kind === 'place' || c.kind === 'other') {
    // "Republicans", "Democrats", "Americans"
    const name = fullestOf(c)
    return name !== null &&
      name.words.length <= 2 &&
      (isPlural(t, name.last) || PEOPLE.test(name.words[name.words.length - 1]!)) &&
      c.kind !== 'place'
      ? 'group'
      : 'organization'
  }
  return c.type
}
