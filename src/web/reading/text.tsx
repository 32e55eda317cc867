import { type MouseEvent, memo, type Ref, useMemo } from 'react'
import type { ArticleText, Statement } from '../../api/wire.ts'
import { type Chunk, type Flow, type Run, runsOf } from './marks.ts'
import { saysNo } from './words.ts'

interface Props {
  readonly article: ArticleText
  readonly statements: readonly Statement[]
  readonly flows: readonly Flow[]
  /** Numbers of the chunks to be marked now; null: all. The others are plain text: found by the browser's search, cheap. */
  readonly near: ReadonlySet<number> | null
  readonly chosen: number | null
  readonly choose: (n: number) => void
  readonly box: Ref<HTMLDivElement>
}

/** The article as it came in: text nodes in marks, nothing else. Every element with `data-at` holds the text from there on. */
export function Text({ article, statements, flows, near, chosen, choose, box }: Props) {
  const clicked = (event: MouseEvent) => {
    // Who selects words does not choose a statement.
    if (getSelection()?.isCollapsed === false) return
    const mark = (event.target as Element).closest<HTMLElement>('[data-n]')
    if (mark) choose(Number(mark.dataset.n))
  }
  let number = 0
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the list of statements is the way for keys and readers of screens
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above: j, k and the list's buttons choose the same statements
    <div className="text" ref={box} onClick={clicked} lang={article.language ?? undefined}>
      {flows.map(flow => {
        const first = number
        number += flow.chunks.length
        return (
          <Line
            key={flow.from}
            flow={flow}
            first={first}
            text={article.text}
            statements={statements}
            near={near}
            chosen={chosen}
          />
        )
      })}
    </div>
  )
}

interface LineProps extends Pick<Props, 'statements' | 'near' | 'chosen'> {
  readonly flow: Flow
  /** Number of its first chunk. */
  readonly first: number
  readonly text: string
}

function Line({ flow, first, text, statements, near, chosen }: LineProps) {
  const Tag = flow.kind === 'headline' ? (flow.title ? 'h1' : 'h2') : flow.chunks.length > 1 ? 'div' : 'p'
  return (
    <Tag className={`line ${flow.kind}`} dir="auto">
      {flow.chunks.map((chunk, i) => (
        <Piece
          key={chunk.from}
          chunk={chunk}
          number={first + i}
          alone={flow.chunks.length === 1}
          dateline={flow.dateline}
          text={text}
          statements={statements}
          marked={near === null || near.has(first + i) || (chosen !== null && chunk.statements.includes(chosen))}
          chosen={chosen !== null && chunk.statements.includes(chosen) ? chosen : null}
        />
      ))}
    </Tag>
  )
}

interface PieceProps {
  readonly chunk: Chunk
  readonly number: number
  /** The only one of its line: no box of its own is needed. */
  readonly alone: boolean
  readonly dateline: number
  readonly text: string
  readonly statements: readonly Statement[]
  readonly marked: boolean
  readonly chosen: number | null
}

const Piece = memo(function Piece({ chunk, number, alone, dateline, text, statements, marked, chosen }: PieceProps) {
  const runs = useMemo(() => (marked ? runsOf(chunk, statements) : null), [marked, chunk, statements])
  return (
    <span className={alone ? 'chunk' : 'chunk boxed'} data-chunk={number} data-at={chunk.from}>
      {runs === null
        ? text.slice(chunk.from, chunk.to)
        : runs.map(run => (
            <Mark key={run.from} run={run} text={text} statements={statements} chosen={chosen} dateline={dateline} />
          ))}
    </span>
  )
})

interface MarkProps extends Pick<PieceProps, 'text' | 'statements' | 'chosen' | 'dateline'> {
  readonly run: Run
}

function Mark({ run, text, statements, chosen, dateline }: MarkProps) {
  const words = text.slice(run.from, run.to)
  const names = classesOf(run, statements, chosen)
  if (run.to <= dateline) names.push('dateline')
  if (names.length === 0) return words
  const n = run.cue.at(-1) ?? run.source.at(-1) ?? run.content.at(-1)
  return (
    <span
      className={names.join(' ')}
      data-at={run.from}
      data-n={n}
      data-begins={run.begins.length > 0 ? run.begins.join(' ') : undefined}
    >
      {words}
    </span>
  )
}

/** Marks as classes: `c1` to `c3` for how many contents lie here, `src`, `cue`; `on` for the chosen statement's own. */
function classesOf(run: Run, statements: readonly Statement[], chosen: number | null): string[] {
  const { content, source, cue } = run
  const names: string[] = []
  if (content.length > 0) {
    names.push(`c${Math.min(content.length, 3)}`)
    if (saysNo(statements[content.at(-1)!]!)) names.push('no')
  }
  if (source.length > 0) names.push('src')
  if (cue.length > 0) names.push('cue')
  if (chosen !== null) {
    if (content.includes(chosen)) names.push('on')
    if (source.includes(chosen)) names.push('on-src')
    if (cue.includes(chosen)) names.push('on-cue')
  }
  return names
}
