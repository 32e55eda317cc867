import { ENTITY_KINDS, Entity, Gap, PENN_INDEX, RELATION_INDEX, Tokens } from '../../src/tokens/index.ts'
import { pairQuotes } from '../../src/tokens/quotes.ts'
import { type Relation, type Span, span } from '../../src/vocabulary/index.ts'

/**
 * Articles for tests, tagged by a few plain rules in place of the trained taggers:
 *
 *   «[p Lena Marsh]» <said> {talks go on}.
 *
 * `[p …]`, `[o …]`, `[l …]`, `[x …]` are the name of a person, organization, place or other thing; `«…»` is a
 * source, `<…>` a cue, `{…}` a content. A role that the last relation has already begins the next one. A line
 * end begins a paragraph.
 */
export interface Sample {
  readonly tokens: Tokens
  readonly relations: Relation[]
}

const KIND = { p: 'person', o: 'organization', l: 'place', x: 'other' } as const
const TAGS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['DT', 'the a an this that these those no some'],
    ['IN', 'of in on for at by with from as to about because into after before'],
    ['PRP', 'he she they it i we you him them himself'],
    ['PRP$', 'his her their its my our'],
    ['CC', 'and or but'],
    [
      'VBD',
      'said told arrived resigned was were shook warned had replaced asked added denied met spoke opened left closed broke argued',
    ],
    ['MD', 'would will could'],
    ['VB', 'be hold go rise close'],
    ['WP', 'who whom'],
    ['WDT', 'which'],
    ['JJ', 'late former senior new local foreign'],
    ['RB', 'not also later'],
    ['CD', 'one two three four ten'],
  ].flatMap(([tag, words]) => words!.split(' ').map(w => [w, tag!])),
)

interface Word {
  readonly from: number
  readonly to: number
  /** As the entity column has it. */
  readonly entity: number
}

const OPENS = { '«': 'source', '<': 'cue', '{': 'content' } as const
const CLOSES = { '»': 'source', '>': 'cue', '}': 'content' } as const
const PIECE =
  /\[([polx]) |\]|[«<{]|[»>}]|\s+|(?:Mr|Ms|Mrs|Dr|Gen|Sen|Jr)\.|['’]s(?![\p{L}\p{N}])|[\p{L}\p{N}](?:[\p{L}\p{N}.’-]|'(?!s(?![\p{L}\p{N}])))*[\p{L}\p{N}]|\p{Lu}\.(?= )|[^\s]/gu
const ABBREVIATION = /(?:Mr|Ms|Mrs|Dr|Gen|Sen|Jr)\.$/

/** Reads the notation. */
export function sample(notation: string): Sample {
  const words: Word[] = []
  const relations: { source: Span[]; cue: Span[]; content: Span[] }[] = []
  const open: { role: 'source' | 'cue' | 'content'; relation: number; from: number }[] = []
  let text = ''
  let kind = -1
  let begins = false
  for (const [piece, named] of notation.matchAll(PIECE)) {
    if (named !== undefined) {
      kind = ENTITY_KINDS.indexOf(KIND[named as keyof typeof KIND])
      begins = true
    } else if (piece === ']') kind = -1
    else if (piece in OPENS) {
      const role = OPENS[piece as keyof typeof OPENS]
      const last = relations[relations.length - 1]
      if (last === undefined || last[role].length > 0) relations.push({ source: [], cue: [], content: [] })
      open.push({ role, relation: relations.length - 1, from: text.length })
    } else if (piece in CLOSES) {
      const k = open.findLastIndex(o => o.role === CLOSES[piece as keyof typeof CLOSES])
      const [o] = open.splice(k, 1)
      relations[o!.relation]![o!.role].push(span(o!.from, text.length))
    } else {
      const from = text.length
      text += piece
      if (piece.trim() === '') continue
      const isName = kind >= 0 && !/^['’]s$/.test(piece)
      words.push({ from, to: text.length, entity: isName ? (begins ? Entity.begin(kind) : Entity.inside(kind)) : 0 })
      begins = false
    }
  }
  return {
    tokens: columns(text, words),
    relations: relations.map(r => ({
      ...r,
      kind: r.source.length + r.cue.length === 0 ? 'direct' : 'indirect',
      parent: null,
      confidence: 1,
    })),
  }
}

function columns(text: string, words: readonly Word[]): Tokens {
  const t = new Tokens(text, words.length)
  const sentenceStart: number[] = []
  const paragraphStart: number[] = []
  words.forEach((w, i) => {
    const word = text.slice(w.from, w.to)
    const before = i === 0 ? '\n' : text.slice(words[i - 1]!.to, w.from)
    t.from[i] = w.from
    t.to[i] = w.to
    t.form[i] = t.strings.id(word)
    t.lower[i] = t.strings.id(word.toLowerCase().replaceAll('’', "'"))
    t.gap[i] = before === '' ? Gap.None : before.includes('\n') ? Gap.Line : Gap.Blank
    if (before.includes('\n')) paragraphStart.push(i)
    const last = i === 0 ? '' : text.slice(0, words[i - 1]!.to)
    const ends = before !== '' && /[.?!]$/.test(last) && !ABBREVIATION.test(last) && /^[\p{Lu}"“]/u.test(word)
    if (before.includes('\n') || ends) sentenceStart.push(i)
    t.sentence[i] = sentenceStart.length - 1
    t.paragraph[i] = paragraphStart.length - 1
    t.entity[i] = w.entity
    const lower = word.toLowerCase()
    const tag = tagOf(word, w.entity !== 0, sentenceStart[sentenceStart.length - 1] === i)
    t.tag[i] = PENN_INDEX.get(tag as never)!
    t.lemma[i] = t.strings.id(tag === 'NNS' ? lower.replace(/ies$/, 'y').replace(/s$/, '') : lower)
  })
  t.sentenceStart = Int32Array.from([...sentenceStart, words.length])
  t.paragraphStart = Int32Array.from([...paragraphStart, words.length])
  t.paragraphBlock = Int32Array.from(paragraphStart, (_, k) => k)
  pairQuotes(t)
  subjects(t)
  return t
}

function tagOf(word: string, isName: boolean, begins: boolean): string {
  const lower = word.toLowerCase()
  const known = TAGS[lower]
  if (known !== undefined) return known
  if (/^['’]s$/.test(word)) return 'POS'
  if (isName || (/^\p{Lu}/u.test(word) && (!begins || /^\p{Lu}{2}/u.test(word)))) return 'NNP'
  if (/^\d+$/.test(word)) return 'CD'
  if (/^[.?!]$/.test(word)) return '.'
  if (/^[^\p{L}\p{N}]+$/u.test(word)) return word === ',' ? ',' : ':'
  return /[^s]s$/.test(lower) ? 'NNS' : 'NN'
}

/** The nearest noun or pronoun before a verb is its subject; nothing else is parsed. */
function subjects(t: Tokens): void {
  const verb = PENN_INDEX.get('VBD')!
  for (let i = 0; i < t.size; i++) {
    if (t.tag[i] !== verb) continue
    for (let k = i - 1; k >= t.sentenceStart[t.sentence[i]!]!; k--) {
      if (t.tag[k] === PENN_INDEX.get(',')) break
      if (t.tag[k] !== PENN_INDEX.get('NN') && t.tag[k] !== PENN_INDEX.get('NNP') && t.tag[k] !== PENN_INDEX.get('PRP'))
        continue
      t.head[k] = i
      t.relation[k] = RELATION_INDEX.get('nsubj')!
      break
    }
  }
}
