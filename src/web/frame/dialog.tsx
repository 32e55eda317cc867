import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useKeysAlone } from './keyboard.tsx'

interface Props {
  readonly title: string
  readonly close: () => void
  readonly children: ReactNode
  readonly className?: string
}

/**
 * A box over the page: the browser's own dialog keeps the focus inside, and Esc closes it. What has `data-focus` in it gets
 * the focus first.
 */
export function Dialog({ title, close, children, className = '' }: Props) {
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useKeysAlone()
  useEffect(() => {
    const dialog = box.current!
    if (!dialog.open) dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-focus]')?.focus()
    return () => dialog.close()
  }, [])
  return (
    <dialog
      ref={box}
      className={className}
      aria-labelledby={id}
      onCancel={event => {
        event.preventDefault()
        close()
      }}
      onKeyDown={event => event.key === 'Escape' && event.stopPropagation()}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="plain" onClick={close} aria-label="Close">
          ×
        </button>
      </header>
      {children}
    </dialog>
  )
}
