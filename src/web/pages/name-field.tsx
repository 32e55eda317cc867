import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../frame/keyboard.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly change: (value: string, how: 'push' | 'replace') => void
  readonly placeholder?: string
  /** It has the focus when its dialog opens. */
  readonly focus?: boolean
  /** Enter was pressed: what was typed has been asked for. */
  readonly entered?: () => void
}

/** A pause this long in typing (ms) asks the record. */
const PAUSE = 250

/** A field that narrows the list under it: asked when typing pauses, and at once with Enter. */
export function NameField({ label, value, change, placeholder = label, focus = false, entered }: Props) {
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  const wait = useRef(0)
  // Only what changed from outside (a step back) changes the field: what is typed goes before.
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => () => clearTimeout(wait.current), [])
  const tell = (words: string, how: 'push' | 'replace') => {
    clearTimeout(wait.current)
    const now = words.replace(/\s+/g, ' ').trim()
    if (now === value) return
    told.current = now
    change(now, how)
  }
  useKeys([
    {
      key: 'Escape',
      does: 'Leave the field',
      inFields: true,
      run: () => (document.activeElement as HTMLElement | null)?.blur(),
    },
  ])
  return (
    <search>
      <form
        onSubmit={event => {
          event.preventDefault()
          tell(typed, 'push')
          entered?.()
        }}
      >
        <input
          data-search={focus ? undefined : true}
          data-focus={focus || undefined}
          type="search"
          aria-label={label}
          placeholder={placeholder}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          // What a dialog proposes is replaced by what is typed.
          onFocus={event => focus && event.target.select()}
          onChange={event => {
            const words = event.target.value
            setTyped(words)
            clearTimeout(wait.current)
            wait.current = window.setTimeout(() => tell(words, 'replace'), PAUSE)
          }}
        />
      </form>
    </search>
  )
}
