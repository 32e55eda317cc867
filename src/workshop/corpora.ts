import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Entity, Gap, PENN_INDEX, RELATION_INDEX, Tokens, UPOS_INDEX } from '../tokens/index.ts'

/** A token as a corpus gives it, in our annotation scheme (docs/annotation-scheme.md). */
export interface GoldToken {
  /** UTF-16 units of the document's text. */
  readonly from: number
  readonly to: number
  /** Index into PENN. */
  tag: number
  /** Index into UPOS; -1 where the corpus has none. */
  upos: number
  lemma: string
  /** See `Entity`; -1 where the corpus has none. */
  entity: number
  /** Index in the sentence; -1 for the root. */
  head: number
  /** Index into RELATIONS. */
  relation: number
}

/** A tagged and parsed document. */
export interface GoldParse {
  readonly id: string
  /** 'polnear', 'ewt' or 'gum-<genre>'. */
  readonly corpus: string
  readonly publisher: string | null
  readonly text: string
  /** Half-open stretches of the text; no sentence crosses one. */
  readonly paragraphs: readonly { from: number; to: number }[]
  readonly sentences: readonly (readonly GoldToken[])[]
}

type Raw = { form: string; lemma: string; upos: string; xpos: string; head: number; rel: string; misc: string }

export function readText(path: string): string {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

const PENN_FOLDS: Readonly<Record<string, string>> = {
  HYPH: ':',
  XX: 'FW',
  NIL: 'FW',
}

function pennIndex(tag: string, form: string): number {
  const known = PENN_INDEX.get(PENN_FOLDS[tag] ?? tag)
  if (known !== undefined) return known
  return PENN_INDEX.get(/^\p{L}/u.test(form) ? 'NN' : ':')!
}

const V2_FOLDS: Readonly<Record<string, string>> = {
  'nsubj:outer': 'nsubj',
  'csubj:outer': 'csubj',
  'obl:agent': 'obl',
  'advcl:relcl': 'acl:relcl',
  'nmod:desc': 'compound',
  'flat:foreign': 'flat',
  'flat:name': 'flat',
  'obl:tmod': 'obl:unmarked',
  'obl:npmod': 'obl:unmarked',
  'nmod:tmod': 'nmod:unmarked',
  'nmod:npmod': 'nmod:unmarked',
  dobj: 'obj',
  nsubjpass: 'nsubj:pass',
  csubjpass: 'csubj:pass',
  auxpass: 'aux:pass',
  mwe: 'fixed',
  name: 'flat',
  foreign: 'flat',
  remnant: 'orphan',
}

type Arc = { head: number; rel: string }

/**
 * Turns name-like sequences (`flat`) head-last: the last word takes the place of the first, the others
 * become its `compound`. CoreNLP's v1 parses already are so.
 */
function headNamesLast(arcs: Arc[]): void {
  for (let h = 0; h < arcs.length; h++) {
    let last = h
    for (let i = h + 1; i < arcs.length; i++) if (arcs[i]!.head === h && arcs[i]!.rel === 'flat') last = i
    if (last === h) continue
    const up = arcs[h]!
    arcs[last] = { head: up.head, rel: up.rel }
    arcs[h] = { head: last, rel: 'compound' }
    for (let i = 0; i < arcs.length; i++) {
      if (i === last || i === h || arcs[i]!.head !== h) continue
      arcs[i] = { head: last, rel: arcs[i]!.rel === 'flat' ? 'compound' : arcs[i]!.rel }
    }
  }
}

/** CoreNLP's UD v1 in v2 terms: objects, passives, negation, obliques, fixed expressions, coordination. */
function fromV1(arcs: Arc[], tags: readonly string[], forms: readonly string[]): void {
  const isPredicate = (i: number) => i >= 0 && /^(V|J|RB|MD)/.test(tags[i]!)
  const hasCase = new Uint8Array(arcs.length)
  for (const a of arcs) if (a.rel === 'case' && a.head >= 0) hasCase[a.head] = 1
  for (let i = 0; i < arcs.length; i++) {
    const a = arcs[i]!
    if (a.rel.startsWith('nmod:') && hasCase[i] === 1 && a.rel !== 'nmod:poss') a.rel = 'nmod'
    if (a.rel === 'neg') a.rel = tags[i] === 'DT' || forms[i]!.toLowerCase() === 'no' ? 'det' : 'advmod'
    else if (a.rel === 'nmod' && isPredicate(a.head)) a.rel = 'obl'
    else if (a.rel === 'nmod:tmod' || a.rel === 'nmod:npmod')
      a.rel = isPredicate(a.head) ? 'obl:unmarked' : 'nmod:unmarked'
    else a.rel = V2_FOLDS[a.rel] ?? a.rel
  }
  // v1 hangs "and" on the first conjunct, v2 on the one it introduces.
  for (let i = 0; i < arcs.length; i++) {
    const a = arcs[i]!
    if (a.rel !== 'cc' || a.head < 0 || a.head > i) continue
    for (let k = i + 1; k < arcs.length; k++) {
      if (arcs[k]!.head === a.head && arcs[k]!.rel === 'conj') {
        a.head = k
        break
      }
    }
  }
}

/** A fixed expression hangs on its first word. */
function headFixedFirst(arcs: Arc[]): void {
  for (let h = 0; h < arcs.length; h++) {
    let first = h
    for (let i = h - 1; i >= 0; i--) if (arcs[i]!.head === h && arcs[i]!.rel === 'fixed') first = i
    if (first === h) continue
    const up = arcs[h]!
    arcs[first] = { head: up.head, rel: up.rel }
    arcs[h] = { head: first, rel: 'fixed' }
    for (let i = 0; i < arcs.length; i++) if (i !== first && i !== h && arcs[i]!.head === h) arcs[i]!.head = first
  }
}

/**
 * Hangs punctuation where UD v2's guidelines do: CoreNLP hangs a comma on the clause around it, UD on the
 * part that it cuts off. Before and after a mark stand the largest subtrees that end and begin there, l
 * and r. A mark goes to r where r follows its head, else to l; a closing mark of a pair goes with its
 * opening mark; the end of a sentence goes to the root. (Run on EWT's and GUM's own trees without their
 * punctuation, this gives their annotators' head for 96 marks in 100.)
 */
export function placePunctuation(arcs: Arc[], tags: readonly string[]): void {
  const n = arcs.length
  const parent = new Uint8Array(n)
  for (const a of arcs) if (a.head >= 0) parent[a.head] = 1
  const mark = arcs.map((a, i) => a.rel === 'punct' && parent[i] === 0)
  const first = arcs.map((_, i) => i)
  const last = arcs.map((_, i) => i)
  for (let i = 0; i < n; i++) {
    if (mark[i]) continue
    for (let x = arcs[i]!.head; x >= 0 && (first[x]! > i || last[x]! < i); x = arcs[x]!.head) {
      first[x] = Math.min(first[x]!, i)
      last[x] = Math.max(last[x]!, i)
    }
  }
  const pair = pairsOf(tags, mark)
  for (let i = 0; i < n; ) {
    if (!mark[i]) {
      i++
      continue
    }
    let end = i
    while (end < n && mark[end]) end++
    const a = i - 1
    let l = a
    while (l >= 0 && arcs[l]!.head >= 0 && last[arcs[l]!.head] === a) l = arcs[l]!.head
    if (l >= 0 && last[l] !== a) l = -1
    let r = end < n ? end : -1
    while (r >= 0 && arcs[r]!.head >= 0 && first[arcs[r]!.head] === end) r = arcs[r]!.head
    if (r >= 0 && first[r] !== end) r = -1
    const after = r >= 0 && arcs[r]!.head >= 0 && arcs[r]!.head < r
    for (let k = i; k < end; k++) {
      let head = after ? r : l >= 0 ? l : r
      if (pair[k]! > k) head = topWithin(arcs, mark, k + 1, pair[k]!)[0] ?? head
      else if (pair[k]! >= 0) head = topWithin(arcs, mark, pair[k]! + 1, k).at(-1) ?? head
      if (head < 0) head = a >= 0 ? a : end < n ? end : -1
      arcs[k] = { head, rel: 'punct' }
    }
    // No arcs of one run cross: once a mark looks back, so do those before it, each no further than the next.
    let back = false
    for (let k = end - 1; k >= i; k--) {
      if (arcs[k]!.head < k) back = true
      else if (back) arcs[k]!.head = l >= 0 ? l : a
    }
    for (let k = i + 1; k < end; k++) {
      if (arcs[k]!.head < k) arcs[k]!.head = Math.min(arcs[k]!.head, arcs[k - 1]!.head)
    }
    i = end
  }
}

/** For each bracket and quotation mark its partner in the sentence, else -1. */
function pairsOf(tags: readonly string[], mark: readonly boolean[]): Int32Array {
  const pair = new Int32Array(tags.length).fill(-1)
  const open: number[] = []
  tags.forEach((tag, i) => {
    if (!mark[i]) return
    if (tag === '``' || tag === '-LRB-') open.push(i)
    else if (tag === "''" || tag === '-RRB-') {
      const wanted = tag === "''" ? '``' : '-LRB-'
      const at = open.findLastIndex(o => tags[o] === wanted)
      if (at < 0) return
      pair[open[at]!] = i
      pair[i] = open[at]!
      open.length = at
    }
  })
  return pair
}

/** The words of `from <= i < to`, punctuation apart, whose heads stand outside. */
function topWithin(arcs: readonly Arc[], mark: readonly boolean[], from: number, to: number): number[] {
  const tops: number[] = []
  for (let i = from; i < to; i++) if (!mark[i] && (arcs[i]!.head < from || arcs[i]!.head >= to)) tops.push(i)
  return tops
}

/** Breaks a cycle or a second root that a conversion or a bad parse left: extra ones hang on the first root. */
function mend(arcs: Arc[]): void {
  let root = arcs.findIndex(a => a.head < 0)
  if (root < 0) {
    root = 0
    arcs[0] = { head: -1, rel: 'root' }
  }
  arcs[root]!.rel = 'root'
  const safe = new Uint8Array(arcs.length)
  safe[root] = 1
  for (let i = 0; i < arcs.length; i++) {
    const seen: number[] = []
    let x = i
    while (safe[x] === 0 && !seen.includes(x) && arcs[x]!.head >= 0) {
      seen.push(x)
      x = arcs[x]!.head
    }
    if (safe[x] === 0) arcs[x] = { head: root, rel: arcs[x]!.head < 0 ? 'parataxis' : arcs[x]!.rel }
    for (const s of seen) safe[s] = 1
    safe[x] = 1
    if (i !== root && arcs[i]!.rel === 'root') arcs[i]!.rel = 'dep'
  }
}

const relationIndex = (rel: string): number => {
  const folded = V2_FOLDS[rel] ?? rel
  return RELATION_INDEX.get(folded) ?? RELATION_INDEX.get(folded.split(':')[0]!) ?? RELATION_INDEX.get('dep')!
}

/** `w1 - w2` written without blanks is one word of ours: news and CoreNLP keep hyphenated words whole. */
function mergeHyphens(raw: Raw[]): { groups: number[][]; merged: Raw[] } {
  const groups: number[][] = []
  const glued = (i: number) => /SpaceAfter=No/.test(raw[i]!.misc)
  const wordy = (i: number) => /[\p{L}\p{N}]/u.test(raw[i]!.form)
  let i = 0
  while (i < raw.length) {
    const group = [i]
    while (
      i + 2 < raw.length &&
      (raw[i + 1]!.form === '-' || raw[i + 1]!.form === '‐') &&
      wordy(i) &&
      wordy(i + 2) &&
      glued(i) &&
      glued(i + 1) &&
      raw[i]!.form !== 'http'
    ) {
      group.push(i + 1, i + 2)
      i += 2
    }
    groups.push(group)
    i++
  }
  const groupOf = new Int32Array(raw.length)
  groups.forEach((g, k) => {
    for (const t of g) groupOf[t] = k
  })
  const merged = groups.map((g, k) => {
    const top = [...g].reverse().find(t => raw[t]!.head < 0 || groupOf[raw[t]!.head] !== k) ?? g[g.length - 1]!
    const t = raw[top]!
    const lastWord = raw[g[g.length - 1]!]!
    return {
      form: g.map(x => raw[x]!.form).join(''),
      lemma:
        g.length === 1
          ? t.lemma
          : g.map((x, n) => (n === g.length - 1 ? lastWord.lemma : raw[x]!.form.toLowerCase())).join(''),
      upos: t.upos,
      xpos: t.xpos === 'HYPH' || t.xpos === 'AFX' ? lastWord.xpos : t.xpos,
      head: t.head < 0 ? -1 : groupOf[t.head]!,
      rel: t.rel,
      misc: lastWord.misc,
    }
  })
  return { groups, merged }
}

const GUM_ENTITY: Readonly<Record<string, number>> = { person: 0, organization: 1, place: 2 }
const OTHER_ENTITY = 3

/** Titles that stand before a person's name; CoreNLP leaves them out of the name, and so do we. */
const TITLES =
  /^(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Sen|Rep|Gov|Gen|Prof|Rev|Capt|Col|President|Secretary|Senator|Governor|General|Mayor|Queen|King|Prince|Princess|Judge|Justice|Chief|Professor|Minister|Pope|Emperor|GEN|MR|MS|JUSTICE)\.?$/

/** What joins the words of one name of a body, place or work. */
const NAME_JOINTS = /^(?:of|the|for|&|de|la|del|'s|’s)$/

/**
 * Entity column of a GUM sentence from its `Entity=` brackets: named mentions only, that is those whose
 * head (the first word of the bracket's minimal span) is a proper noun. The name is the run of proper nouns
 * around the head, for bodies, places and works also across "of" and the like. Longer names go first. GUM's
 * types without names of ours are `other`; times are none; plural people ("Americans") are `other`, as in
 * CoreNLP.
 */
function gumEntities(
  raw: readonly Raw[],
  open: { kind: string; start: number; head: number; sentence: number }[],
  sentence: number,
): Int8Array {
  const column = new Int8Array(raw.length)
  const proper = (i: number) => raw[i]!.xpos.startsWith('NNP')
  const spans: { kind: number; from: number; to: number }[] = []
  const close = (type: string, start: number, head: number, to: number) => {
    if (type === 'time' || head >= to || !proper(head)) return
    let kind = GUM_ENTITY[type] ?? OTHER_ENTITY
    if (kind === 0 && raw[head]!.xpos === 'NNPS') kind = OTHER_ENTITY
    const joins = (i: number) =>
      kind !== 0 && (NAME_JOINTS.test(raw[i]!.form) || (kind === 1 && raw[i]!.form === 'and'))
    let from = head
    while (from > start && (proper(from - 1) || (joins(from - 1) && from - 1 > start && proper(from - 2)))) from--
    let end = head + 1
    while (end < to && (proper(end) || (joins(end) && end + 1 < to && proper(end + 1)))) end++
    while (kind === 0 && from < end && TITLES.test(raw[from]!.form)) from++
    if (from < end) spans.push({ kind, from, to: end })
  }
  for (let i = 0; i < raw.length; i++) {
    const field = /(?:^|\|)Entity=([^|]*)/.exec(raw[i]!.misc)?.[1]
    if (!field) continue
    // "(id-type-…-minimal span-…" opens, "id)" closes, "(…)" is both; several may follow each other.
    for (const part of field.matchAll(/\(([^()]+)(\))?|(\d+)\)/g)) {
      if (part[3] !== undefined) {
        const k = open.findLastIndex(o => o.kind.startsWith(`${part[3]}-`))
        if (k < 0) continue
        const [o] = open.splice(k, 1)
        if (o!.sentence === sentence) close(o!.kind.split('-')[1]!, o!.start, o!.head, i + 1)
        continue
      }
      const [id, type, , , , minimal] = part[1]!.split('-')
      const head = i + (Number.parseInt(minimal ?? '', 10) || 1) - 1
      if (part[2] === undefined) open.push({ kind: `${id}-${type}`, start: i, head, sentence })
      else close(type!, i, head, i + 1)
    }
  }
  spans.sort((a, b) => b.to - b.from - (a.to - a.from))
  for (const s of spans) {
    if (column.subarray(s.from, s.to).some(x => x !== 0)) continue
    for (let i = s.from; i < s.to; i++) column[i] = i === s.from ? Entity.begin(s.kind) : Entity.inside(s.kind)
  }
  // "Norwegian", "pre-Roman": an adjective made of a name is a name to CoreNLP, and not to GUM.
  for (let i = 1; i < raw.length; i++) {
    if (column[i] === 0 && raw[i]!.xpos === 'JJ' && /^\p{Lu}\p{Ll}/u.test(raw[i]!.form))
      column[i] = Entity.begin(OTHER_ENTITY)
  }
  return column
}

/** Reads CoNLL-U into documents whose text is rebuilt from the words and SpaceAfter; paragraphs are two line ends apart. */
export function readConllu(path: string, corpus: string): GoldParse[] {
  const documents: GoldParse[] = []
  let id = basename(path)
  let text = ''
  let sentences: GoldToken[][] = []
  let paragraphs: { from: number; to: number }[] = []
  let newParagraph = true
  let raw: Raw[] = []
  let ranges: { from: number; to: number; form: string; misc: string }[] = []
  let open: { kind: string; start: number; head: number; sentence: number }[] = []
  const hasEntities = corpus.startsWith('gum')
  const flushDocument = () => {
    if (sentences.length > 0) documents.push({ id, corpus, publisher: null, text, paragraphs, sentences })
    text = ''
    sentences = []
    paragraphs = []
    newParagraph = true
    open = []
  }
  const flushSentence = () => {
    if (raw.length === 0) return
    const entities = gumEntities(raw, open, sentences.length)
    // Surface first: words of one written token share its letters ("don't" -> do + n't).
    const places: { from: number; to: number }[] = new Array(raw.length)
    if (text.length > 0) text += newParagraph ? '\n\n' : endsGlued ? '' : ' '
    if (newParagraph) paragraphs.push({ from: text.length, to: text.length })
    newParagraph = false
    let i = 0
    while (i < raw.length) {
      const range = ranges.find(r => r.from === i)
      const to = range ? range.to : i + 1
      const form = (range ? range.form : raw[i]!.form).replaceAll(' ', '\u00a0')
      const misc = range ? range.misc : raw[i]!.misc
      const start = text.length
      text += form
      let at = start
      for (let k = i; k < to; k++) {
        const rest = to - k - 1
        const length = Math.max(1, Math.min(raw[k]!.form.length, text.length - at - rest))
        const end = k === to - 1 ? text.length : at + length
        places[k] = { from: at, to: Math.max(end, at) }
        at = end
      }
      endsGlued = /SpaceAfter=No/.test(misc)
      if (to < raw.length && !endsGlued) text += ' '
      if (range) {
        for (let k = i; k < to - 1; k++) raw[k]!.misc += '|SpaceAfter=No'
        if (endsGlued) raw[to - 1]!.misc += '|SpaceAfter=No'
      }
      i = to
    }
    paragraphs[paragraphs.length - 1]!.to = text.length
    const { groups, merged } = mergeHyphens(raw)
    const arcs: Arc[] = merged.map(m => ({ head: m.head, rel: V2_FOLDS[m.rel] ?? m.rel }))
    arcs.forEach((a, k) => {
      // "White House", "United States": CoreNLP has no amod within a name
      if (a.rel === 'amod' && merged[k]!.xpos.startsWith('NNP')) a.rel = 'compound'
    })
    headNamesLast(arcs)
    headFixedFirst(arcs)
    mend(arcs)
    const tokens = merged.map((m, k): GoldToken => {
      const g = groups[k]!
      return {
        from: places[g[0]!]!.from,
        to: places[g[g.length - 1]!]!.to,
        tag: pennIndex(m.xpos, m.form),
        upos: UPOS_INDEX.get(m.upos) ?? UPOS_INDEX.get('X')!,
        lemma: m.lemma,
        entity: hasEntities ? entities[g[0]!]! : -1,
        head: arcs[k]!.head,
        relation: relationIndex(arcs[k]!.rel),
      }
    })
    if (tokens.every(t => t.from < t.to)) sentences.push(tokens)
    raw = []
    ranges = []
  }
  let endsGlued = false
  for (const line of readText(path).split('\n')) {
    if (line === '') flushSentence()
    else if (line.startsWith('#')) {
      if (line.startsWith('# newdoc')) {
        flushDocument()
        id = line.split('=')[1]?.trim() ?? id
      }
      if (line.startsWith('# newpar') && !line.startsWith('# newpar_block')) newParagraph = true
    } else {
      const c = line.split('\t')
      const n = c[0]!
      if (n.includes('-')) {
        const [a, b] = n.split('-')
        ranges.push({ from: Number(a) - 1, to: Number(b), form: c[1]!, misc: c[9]! })
      } else if (!n.includes('.')) {
        raw.push({
          form: c[1]!,
          lemma: c[2]!,
          upos: c[3]!,
          xpos: c[4]!,
          head: Number(c[6]) - 1,
          rel: c[7]!,
          misc: c[9]!,
        })
      }
    }
  }
  flushSentence()
  flushDocument()
  return documents
}

/** All of GUM below a folder, a document a file. */
export function readGum(folder: string): GoldParse[] {
  return readdirSync(folder)
    .filter(f => /\.conllu(\.gz)?$/.test(f))
    .sort()
    .flatMap(f => readConllu(join(folder, f), `gum-${f.split('_')[1]}`))
}

/** A line of PolNeAR's JSONL, as ../shared/guide/engine.md describes it. */
export interface PolnearLine {
  readonly id: string
  readonly annotator: string
  readonly publisher: string
  readonly date: string
  readonly title: string
  readonly text: string
  readonly sentences: readonly {
    readonly start: number
    readonly end: number
    readonly tokens: readonly (readonly [number, number, string, string, string, number, string | null])[]
  }[]
  readonly attributions: readonly {
    readonly id: string
    readonly source: readonly (readonly [number, number])[]
    readonly cue: readonly (readonly [number, number])[]
    readonly content: readonly (readonly [number, number])[]
  }[]
}

export function readPolnearLines(path: string): PolnearLine[] {
  return readText(path)
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as PolnearLine)
}

/** The article an annotator's version belongs to: PolNeAR's id less the annotator. */
export const articleOf = (line: PolnearLine): string => line.id.slice(0, line.id.lastIndexOf('_'))

const CORENLP_ENTITY: Readonly<Record<string, number>> = { PERSON: 0, ORGANIZATION: 1, LOCATION: 2, MISC: 3 }

/** PolNeAR's CoreNLP columns in our scheme; null for the few documents without sentences. */
export function parseOfPolnear(line: PolnearLine): GoldParse | null {
  if (line.sentences.length === 0) return null
  const { text } = line
  const paragraphs: { from: number; to: number }[] = []
  const sentences: GoldToken[][] = []
  let end = -1
  for (const s of line.sentences) {
    if (s.tokens.length === 0) continue
    const tags = s.tokens.map(t => t[2])
    const forms = s.tokens.map(t => text.slice(t[0], t[1]))
    const arcs: Arc[] = s.tokens.map(t => ({ head: t[5], rel: t[6] ?? 'dep' }))
    fromV1(arcs, tags, forms)
    headFixedFirst(arcs)
    mend(arcs)
    placePunctuation(arcs, tags)
    const from = s.tokens[0]![0]
    const to = s.tokens[s.tokens.length - 1]![1]
    if (end < 0 || text.slice(end, from).includes('\n')) paragraphs.push({ from, to })
    else paragraphs[paragraphs.length - 1]!.to = to
    end = to
    let before = -1
    sentences.push(
      s.tokens.map((t, i): GoldToken => {
        const kind = CORENLP_ENTITY[t[4]] ?? -1
        const entity = kind < 0 ? 0 : kind === before ? Entity.inside(kind) : Entity.begin(kind)
        before = kind
        return {
          from: t[0],
          to: t[1],
          // EWT and GUM keep TO for the infinitive; the preposition is IN, as "of" is
          tag: pennIndex(t[2] === 'TO' && arcs[i]!.rel !== 'mark' ? 'IN' : t[2], forms[i]!),
          upos: -1,
          lemma: t[3],
          entity,
          head: arcs[i]!.head,
          relation: relationIndex(arcs[i]!.rel),
        }
      }),
    )
  }
  return { id: line.id, corpus: 'polnear', publisher: line.publisher, text, paragraphs, sentences }
}

/**
 * A gold document as token columns: words, sentences and paragraphs as the corpus has them, and with
 * `annotated` the tag, lemma, entity, head and relation columns as well. Quotation marks are not paired.
 */
export function tokensOf(doc: GoldParse, annotated: boolean): Tokens {
  const flat = doc.sentences.flat()
  const tokens = new Tokens(doc.text, flat.length)
  const { strings } = tokens
  const sentenceStart: number[] = []
  const paragraphStart: number[] = []
  let i = 0
  let paragraph = -1
  doc.sentences.forEach((sentence, s) => {
    const first = sentence[0]!
    sentenceStart.push(i)
    while (paragraph + 1 < doc.paragraphs.length && doc.paragraphs[paragraph + 1]!.from <= first.from) {
      paragraph++
      if (paragraphStart[paragraphStart.length - 1] === i) paragraphStart.pop()
      paragraphStart.push(i)
    }
    const base = i
    for (const t of sentence) {
      const word = doc.text.slice(t.from, t.to)
      tokens.from[i] = t.from
      tokens.to[i] = t.to
      tokens.form[i] = strings.id(word)
      tokens.lower[i] = strings.id(word.toLowerCase().replaceAll('’', "'"))
      const before = i === 0 ? '\n' : doc.text.slice(tokens.to[i - 1]!, t.from)
      tokens.gap[i] = before === '' ? Gap.None : before.includes('\n') ? Gap.Line : Gap.Blank
      tokens.sentence[i] = s
      tokens.paragraph[i] = paragraphStart.length - 1
      if (annotated) {
        tokens.tag[i] = t.tag
        tokens.upos[i] = Math.max(0, t.upos)
        tokens.lemma[i] = strings.id(t.lemma.toLowerCase())
        tokens.entity[i] = Math.max(0, t.entity)
        tokens.head[i] = t.head < 0 ? -1 : base + t.head
        tokens.relation[i] = t.relation
      }
      i++
    }
  })
  tokens.sentenceStart = Int32Array.from([...sentenceStart, i])
  tokens.paragraphStart = Int32Array.from([...paragraphStart, i])
  tokens.paragraphBlock = Int32Array.from(paragraphStart, (_, k) => k)
  return tokens
}
