import {
  FINDING_KINDS,
  type Finding,
  type FindingEvidence,
  type FindingKind,
  ROLES_OF,
  type Standing,
} from '../vocabulary/index.ts'
import { inAppearance } from './appearance.ts'
import { idOf } from './ids.ts'
import { type CorrectionNotice, noticesIn } from './notices.ts'
import { originsOf } from './origins.ts'
import { type Passage, passagesOf } from './passages.ts'
import type { Report } from './report.ts'

/** From which confidence on a finding of a kind may be told; below it is possible. Set on the figures of docs/compare.md. */
export const SURE_FROM: Readonly<Record<FindingKind, number>> = {
  misattribution: 0.85,
  'altered-words': 0.85,
  denial: 0.7,
  refusal: 0.7,
  numbers: 0.7,
  update: 0.7,
  polarity: 0.7,
  agreement: 0.8,
  unsourced: 0.7,
  superseded: 0.85,
}

/** The reports that findings are made over, and which of them are one at bottom. */
export interface Ground {
  readonly reports: ReadonlyMap<string, Report>
  /** Report -> its independent origin, counted from 0. */
  readonly origins: ReadonlyMap<string, number>
  /** Report -> its quotations. */
  readonly passages: ReadonlyMap<string, readonly Passage[]>
  /** Report -> the paragraphs in which it corrects something. */
  readonly notices: ReadonlyMap<string, readonly CorrectionNotice[]>
}

export function groundOf(reports: Iterable<Report>): Ground {
  const inOrder = [...reports].sort(inAppearance).map(report => ({ report, ...passagesOf(report) }))
  const origins = originsOf(inOrder.map(({ report: { id, agency }, sketch }) => ({ id, agency, sketch })))
  return {
    reports: new Map(inOrder.map(({ report }) => [report.id, report])),
    origins: new Map([...origins].map(([id, { origin }]) => [id, origin])),
    passages: new Map(inOrder.map(({ report, passages }) => [report.id, passages])),
    notices: new Map(inOrder.map(({ report }) => [report.id, noticesIn(report)])),
  }
}

/** What a maker of findings tells; the rest follows. */
export interface Found {
  readonly kind: FindingKind
  /** For `agreement`. */
  readonly by?: Finding['by']
  readonly family?: string
  readonly story?: string
  /** 0 to 1. */
  readonly confidence: number
  /** It stays `possible` whatever its confidence. */
  readonly atMostPossible?: boolean
  readonly why: string
  /** In any order; each place once. */
  readonly evidence: readonly Omit<FindingEvidence, 'origin'>[]
  /** By the evidence if not given. */
  readonly speakers?: readonly string[]
  /** What it is about, where one passage may carry several findings of the kind ("dead"): part of the id. */
  readonly about?: string
}

/**
 * Completes a finding: evidence in order of appearance, origins counted, standing by the kind's threshold. The id is made
 * of the kind and, for each role, the place of its first passage: so later copies leave it as it is.
 */
export function findingOf(found: Found, { reports, origins }: Ground): Finding {
  const { kind, by = null, about = '' } = found
  const sorted = [...found.evidence].sort(
    (a, b) => inAppearance(reports.get(a.article)!, reports.get(b.article)!) || a.spans[0]!.from - b.spans[0]!.from,
  )
  const numbers = new Map<number, number>()
  const evidence = sorted.map(one => {
    const origin = origins.get(one.article)!
    if (!numbers.has(origin)) numbers.set(origin, numbers.size)
    return { ...one, origin: numbers.get(origin)! }
  })
  const firsts = ROLES_OF[kind].map(role => {
    const first = evidence.find(one => one.role === role)
    return first === undefined ? '' : `${first.article} ${first.spans[0]!.from}`
  })
  const speakers = found.speakers ?? [
    ...new Set(evidence.flatMap(({ speaker }) => (speaker === null ? [] : [speaker]))),
  ]
  return {
    id: idOf('d', [kind, by ?? '', about, ...firsts].join('\n')),
    kind,
    by,
    family: found.family ?? null,
    story: found.story ?? null,
    confidence: found.confidence,
    standing: standingOf(found),
    why: found.why,
    evidence,
    speakers,
    supersededBy: null,
  }
}

const standingOf = ({ kind, confidence, atMostPossible }: Found): Standing =>
  confidence >= SURE_FROM[kind] && atMostPossible !== true ? 'sure' : 'possible'

/** Kinds in their order, the surest first, then by id. */
export const inTelling = (a: Finding, b: Finding): number =>
  FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
  b.confidence - a.confidence ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
