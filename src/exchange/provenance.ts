import type { Attribution, RuledReading, RuledStatement } from '../vocabulary/index.ts'

/** A node of a JSON-LD graph. */
export type Node = { readonly [key: string]: unknown }
/** Makes the IRI of a thing of the record. */
export type Iri = (...parts: readonly string[]) => string

/** What something comes from, in PROV-O; IRIs. */
interface Derived {
  readonly wasDerivedFrom: string[]
  readonly wasQuotedFrom: string[]
  readonly hadPrimarySource: string[]
}

export interface Chains {
  readonly vouched: ReadonlySet<string>
  readonly article: Derived
  /** By ids of statements; of those that are vouched for only. */
  readonly statements: ReadonlyMap<string, Derived & { readonly wasAttributedTo: string[] }>
  /** What stands between two of the above and is no statement of the reading: an outlet that it was told to. */
  readonly reports: readonly Node[]
  /** By ids of speakers: for whom they speak. */
  readonly principals: ReadonlyMap<string, readonly Node[]>
}

const ASSERTING: ReadonlySet<Attribution['stance']> = new Set(['asserts', 'claims', 'believes', 'shows'])

/** Whether a statement says that what it holds is so. */
export const asserts = ({ stance, negated }: Attribution): boolean => ASSERTING.has(stance) && !negated

/** Whether its words are given as they were said: a quoted word in a denial is not the denier's own. */
export const quotes = (a: Attribution): boolean => a.kind === 'direct' || (a.kind === 'mixed' && asserts(a))

/** Somebody by name: a speaker of the reading where one has it. */
export function agentNamed(reading: RuledReading, iri: Iri, name: string): Node {
  const speaker = reading.speakers.find(known => known.name === name)
  if (speaker) return { id: iri('speaker', reading.kept.id, speaker.id) }
  return { id: iri('named', reading.kept.id, name), type: 'Agent', called: name }
}

/**
 * Through whom each statement came. The article derives from its outermost statements, each statement from those
 * within it (quoted from, where the words are given), and in between stand the reports of outlets that the path names.
 * The innermost of a path is the article's primary source.
 *
 * Only what the article, or somebody whom it reports, says was said is told: not "she did not say …", nor what stands
 * within a denial, a question or an order.
 */
export function chainsOf(reading: RuledReading, iri: Iri): Chains {
  const article = reading.kept.id
  const documents = new Set(reading.speakers.filter(({ type }) => type === 'document').map(({ id }) => id))
  const names = new Map(reading.speakers.map(({ id, name }) => [id, name]))
  const all = new Map(reading.statements.map(statement => [statement.attribution.id, statement]))
  const around = (statement: RuledStatement): RuledStatement[] => {
    const out = new Set<RuledStatement>() // each once, should a hand-made file hold a circle
    let at = all.get(statement.attribution.parent ?? '')
    while (at && at !== statement && !out.has(at)) {
      out.add(at)
      at = all.get(at.attribution.parent ?? '')
    }
    return [...out].reverse()
  }

  const top = derived()
  const statements = new Map<string, Derived & { wasAttributedTo: string[] }>()
  const reports: Node[] = []
  const principals = new Map<string, Node[]>()
  const told = reading.statements
    .map(statement => ({ statement, outer: around(statement) }))
    .filter(({ statement, outer }) => !statement.attribution.negated && outer.every(o => asserts(o.attribution)))
  for (const { statement } of told) statements.set(statement.id, { ...derived(), wasAttributedTo: [] })
  const holders = new Set(told.map(({ outer }) => outer.at(-1)?.id))

  for (const { statement, outer } of told) {
    const { id, attribution: a } = statement
    const node = statements.get(id)!
    const own = iri('statement', article, id)
    for (const speaker of a.speakers.length > 0 ? a.speakers : a.speaker === null ? [] : [a.speaker]) {
      const list = documents.has(speaker) ? node.hadPrimarySource : node.wasAttributedTo
      list.push(iri('speaker', article, speaker))
      if (!a.onBehalfOf) continue
      const known = principals.get(speaker) ?? []
      const principal = agentNamed(reading, iri, a.onBehalfOf.name)
      if (!known.some(other => other.id === principal.id)) principals.set(speaker, [...known, principal])
    }

    // The path names the speakers of the enclosing statements; who else is on it stands right before this one.
    const passed = outer.map(o => names.get(o.attribution.speaker ?? ''))
    let next = 0
    const between: (Node | null)[] = []
    for (const name of a.via) {
      const at = passed.indexOf(name, next)
      if (at >= 0) next = at + 1
      else between.push(agentNamed(reading, iri, name))
    }
    if (a.reported) between.push(null)
    let holder: Derived = outer.length > 0 ? statements.get(outer.at(-1)!.id)! : top
    for (const [i, agent] of between.entries()) {
      const report = iri('report', article, id, String(i + 1))
      const from = derived()
      reports.push({ id: report, type: ['Report', 'Entity'], ...(agent ? { wasAttributedTo: agent } : {}), ...from })
      holder.wasDerivedFrom.push(report)
      holder = from
    }
    holder[quotes(a) ? 'wasQuotedFrom' : 'wasDerivedFrom'].push(own)
    if ((outer.length > 0 || between.length > 0) && !holders.has(id)) top.hadPrimarySource.push(own)
  }
  return { vouched: new Set(statements.keys()), article: top, statements, reports, principals }
}

const derived = (): Derived => ({ wasDerivedFrom: [], wasQuotedFrom: [], hadPrimarySource: [] })
