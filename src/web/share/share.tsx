import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Article, Citation, Statement } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import { Dialog } from '../frame/dialog.tsx'
import { Failure } from '../frame/failure.tsx'
import { paths } from '../frame/paths.ts'

interface Props {
  readonly statement: Statement
  readonly article: Article
  readonly close: () => void
}

/** One statement to take along: its link, which lasts; a citation; BibTeX; a blockquote. */
export function Share({ statement, close }: Props) {
  const { data, error } = useQuery({
    queryKey: ['citation', statement.id],
    queryFn: ({ signal }) => get<Citation>(api.citation(statement.id), signal),
  })
  const link = new URL(paths.statement(statement.id), location.href).href
  return (
    <Dialog title="Share this statement" close={close} className="share">
      <Copy name="Link" text={link} focus />
      {data && (
        <>
          <Copy name="Citation" text={data.text} />
          <Copy name="BibTeX" text={data.bibtex} />
          <Copy name="HTML" text={data.html} />
        </>
      )}
      {error && <Failure error={error} />}
      <p className="small faint">The link lasts: it finds the statement after a new reading and in a new version.</p>
    </Dialog>
  )
}

interface CopyProps {
  readonly name: string
  readonly text: string
  readonly focus?: boolean
}

function Copy({ name, text, focus = false }: CopyProps) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2000)
    } catch {
      // A page that is not served from this machine or by HTTPS may not: the words can be selected.
      setCopied(false)
    }
  }
  return (
    <div className="copy">
      <h3>{name}</h3>
      <button
        type="button"
        data-focus={focus || undefined}
        onClick={() => void copy()}
        aria-label={`Copy ${name === 'Link' ? 'the link' : `as ${name}`}`}
      >
        {copied ? 'Copied' : 'Copy'}
      </button>
      <textarea
        readOnly
        dir="auto"
        aria-label={name}
        rows={Math.min(7, text.split('\n').length + (text.length > 90 ? 1 : 0))}
        value={text}
        onFocus={event => event.target.select()}
      />
    </div>
  )
}
