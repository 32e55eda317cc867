import fc from 'fast-check'
import jsonld, { type Quad } from 'jsonld'
import { describe, expect, it } from 'vitest'
import { type JsonldOptions, writeJsonld } from '../../src/exchange/index.ts'
import { ANNO, ANNO_TERMS } from '../../src/exchange/jsonld-terms.ts'
import type { Attribution, RuledReading } from '../../src/vocabulary/index.ts'
import { collect, dam, id, readings } from './readings.ts'

/** Contexts stand here, never on the network. */
const options = {
  safe: true,
  documentLoader: async (url: string) => {
    if (url !== ANNO) throw new Error(`no context for ${url}`)
    return { contextUrl: null, documentUrl: url, document: { '@context': ANNO_TERMS } }
  },
}

const OA = 'http://www.w3.org/ns/oa#'
const SCHEMA = 'http://schema.org/'
const PROV = 'http://www.w3.org/ns/prov#'
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const OWN = 'urn:ascribe:terms:'

/** An annotation as it is written. */
interface Selected {
  readonly type: string
  readonly target: readonly {
    readonly selector: readonly [
      { readonly start: number; readonly end: number },
      { readonly exact: string; readonly prefix?: string; readonly suffix?: string },
    ]
  }[]
}

/** A graph of triples that can be asked. */
class Graph {
  readonly quads: readonly Quad[]
  constructor(quads: readonly Quad[]) {
    this.quads = quads
  }
  objects(subject: string, predicate: string): string[] {
    return this.quads
      .filter(q => q.subject.value === subject && q.predicate.value === predicate)
      .map(q => q.object.value)
      .sort()
  }
  subjects(predicate: string, object: string): string[] {
    return this.quads
      .filter(q => q.predicate.value === predicate && q.object.value === object)
      .map(q => q.subject.value)
  }
}

async function graphOf(list: readonly RuledReading[], how: JsonldOptions = {}) {
  const document = JSON.parse(await collect(writeJsonld(list, how)))
  return new Graph(await jsonld.toRDF(document, options))
}

const article = `urn:ascribe:article/${id('a', 1)}`
const said = (i: number) => `urn:ascribe:statement/${id('a', 1)}/${id('s', 1000 + i)}`
const speaker = (i: number) => `urn:ascribe:speaker/${id('a', 1)}/s${i}`
const claim = (i: number) => `urn:ascribe:claim/${id('a', 1)}/${id('s', 1000 + i)}`

/** The dam's reading with other attributions in some places. */
const changed = (over: Readonly<Record<number, Partial<Attribution>>>): RuledReading => {
  const reading = dam()
  const statements = reading.statements.map((s, i) => ({ ...s, attribution: { ...s.attribution, ...over[i] } }))
  return { ...reading, statements }
}

describe('json-ld', () => {
  it('holds a W3C annotation for each statement, a target for each piece of its content', async () => {
    const graph = await graphOf([dam()])
    const annotations = graph.subjects(TYPE, `${OA}Annotation`)
    expect(annotations).toHaveLength(6)
    const split = `urn:ascribe:annotation/${id('a', 1)}/${id('s', 1002)}`
    expect(graph.objects(split, `${OA}hasBody`)).toEqual([said(2)])
    expect(graph.objects(split, `${OA}motivatedBy`)).toEqual([`${OA}identifying`])
    const targets = graph.objects(split, `${OA}hasTarget`)
    expect(targets).toHaveLength(2)
    const exact: string[] = []
    for (const target of targets) {
      expect(graph.objects(target, TYPE)).toEqual([`${OA}SpecificResource`])
      const [source] = graph.objects(target, `${OA}hasSource`)
      expect(source).toMatch(/^ni:\/\/\/sha-256;[\w-]{43}$/)
      expect(graph.objects(source!, `${SCHEMA}text`)).toEqual([dam().kept.article.text])
      const selectors = graph.objects(target, `${OA}hasSelector`)
      expect(selectors.flatMap(s => graph.objects(s, TYPE)).sort()).toEqual([
        `${OA}TextPositionSelector`,
        `${OA}TextQuoteSelector`,
      ])
      exact.push(...selectors.flatMap(s => graph.objects(s, `${OA}exact`)))
    }
    expect(exact.sort()).toEqual(['and it is sound.”', '“We checked it 𝒕𝒘𝒊𝒄𝒆,'].sort())
  })

  it('names the text by the hash that RFC 6920 asks for', async () => {
    const text = await graphOf([dam()])
    const [source] = text.subjects(`${SCHEMA}sha256`, dam().kept.article.hash)
    const hash = Buffer.from(source!.split(';')[1]!, 'base64url').toString('hex')
    expect(hash).toBe(dam().kept.article.hash)
  })

  it('counts code points: a selector’s characters are its exact words, in any reading', async () => {
    await fc.assert(
      fc.asyncProperty(readings, async reading => {
        const document = JSON.parse(await collect(writeJsonld([reading]))) as { '@graph': Selected[] }
        const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD')
        const characters = [...wellFormed(reading.kept.article.text)]
        for (const node of document['@graph'].filter(n => n.type === 'Annotation')) {
          for (const { selector } of node.target) {
            const [position, quote] = selector
            expect(characters.slice(position.start, position.end).join('')).toBe(quote.exact)
            expect(
              characters
                .slice(0, position.start)
                .join('')
                .endsWith(quote.prefix ?? ''),
            ).toBe(true)
            expect(
              characters
                .slice(position.end)
                .join('')
                .startsWith(quote.suffix ?? ''),
            ).toBe(true)
          }
        }
        await jsonld.toRDF(document, options) // safe: throws where something has no meaning
      }),
      { numRuns: 60 },
    )
  })

  it('tells direct words as a Quotation, reported ones as a Claim', async () => {
    const graph = await graphOf([dam()])
    expect(graph.objects(said(1), TYPE)).toEqual([`${SCHEMA}Quotation`, `${PROV}Entity`, `${OWN}Statement`].sort())
    expect(graph.objects(said(1), `${SCHEMA}text`)).toEqual(['“the dam will hold”'])
    expect(graph.objects(said(1), `${SCHEMA}spokenByCharacter`)).toEqual([speaker(2)])
    expect(graph.objects(speaker(2), `${SCHEMA}name`)).toEqual(['Orla Venn'])
    expect(graph.objects(speaker(2), TYPE)).toContain(`${SCHEMA}Person`)
    expect(graph.objects(speaker(2), `${PROV}specializationOf`)).toEqual([`urn:ascribe:person/${id('p', 2)}`])
    expect(graph.objects(said(5), TYPE)).toContain(`${SCHEMA}Claim`)
    expect(graph.objects(said(5), `${SCHEMA}author`)).toEqual([speaker(4)])
  })

  it('never makes an assertion of a denial, a refusal, a question, or what was not said', async () => {
    const graph = await graphOf([changed({ 5: { stance: 'asks' } })])
    for (const [i, words] of [
      [3, 'that the firm had cut corners'],
      [4, 'who paid'],
      [5, '=1+1 was all anyone heard'],
    ] as const) {
      expect(graph.objects(said(i), TYPE)).toEqual([`${PROV}Entity`, `${OWN}Statement`])
      expect(graph.objects(said(i), `${SCHEMA}text`)).toEqual([])
      expect(graph.objects(said(i), `${SCHEMA}about`)).toEqual([claim(i)])
      expect(graph.objects(claim(i), `${SCHEMA}text`)).toEqual([words])
      for (const relation of [`${SCHEMA}author`, `${SCHEMA}spokenByCharacter`, `${PROV}wasAttributedTo`]) {
        expect(graph.objects(claim(i), relation)).toEqual([])
      }
    }
    expect(graph.objects(said(3), `${OWN}stance`)).toEqual(['denies'])
    expect(graph.objects(said(3), `${PROV}wasAttributedTo`)).toEqual([speaker(3)]) // the denial is his
    expect(graph.objects(said(4), `${OWN}negated`)).toEqual(['true'])
    expect(graph.objects(said(4), `${PROV}wasAttributedTo`)).toEqual([])
    expect(graph.objects(said(4), `${OWN}speaker`)).toEqual([speaker(3)])
  })

  it('tells the path in PROV-O, through statements and through outlets', async () => {
    const graph = await graphOf([dam()])
    expect(graph.objects(said(0), `${PROV}wasQuotedFrom`)).toEqual([said(1)])
    expect(graph.objects(said(0), `${PROV}wasAttributedTo`)).toEqual([speaker(1)])
    expect(graph.objects(said(1), `${PROV}wasAttributedTo`)).toEqual([speaker(2)])
    expect(graph.objects(said(1), `${OWN}within`)).toEqual([said(0)])
    const report = `urn:ascribe:report/${id('a', 1)}/${id('s', 1002)}/1`
    expect(graph.objects(article, `${PROV}wasDerivedFrom`)).toContain(report)
    expect(graph.objects(report, `${PROV}wasQuotedFrom`)).toEqual([said(2)])
    const [outlet] = graph.objects(report, `${PROV}wasAttributedTo`)
    expect(graph.objects(outlet!, `${SCHEMA}name`)).toEqual(['Radio Norvale'])
    // Relayed by nobody named: a report that nobody is named for.
    const hearsay = `urn:ascribe:report/${id('a', 1)}/${id('s', 1005)}/1`
    expect(graph.objects(hearsay, `${PROV}wasDerivedFrom`)).toEqual([said(5)])
    expect(graph.objects(hearsay, `${PROV}wasAttributedTo`)).toEqual([])
    expect(graph.objects(article, `${PROV}hadPrimarySource`)).toEqual([said(1), said(2), said(5)])
    expect(graph.objects(article, `${PROV}wasDerivedFrom`)).not.toContain(said(1))
    expect(graph.objects(speaker(3), `${PROV}actedOnBehalfOf`)).toEqual([
      `urn:ascribe:named/${id('a', 1)}/Norvale%20Water`,
    ])
  })

  it('attributes nothing that stands within a denial, a question or an unsaid thing', async () => {
    for (const over of [{ stance: 'denies' }, { stance: 'asks' }, { negated: true }] as const) {
      const graph = await graphOf([changed({ 0: over })])
      expect(graph.objects(said(1), TYPE)).toEqual([`${PROV}Entity`, `${OWN}Statement`])
      expect(graph.quads.filter(q => q.predicate.value.startsWith(PROV) && q.object.value === said(1))).toEqual([])
      expect(graph.objects(said(1), `${PROV}wasAttributedTo`)).toEqual([])
      expect(graph.objects(said(1), `${OWN}within`)).toEqual([said(0)])
    }
  })

  it('tells a document as a source, several speakers each, and the agency at bottom', async () => {
    const reading = changed({ 5: { speakers: ['s1', 's2'] } })
    const speakers = reading.speakers.map(s => (s.id === 's3' ? { ...s, type: 'document' as const } : s))
    const origin = { agency: 'Norvale Press Agency', by: 'credit', span: null } as const
    const kept = { ...reading.kept, article: { ...reading.kept.article, origin, url: 'https://example.org/a b?x=<1>' } }
    const graph = await graphOf([{ ...reading, speakers, kept }])
    expect(graph.objects(said(3), `${PROV}hadPrimarySource`)).toEqual([speaker(3)])
    expect(graph.objects(speaker(3), TYPE)).toContain(`${SCHEMA}CreativeWork`)
    expect(graph.objects(said(5), `${SCHEMA}author`)).toEqual([speaker(1), speaker(2)])
    const wire = `urn:ascribe:origin/${id('a', 1)}`
    expect(graph.objects(article, `${PROV}wasDerivedFrom`)).toContain(wire)
    expect(graph.objects(wire, `${PROV}wasAttributedTo`)).toEqual(['urn:ascribe:agency/Norvale%20Press%20Agency'])
    const copies = await graphOf([0, 1].map(n => ({ ...reading, kept: { ...kept, id: id('a', n + 1), report: 'o1' } })))
    for (const n of [1, 2])
      expect(copies.objects(`urn:ascribe:article/${id('a', n)}`, `${PROV}wasDerivedFrom`)).toContain(
        'urn:ascribe:origin/o1',
      )
    expect(graph.objects(article, `${SCHEMA}url`)).toEqual(['https://example.org/a%20b?x=%3C1%3E'])
  })

  it('gives values their types', async () => {
    const graph = await graphOf([dam()])
    const XSD = 'http://www.w3.org/2001/XMLSchema#'
    const typeOf = (predicate: string) =>
      new Set(graph.quads.filter(q => q.predicate.value === predicate).map(q => q.object.datatype!.value))
    expect(typeOf(`${OA}start`)).toEqual(new Set([`${XSD}nonNegativeInteger`]))
    expect(typeOf('http://purl.org/dc/terms/created')).toEqual(new Set([`${XSD}dateTime`]))
    expect(typeOf(`${OWN}confidence`)).toEqual(new Set([`${XSD}double`]))
    expect(typeOf(`${OWN}saidFrom`)).toEqual(new Set([`${XSD}date`]))
  })

  it('means the same with the standard’s context by address and written out', async () => {
    const canonical = async (inline: boolean) =>
      jsonld.canonize(JSON.parse(await collect(writeJsonld([dam()], { inline }))), {
        ...options,
        algorithm: 'RDFC-1.0',
        format: 'application/n-quads',
      })
    expect(await canonical(true)).toBe(await canonical(false))
    const linked = JSON.parse(await collect(writeJsonld([dam()]))) as { '@context': unknown[] }
    expect(linked['@context'][0]).toBe('http://www.w3.org/ns/anno.jsonld')
  })

  it('is one document for many articles or none, under a base of one’s own', async () => {
    expect(JSON.parse(await collect(writeJsonld([])))['@graph']).toEqual([])
    const base = 'https://records.example.org/'
    const graph = await graphOf([dam(), { ...dam(), kept: { ...dam().kept, id: id('a', 2) } }], { base })
    expect(graph.subjects(TYPE, `${SCHEMA}NewsArticle`)).toEqual([1, 2].map(n => `${base}article/${id('a', n)}`))
  })
})
