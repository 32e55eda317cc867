import { useQuery } from '@tanstack/react-query'
import type { About, Article, FamilyPage, Statement } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { counted } from '../reading/words.ts'

/** Where the same words stand in other reports. Says nothing where reports have not been laid side by side. */
export function Elsewhere({ article, statement }: { readonly article: Article; readonly statement: Statement }) {
  const about = useQuery({ queryKey: ['about'], queryFn: ({ signal }) => get<About>(api.about, signal) })
  const { data } = useQuery({
    queryKey: ['families', 'of', article.id],
    queryFn: ({ signal }) => get<FamilyPage>(api.families({ article: article.id, limit: 100 }), signal),
    enabled: about.data?.comparing === true,
  })
  const found = (data?.items ?? []).filter(f => f.variants.some(v => v.statement === statement.id))
  return found.map(family => {
    const others = new Set(family.variants.map(v => v.article).filter(id => id !== article.id)).size
    return others === 0 ? null : (
      <p key={family.id} className="small elsewhere">
        <Link to={paths.family(family.id)}>The same words in {counted(others, 'other report')}</Link>
        {family.standing === 'possible' && <span className="faint"> (they may be a formula)</span>}
      </p>
    )
  })
}
