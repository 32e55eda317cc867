import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { Marks } from './plot-drawn.tsx'

const Drawn = lazy(() => import('./plot-drawn.tsx'))

interface Props {
  readonly title: string
  /** What is seen in it, in a sentence; read out in the plot's place. */
  readonly says: string
  readonly height: number
  readonly marks: Marks
  /** The numbers that are drawn. */
  readonly table: ReactNode
  readonly legend?: ReactNode
}

/** A plot as wide as its place, with the table behind it. Its library is loaded when the first plot comes near. */
export function Plot({ title, says, height, marks, table, legend }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [])
  return (
    <figure className="plot-figure">
      <figcaption>{title}</figcaption>
      {legend}
      <div ref={box} className="plot-box" style={{ minHeight: height }}>
        {width > 0 && (
          <Suspense fallback={null}>
            <Drawn label={`${title}. ${says}`} width={width} height={height} marks={marks} />
          </Suspense>
        )}
      </div>
      <details>
        <summary>The numbers</summary>
        {table}
      </details>
    </figure>
  )
}
