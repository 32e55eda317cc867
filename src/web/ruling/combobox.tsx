import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'

export interface Option<T> {
  readonly key: string
  readonly value: T
  readonly shown: ReactNode
}

interface Props<T> {
  readonly label: string
  readonly text: string
  readonly setText: (text: string) => void
  readonly options: readonly Option<T>[]
  readonly take: (value: T) => void
  readonly focus?: boolean
}

/** A field with a list beneath it, by the pattern of ARIA: arrows go through the list, Enter takes, Esc closes it. */
export function Combobox<T>({ label, text, setText, options, take, focus }: Props<T>) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const here = Math.min(at, options.length - 1)
  const choose = (option: Option<T>) => {
    setOpen(false)
    take(option.value)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) setOpen(true)
      else setAt((here + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % Math.max(1, options.length))
    } else if (event.key === 'Enter' && open && options[here]) {
      event.preventDefault()
      choose(options[here])
    } else if (event.key === 'Escape' && open) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <div className="combobox">
      <label htmlFor={`${id}-field`}>{label}</label>
      <input
        id={`${id}-field`}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && options[here] ? `${id}-${here}` : undefined}
        autoComplete="off"
        data-focus={focus || undefined}
        // biome-ignore lint/a11y/noAutofocus: it stands first in a form that the reader opened to write in it
        autoFocus={focus}
        dir="auto"
        value={text}
        onChange={event => {
          setText(event.target.value)
          setAt(0)
          setOpen(true)
        }}
        onFocus={event => event.target.select()}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={pressed}
      />
      {open && options.length > 0 && (
        <div id={`${id}-list`} role="listbox" aria-label={label} className="options">
          {options.map((option, i) => (
            <div
              key={option.key}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === here}
              // Before the field loses the focus.
              onPointerDown={event => {
                event.preventDefault()
                choose(option)
              }}
            >
              {option.shown}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
