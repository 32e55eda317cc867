import { type RefObject, useRef } from 'react'
import { useKeys } from '../frame/keyboard.tsx'

const stepsOf = (box: HTMLElement | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>('[data-step]') ?? []),
]

/** Which step the focus is on or in; -1 for none. */
const placeOf = (steps: readonly HTMLElement[]): number =>
  steps.findIndex(step => step.contains(document.activeElement))

/** The step the focus is on or in: its `data-step`. */
export const stepNow = (box: HTMLElement | null): string | null => {
  const steps = stepsOf(box)
  return steps[placeOf(steps)]?.dataset.step ?? null
}

/** Moves the focus to a step: to the link in it that opens it, or to itself. */
export function toStep(box: HTMLElement | null, step: number): boolean {
  const found = stepsOf(box)[step]
  const takes = found?.querySelector<HTMLElement>('.opens') ?? found
  takes?.focus({ preventScroll: true })
  found?.scrollIntoView({ block: 'nearest' })
  return found !== undefined
}

/**
 * Gives a list the keys j and k: they move the focus itself from one `data-step` to the next, so that Enter, a screen reader
 * and the eye are at one place. `more` is asked for when j finds no further one.
 */
export function useSteps(what: string, more?: () => void): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const go = (by: 1 | -1) => {
    const steps = stepsOf(box.current)
    const next = Math.max(placeOf(steps) + by, 0)
    if (!toStep(box.current, next) && by === 1) more?.()
  }
  useKeys([
    { key: 'j', does: `Next ${what}`, run: () => go(1) },
    { key: 'k', does: `${what.charAt(0).toUpperCase()}${what.slice(1)} before`, run: () => go(-1) },
  ])
  return box
}
