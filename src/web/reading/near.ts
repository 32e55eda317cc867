import { type RefObject, useEffect, useState } from 'react'

/** Beyond this much text or this many statements only what is near the window is marked. */
const MUCH = 80_000
const MANY = 400

export const isLarge = (length: number, statements: number): boolean => length > MUCH || statements > MANY

/**
 * Numbers of the chunks in or near the window (two windows up and down), kept up as the reader scrolls. Null where the
 * article is small enough to be marked whole.
 */
export function useNear(
  box: RefObject<HTMLElement | null>,
  large: boolean,
  chunks: number,
): ReadonlySet<number> | null {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0, 1, 2]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: chunks are found in the document; their number tells when they are others
  useEffect(() => {
    if (!large || !box.current) return
    const seen = new IntersectionObserver(
      entries =>
        setNear(before => {
          const now = new Set(before)
          for (const { isIntersecting, target } of entries) {
            const number = Number((target as HTMLElement).dataset.chunk)
            if (isIntersecting) now.add(number)
            else now.delete(number)
          }
          return now
        }),
      { rootMargin: '200% 0px' },
    )
    for (const chunk of box.current.querySelectorAll('[data-chunk]')) seen.observe(chunk)
    return () => seen.disconnect()
  }, [box, large, chunks])
  return large ? near : null
}
