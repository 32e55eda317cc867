import { type Static, Type } from 'typebox'
import { FORMATS } from './wire-articles.ts'
import { Failure } from './wire-rulings.ts'
import {
  asked,
  count,
  list,
  named,
  nullable,
  numberOrNull,
  oneOf,
  oneOfOrNull,
  ref,
  text,
  textOrNull,
  yes,
} from './wire-words.ts'

export const JOB_KINDS = ['add', 'reread', 'export'] as const
export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export const EXPORT_FORMATS = ['jsonl', 'csv', 'parquet', 'jsonld', 'html'] as const

const line = (says: string) => Type.String({ maxLength: 2000, description: says })

/** A text to be read, and what is known of it. For other forms post the bytes themselves with their media type. */
export const TextRequest = named(
  'TextRequest',
  asked({
    text: Type.String({ minLength: 1, description: 'the article' }),
    title: Type.Optional(nullable(line('headline'))),
    outlet: Type.Optional(nullable(line('who published it'))),
    byline: Type.Optional(nullable(line('who wrote it'))),
    published: Type.Optional(nullable(line('when it was published, as the article would state it'))),
    url: Type.Optional(nullable(line('where it lives on the web'))),
    form: Type.Optional(oneOf(['text', 'markdown', 'html'])),
  }),
)
export type TextRequest = Static<typeof TextRequest>

/** An address to be fetched, where fetching is switched on. */
export const FetchRequest = named(
  'FetchRequest',
  asked({
    url: Type.String({ minLength: 1, maxLength: 4000, description: 'http or https' }),
    follow: Type.Optional(yes('fetch the pages that a feed links to where it gives no full text')),
  }),
)
export type FetchRequest = Static<typeof FetchRequest>

export const RereadRequest = named('RereadRequest', asked({ kind: Type.Literal('reread') }))
export const ExportRequest = named(
  'ExportRequest',
  asked({
    kind: Type.Literal('export'),
    format: oneOf(EXPORT_FORMATS),
    speaker: Type.Optional(line('only articles with a statement of this speaker')),
    outlet: Type.Optional(line('only of this outlet')),
    since: Type.Optional(line('published on this day or later')),
    until: Type.Optional(line('published on this day or earlier')),
  }),
)
export const JobRequest = named('JobRequest', Type.Union([ref(RereadRequest), ref(ExportRequest)]))
export type JobRequest = Static<typeof JobRequest>

/** What became of one piece of an `add`, or one article of a `reread`. */
export const JobReport = named(
  'JobReport',
  Type.Object({
    outcome: oneOf(['added', 'new-version', 'known', 'unchanged', 'note', 'failed']),
    from: text(),
    article: textOrNull(),
    statements: count(),
    failure: nullable(ref(Failure)),
    note: textOrNull(),
  }),
)
export type JobReport = Static<typeof JobReport>

export const Job = named(
  'Job',
  Type.Object({
    id: text(),
    kind: oneOf(JOB_KINDS),
    state: oneOf(JOB_STATES),
    done: count('pieces or articles done'),
    total: numberOrNull('null where it cannot be told'),
    failed: count(),
    reports: list(ref(JobReport), 'the last 100'),
    failure: nullable(ref(Failure)),
    result: textOrNull('path of what an export wrote, once it is done'),
    createdAt: text('ISO 8601, UTC'),
    endedAt: textOrNull(),
  }),
)
export type Job = Static<typeof Job>
export const JobList = named('JobList', Type.Object({ items: list(ref(Job), 'the newest first') }))
export type JobList = Static<typeof JobList>

export const ROLES = ['read', 'rule', 'admin'] as const

/** What this server is and what may be done here. */
export const About = named(
  'About',
  Type.Object({
    name: Type.Literal('ascribe'),
    engine: text('version'),
    model: text('id'),
    role: oneOfOrNull(ROLES),
    tokens: yes('a token is asked for'),
    fetching: yes('addresses may be added'),
    comparing: yes('stories, families and findings can be asked for'),
    formats: list(oneOf(FORMATS)),
    browserModel: textOrNull('path of the model file for reading in the browser; may be kept for ever'),
    limits: Type.Object({ body: count('largest body in bytes'), page: count('longest page') }),
    counts: Type.Object({
      articles: count(),
      origins: count('copies of one agency’s report count once'),
      versions: count(),
      statements: count(),
      people: count(),
      rulings: count(),
      waiting: count('pieces accepted and not read yet'),
      dead: count('pieces that could not be read'),
    }),
  }),
)
export type About = Static<typeof About>

export const Health = named('Health', Type.Object({ status: oneOf(['up', 'ready', 'draining', 'no-record']) }))
export type Health = Static<typeof Health>
