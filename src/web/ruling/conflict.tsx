import { useQuery } from '@tanstack/react-query'
import type { Article, ChangeDraft, Conflict, Reading, Statement } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import { Dialog } from '../frame/dialog.tsx'
import { dayOf, says } from '../reading/words.ts'

interface Props {
  readonly met: Conflict
  readonly reading: Reading
  readonly article: string
  readonly keep: () => void
  readonly insist: () => void
}

/** Two people meet at one statement: what each says, side by side, and the choice. */
export function ConflictBox({ met, reading, article, keep, insist }: Props) {
  const { data } = useQuery({ queryKey: ['article', article], queryFn: () => get<Article>(api.article(article)) })
  const text = data?.text ?? ''
  return (
    <Dialog title="Somebody else was here" close={keep} className="conflict">
      <div className="sides">
        <section>
          <h3>As it stands now</h3>
          {met.ruling && (
            <p>
              <bdi>{met.ruling.says}</bdi>
              <br />
              <span className="faint small">
                <bdi>{met.ruling.author}</bdi>, {dayOf(met.ruling.at)} {met.ruling.at.slice(11, 16)}
              </span>
            </p>
          )}
          {met.now ? (
            <Standing statement={met.now} reading={reading} text={text} />
          ) : (
            <p>There is no such statement any more.</p>
          )}
        </section>
        <section>
          <h3>What you said</h3>
          <p>
            <bdi>{changeSays(met.sent.change, text)}</bdi>
            <br />
            <span className="faint small">
              <bdi>{met.sent.author}</bdi>, now
            </span>
          </p>
        </section>
      </div>
      <p className="row">
        <button type="button" className="main" onClick={keep}>
          Keep what stands
        </button>
        <button type="button" onClick={insist}>
          Use mine instead
        </button>
      </p>
    </Dialog>
  )
}

function Standing({ statement: s, reading, text }: Pick<Props, 'reading'> & { statement: Statement; text: string }) {
  const speaker = reading.speakers.find(found => found.id === s.speaker)
  return (
    <p>
      <bdi>{speaker?.name ?? 'Somebody not named'}</bdi> {says(s)}:{' '}
      <q>
        <bdi>{wordsOf(text, s.content)}</bdi>
      </q>
    </p>
  )
}

const wordsOf = (text: string, spans: readonly { readonly from: number; readonly to: number }[]): string =>
  spans.map(({ from, to }) => text.slice(from, to)).join(' … ')

/** A change in a sentence. */
export function changeSays(change: ChangeDraft, text: string): string {
  switch (change.change) {
    case 'accept':
      return 'The reading is right.'
    case 'reject':
      return 'There is no such statement.'
    case 'source':
      return change.source.length === 0 ? 'No words name a source.' : `The source is “${wordsOf(text, change.source)}”.`
    case 'cue':
      return change.cue.length === 0 ? 'There is no cue.' : `The cue is “${wordsOf(text, change.cue)}”.`
    case 'content':
      return `The words are “${wordsOf(text, change.content)}”.`
    case 'speaker':
      return change.speaker ? `${change.speaker.name} speaks.` : 'It can’t be told who speaks.'
    case 'stance':
      return `It ${says(change)} this.`
    case 'add':
      return `A statement was missed: “${wordsOf(text, change.content)}”.`
    case 'merge':
      return 'The two are one.'
    case 'split':
      return `${change.into.name} said some of this.`
    case 'alias':
      return `They go by “${change.alias}” too.`
    case 'wikidata':
      return change.id ? `They are ${change.id} in Wikidata.` : 'They are not in Wikidata.'
    case 'verdict':
      return `The finding: ${change.verdict}.`
    default:
      return change satisfies never
  }
}
