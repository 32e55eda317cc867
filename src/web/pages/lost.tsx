import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'

export default function Lost() {
  useTitle('Not found')
  return (
    <div className="sheet">
      <h1>There is no page here</h1>
      <p>
        <Link to={paths.front}>To the front page</Link>
      </p>
    </div>
  )
}
