import { useEffect, useLayoutEffect, useRef } from 'react'

/** A key of the page, as the help lists it. */
export interface Key {
  /** As `KeyboardEvent.key` gives it: `j`, `?`, `Enter`, `Escape`. */
  readonly key: string
  readonly does: string
  readonly run: (event: KeyboardEvent) => void
  /** It also works while the reader writes in a field. */
  readonly inFields?: boolean
}

interface Part {
  keys: readonly Key[]
  /** While it is shown no key of what lies beneath it holds: a box over the page. */
  readonly alone: boolean
}

/** Parts of the page whose keys hold now, the one shown last at the end. */
const held: Part[] = []

/**
 * Gives a part of the page its keys for as long as it is shown. Of several parts with the same key the one shown last
 * answers. Keys with Ctrl, Alt or Meta stay the browser's.
 */
export function useKeys(keys: readonly Key[]): void {
  const mine = useRef<Part>({ keys, alone: false })
  mine.current.keys = keys
  useEffect(() => hold(mine.current), [])
}

/** Keeps the keys of what lies beneath a box from it, for as long as it is shown; those of what is in it hold. */
export function useKeysAlone(): void {
  // Before the effects of what is in the box, whose keys must lie above.
  useLayoutEffect(() => hold({ keys: [], alone: true }), [])
}

function hold(part: Part): () => void {
  held.push(part)
  return () => {
    held.splice(held.indexOf(part), 1)
  }
}

/** All keys that hold now, for the help; of several with the same key the one that answers. */
export const keysNow = (): readonly Key[] => {
  const found = new Map<string, Key>()
  for (const part of held) for (const key of part.keys) found.set(key.key, key)
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
        const key = part.keys.find(k => k.key === event.key && (!inField || k.inFields))
        if (key) {
          event.preventDefault()
          key.run(event)
        }
        if (key || part.alone) return
      }
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
