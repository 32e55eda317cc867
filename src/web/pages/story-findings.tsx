import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Finding } from '../../api/wire.ts'
import type { FindingKind } from '../../vocabulary/index.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { askFindings } from './asks.ts'
import { FindingCard } from './finding-card.tsx'
import { VerdictKeys } from './finding-verdicts.tsx'
import { KIND_ORDER, KIND_WORDS } from './finding-words.ts'
import { itemsOf, More } from './more.tsx'
import { useSteps } from './steps.ts'

/** Findings fetched without being asked for. */
const MOST = 300

const byKind = (a: Finding, b: Finding): number =>
  KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || b.confidence - a.confidence

/** What was found in a story: what can be told first; below, what is only possible, and what people judged wrong. */
export function StoryFindings({ story }: { readonly story: string }) {
  const list = useInfiniteQuery(askFindings({ story, rejected: true }))
  const box = useSteps('finding')
  const [kind, setKind] = useState<FindingKind | null>(null)
  const found = [...itemsOf(list.data)].sort(byKind)
  const all = kind === null ? found : found.filter(finding => finding.kind === kind)
  const rejected = all.filter(({ verdict }) => verdict !== null && verdict !== 'right')
  const stands = all.filter(finding => !rejected.includes(finding))
  const told = stands.filter(({ standing, verdict }) => standing === 'sure' || verdict === 'right')
  const possible = stands.filter(finding => !told.includes(finding))
  // Kinds are counted, and laid out in their order: a story's findings are fetched whole, up to a bound.
  const { hasNextPage, isFetching, isError, fetchNextPage } = list
  const wanted = hasNextPage && !isFetching && !isError && found.length < MOST
  useEffect(() => {
    if (wanted) void fetchNextPage()
  }, [wanted, fetchNextPage])
  if (list.isPending) return <Waiting />
  if (list.isError && !list.isFetchNextPageError) return <Failure error={list.error} />
  return (
    <VerdictKeys findings={all}>
      <KindChoice findings={found} chosen={kind} choose={setKind} />
      <div ref={box}>
        {found.length === 0 && (
          <p className="faint">
            Nothing that can be told: no words given to another, no denial, no number that differs.
          </p>
        )}
        {told.map(finding => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
        <Apart title={`${possible.length} possible, for a person to look at`} findings={possible} />
        <Apart title={`${rejected.length} judged wrong`} findings={rejected} />
      </div>
      <More list={list} what="findings" />
    </VerdictKeys>
  )
}

function Apart({ title, findings }: { readonly title: string; readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null
  return (
    <details className="apart">
      <summary>{title}</summary>
      {findings.map(finding => (
        <FindingCard key={finding.id} finding={finding} />
      ))}
    </details>
  )
}

interface KindChoiceProps {
  readonly findings: readonly Finding[]
  readonly chosen: FindingKind | null
  readonly choose: (kind: FindingKind | null) => void
}

/** One kind alone, or all. */
function KindChoice({ findings, chosen, choose }: KindChoiceProps) {
  const kinds = KIND_ORDER.filter(kind => findings.some(finding => finding.kind === kind))
  if (kinds.length < 2) return null
  return (
    <fieldset className="kind-choice row">
      <legend className="unseen">Kind of finding</legend>
      <button type="button" aria-pressed={chosen === null} onClick={() => choose(null)}>
        All <strong>{findings.length}</strong>
      </button>
      {kinds.map(kind => (
        <button
          key={kind}
          type="button"
          aria-pressed={chosen === kind}
          title={KIND_WORDS[kind].means}
          className={`tone-${KIND_WORDS[kind].tone}`}
          onClick={() => choose(chosen === kind ? null : kind)}
        >
          <span aria-hidden="true" className="sign">
            {KIND_WORDS[kind].sign}
          </span>
          {KIND_WORDS[kind].label} <strong>{findings.filter(finding => finding.kind === kind).length}</strong>
        </button>
      ))}
    </fieldset>
  )
}
