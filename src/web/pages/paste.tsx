import '../style/paste.css'
import { type DragEvent, type FormEvent, useEffect, useState } from 'react'
import { useTitle } from '../frame/title.ts'
import { type Read, reader } from '../reader/reader.ts'
import { Cast } from '../reading/cast.tsx'
import { ReadingView } from '../reading/view.tsx'
import { counted } from '../reading/words.ts'
import { Keep } from './paste-keep.tsx'

/** Longest file that is read here; what the engine reads of it is bounded besides. */
const MOST = 20_000_000

interface Given {
  readonly bytes: ArrayBuffer
  readonly name: string | null
}

/** Reads what is pasted or dropped, here in the browser: nothing of it is sent anywhere. */
export default function Paste() {
  useTitle('Paste')
  const [text, setText] = useState('')
  const [given, setGiven] = useState<Given | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'reading' | { readonly wrong: string }>('loading')
  const [sent, setSent] = useState(false)
  const [over, setOver] = useState(false)
  const [chosen, choose] = useState<string | null>(null)

  useEffect(() => {
    reader().ready.then(
      () => setState(now => (now === 'loading' ? 'ready' : now)),
      error => setState({ wrong: told(error) }),
    )
  }, [])

  const take = async (blob: Blob, name: string | null) => {
    if (blob.size > MOST) {
      setState({ wrong: `The file has more than ${MOST / 1_000_000} MB: too long to be read here.` })
      return
    }
    setState('reading')
    setSent(false)
    choose(null)
    try {
      const bytes = await blob.arrayBuffer()
      setRead(await reader().read(bytes.slice(0)))
      setGiven({ bytes, name })
      setState('ready')
    } catch (error) {
      setState({ wrong: told(error) })
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void take(new Blob([text], { type: 'text/plain' }), null)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    const words = event.dataTransfer.getData('text/plain')
    if (file) void take(file, file.name)
    else if (words !== '') {
      setText(words)
      void take(new Blob([words]), null)
    }
  }

  if (read && given)
    return (
      <ReadingView
        article={read.result.article}
        reading={read.result.reading}
        chosen={chosen}
        choose={choose}
        about={
          <div className="about-box">
            <p className="took">
              <strong>Read here in {Math.max(1, Math.round(read.took))} ms.</strong>{' '}
              {sent ? 'It was sent to the record when you asked.' : 'Nothing was sent anywhere.'}
            </p>
            <ul className="facts">
              {given.name && (
                <li>
                  <bdi>{given.name}</bdi>
                </li>
              )}
              <li>{counted(read.result.article.text.split(/\s+/).length, 'word')}</li>
              <li>{counted(read.result.reading.statements.length, 'statement')}</li>
            </ul>
            <p className="row">
              <button
                type="button"
                onClick={() => {
                  setRead(null)
                  setGiven(null)
                }}
              >
                Another text
              </button>
              <Keep bytes={given.bytes} form={read.form} sends={() => setSent(true)} />
            </p>
            <Cast reading={read.result.reading} choose={choose} />
          </div>
        }
      />
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way more; the field and the file button do the same
    <div
      className={`sheet narrow paste${over ? ' over' : ''}`}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <h1>Read a text here</h1>
      <p className="lede">
        Paste an article, or drop a file of text, Markdown, HTML or PDF. It is read in this browser; nothing is sent
        anywhere.
      </p>
      <form onSubmit={submit}>
        <textarea
          aria-label="The article’s text"
          placeholder="Paste the article’s text"
          rows={14}
          dir="auto"
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
          }}
        />
        <div className="row">
          <button type="submit" className="main" disabled={text.trim() === '' || state === 'reading'}>
            Read
          </button>
          <label className="button">
            Open a file …
            <input
              type="file"
              className="unseen"
              accept=".txt,.text,.md,.markdown,.html,.htm,.pdf,text/plain,text/markdown,text/html,application/pdf"
              onChange={event => {
                const file = event.target.files?.[0]
                if (file) void take(file, file.name)
              }}
            />
          </label>
          <span className="faint small" role="status">
            {state === 'loading' && 'Loading the model …'}
            {state === 'ready' && 'Ready'}
            {state === 'reading' && 'Reading …'}
          </span>
        </div>
      </form>
      {typeof state === 'object' && (
        <p className="failure" role="alert">
          {state.wrong}
        </p>
      )}
    </div>
  )
}

function told(error: unknown): string {
  const fact = error instanceof Error ? error.message : String(error)
  const next = error instanceof Error && 'next' in error && typeof error.next === 'string' ? error.next : ''
  const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  return next === '' ? sentence(fact) : `${sentence(fact)} ${sentence(next)}`
}
