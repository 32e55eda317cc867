import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { Speaker, Statement } from '../../api/wire.ts'
import { Note } from './note.tsx'

interface Props {
  readonly statements: readonly Statement[]
  readonly speakers: ReadonlyMap<string, Speaker>
  readonly depths: readonly number[]
  readonly text: string
  /** Numbers of the statements that are marked in the text now, in order. */
  readonly shown: readonly number[]
  readonly chosen: number | null
  readonly choose: (n: number) => void
  /** The chosen one in full. */
  readonly card: ReactNode
  /** The text beside which they stand. */
  readonly beside: RefObject<HTMLElement | null>
}

const GAP = 6

/**
 * Notes in the margin, each as near to the beginning of its words as its neighbours let it; the chosen one stands exactly
 * there, and the others give way.
 */
export function Notes({ statements, speakers, depths, text, shown, chosen, choose, card, beside }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [turn, setTurn] = useState(0)

  useLayoutEffect(() => {
    const again = () => setTurn(n => n + 1)
    const watching = new ResizeObserver(again)
    if (beside.current) watching.observe(beside.current)
    void document.fonts.ready.then(again)
    return () => watching.disconnect()
  }, [beside])

  // biome-ignore lint/correctness/useExhaustiveDependencies: places are measured anew when what is shown, or its size, has changed
  useLayoutEffect(() => {
    const notes = [...(list.current?.children ?? [])] as HTMLElement[]
    const box = list.current!.getBoundingClientRect()
    const measured = notes.map(note => {
      const mark = beside.current?.querySelector(`[data-begins~="${note.dataset.note}"]`)
      return { wanted: mark ? mark.getBoundingClientRect().top - box.top : 0, height: note.offsetHeight }
    })
    const tops = placesFor(
      measured,
      notes.findIndex(note => Number(note.dataset.note) === chosen),
    )
    for (const [i, note] of notes.entries()) note.style.transform = `translateY(${Math.round(tops[i]!)}px)`
    const last = tops.length - 1
    list.current!.style.minHeight = last < 0 ? '' : `${tops[last]! + measured[last]!.height}px`
  }, [shown, chosen, turn, card, beside])

  return (
    <ol className="notes bare" ref={list} aria-label="Statements">
      {shown.map(n => (
        <li
          key={statements[n]!.id}
          data-note={n}
          aria-setsize={statements.length}
          aria-posinset={n + 1}
          className={n === chosen ? 'chosen' : undefined}
        >
          {n === chosen ? (
            card
          ) : (
            <Note
              statement={statements[n]!}
              number={n + 1}
              depth={depths[n]!}
              speaker={speakers.get(statements[n]!.speaker ?? '')}
              text={text}
              choose={() => choose(n)}
            />
          )}
        </li>
      ))}
    </ol>
  )
}

/** Tops for notes in order: none overlaps another; the fixed one has the place it wants. */
export function placesFor(
  notes: readonly { readonly wanted: number; readonly height: number }[],
  fixed: number,
): number[] {
  const tops: number[] = []
  let free = 0
  for (const [i, { wanted, height }] of notes.entries()) {
    const top = i === fixed ? wanted : Math.max(wanted, free)
    tops.push(top)
    free = top + height + GAP
  }
  for (let i = fixed - 1; i >= 0; i--) tops[i] = Math.min(tops[i]!, tops[i + 1]! - notes[i]!.height - GAP)
  const above = Math.min(0, tops[0] ?? 0)
  return tops.map(top => top - above)
}
