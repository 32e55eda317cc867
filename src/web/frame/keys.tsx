import { useState } from 'react'
import { Dialog } from './dialog.tsx'
import { type Key, keysNow, useKeys } from './keyboard.tsx'
import { paths } from './paths.ts'
import { Link } from './router.tsx'

const NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
}

/** The keys of the part of the page that one looks at. */
export function KeyList({ close }: { readonly close: () => void }) {
  // Taken once: what the list itself answers to is no news.
  const [keys] = useState<readonly Key[]>(keysNow)
  useKeys([{ key: '?', does: 'Hide the keys', run: close }])
  return (
    <Dialog title="Keys" close={close} className="keys">
      <dl>
        {keys.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{NAMES[key] ?? key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p onClickCapture={close}>
        <Link to={paths.help}>What the page does, and how</Link>
      </p>
    </Dialog>
  )
}
