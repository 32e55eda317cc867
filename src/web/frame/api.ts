/** The server's addresses, as docs/api.md lists them. */
const API = '/api/v1'
const part = encodeURIComponent

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** `?a=1&b=2` without what is not given; nothing where nothing is. */
export function queryOf(query: Query): string {
  const found = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') found.set(name, String(value))
  }
  const text = found.toString()
  return text === '' ? '' : `?${text}`
}

export const api = {
  about: `${API}/about`,
  articles: (query: Query = {}) => `${API}/articles${queryOf(query)}`,
  article: (id: string) => `${API}/articles/${part(id)}`,
  reading: (id: string) => `${API}/articles/${part(id)}/reading`,
  versions: (id: string) => `${API}/articles/${part(id)}/versions`,
  /** The page as it came in, harmless and marked: for a sandboxed frame. */
  page: (id: string) => `${API}/articles/${part(id)}/page`,
  /** One article with its statements as one file that holds everything. */
  file: (id: string) => `${API}/articles/${part(id)}/file.html`,
  statements: (query: Query) => `${API}/statements${queryOf(query)}`,
  statement: (id: string) => `${API}/statements/${part(id)}`,
  citation: (id: string) => `${API}/statements/${part(id)}/citation`,
  rulings: (query: Query = {}) => `${API}/rulings${queryOf(query)}`,
  undo: (ruling: string) => `${API}/rulings/${part(ruling)}/undo`,
  people: (name: string, limit: number) => `${API}/people${queryOf({ name, limit })}`,
  families: (query: Query) => `${API}/families${queryOf(query)}`,
  job: (id: string) => `${API}/jobs/${part(id)}`,
}
