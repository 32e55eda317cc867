import { sha256 } from '@noble/hashes/sha2.js'
import {
  boundaryOf,
  frameOf,
  type Interval,
  type LinkModel,
  layersOf,
  readLinkModel,
  relate,
  resolveWhen,
  tenseOf,
} from '../attribution/index.ts'
import { nameSpeakers, type RelationSpeaker } from '../speakers/index.ts'
import { type RoleModel, RoleTag, readRoleModel, tagRoles } from '../tagging/index.ts'
import { readTokenModel, readTokens, type TokenModel, type Tokens, type Watch } from '../tokens/index.ts'
import {
  type Addressee,
  type Article,
  type Attribution,
  type AttributionRecord,
  type Block,
  type BlockKind,
  type Frame,
  type Note,
  RECORD_VERSION,
  type ReadingOptions,
  type Relation,
  type Span,
  type Speaker,
  span,
  type When,
  wordsOf,
} from '../vocabulary/index.ts'
import { Cast, type CastMember } from './cast.ts'
import { openModelFile } from './model-file.ts'
import { repeatsOf } from './repeats.ts'
import { ENGINE_VERSION } from './version.ts'
import { viaOf } from './via.ts'

/** Everything the engine has learned, ready to read with. */
export interface Model {
  /** Name, release and checksum: `news-en-1+0a1b2c3d`. */
  readonly id: string
  readonly tokens: TokenModel
  readonly roles: RoleModel
  readonly links: LinkModel
}

/**
 * Makes a model of the bytes of a model file. Throws AscribeError: `not-a-model`, `model-too-new`,
 * `model-damaged`.
 */
export function loadModel(bytes: Uint8Array): Model {
  // A Node Buffer is a Uint8Array whose `slice` shares memory: here it becomes a plain one.
  const { id, part } = openModelFile(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return {
    id,
    tokens: readTokenModel(part),
    roles: readRoleModel(part('roles')),
    links: readLinkModel(part('links')),
  }
}

export const DEFAULT_OPTIONS: ReadingOptions = { maxLength: 2_000_000 }

/** What the engine asks of the world outside; nothing else of it reaches in. */
export interface Outside {
  /** Asked before each chapter: true leaves the rest unread, under the note `over-time`. */
  readonly stop?: () => boolean
  /** Runs each named step of the reading; `npm run bench` holds its clock here. */
  readonly watch?: Watch
  /** Hears what each chapter was read by; `npm run labels` measures and fits the confidences on it. */
  readonly hear?: (chapter: HeardChapter) => void
}

/** A chapter as the rooms read it, for whoever asks how sure they may be. */
export interface HeardChapter {
  readonly tokens: Tokens
  readonly blocks: readonly Block[]
  /** In the order of the record's attributions. */
  readonly relations: readonly Relation[]
  /** How probable the tagger held the tag of each token, 0 to 1. */
  readonly tagged: Float32Array
  /** Whom statements are addressed to, as `nameSpeakers` was asked for them. */
  readonly mentions: readonly Span[]
}

/** The kinds of block in which statements are looked for. The others are known for what they are and hold none. */
export const READ_KINDS: readonly BlockKind[] = ['headline', 'caption', 'paragraph']

/** How the role tagger knows a block: running text, a headline, or anything else. */
const KIND_CLASS: Readonly<Record<BlockKind, number>> = {
  paragraph: 0,
  headline: 1,
  caption: 2,
  byline: 3,
  dateline: 3,
  credit: 3,
  boilerplate: 3,
}

/** The class of every paragraph of `tokens`, as the role tagger wants it. */
export const blockClasses = (tokens: Tokens, blocks: readonly Block[]): Uint8Array =>
  Uint8Array.from({ length: tokens.paragraphs }, (_, p) => KIND_CLASS[blocks[tokens.paragraphBlock[p]!]!.kind])

/**
 * A chapter is read as a whole: names and pronouns are resolved within it. Only book-length texts have
 * more than one; it bounds memory, and is where a time limit may stop.
 */
const CHAPTER = 120_000

function chaptersOf(text: string, blocks: readonly Block[]): Block[][] {
  const chapters: Block[][] = []
  let size = CHAPTER
  for (const block of blocks.flatMap(b => cutToChapters(text, b))) {
    const length = block.span.to - block.span.from
    if (size + length > CHAPTER) {
      chapters.push([])
      size = 0
    }
    chapters[chapters.length - 1]!.push(block)
    size += length
  }
  return chapters
}

/** A block longer than a chapter in parts that are not, cut at blanks where there are any; as a rule, the block itself. */
function cutToChapters(text: string, block: Block): Block[] {
  const parts: Block[] = []
  const { to } = block.span
  let { from } = block.span
  for (; to - from > CHAPTER; from = parts.at(-1)!.span.to) {
    let cut = from + CHAPTER
    while (cut > from + CHAPTER / 2 && !/\s/.test(text[cut]!)) cut--
    if (cut === from + CHAPTER / 2) cut = from + CHAPTER
    // Never between the halves of a surrogate pair.
    if (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(cut - 1, cut + 1))) cut--
    parts.push({ ...block, span: span(from, cut) })
  }
  parts.push({ ...block, span: span(from, to) })
  return parts
}

/**
 * Reads one article: every attribution in it, tied to exact characters, with its speaker. Pure and
 * synchronous; the same article, model and options give the same record. Never throws on an article that
 * `ascribe/ingest` made.
 */
export function attribute(
  article: Article,
  model: Model,
  options: Partial<ReadingOptions> = {},
  outside: Outside = {},
): AttributionRecord {
  const settled: ReadingOptions = { ...DEFAULT_OPTIONS, ...options }
  const notes: Note[] = [...article.notes]
  const found: Found[] = []
  const cast = new Cast()
  const outlets = new Set<string>()
  for (const chapter of chaptersOf(article.text, within(article, settled.maxLength, notes))) {
    const first = chapter[0]!.span.from
    if (outside.stop?.() === true) {
      notes.push({
        code: 'over-time',
        message: 'the time limit was reached; the text from here on is unread: allow more time or cut the text',
        span: span(first, article.text.length),
      })
      break
    }
    const reading = readChapter(article.text, chapter, model, article.published, outside)
    const base = found.length
    const members = cast.join(reading.speakers)
    for (const id of reading.outlets) outlets.add(idOf(members.get(id)!))
    reading.relations.forEach((relation, i) => {
      found.push({
        relation,
        boundary: reading.boundaries[i]!,
        ...reading.frames[i]!,
        told: reading.told[i]!,
        members,
        hearer: members.get(reading.hearers[i] ?? '') ?? null,
        parent: relation.parent === null ? null : base + relation.parent,
        block: blockAt(chapter, relation.content[0]!.from).kind,
      })
    })
  }
  const record: AttributionRecord = {
    schema: 'ascribe/record',
    version: RECORD_VERSION,
    id: recordId(article.hash, model.id, settled),
    unit: 'utf-16',
    article: {
      hash: article.hash,
      length: article.text.length,
      title: article.title,
      published: article.published,
      outlet: article.outlet,
      blocks: article.blocks,
    },
    engine: ENGINE_VERSION,
    model: model.id,
    options: settled,
    attributions: found.map(
      ({ relation, boundary, frame, said, told, members, hearer, parent, block }, i): Attribution => ({
        id: `a${i + 1}`,
        source: relation.source,
        cue: relation.cue,
        content: relation.content,
        kind: relation.kind,
        ...speakersOf(told, members),
        via: [],
        parent: parent === null ? null : `a${parent + 1}`,
        stance: frame.stance,
        stanceConfidence: rounded(frame.stanceConfidence),
        negated: frame.negated,
        reported: frame.reported,
        addressee: addresseeOf(article.text, frame.addressee, hearer),
        venue: frame.venue === null ? null : { words: wordsOf(article.text, frame.venue), span: frame.venue },
        when: whenOf(article.text, frame.when, said),
        block,
        repeats: null,
        confidence: rounded(surenessOf(found, i)),
        boundaryConfidence: rounded(boundary),
      }),
    ),
    speakers: cast.members.map(
      ({ index, name, type, mentions, nameRule }): Speaker => ({ id: `s${index + 1}`, name, type, mentions, nameRule }),
    ),
    notes,
  }
  const repeats = repeatsOf(article.text, record.attributions)
  const byId = new Map(record.attributions.map(a => [a.id, a]))
  const named = record.attributions.map(a => likeFirst(a, byId.get(repeats.get(a.id) ?? '') ?? null))
  const via = viaOf({ ...record, attributions: named }, outlets)
  return { ...record, attributions: named.map(a => ({ ...a, via: via.get(a.id)! })) }
}

/**
 * A statement that repeats another's words; where nobody stands beside it, as at a pull quote, whoever said them there
 * said them here.
 */
function likeFirst(a: Attribution, first: Attribution | null): Attribution {
  if (first === null) return a
  const repeats = first.id
  if (a.source.length > 0 || first.speaker === null) return { ...a, repeats }
  const { speaker, speakers, speakerConfidence, decidedBy, doubt, onBehalfOf } = first
  return { ...a, repeats, speaker, speakers, speakerConfidence, decidedBy, doubt, onBehalfOf }
}

/** A relation of the article with all that was told of it. */
interface Found extends FramedRelation {
  readonly relation: Relation
  readonly boundary: number
  readonly told: RelationSpeaker
  /** Whom the speaker ids of the chapter mean. */
  readonly members: ReadonlyMap<string, CastMember>
  readonly hearer: CastMember | null
  readonly parent: number | null
  readonly block: BlockKind
}

interface FramedRelation {
  readonly frame: Frame
  /** The days on which it was said, where they can be told. */
  readonly said: Interval | null
}

/** A statement within another is right only where that one is: the probabilities along the chain multiply. */
function surenessOf(found: readonly Found[], i: number): number {
  let sure = 1
  for (let at: number | null = i; at !== null; at = found[at]!.parent) sure *= found[at]!.relation.confidence
  return sure
}

const rounded = (confidence: number): number => Math.round(confidence * 1e4) / 1e4

const idOf = (member: CastMember): string => `s${member.index + 1}`

/** Who speaks, in the ids of the record. */
function speakersOf(
  told: RelationSpeaker,
  members: ReadonlyMap<string, CastMember>,
): Pick<Attribution, 'speaker' | 'speakers' | 'speakerConfidence' | 'decidedBy' | 'doubt' | 'onBehalfOf'> {
  const ids = (list: readonly string[]) => [...new Set(list.map(id => idOf(members.get(id)!)))]
  return {
    speaker: told.speaker === null ? null : idOf(members.get(told.speaker)!),
    speakers: ids(told.speakers),
    speakerConfidence: rounded(told.confidence),
    decidedBy: told.decidedBy,
    doubt: told.reason === null ? null : { reason: told.reason, candidates: ids(told.candidates) },
    onBehalfOf: told.onBehalfOf,
  }
}

function addresseeOf(text: string, at: Span | null, hearer: CastMember | null): Addressee | null {
  if (at === null) return null
  const name = hearer?.name ?? wordsOf(text, at)
  return { name, span: at, speaker: hearer === null ? null : idOf(hearer) }
}

const whenOf = (text: string, at: Span | null, said: Interval | null): When | null =>
  at === null ? null : { words: wordsOf(text, at), span: at, from: said?.from ?? null, to: said?.to ?? null }

/** The block that holds a position; blocks are in text order. */
function blockAt(blocks: readonly Block[], position: number): Block {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const mid = (low + high + 1) >> 1
    if (blocks[mid]!.span.from <= position) low = mid
    else high = mid - 1
  }
  return blocks[low]!
}

/** The blocks within the size budget; what is cut off, and boilerplate left out, gets a note. */
function within(article: Article, maxLength: number, notes: Note[]): Block[] {
  const kept: Block[] = []
  for (const block of article.blocks) {
    if (block.kind === 'boilerplate') {
      notes.push({
        code: 'left-out',
        message: 'page furniture, not part of the report; no statement is looked for here',
        span: block.span,
      })
      continue
    }
    if (block.span.from >= maxLength) continue
    kept.push(block.span.to <= maxLength ? block : { ...block, span: span(block.span.from, maxLength) })
  }
  if (article.text.length > maxLength) {
    notes.push({
      code: 'over-budget',
      message: `the text is longer than ${maxLength} units and unread from there on: raise the limit or cut the text`,
      span: span(maxLength, article.text.length),
    })
  }
  return kept
}

/** Text -> tokens -> roles -> relations -> speakers: the engine in one sentence. */
function readChapter(
  text: string,
  blocks: readonly Block[],
  model: Model,
  published: string | null,
  { watch = (_, run) => run(), hear }: Outside,
): {
  relations: Relation[]
  /** Of each relation how likely its spans are right. */
  boundaries: number[]
  speakers: Speaker[]
  told: RelationSpeaker[]
  frames: FramedRelation[]
  /** For each relation the id of the speaker it was said to. */
  hearers: (string | null)[]
  /** The ids of those hearers who are news outlets. */
  outlets: readonly string[]
} {
  const tokens = readTokens(text, blocks, model.tokens, watch)
  const { tags, confidence } = watch('roles', () => tagRoles(tokens, model.roles, blockClasses(tokens, blocks)))
  for (let p = 0; p < tokens.paragraphs; p++) {
    if (READ_KINDS.includes(blocks[tokens.paragraphBlock[p]!]!.kind)) continue
    tags.fill(RoleTag.Outside, tokens.paragraphStart[p]!, tokens.paragraphStart[p + 1]!)
  }
  const related = watch('relations', () => relate(tokens, tags, model.links, confidence))
  const outermost = related.filter(r => {
    const block = blockAt(blocks, r.content[0]!.from)
    return block.kind !== 'caption' || (isQuoted(r) && r.content.at(-1)!.to <= block.span.to)
  })
  const roles = (inner: Tokens) => tagRoles(inner, model.roles, blockClasses(inner, blocks))
  const relations = watch('layers', () => layersOf(tokens, outermost, roles, model.links))
  const framed = (relation: Relation): FramedRelation => {
    const within = relation.parent === null ? [] : relations[relation.parent]!.content
    const frame = frameOf(tokens, relation, within)
    const { when } = frame
    const said = when === null ? null : resolveWhen(wordsOf(text, when), published, tenseOf(tokens, relation))
    return { frame, said }
  }
  const frames = watch('frames', () => relations.map(framed))
  const addressed = frames.flatMap(({ frame }, i) => (frame.addressee === null ? [] : [{ i, at: frame.addressee }]))
  const mentions = addressed.map(({ at }) => at)
  const named = watch('speakers', () => nameSpeakers(tokens, blocks, relations, mentions))
  hear?.({ tokens, blocks, relations, tagged: confidence, mentions })
  const boundaries = relations.map(relation => boundaryOf(tokens, relation, confidence))
  const hearers: (string | null)[] = relations.map(() => null)
  addressed.forEach(({ i }, k) => {
    hearers[i] = named.ofMention[k]!
  })
  return { relations, boundaries, speakers: named.speakers, told: named.told, frames, hearers, outlets: named.outlets }
}

/** A caption tells who is seen doing what: only quoted words with a source and a cue are a statement there. */
const isQuoted = ({ source, cue, kind }: Relation): boolean =>
  source.length > 0 && cue.length > 0 && kind !== 'indirect'

function recordId(hash: string, model: string, options: ReadingOptions): string {
  const facts = JSON.stringify([hash, ENGINE_VERSION, model, Object.entries(options).sort()])
  const digest = sha256(new TextEncoder().encode(facts))
  return [...digest.subarray(0, 16)].map(b => b.toString(16).padStart(2, '0')).join('')
}
