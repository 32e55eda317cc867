import '../style/lists.css'
import '../style/people.css'
import '../style/stories.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askFamily, askFindings } from './asks.ts'
import { FamilyCard, FamilyLegend } from './family-card.tsx'
import { FindingCard } from './finding-card.tsx'
import { VerdictKeys } from './finding-verdicts.tsx'
import type { PageProps } from './index.ts'
import { joinedWords } from './joined-words.ts'
import { itemsOf } from './more.tsx'

/** One utterance at its lasting address, with what was found about it. */
export default function Family({ parts }: PageProps) {
  const id = parts.id!
  const family = useQuery(askFamily(id))
  const findings = useInfiniteQuery(askFindings({ family: family.data?.movedTo ?? id }))
  const full = family.data?.variants[family.data.fullest]
  const words = full && joinedWords(full)
  useTitle(words === undefined ? 'Words that return' : `“${words.slice(0, 60)}”`)
  if (family.isPending) return <Waiting />
  if (family.isError) return <Failure error={family.error} />
  const found = itemsOf(findings.data)
  const story = found.find(finding => finding.story !== null)?.story
  return (
    <div className="sheet wide story">
      <p className="kicker">
        words that return
        {story && (
          <>
            {' · '}
            <Link to={paths.story(story)}>the story</Link>
          </>
        )}
      </p>
      <h1 className="unseen">Words that return</h1>
      <FamilyCard family={family.data} level={2} />
      <p className="lede small">
        <FamilyLegend />
      </p>
      {found.length > 0 && (
        <section aria-labelledby="findings">
          <h2 id="findings">What was found about it</h2>
          <VerdictKeys findings={found}>
            {found.map(finding => (
              <FindingCard key={finding.id} finding={finding} />
            ))}
          </VerdictKeys>
        </section>
      )}
    </div>
  )
}
