import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { Failure } from './wire.ts'
import { type Named, ref } from './wire-words.ts'

/** An app whose handlers are typed by their schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse<IncomingMessage>,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What a route answers: the thing itself, or a failure. */
export const answers = <T extends TSchema>(schema: Named<T>) => ({
  200: ref(schema),
  '4xx': ref(Failure),
  '5xx': ref(Failure),
})

/** The address under which this server was asked; a proxy that speaks HTTPS says so. */
export const originOf = ({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string =>
  `${protocol}://${host}`

/** What a route answers that gives something else than JSON: the thing itself, or a failure. */
export const answersAs = (mediaType: string) => ({
  200: { content: { [mediaType]: { schema: Type.String() } } },
  '4xx': ref(Failure),
  '5xx': ref(Failure),
})
export const MARKUP = answersAs('text/html')

/** What a route answers that begins a job. */
export const accepted = <T extends TSchema>(schema: Named<T>) => ({
  202: ref(schema),
  '4xx': ref(Failure),
  '5xx': ref(Failure),
})
