import * as Library from '@observablehq/plot'
import { useEffect, useRef } from 'react'

/** What is drawn, but for size and name: handed the library, so that only this file loads it. */
export type Marks = (plot: typeof Library, width: number) => Library.PlotOptions

interface Props {
  readonly label: string
  readonly width: number
  readonly height: number
  readonly marks: Marks
}

/** Observable Plot, drawn anew when its data or width change. */
export default function Drawn({ label, width, height, marks }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const svg = Library.plot({ className: 'plot', width, height, ...marks(Library, width) })
    // The page's policy allows no inline style sheet: what Plot would set there stands in plots.css.
    for (const style of svg.querySelectorAll('style')) style.remove()
    svg.setAttribute('role', 'img')
    svg.setAttribute('aria-label', label)
    // One picture with one name: its parts are no pictures of their own.
    for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
    box.current!.replaceChildren(svg)
  }, [label, width, height, marks])
  return <div ref={box} />
}
