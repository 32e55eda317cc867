import '../style/lists.css'
import '../style/people.css'
import '../style/stories.css'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askFinding } from './asks.ts'
import { FindingCard } from './finding-card.tsx'
import { VerdictKeys } from './finding-verdicts.tsx'
import { KIND_WORDS } from './finding-words.ts'
import type { PageProps } from './index.ts'

/** One finding at its lasting address. */
export default function Finding({ parts }: PageProps) {
  const finding = useQuery(askFinding(parts.id!))
  useTitle(finding.data ? `${KIND_WORDS[finding.data.kind].label}: ${finding.data.why}` : 'Finding')
  if (finding.isPending) return <Waiting />
  if (finding.isError) return <Failure error={finding.error} />
  const { story, family } = finding.data
  return (
    <div className="sheet wide story">
      <h1 className="unseen">Finding</h1>
      <ul className="facts kicker">
        <li>finding</li>
        {story !== null && (
          <li>
            <Link to={paths.story(story)}>the story</Link>
          </li>
        )}
        {family !== null && (
          <li>
            <Link to={paths.family(family)}>the words that return</Link>
          </li>
        )}
      </ul>
      <VerdictKeys findings={[finding.data]}>
        <FindingCard finding={finding.data} level={2} />
      </VerdictKeys>
    </div>
  )
}
