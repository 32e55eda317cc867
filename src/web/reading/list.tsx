import { useRef, useState } from 'react'
import type { Speaker, Statement } from '../../api/wire.ts'
import { Dialog } from '../frame/dialog.tsx'
import { Note } from './note.tsx'

interface Props {
  readonly statements: readonly Statement[]
  readonly speakers: ReadonlyMap<string, Speaker>
  readonly depths: readonly number[]
  readonly text: string
  readonly choose: (n: number) => void
  readonly close: () => void
}

/** Height of a row and of the window onto the rows, in pixels: only rows in the window are made. */
const ROW = 56
const WINDOW = 480
const SPARE = 6

/** All statements of the article; thousands of them scroll as a dozen do. */
export function StatementList({ statements, speakers, depths, text, choose, close }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [words, setWords] = useState('')
  const [top, setTop] = useState(0)
  const wanted = words.trim().toLowerCase()
  const found = statements.flatMap((s, n) => {
    if (wanted === '') return [n]
    const said = s.content.map(({ from, to }) => text.slice(from, to)).join(' ')
    return `${speakers.get(s.speaker ?? '')?.name ?? ''} ${said}`.toLowerCase().includes(wanted) ? [n] : []
  })
  const first = Math.max(0, Math.floor(top / ROW) - SPARE)
  const rows = found.slice(first, first + Math.ceil(WINDOW / ROW) + 2 * SPARE)
  return (
    <Dialog title="Statements" close={close} className="statement-list">
      <input
        type="search"
        data-focus
        aria-label="Names or words"
        placeholder="Names or words"
        value={words}
        onChange={event => {
          setWords(event.target.value)
          setTop(0)
          box.current?.scrollTo(0, 0)
        }}
      />
      <div
        ref={box}
        className="rows"
        style={{ height: Math.min(WINDOW, found.length * ROW + 2) }}
        onScroll={event => setTop(event.currentTarget.scrollTop)}
      >
        <ol className="bare" style={{ height: found.length * ROW }}>
          {rows.map((n, i) => (
            <li
              key={statements[n]!.id}
              aria-setsize={found.length}
              aria-posinset={first + i + 1}
              style={{ height: ROW, transform: `translateY(${(first + i) * ROW}px)` }}
            >
              <Note
                statement={statements[n]!}
                number={n + 1}
                depth={depths[n]!}
                speaker={speakers.get(statements[n]!.speaker ?? '')}
                text={text}
                choose={() => choose(n)}
              />
            </li>
          ))}
        </ol>
      </div>
      {found.length === 0 && <p className="faint">None has these words.</p>}
    </Dialog>
  )
}
