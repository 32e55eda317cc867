import type { Tokens } from '../tokens/index.ts'
import { type Block, type Relation, type Span, type Speaker, type SpeakerType, span } from '../vocabulary/index.ts'
import type { Character } from './cast.ts'
import { isPlural, isPossessiveMark } from './grammar.ts'
import { ORGANIZATION_WORDS } from './lexicon.ts'
import type { Name } from './names.ts'
import { LEARNED_WEIGHTS, type PronounWeights } from './pronouns.ts'
import { Reading } from './reading.ts'
import { surenessOf } from './sureness.ts'
import type { Abstention, Stretch } from './told.ts'

/** Who speaks in one relation, and how that was told. */
export interface RelationSpeaker {
  /** Null where nobody could be told. Of a joint statement, the several together ("France and Chad"). */
  readonly speaker: string | null
  /** Everybody who speaks: of a joint statement each by itself, else the one speaker, else nobody. */
  readonly speakers: readonly string[]
  /** For whom a spokesperson speaks, and where the text says so. */
  readonly onBehalfOf: { readonly name: string; readonly span: Span } | null
  /** The probability that this is who speaks; 0 where nobody is told. */
  readonly confidence: number
  /** Why nobody is told, or only a name as it stands ("Briggs" said, and there are two); else null. */
  readonly reason: Abstention | null
  /** Whom it may have meant, the likeliest first, where `reason` says that it was not told. */
  readonly candidates: readonly string[]
  /** The mention that decided who speaks. */
  readonly decidedBy: Span | null
}

export interface NamedSpeakers {
  /** Everybody that a relation or a mention means, in order of first mention; ids `s1`, `s2`, … */
  readonly speakers: Speaker[]
  /** For each relation the id of its speaker; null where nobody could be told. */
  readonly ofRelation: (string | null)[]
  /** The same at length. */
  readonly told: RelationSpeaker[]
  /** For each of the `mentions` passed in ("him", "the newspaper") the id of whom it means, or null. */
  readonly ofMention: (string | null)[]
  /** The ids of those whom a mention means and who are news outlets. */
  readonly outlets: readonly string[]
}

/**
 * Says who speaks in each relation of an article. A speaker's name is its fullest mention, or is built of mentions
 * by the rule that `nameRule` names: `shared-surname` ("Jon" of "Jon and Petra Lisle" is Jon Lisle), `possessor`
 * ("her mother" is Ada Berg's mother), `spacing` (a name broken over two lines). Pure; takes time linear in
 * the text; never throws on columns that hold together.
 *
 * @param tokens with words, tags, lemmas, entities, heads, relations, quotation marks, sentences and paragraphs filled
 * @param blocks of the article; a byline tells who "I" is outside quotations
 * @param mentions further stretches to resolve, addressees and outlets; `ofMention` answers for them
 */
export function nameSpeakers(
  tokens: Tokens,
  blocks: readonly Block[],
  relations: readonly Relation[],
  mentions: readonly Span[] = [],
  weights: PronounWeights = LEARNED_WEIGHTS,
): NamedSpeakers {
  const reading = new Reading(tokens, blocks, relations, weights, mentions)
  const cited = new Set<Character>()
  for (const c of [...reading.ofRelation, ...reading.ofMention]) {
    if (c === null) continue
    cited.add(c)
    for (const m of c.members) cited.add(m)
  }
  for (const { reason, candidates } of reading.told) if (reason !== null) for (const c of candidates) cited.add(c)
  const all = [...cited]
    .map(c => {
      const named = nameOf(tokens, c)
      // A name that is a mention is listed as one, wherever it was found.
      if (named.from !== null && named.nameRule !== 'possessor') c.mentions.push(named.from)
      return { c, mentions: spansOf(tokens, c), name: named.name, nameRule: named.nameRule }
    })
    .filter(({ mentions }) => mentions.length > 0)
    .sort((a, b) => a.mentions[0]!.from - b.mentions[0]!.from || a.c.order - b.c.order)
  const ids = new Map(all.map(({ c }, i) => [c, `s${i + 1}`]))
  const id = (c: Character | null): string | null => (c === null ? null : (ids.get(c) ?? null))
  const idsOf = (list: readonly Character[]): string[] => list.flatMap(c => ids.get(c) ?? [])
  const asSpan = ({ first, last }: Stretch): Span => span(tokens.from[first]!, tokens.to[last]!)
  return {
    speakers: all.map(
      ({ c, mentions, name, nameRule }): Speaker => ({
        id: ids.get(c)!,
        name,
        type: typeOf(tokens, c),
        mentions,
        nameRule,
      }),
    ),
    ofRelation: reading.ofRelation.map(id),
    told: reading.ofRelation.map((who, k): RelationSpeaker => {
      const { reason, candidates, by } = reading.told[k]!
      const speaker = id(who)
      return {
        speaker,
        speakers: who === null || speaker === null ? [] : who.members.length > 0 ? idsOf(who.members) : [speaker],
        onBehalfOf: who === null ? null : behalfOf(tokens, who),
        confidence: speaker === null ? 0 : surenessOf(reading.told[k]!),
        reason,
        candidates: reason === null ? [] : idsOf(candidates),
        decidedBy: by === null ? null : asSpan(by),
      }
    }),
    ofMention: reading.ofMention.map(id),
    outlets: idsOf([...reading.outlets]),
  }
}

function behalfOf(t: Tokens, c: Character): RelationSpeaker['onBehalfOf'] {
  if (c.behalf === null) return null
  const { first, last, who } = c.behalf
  const words = text(t, first, last)
  const from = words.from ?? { first, last }
  return {
    name: who === null ? words.name : nameOf(t, who).name,
    span: span(t.from[from.first]!, t.to[from.last]!),
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
      !ORGANIZATION_WORDS.has(name.words[name.words.length - 1]!) &&
      (isPlural(t, name.last) || PEOPLE.test(name.words[name.words.length - 1]!)) &&
      c.kind !== 'place'
      ? 'group'
      : 'organization'
  }
  return c.type
}
