import { useState } from 'react'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'

/** Saves the article with its statements as one file; asked for here, so that a token goes along where one is needed. */
export function SaveFile({ article }: { readonly article: string }) {
  const [state, setState] = useState<'asked' | 'failed' | null>(null)
  const save = async () => {
    setState('asked')
    try {
      const address = URL.createObjectURL(new Blob([await get<string>(api.file(article))], { type: 'text/html' }))
      const link = Object.assign(document.createElement('a'), { href: address, download: `${article}.html` })
      link.click()
      // The browser has taken it by then.
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
      setState(null)
    } catch {
      setState('failed')
    }
  }
  return (
    <>
      <button type="button" onClick={() => void save()} disabled={state === 'asked'}>
        Save as HTML
      </button>
      {state === 'failed' && (
        <span role="alert" className="not">
          It could not be saved.
        </span>
      )}
    </>
  )
}
