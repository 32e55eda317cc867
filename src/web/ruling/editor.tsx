import '../style/ruling.css'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Reading, Span } from '../../api/wire.ts'
import { ROLES, type Role, STANCES } from '../../vocabulary/index.ts'
import { type Key, useKeys } from '../frame/keyboard.tsx'
import { says } from '../reading/words.ts'
import { type Edited, ROLE_SAYS, withSpan } from './draft.ts'
import { moveEnd, moveSentence, moveStart, selectedSpan, wordBeside } from './picking.ts'
import { SpeakerField } from './speaker-field.tsx'

interface Props {
  readonly edited: Edited
  readonly change: (edited: Edited) => void
  readonly reading: Reading
  readonly text: string
  /** The element that holds the article: words selected in it are taken. */
  readonly box: () => HTMLElement | null
  readonly busy: boolean
  readonly save: () => void
  readonly cancel: () => void
}

/** A statement taken apart: who speaks, which words play which part, what the cue does. */
export function Editor({ edited, change, reading, text, box, busy, save, cancel }: Props) {
  const [picking, setPicking] = useState<Role | null>(edited.of ? null : 'content')
  const form = useRef<HTMLFormElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  useKeys([
    { key: 'Escape', does: 'Leave without saving', inFields: true, run: () => (picking ? setPicking(null) : cancel()) },
  ])
  return (
    <form
      ref={form}
      className="card editor"
      onSubmit={submit}
      aria-label={edited.of ? 'Correct the statement' : 'A missed statement'}
    >
      <h2>{edited.of ? 'Correct' : 'A missed statement'}</h2>
      <SpeakerField
        label="Who speaks"
        reading={reading}
        value={edited.speaker}
        set={speaker => change({ ...edited, speaker })}
        focus={edited.of !== null}
      />
      <fieldset>
        <legend>Which words</legend>
        {(edited.of ? ROLES : (['content', 'source', 'cue'] as const)).map(role => (
          <Part
            key={role}
            role={role}
            spans={edited[role]}
            beside={edited.content[0]!}
            text={text}
            box={box}
            active={picking === role}
            start={() => setPicking(role)}
            stop={() => setPicking(null)}
            set={spans => change({ ...edited, [role]: spans })}
          />
        ))}
      </fieldset>
      <fieldset className="row">
        <legend>What the cue does</legend>
        <select
          aria-label="What the cue does"
          value={edited.stance}
          onChange={event =>
            change({ ...edited, stance: STANCES.find(s => s === event.target.value) ?? edited.stance })
          }
        >
          {STANCES.map(stance => (
            <option key={stance} value={stance}>
              {says({ stance, negated: false })}
            </option>
          ))}
        </select>
        <label>
          <input
            type="checkbox"
            checked={edited.negated}
            onChange={event => change({ ...edited, negated: event.target.checked })}
          />{' '}
          negated (“did not say”)
        </label>
      </fieldset>
      <label className="reason">
        Why (if you like){' '}
        <input
          value={edited.reason}
          maxLength={2000}
          onChange={event => change({ ...edited, reason: event.target.value })}
        />
      </label>
      <p className="row">
        <button type="submit" className="main" disabled={busy}>
          {edited.of ? 'Save' : 'Add'}
        </button>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
        <span className="small faint">
          <kbd>Esc</kbd> leaves
        </span>
      </p>
    </form>
  )
}

interface PartProps {
  readonly role: Role
  readonly spans: readonly Span[]
  /** Where to begin where there is no span yet. */
  readonly beside: Span
  readonly text: string
  readonly box: Props['box']
  readonly active: boolean
  readonly start: () => void
  readonly stop: () => void
  readonly set: (spans: readonly Span[]) => void
}

function Part({ role, spans, beside, text, box, active, start, stop, set }: PartProps) {
  const [name, what] = ROLE_SAYS[role]
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (active) button.current?.focus({ preventScroll: true })
  }, [active])
  return (
    <div className={active ? 'part active' : 'part'}>
      <span className="part-name" title={what}>
        {name}
      </span>
      <span className="part-words" dir="auto">
        {spans.length === 0 ? (
          '–'
        ) : (
          <span className={role === 'content' ? 'c1' : role === 'source' ? 'src' : 'cue'}>
            {spans.map(({ from, to }) => text.slice(from, to)).join(' … ')}
          </span>
        )}
      </span>
      <span className="row">
        <button
          type="button"
          ref={button}
          aria-pressed={active}
          aria-label={active ? `Done with the ${name.toLowerCase()}` : `Change the ${name.toLowerCase()}`}
          onClick={active ? stop : start}
        >
          {active ? 'Done' : 'Change'}
        </button>
        {role !== 'content' && spans.length > 0 && (
          <button type="button" className="plain" aria-label={`No ${name.toLowerCase()}`} onClick={() => set([])}>
            ×
          </button>
        )}
      </span>
      {active && <Picker spans={spans} beside={beside} text={text} box={box} set={set} />}
    </div>
  )
}

type PickerProps = Pick<PartProps, 'spans' | 'beside' | 'text' | 'box' | 'set'>

/** Words are picked by selecting them in the text, or by moving the ends of a span with the arrows. */
function Picker({ spans, beside, text, box, set }: PickerProps) {
  const now = useRef<readonly Span[]>(spans)
  now.current = spans
  useSelected(box, text, (span, more) => set(withSpan(now.current, span, more)))
  // The arrows move the last stretch.
  const move = (by: (text: string, span: Span, by: 1 | -1) => Span, step: 1 | -1) => {
    const last = spans.at(-1)
    if (last) set(withSpan(spans.slice(0, -1), by(text, last, step), true))
    else set([wordBeside(text, beside)])
  }
  const arrow = (key: string, does: string, run: (event: KeyboardEvent) => void): Key => ({ key, does, run })
  useKeys([
    arrow('ArrowRight', 'A word more at the end (Shift: start later)', event =>
      event.shiftKey ? move(moveStart, 1) : move(moveEnd, 1),
    ),
    arrow('ArrowLeft', 'A word less at the end (Shift: start earlier)', event =>
      event.shiftKey ? move(moveStart, -1) : move(moveEnd, -1),
    ),
    arrow('ArrowDown', 'The next sentence', () => move(moveSentence, 1)),
    arrow('ArrowUp', 'The sentence before', () => move(moveSentence, -1)),
  ])
  return (
    <p className="small picker">
      Select the words in the text (with <kbd>Alt</kbd> they are added), or: <kbd>←</kbd> <kbd>→</kbd> end,{' '}
      <kbd>Shift</kbd> with them start, <kbd>↑</kbd> <kbd>↓</kbd> sentence.
    </p>
  )
}

/** Calls back with what the reader selects in the article, once the pointer is let go. */
function useSelected(box: Props['box'], text: string, take: (span: Span, more: boolean) => void): void {
  const latest: RefObject<typeof take> = useRef(take)
  latest.current = take
  useEffect(() => {
    const released = (event: PointerEvent) => {
      const more = event.altKey
      // The selection is there once the browser has dealt with the event.
      setTimeout(() => {
        const held = box()
        const span = held ? selectedSpan(held, text) : null
        if (!span) return
        latest.current(span, more)
        getSelection()?.removeAllRanges()
      })
    }
    addEventListener('pointerup', released)
    return () => removeEventListener('pointerup', released)
  }, [box, text])
}
