import { anchorOf, type RuledReading, type RuledStatement, type Span } from '../vocabulary/index.ts'
import { CodePoints, wellFormed } from './code-points.ts'
import { type Cast, castOf } from './edited.ts'
import type { Readings } from './jsonl.ts'
import { ANNO, ANNO_TERMS, OWN_TERMS } from './jsonld-terms.ts'
import { agentNamed, asserts, type Chains, chainsOf, type Iri, type Node, quotes } from './provenance.ts'

export interface JsonldOptions {
  /** What IRIs of the record's own things begin with. */
  readonly base?: string
  /** Writes the W3C's terms out instead of naming their address, for tools that may fetch nothing. */
  readonly inline?: boolean
}

/** Every part is percent-encoded. */
const iriMaker =
  (base: string): Iri =>
  (...parts) =>
    base + parts.map(part => encodeURIComponent(wellFormed(part))).join('/')

/** What everything about one article is told from. */
interface Telling {
  readonly reading: RuledReading
  readonly cast: Cast
  readonly points: CodePoints
  readonly iri: Iri
  readonly chains: Chains
  /** IRIs of statements by ids of their attributions. */
  readonly statements: ReadonlyMap<string, string>
  /** The text as a thing of its own, named by its hash (RFC 6920). */
  readonly textIri: string
}

/**
 * The nodes of one article's graph: the article and its text; for each statement an annotation (W3C Web Annotation)
 * whose targets are the pieces of the content and whose body is the statement (schema.org); and who speaks for whom
 * and through whom (PROV-O). Positions count Unicode code points of the text, as the standard asks.
 *
 * A denial must not read as an assertion: only what somebody is said to have asserted is a schema:Claim with an
 * author. What is denied, asked or ordered is a Claim that nobody makes, which the statement is about. And nothing is
 * attributed in PROV-O that the article, or somebody in it, says was *not* said.
 */
export function nodesOf(reading: RuledReading, base = 'urn:ascribe:'): Node[] {
  const { kept } = reading
  const { article } = kept
  const iri = iriMaker(base)
  const chains = chainsOf(reading, iri)
  const telling: Telling = {
    reading,
    cast: castOf(reading),
    points: new CodePoints(article.text),
    iri,
    chains,
    statements: new Map(reading.statements.map(s => [s.attribution.id, iri('statement', kept.id, s.id)])),
    textIri: `ni:///sha-256;${base64url(article.hash)}`,
  }
  const outlet = article.outlet ?? kept.stated.outlet
  const url = article.url ?? kept.stated.url
  const origin = article.origin && iri('origin', kept.report ?? kept.id)
  return [
    {
      id: iri('article', kept.id),
      type: ['NewsArticle', 'Entity'],
      specializationOf: iri('work', kept.work),
      version: kept.version,
      headline: article.title ?? undefined,
      byline: article.byline ?? undefined,
      datePublished: kept.publishedAt ?? undefined,
      inLanguage: article.language ?? undefined,
      url: url ? addressOf(url) : undefined,
      publisher: outlet ? { id: iri('outlet', outlet), type: 'schema:Organization', called: outlet } : undefined,
      encoding: {
        id: telling.textIri,
        type: 'MediaObject',
        encodingFormat: 'text/plain',
        sha256: article.hash,
        words: article.text,
      },
      ...chains.article,
      wasDerivedFrom: [...(origin ? [origin] : []), ...chains.article.wasDerivedFrom],
    },
    ...(origin
      ? [
          {
            id: origin,
            type: ['Report', 'Entity'],
            wasAttributedTo: {
              id: iri('agency', article.origin!.agency),
              type: ['schema:NewsMediaOrganization', 'Agent', 'prov:Organization'],
              called: article.origin!.agency,
            },
          },
        ]
      : []),
    ...reading.statements.map(statement => annotationOf(telling, statement)),
    ...chains.reports,
    ...agentsOf(telling),
  ]
}

/** One JSON-LD document with the graphs of all articles, a node a line. */
export async function* writeJsonld(readings: Readings, options: JsonldOptions = {}): AsyncGenerator<string> {
  const { base = 'urn:ascribe:', inline = false } = options
  yield `{"@context":${JSON.stringify([inline ? ANNO_TERMS : ANNO, OWN_TERMS])},\n"@graph":[`
  let first = true
  for await (const reading of readings) {
    for (const node of nodesOf(reading, base)) {
      yield `${first ? '\n' : ',\n'}${JSON.stringify(node, sound)}`
      first = false
    }
  }
  yield '\n]}\n'
}

/** Strings as UTF-8 can hold them; no empty lists. */
const sound = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? wellFormed(value) : Array.isArray(value) && value.length === 0 ? undefined : value

function annotationOf(telling: Telling, statement: RuledStatement): Node {
  const { reading, iri } = telling
  const { attribution: a } = statement
  return {
    id: iri('annotation', reading.kept.id, statement.id),
    type: 'Annotation',
    motivation: 'identifying',
    created: reading.readAt,
    generator: {
      id: iri('engine', reading.record.engine, reading.record.model),
      type: 'Software',
      name: `Ascribe ${reading.record.engine}`,
      model: reading.record.model,
    },
    confidence: a.confidence,
    speakerConfidence: a.speakerConfidence,
    checked: statement.checked,
    doubt: a.doubt?.reason,
    target: a.content.map(span => placeOf(telling, span)),
    body: statementOf(telling, statement),
  }
}

/** A stretch of the text by its position and, should that fail, by its words and what stands around them. */
function placeOf({ reading, points, textIri }: Telling, span: Span): Node {
  const { text } = reading.kept.article
  const [start, end] = [points.start(span.from), points.end(span.to)]
  const whole = points.whole(span)
  const { before, after } = anchorOf(text, whole)
  return {
    type: 'SpecificResource',
    source: textIri,
    selector: [
      { type: 'TextPositionSelector', start, end },
      {
        type: 'TextQuoteSelector',
        exact: text.slice(whole.from, whole.to),
        prefix: before === '' ? undefined : before,
        suffix: after === '' ? undefined : after,
      },
    ],
  }
}

function statementOf(telling: Telling, { id, attribution: a }: RuledStatement): Node {
  const { reading, iri, chains, statements } = telling
  const article = reading.kept.id
  const { text } = reading.kept.article
  const words = a.content.map(({ from, to }) => text.slice(from, to)).join(' … ')
  const chain = chains.statements.get(id)
  const quoted = chain !== undefined && quotes(a)
  const claimed = chain !== undefined && a.kind !== 'direct' && asserts(a)
  return {
    id: iri('statement', article, id),
    type: ['Statement', 'Entity', ...(quoted ? ['Quotation'] : []), ...(claimed ? ['Claim'] : [])],
    specializationOf: iri('statement', id),
    kind: a.kind,
    stance: a.stance,
    negated: a.negated,
    reported: a.reported,
    speaker: a.speaker === null ? undefined : iri('speaker', article, a.speaker),
    ...(quoted || claimed ? { words } : { about: { id: iri('claim', article, id), type: 'Claim', words } }),
    spokenByCharacter: quoted ? chain.wasAttributedTo : undefined,
    author: claimed ? chain.wasAttributedTo : undefined,
    sourcePhrase: a.source.map(span => placeOf(telling, span)),
    cuePhrase: a.cue.map(span => placeOf(telling, span)),
    within: statements.get(a.parent ?? ''),
    repeats: statements.get(a.repeats ?? ''),
    addressee: a.addressee
      ? a.addressee.speaker
        ? iri('speaker', article, a.addressee.speaker)
        : agentNamed(reading, iri, a.addressee.name)
      : undefined,
    venue: a.venue?.words,
    saidWhen: a.when?.words,
    saidFrom: a.when?.from ?? undefined,
    saidTo: a.when?.to ?? undefined,
    ...chain,
  }
}

const AGENT_TYPES = {
  person: ['schema:Person', 'Agent', 'prov:Person'],
  organization: ['schema:Organization', 'Agent', 'prov:Organization'],
  group: ['Agent'],
  document: ['CreativeWork', 'Entity'],
  anonymous: ['Agent'],
  unknown: ['Agent'],
} as const

/** The article's speakers; who is meant across articles is what each is a special case of. */
function agentsOf({ reading, iri, chains }: Telling): Node[] {
  const people = new Map<string, string>()
  for (const { attribution, person } of reading.statements) {
    if (attribution.speaker !== null && person !== null) people.set(attribution.speaker, person)
  }
  return reading.speakers.map(({ id, name, type }) => {
    const person = people.get(id)
    return {
      id: iri('speaker', reading.kept.id, id),
      type: AGENT_TYPES[type],
      called: name,
      speakerType: type,
      specializationOf: person === undefined ? undefined : iri('person', person),
      actedOnBehalfOf: chains.principals.get(id),
    }
  })
}

/** An address as an IRI; one that is none stays a string. */
function addressOf(url: string): string | Node {
  try {
    return new URL(url).href
  } catch {
    return { '@value': url }
  }
}

function base64url(hex: string): string {
  let bytes = ''
  for (let i = 0; i < hex.length; i += 2) bytes += String.fromCharCode(Number.parseInt(hex.slice(i, i + 2), 16))
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
