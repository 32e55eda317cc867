/** The addresses of the page's rooms: links are made here only. */
const part = encodeURIComponent

export const paths = {
  front: '/',
  /** An article, with a statement chosen in it. */
  article: (id: string, statement?: string) => `/a/${part(id)}${statement ? `#${part(statement)}` : ''}`,
  /** The stable address of one statement. */
  statement: (id: string) => `/s/${part(id)}`,
  paste: '/paste',
  find: (query: Readonly<Record<string, string>> = {}) => {
    const search = new URLSearchParams(query).toString()
    return search === '' ? '/find' : `/find?${search}`
  },
  queue: '/queue',
  people: '/people',
  person: (id: string) => `/people/${part(id)}`,
  outlets: '/outlets',
  outlet: (name: string) => `/outlets/${part(name)}`,
  stories: '/stories',
  story: (id: string) => `/stories/${part(id)}`,
  family: (id: string) => `/families/${part(id)}`,
  finding: (id: string) => `/findings/${part(id)}`,
  help: '/help',
}
