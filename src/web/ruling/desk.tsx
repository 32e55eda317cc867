import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { Conflict, Failure, Reading, RulingMade, RulingRequest } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { ask, ServerError } from '../frame/client.ts'
import { AskAuthor, author } from './author.tsx'
import { ConflictBox } from './conflict.tsx'

/** A ruling before it is signed. */
export type Draft = Omit<RulingRequest, 'author'>

export interface Desk {
  /** Makes rulings one after the other; gives what they made, or null when one was not made. */
  rule(drafts: readonly Draft[], says: string): Promise<readonly RulingMade[] | null>
  /** Takes back the last ruling made here, else this author's last one on the article; or the one named. */
  undo(ruling?: string): Promise<void>
  readonly busy: boolean
  /** What the desk itself shows: the outcome, the question for a name, a conflict. */
  readonly shown: ReactNode
}

interface Waiting {
  readonly drafts: readonly Draft[]
  readonly says: string
  readonly settle: (made: readonly RulingMade[] | null) => void
}

/**
 * Where rulings on one article are signed and sent. Each names the version of the reading that its author saw; where that
 * is no longer the present one, both are shown and the author chooses.
 */
export function useDesk(article: string, reading: Reading | undefined): Desk {
  const queries = useQueryClient()
  const etag = useRef('')
  const made = useRef<string[]>([])
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ readonly says: string; readonly wrong: boolean } | null>(null)
  const [unsigned, setUnsigned] = useState<Waiting | null>(null)
  const [conflict, setConflict] = useState<(Waiting & { readonly met: Conflict }) | null>(null)
  if (reading && !busy) etag.current = reading.etag

  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['reading', article] }),
      queries.invalidateQueries({ queryKey: ['statements'] }),
    ])

  const send = async (waiting: Waiting, name: string): Promise<void> => {
    setBusy(true)
    setOutcome(null)
    let left = waiting.drafts
    const done: RulingMade[] = []
    try {
      for (const draft of waiting.drafts) {
        const { body } = await ask<RulingMade>(api.rulings(), {
          method: 'POST',
          body: { ...draft, author: name },
          headers: { 'if-match': etag.current },
        })
        made.current.push(body.ruling.id)
        done.push(body)
        if (body.etag) etag.current = body.etag
        left = left.slice(1)
      }
      await refresh()
      setOutcome({ says: waiting.says, wrong: false })
      waiting.settle(done)
    } catch (error) {
      const met = conflictOf(error)
      await refresh()
      if (met) setConflict({ ...waiting, drafts: left, met })
      else {
        setOutcome({ says: told(error), wrong: true })
        waiting.settle(null)
      }
    } finally {
      setBusy(false)
    }
  }

  const rule = (drafts: readonly Draft[], says: string): Promise<readonly RulingMade[] | null> =>
    new Promise(settle => {
      const waiting = { drafts, says, settle }
      const name = author.get()
      if (name) void send(waiting, name)
      else setUnsigned(waiting)
    })

  const undo = async (named?: string): Promise<void> => {
    const name = author.get()
    const ruling = named ?? made.current.at(-1) ?? lastOf(reading, name)
    if (!ruling || !name) {
      setOutcome({ says: 'Nothing to undo here.', wrong: false })
      return
    }
    setBusy(true)
    try {
      await ask<RulingMade>(api.undo(ruling), {
        method: 'POST',
        body: { author: name },
        headers: { 'if-match': etag.current },
      })
      made.current = made.current.filter(id => id !== ruling)
      await refresh()
      setOutcome({ says: 'Undone.', wrong: false })
    } catch (error) {
      setOutcome({ says: told(error), wrong: true })
      await refresh()
    } finally {
      setBusy(false)
    }
  }

  const shown = (
    <>
      <div className="outcome" role="status">
        {outcome && (
          <p className={outcome.wrong ? 'wrong' : undefined}>
            {outcome.says}
            {!outcome.wrong && made.current.length > 0 && (
              <button type="button" className="linkish" onClick={() => void undo()}>
                Undo
              </button>
            )}
            <button type="button" className="plain" aria-label="Hide" onClick={() => setOutcome(null)}>
              ×
            </button>
          </p>
        )}
      </div>
      {unsigned && (
        <AskAuthor
          done={name => {
            setUnsigned(null)
            void send(unsigned, name)
          }}
          close={() => {
            setUnsigned(null)
            unsigned.settle(null)
          }}
        />
      )}
      {conflict && reading && (
        <ConflictBox
          met={conflict.met}
          reading={reading}
          article={article}
          keep={() => {
            setConflict(null)
            setOutcome({ says: 'What stood there was kept.', wrong: false })
            conflict.settle(null)
          }}
          insist={() => {
            setConflict(null)
            const { ruling, etag: now } = conflict.met
            if (now) etag.current = now
            const [first, ...rest] = conflict.drafts
            const again = ruling ? { ...first!, instead: ruling.id } : first!
            void send({ ...conflict, drafts: [again, ...rest] }, author.get()!)
          }}
        />
      )}
    </>
  )
  return { rule, undo, busy, shown }
}

/** The last ruling of an author on the article that holds and undoes nothing. */
const lastOf = (reading: Reading | undefined, name: string | null): string | undefined =>
  reading?.rulings.findLast(r => r.author === name && r.state === 'holds' && r.change !== 'undo')?.id

function conflictOf(error: unknown): Conflict | null {
  if (!(error instanceof ServerError) || (error.status !== 409 && error.status !== 412)) return null
  return (error.body as Failure | null)?.conflict ?? null
}

const told = (error: unknown): string => {
  if (!(error instanceof ServerError)) return String(error)
  const sentence = (words: string) => (words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`)
  return `${sentence(error.message)} ${sentence(error.next)}`.trim()
}
