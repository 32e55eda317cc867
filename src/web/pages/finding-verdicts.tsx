import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useRef, useState } from 'react'
import type { Finding } from '../../api/wire.ts'
import { VERDICTS, type Verdict } from '../../vocabulary/index.ts'
import { useKeys } from '../frame/keyboard.tsx'
import { useAuthor } from '../ruling/author.tsx'
import { rule, undo } from './asks.ts'
import { VERDICT_WORDS } from './finding-words.ts'
import { Problem } from './problem.tsx'
import { stepNow } from './steps.ts'

interface Judging {
  /** Says something of a finding; null takes back what was said. */
  readonly judge: (finding: Finding, verdict: Verdict | null) => void
}

const Context = createContext<Judging | null>(null)

export function useVerdicts(): Judging {
  const judging = useContext(Context)
  if (judging === null) throw new Error('useVerdicts is called outside Verdicts')
  return judging
}

interface Props {
  readonly findings: readonly Finding[]
  readonly children: ReactNode
}

/** Lets findings be judged: by their buttons, and by keys for the one that the focus is on, or the only one. */
export function VerdictKeys({ findings, children }: Props) {
  const client = useQueryClient()
  const box = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [last, setLast] = useState<{ readonly ruling: string; readonly said: string } | null>(null)
  const { withAuthor, box: asking } = useAuthor()

  const done = async (making: Promise<{ readonly ruling: { readonly id: string } }>, said: string) => {
    try {
      const { ruling } = await making
      setLast({ ruling: ruling.id, said })
      setFailure(null)
    } catch (error) {
      setFailure(error)
    }
    await client.invalidateQueries()
  }
  const judge = (finding: Finding, verdict: Verdict | null) =>
    withAuthor(author => {
      if (verdict === null) {
        if (finding.ruling !== null) void done(undo(finding.ruling, author), 'taken back')
        return
      }
      void done(
        rule(
          {
            target: { of: 'finding', finding: finding.id },
            change: { change: 'verdict', verdict },
            author,
            // Who judges anew has seen what was said before: it gives way.
            ...(finding.ruling === null ? {} : { instead: finding.ruling }),
          },
          null,
        ),
        VERDICT_WORDS[verdict].said,
      )
    })
  const takeBack = () => {
    if (last !== null) withAuthor(author => void done(undo(last.ruling, author), 'taken back'))
  }
  const onFocused = (run: (finding: Finding) => void) => () => {
    const id = stepNow(box.current)
    const finding = findings.length === 1 ? findings[0] : findings.find(one => one.id === id)
    if (finding) run(finding)
  }
  useKeys([
    ...VERDICTS.map(verdict => ({
      key: VERDICT_WORDS[verdict].key,
      does: `Say of the finding: ${VERDICT_WORDS[verdict].label.toLowerCase()}`,
      run: onFocused(finding => judge(finding, finding.verdict === verdict ? null : verdict)),
    })),
    { key: 'u', does: 'Undo what you said last', run: takeBack },
  ])
  return (
    <Context value={{ judge }}>
      <div ref={box}>{children}</div>
      {failure !== null && <Problem error={failure} />}
      <div className="toast" role="status">
        {last !== null && (
          <p>
            {last.said.charAt(0).toUpperCase() + last.said.slice(1)}.{' '}
            {last.said !== 'taken back' && (
              <button type="button" className="plain" onClick={takeBack}>
                Undo <kbd>u</kbd>
              </button>
            )}
          </p>
        )}
      </div>
      {asking}
    </Context>
  )
}
