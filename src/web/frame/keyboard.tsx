import { useEffect, useRef } from 'react'

/** A key of the page, as the help lists it. */
export interface Key {
  /** As `KeyboardEvent.key` gives it: `j`, `?`, `Enter`, `Escape`. */
  readonly key: string
  readonly does: string
  readonly run: (event: KeyboardEvent) => void
  /** It also works while the reader writes in a field. */
  readonly inFields?: boolean
}

/** Keys that hold now, the innermost part of the page last. */
const held: { current: readonly Key[] }[] = []

/**
 * Gives a part of the page its keys for as long as it is shown. Of several parts with the same key the one shown last
 * answers. Keys with Ctrl, Alt or Meta stay the browser's.
 */
export function useKeys(keys: readonly Key[]): void {
  const mine = useRef(keys)
  mine.current = keys
  useEffect(() => {
    held.push(mine)
    return () => {
      held.splice(held.indexOf(mine), 1)
    }
  }, [])
}

/** All keys that hold now, for the help; of several with the same key the one that answers. */
export const keysNow = (): readonly Key[] => {
  const found = new Map<string, Key>()
  for (const part of held) for (const key of part.current) found.set(key.key, key)
  return [...found.values()]
}

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(?:checkbox|radio|button|submit)$/.test(target.type))

/** Listens once, for the whole page. */
export function useKeyboard(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const inField = writes(event.target)
      // A link or button that has the focus keeps the keys that press it.
      const onControl =
        event.target instanceof HTMLElement && event.target.closest('a, button, summary, [role=option]') !== null
      if (onControl && (event.key === 'Enter' || event.key === ' ')) return
      for (const part of held.toReversed()) {
        const key = part.current.find(k => k.key === event.key && (!inField || k.inFields))
        if (!key) continue
        event.preventDefault()
        key.run(event)
        return
      }
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
