import type { Family, Variant } from '../../api/wire.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { When } from './days.tsx'
import { type DiffPart, type Doing, doingOf, meaningWords, partsOf } from './family-diff.ts'
import { SpeakerName } from './find-hit.tsx'
import { grouped } from './grouped.ts'
import { joinedWords } from './joined-words.ts'

/** What the signs of a family mean. */
export const FamilyLegend = () => (
  <span className="family-legend">
    <del>left out</del>, <ins>put in</ins>, <span className="trimmed">…</span> begins later or ends earlier,{' '}
    <strong className="grave">!</strong> a negation, number or name is among the words.
  </span>
)

const DOING_WORDS: Readonly<Record<Doing, string>> = {
  whole: 'the same words',
  trimmed: 'trimmed',
  edited: 'edited',
  altered: 'altered',
}

/** One utterance as several reports carry it. On its own page (level 2) it leads nowhere. */
export function FamilyCard({ family, level = 3 }: { readonly family: Family; readonly level?: 2 | 3 }) {
  const { id, variants, fullest, origins, standing } = family
  const full = variants[fullest]!
  const first = variants[0]!
  const Heading = `h${level}` as const
  // Copies of one report are told as one: the first of them speaks for all.
  const byOrigin = [...grouped(variants, ({ origin }) => origin).values()]
  return (
    <article className="family" id={id} data-step={id}>
      <header>
        <Heading className="family-words">
          {level === 2 ? (
            <bdi>{joinedWords(full)}</bdi>
          ) : (
            <Link to={paths.family(id)} className="opens">
              <bdi>{joinedWords(full)}</bdi>
            </Link>
          )}
        </Heading>
        <ul className="facts">
          <li>
            {variants.length} {variants.length === 1 ? 'place' : 'places'}
          </li>
          <li>
            {origins} independent {origins === 1 ? 'origin' : 'origins'}
          </li>
          <li>
            first in <bdi>{first.outlet ?? first.title ?? 'an article'}</bdi>
            {first.publishedAt !== null && (
              <>
                {', '}
                <When at={first.publishedAt} hour />
              </>
            )}
          </li>
          {standing === 'possible' && <li>perhaps a formula that several people use</li>}
        </ul>
      </header>
      <ol className="bare variants">
        {byOrigin.map(of => {
          // Within an origin each form of the words stands once, with everybody who printed it.
          const forms = [...grouped(of, formOf).values()]
          return forms.map(same => (
            <VariantItem
              key={`${same[0]!.article} ${same[0]!.spans[0]?.from}`}
              variant={same[0]!}
              copies={same.slice(1)}
              fullest={same.includes(full)}
              first={same.includes(first)}
            />
          ))
        })}
      </ol>
    </article>
  )
}

const formOf = ({ words, speaker, person, headline }: Variant): string =>
  [
    person ?? speaker ?? '',
    headline,
    ...words.map(w =>
      w
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
        .toLowerCase(),
    ),
  ].join('|')

interface VariantProps {
  readonly variant: Variant
  readonly copies: readonly Variant[]
  readonly fullest: boolean
  readonly first: boolean
}

function VariantItem({ variant, copies, fullest, first }: VariantProps) {
  const { article, statement, outlet, title, publishedAt, speaker, person, headline, differences } = variant
  const parts = partsOf(differences)
  const doing = doingOf(parts)
  return (
    <li className={`variant doing-${fullest ? 'fullest' : doing}`}>
      <div className="variant-who">
        <Link to={statement === null ? paths.article(article) : paths.statement(statement)}>
          <bdi>{outlet ?? title ?? 'untitled article'}</bdi>
        </Link>
        <ul className="facts small">
          {publishedAt !== null && (
            <li>
              <When at={publishedAt} />
            </li>
          )}
          {headline && <li>headline</li>}
          {first && <li>first</li>}
        </ul>
        {copies.length > 0 && (
          <p className="small faint copies">
            <span aria-hidden="true">= </span>also in{' '}
            {copies.map((copy, i) => (
              <span key={`${copy.article} ${copy.spans[0]?.from}`}>
                {i > 0 && ', '}
                <Link to={copy.statement === null ? paths.article(copy.article) : paths.statement(copy.statement)}>
                  <bdi>{copy.outlet ?? copy.title ?? 'another'}</bdi>
                </Link>
              </span>
            ))}
            {copies.some(({ copyOf }) => copyOf !== null) && ', copies'}
          </p>
        )}
      </div>
      <div className="variant-what">
        <p className="variant-speaker">
          <SpeakerName name={speaker} person={person} />{' '}
          <span className={`tag doing ${doing === 'altered' && !fullest ? 'against' : ''}`}>
            {fullest ? 'the fullest' : DOING_WORDS[doing]}
          </span>
        </p>
        {fullest ? (
          <p className="faint small">all the words above</p>
        ) : (
          <p className="diff" dir="auto">
            {parts.length === 0 ? joinedWords(variant) : <Parts parts={parts} />}
          </p>
        )}
      </div>
    </li>
  )
}

const Parts = ({ parts }: { readonly parts: readonly DiffPart[] }) =>
  parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name and never change places
    <span key={i}>
      {i > 0 && ' '}
      <Part part={part} />
    </span>
  ))

function Part({ part }: { readonly part: DiffPart }) {
  switch (part.part) {
    case 'kept':
      return part.text
    case 'trimmed':
      return (
        <span className="trimmed" title={`not quoted here: ${part.text}`}>
          …
        </span>
      )
    case 'beyond':
      return <span className="beyond">({part.text})</span>
    case 'cut':
      return (
        <>
          <Grave part={part} />
          <del>{part.text}</del>
        </>
      )
    case 'added':
      return (
        <>
          <Grave part={part} />
          <ins>{part.text}</ins>
        </>
      )
    case 'changed':
      return (
        <>
          <Grave part={part} />
          <del>{part.gone}</del> <ins>{part.come}</ins>
        </>
      )
  }
  part satisfies never
}

/** A change of the meaning that the report does not show. */
function Grave({ part }: { readonly part: Extract<DiffPart, { readonly shown: boolean }> }) {
  if (part.meaning.length === 0 || part.shown) return null
  const says = `${meaningWords(part.meaning)} differs`
  return (
    <strong className="grave" title={says}>
      <span aria-hidden="true">!</span>
      <span className="unseen">{says}: </span>
    </strong>
  )
}
