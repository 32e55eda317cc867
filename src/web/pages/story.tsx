import '../style/lists.css'
import '../style/people.css'
import '../style/stories.css'
import '../style/find.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ArticleSummary, Family, Story as StoryShape } from '../../api/wire.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askFamilies, askStory, askVoices } from './asks.ts'
import { spanWords, When } from './days.tsx'
import { FamilyCard, FamilyLegend } from './family-card.tsx'
import type { PageProps } from './index.ts'
import { itemsOf, More } from './more.tsx'
import { StoryFindings } from './story-findings.tsx'
import { MatrixTable } from './story-matrix-table.tsx'
import { Timeline } from './story-timeline-list.tsx'

/** One story: what was found, who says what in which report, how words changed, what happened when. */
export default function Story({ parts }: PageProps) {
  const id = parts.id!
  const story = useQuery(askStory(id))
  useTitle(story.data?.title ?? 'Story')
  if (story.isPending) return <Waiting />
  if (story.isError) return <Failure error={story.error} />
  return <Shown key={id} story={story.data} />
}

const SECTIONS = [
  ['findings', 'Findings'],
  ['voices', 'Who says what'],
  ['families', 'Words that return'],
  ['timeline', 'Time line'],
  ['reports', 'Reports'],
] as const

function Shown({ story }: { readonly story: StoryShape }) {
  const { title, articles, first, last, outlets, origins, movedTo } = story
  const id = movedTo ?? story.id
  const families = useInfiniteQuery(askFamilies({ story: id }))
  const found = itemsOf(families.data)
  const copyOf = useMemo(() => copiesOf(found), [found])
  return (
    <div className="sheet wide story">
      <header className="story-head">
        <p className="kicker">story</p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {movedTo !== null && (
          <p className="note">
            This story has become one with others; its lasting address is <Link to={paths.story(movedTo)}>here</Link>.
          </p>
        )}
        <ul className="facts">
          {first !== null && <li>{spanWords(first, last)}</li>}
          <li>
            {articles.length} {articles.length === 1 ? 'report' : 'reports'}
          </li>
          <li title="copies of one wire count once">
            {origins} independent {origins === 1 ? 'origin' : 'origins'}
          </li>
          <li>
            {outlets.length} {outlets.length === 1 ? 'outlet' : 'outlets'}
          </li>
        </ul>
        <nav aria-label="Parts of the story" className="story-nav">
          {SECTIONS.map(([part, name]) => (
            <a key={part} href={`#${part}`}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <section aria-labelledby="findings">
        <h2 id="findings">Findings</h2>
        <StoryFindings story={id} />
      </section>
      <section aria-labelledby="voices">
        <h2 id="voices">Who says what</h2>
        <Voices id={id} copyOf={copyOf} />
      </section>
      <section aria-labelledby="families">
        <h2 id="families">Words that return</h2>
        <p className="lede">
          One utterance as each report carries it, word by word against the fullest. <FamilyLegend />
        </p>
        {families.isPending && <Waiting />}
        {families.isError && !families.isFetchNextPageError && <Failure error={families.error} />}
        {families.isSuccess && found.length === 0 && <p className="faint">No utterance is quoted twice.</p>}
        {found.map(family => (
          <FamilyCard key={family.id} family={family} />
        ))}
        <More list={families} what="utterances" />
      </section>
      <section aria-labelledby="timeline">
        <h2 id="timeline">Time line</h2>
        <Timeline moments={story.timeline} />
      </section>
      <section aria-labelledby="reports">
        <h2 id="reports">Reports</h2>
        <Reports articles={articles} copyOf={copyOf} />
      </section>
    </div>
  )
}

/** From each report to the one whose copy it is, as the families tell it. */
function copiesOf(families: readonly Family[]): ReadonlyMap<string, string> {
  const copies = new Map<string, string>()
  for (const { variants } of families)
    for (const { article, copyOf } of variants) if (copyOf !== null) copies.set(article, copyOf)
  return copies
}

function Voices({ id, copyOf }: { readonly id: string; readonly copyOf: ReadonlyMap<string, string> }) {
  const voices = useQuery(askVoices(id))
  if (voices.isPending) return <Waiting />
  if (voices.isError) return <Failure error={voices.error} />
  return <MatrixTable voices={voices.data} copyOf={copyOf} />
}

interface ReportsProps {
  readonly articles: readonly ArticleSummary[]
  readonly copyOf: ReadonlyMap<string, string>
}

function Reports({ articles, copyOf }: ReportsProps) {
  const byId = new Map(articles.map(article => [article.id, article]))
  return (
    <ol className="bare reports">
      {articles.map(({ id, title, outlet, agency, publishedAt }) => {
        const source = byId.get(copyOf.get(id) ?? '')
        return (
          <li key={id}>
            <Link to={paths.article(id)}>
              <bdi>{title ?? 'untitled article'}</bdi>
            </Link>
            <ul className="facts">
              {outlet !== null && <li>{outlet}</li>}
              {publishedAt !== null && (
                <li>
                  <When at={publishedAt} hour />
                </li>
              )}
              {agency !== null && agency !== outlet && <li>from {agency}</li>}
              {source !== undefined && (
                <li>
                  <span aria-hidden="true">= </span>a copy of {source.outlet ?? source.title}’s
                </li>
              )}
            </ul>
          </li>
        )
      })}
    </ol>
  )
}
