import '../style/article.css'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { Article, Reading, About as Server, Speaker, Statement } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import type { Key } from '../frame/keyboard.tsx'
import { ReadingView } from '../reading/view.tsx'
import { type Desk, useDesk } from '../ruling/desk.tsx'
import { type Edited, editedOf, missed, NEW, rulingsFor, withEdited } from '../ruling/draft.ts'
import { Editor } from '../ruling/editor.tsx'
import { History } from '../ruling/history.tsx'
import { PeopleBox } from '../ruling/people.tsx'
import { selectedSpan, sentenceAt } from '../ruling/picking.ts'
import { Share } from '../share/share.tsx'
import { About } from './about.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { Original } from './original.tsx'

interface Props {
  readonly article: Article
  readonly reading: Reading
  readonly chosen: string | null
  readonly choose: (statement: string | null) => void
}

const textBox = (): HTMLElement | null => document.querySelector('.reading .text')

/** A kept article: read, and corrected in place. */
export function ArticleReading({ article, reading, chosen, choose }: Props) {
  const desk = useDesk(article.id, reading)
  const server = useQuery({ queryKey: ['about'], queryFn: ({ signal }) => get<Server>(api.about, signal) })
  // Who may only read is offered nothing that the server would refuse.
  const rules = server.data?.role !== 'read'
  const [edited, setEdited] = useState<Edited | null>(null)
  const [original, showOriginal] = useState(false)
  const [sharing, setSharing] = useState<Statement | null>(null)
  const [who, setWho] = useState<Speaker | null>(null)
  const now = useMemo(
    () => (edited ? { ...reading, statements: withEdited(reading.statements, edited) } : reading),
    [reading, edited],
  )
  const at = reading.statements.findIndex(s => s.id === chosen)
  const current = at < 0 ? null : reading.statements[at]!

  const onwards = () => choose((reading.statements[at + 1] ?? reading.statements[at - 1])?.id ?? null)
  const accept = async (s: Statement) => {
    const made = await desk.rule([{ target: targetOf(s, article.id), change: { change: 'accept' } }], 'Accepted.')
    if (made) onwards()
  }
  const reject = async (s: Statement) => {
    const made = await desk.rule([{ target: targetOf(s, article.id), change: { change: 'reject' } }], 'Rejected.')
    if (made) onwards()
  }
  const edit = useCallback((s: Statement) => setEdited(editedOf(s, reading)), [reading])
  const add = () => {
    const box = textBox()
    const selected = box ? selectedSpan(box, article.text) : null
    const from = current?.content.at(-1)?.to ?? article.blocks.find(b => b.kind === 'paragraph')?.span.from ?? 0
    const span = selected ?? sentenceAt(article.text, from)
    getSelection()?.removeAllRanges()
    if (span) setEdited(missed(span))
  }
  const save = async () => {
    if (!edited) return
    const drafts = rulingsFor(edited, article.id, reading)
    const made = drafts.length === 0 ? [] : await desk.rule(drafts, edited.of ? 'Corrected.' : 'Added.')
    if (!made) return
    setEdited(null)
    const added = edited.of === null ? made.at(-1)?.statement : null
    if (added) choose(added.id)
  }

  const keys: Key[] = edited
    ? []
    : [
        ...(current
          ? [
              ...(rules
                ? [
                    { key: 'a', does: 'Accept the statement', run: () => void accept(current) },
                    { key: 'r', does: 'Reject the statement', run: () => void reject(current) },
                    { key: 'e', does: 'Edit the statement', run: () => edit(current) },
                  ]
                : []),
              { key: 'c', does: 'Share: link, citation', run: () => setSharing(current) },
            ]
          : []),
        ...(rules
          ? [
              { key: 'm', does: 'Add a statement that was missed', run: add },
              { key: 'u', does: 'Undo the last ruling', run: () => void desk.undo() },
            ]
          : []),
        ...(article.page ? [{ key: 'o', does: 'The original page', run: () => showOriginal(on => !on) }] : []),
      ]

  return (
    <>
      <ReadingView
        article={article}
        reading={now}
        chosen={edited ? (edited.of?.id ?? NEW) : chosen}
        choose={id => !edited && choose(id)}
        keys={keys}
        about={
          <About
            article={article}
            reading={reading}
            choose={choose}
            original={article.page ? () => showOriginal(true) : null}
            add={rules ? add : null}
            who={rules ? setWho : null}
          />
        }
        instead={
          edited && (
            <Editor
              key={edited.of?.id ?? NEW}
              edited={edited}
              change={setEdited}
              reading={reading}
              text={article.text}
              box={textBox}
              busy={desk.busy}
              save={() => void save()}
              cancel={() => setEdited(null)}
            />
          )
        }
        more={s => (
          <>
            <Deeds
              desk={desk}
              accept={() => void accept(s)}
              reject={() => void reject(s)}
              edit={() => edit(s)}
              share={() => setSharing(s)}
              checked={s.checked}
              rules={rules}
            />
            <Elsewhere article={article} statement={s} />
            <History statement={s} reading={reading} desk={rules ? desk : null} />
          </>
        )}
      />
      {original && <Original article={article} close={() => showOriginal(false)} />}
      {sharing && <Share statement={sharing} article={article} close={() => setSharing(null)} />}
      {who && (
        <PeopleBox
          speaker={who}
          reading={reading}
          article={article.id}
          text={article.text}
          desk={desk}
          close={() => setWho(null)}
        />
      )}
      {desk.shown}
    </>
  )
}

const targetOf = (s: Statement, article: string) => ({ of: 'statement' as const, statement: s.id, article })

interface DeedsProps {
  readonly desk: Desk
  readonly accept: () => void
  readonly reject: () => void
  readonly edit: () => void
  readonly share: () => void
  readonly checked: boolean
  /** The reader may rule here. */
  readonly rules: boolean
}

function Deeds({ desk, accept, reject, edit, share, checked, rules }: DeedsProps) {
  return (
    <div className="deeds">
      {rules && (
        <>
          <button type="button" onClick={accept} disabled={desk.busy || checked}>
            Accept <kbd>a</kbd>
          </button>
          <button type="button" onClick={reject} disabled={desk.busy}>
            Reject <kbd>r</kbd>
          </button>
          <button type="button" onClick={edit} disabled={desk.busy}>
            Edit <kbd>e</kbd>
          </button>
        </>
      )}
      <button type="button" onClick={share}>
        Share <kbd>c</kbd>
      </button>
    </div>
  )
}
