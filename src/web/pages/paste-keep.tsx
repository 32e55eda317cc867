import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Job } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { ask, get } from '../frame/client.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'

interface Props {
  readonly bytes: ArrayBuffer
  readonly form: 'text' | 'markdown' | 'html' | 'pdf'
  /** From now on something is sent. */
  readonly sends: () => void
}

const MEDIA = {
  text: 'text/plain; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
}

/** How long an answer is waited for, in milliseconds between looks and in looks. */
const PAUSE = 250
const LOOKS = 240

type State = 'asked' | { readonly article: string } | { readonly wrong: string } | null

/** Sends what was read here to the record: only when asked, and it says so. */
export function Keep({ bytes, form, sends }: Props) {
  const queries = useQueryClient()
  const [state, setState] = useState<State>(null)
  const keep = async () => {
    setState('asked')
    sends()
    try {
      const body = new Blob([bytes], { type: MEDIA[form] })
      const { body: job } = await ask<Job>(api.articles(), {
        method: 'POST',
        body,
        headers: { 'content-type': MEDIA[form] },
      })
      const report = (await ended(job)).reports.find(r => r.article !== null || r.failure !== null)
      if (report?.article) {
        setState({ article: report.article })
        await queries.invalidateQueries()
      } else setState({ wrong: report?.failure?.message ?? 'it was not kept' })
    } catch (error) {
      setState({ wrong: error instanceof Error ? error.message : String(error) })
    }
  }
  if (state !== null && typeof state === 'object' && 'article' in state)
    return (
      <span role="status">
        Kept. <Link to={paths.article(state.article)}>To the article in the record</Link>
      </span>
    )
  return (
    <>
      <button
        type="button"
        onClick={() => void keep()}
        disabled={state === 'asked'}
        title="Sends the text to the record"
      >
        {state === 'asked' ? 'Keeping …' : 'Keep in the record'}
      </button>
      {state !== null && typeof state === 'object' && (
        <span className="not" role="alert">
          Not kept: {state.wrong}.
        </span>
      )}
    </>
  )
}

async function ended(first: Job): Promise<Job> {
  let job = first
  for (let look = 0; look < LOOKS && (job.state === 'waiting' || job.state === 'running'); look++) {
    await new Promise(resolve => setTimeout(resolve, PAUSE))
    job = await get<Job>(api.job(job.id))
  }
  return job
}
