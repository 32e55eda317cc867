import '../style/reading.css'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ArticleText, BareReading, Statement } from '../../api/wire.ts'
import { type Key, useKeys } from '../frame/keyboard.tsx'
import { useMedia } from '../frame/media.ts'
import { Card } from './card.tsx'
import { StatementList } from './list.tsx'
import { depthsOf, flowsOf } from './marks.ts'
import { isLarge, useNear } from './near.ts'
import { Notes } from './notes.tsx'
import { Text } from './text.tsx'
import { counted } from './words.ts'

interface Props {
  readonly article: ArticleText
  readonly reading: BareReading
  /** Id of the chosen statement. */
  readonly chosen: string | null
  readonly choose: (id: string | null) => void
  /** What stands before the text: where it comes from, who speaks in it. */
  readonly about: ReactNode
  /** What stands in the card below the facts: rulings, what can be done. */
  readonly more?: (statement: Statement) => ReactNode
  /** What takes the card's place, while somebody edits. */
  readonly instead?: ReactNode
  readonly keys?: readonly Key[]
}

/** An article with its statements: the text, notes in its margin, the chosen one in full. */
export function ReadingView({ article, reading, chosen, choose, about, more, instead, keys = [] }: Props) {
  const { statements } = reading
  const box = useRef<HTMLDivElement>(null)
  const wide = useMedia('(min-width: 62rem)')
  const [listed, setListed] = useState(false)

  const flows = useMemo(() => flowsOf(article, statements), [article, statements])
  const chunks = useMemo(() => flows.flatMap(flow => flow.chunks), [flows])
  const depths = useMemo(() => depthsOf(statements), [statements])
  const speakers = useMemo(() => new Map(reading.speakers.map(s => [s.id, s])), [reading.speakers])
  const places = useMemo(() => new Map(statements.map((s, n) => [s.id, n])), [statements])
  const number = chosen === null ? null : (places.get(chosen) ?? null)

  const large = isLarge(article.text.length, statements.length)
  const near = useNear(box, large, chunks.length)
  const shown = useMemo(() => {
    if (near === null) return statements.map((_, n) => n)
    const found = new Set<number>(number === null ? [] : [number])
    for (const i of near)
      for (const n of chunks[i]?.statements ?? []) {
        const first = statements[n]!.content[0]!.from
        if (first >= chunks[i]!.from && first < chunks[i]!.to) found.add(n)
      }
    return [...found].sort((a, b) => a - b)
  }, [near, chunks, statements, number])

  const pick = useCallback((n: number) => choose(statements[n]!.id), [choose, statements])
  const step = (by: 1 | -1) => {
    if (statements.length === 0) return
    const from = number ?? firstInSight(box.current, by)
    pick(Math.min(Math.max(from + by, 0), statements.length - 1))
  }
  useShown(box, number)
  useKeys([
    { key: 'j', does: 'Next statement', run: () => step(1) },
    { key: 'k', does: 'Statement before', run: () => step(-1) },
    { key: 'l', does: 'List all statements', run: () => setListed(on => !on) },
    { key: 'Escape', does: 'Close', run: () => (listed ? setListed(false) : choose(null)) },
    ...keys,
  ])

  const s = number === null ? null : statements[number]!
  const card =
    instead ??
    (s && (
      <Card
        statement={s}
        number={number! + 1}
        all={statements.length}
        speakers={speakers}
        text={article.text}
        outlet={article.outlet}
        step={step}
        close={() => choose(null)}
        chooseId={choose}
        within={statements.filter(inner => inner.parent === s.id)}
      >
        {more?.(s)}
      </Card>
    ))

  return (
    <div className={`reading${large ? ' large' : ''}${card && !wide ? ' with-sheet' : ''}`}>
      <div className="about">{about}</div>
      <article className="paper">
        <Legend statements={statements} list={() => setListed(true)} />
        <Text
          article={article}
          statements={statements}
          flows={flows}
          near={near}
          chosen={number}
          choose={pick}
          box={box}
        />
      </article>
      {wide ? (
        <div className="margin">
          <Notes
            statements={statements}
            speakers={speakers}
            depths={depths}
            text={article.text}
            shown={shown}
            chosen={number}
            choose={pick}
            card={card}
            beside={box}
          />
          {instead && number === null && <div className="loose">{instead}</div>}
        </div>
      ) : (
        card && <div className="sheet-below">{card}</div>
      )}
      {listed && (
        <StatementList
          statements={statements}
          speakers={speakers}
          depths={depths}
          text={article.text}
          choose={n => {
            setListed(false)
            pick(n)
          }}
          close={() => setListed(false)}
        />
      )}
    </div>
  )
}

/** What the marks mean, shown by themselves. */
function Legend({ statements, list }: { readonly statements: readonly Statement[]; readonly list: () => void }) {
  return (
    <div className="legend">
      <button type="button" className="linkish" onClick={list}>
        {counted(statements.length, 'statement')}
      </button>
      <span aria-hidden="true">
        <span className="src">who</span> <span className="cue">said</span> <span className="c1">what</span>
        <span className="c2">, and within it</span>
      </span>
    </div>
  )
}

/** The statement from which a step leads to the first (or last) one in the window. */
function firstInSight(box: HTMLElement | null, by: 1 | -1): number {
  for (const mark of box?.querySelectorAll<HTMLElement>('[data-begins]') ?? []) {
    if (mark.getBoundingClientRect().bottom > 90) return Number(mark.dataset.begins!.split(' ')[0]) - by
  }
  return -1
}

/** How often a jump is set right while what it passes gets its true height. */
const JUMPS = 8

/** Brings the chosen statement's first words into the window, where the eye rests; leaves the page where they are in sight. */
function useShown(box: { readonly current: HTMLElement | null }, number: number | null): void {
  useEffect(() => {
    if (number === null) return
    let frame = 0
    const look = (left: number, settled: boolean) => {
      const mark = box.current?.querySelector(`[data-begins~="${number}"]`)
      if (!mark || left === 0) return
      const { top } = mark.getBoundingClientRect()
      const off = top - innerHeight * 0.25
      const inSight = top > innerHeight * 0.12 && top < innerHeight * 0.45
      if (!inSight) {
        const near = Math.abs(off) < innerHeight && !settled
        scrollBy({ top: off, behavior: near && !calm() ? 'smooth' : 'instant' })
        // A short way is gone smoothly, and heights are known there.
        if (near) return
      } else if (settled) return
      frame = requestAnimationFrame(() => look(left - 1, true))
    }
    look(JUMPS, false)
    return () => cancelAnimationFrame(frame)
  }, [box, number])
}

/** The reader asked for less motion. */
const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
