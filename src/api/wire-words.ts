import { type Static, type TObject, type TSchema, type TUnsafe, Type } from 'typebox'

/**
 * The words in which schemas of the API are written. A named schema carries its name as `$id`; others point to it, so that
 * the OpenAPI document has each under its name once.
 */
export type Named<T extends TSchema> = T & { readonly $id: string }

const all: Named<TSchema>[] = []

/** Every named schema, in the order in which they were named: what they point to stands before them. */
export const namedSchemas = (): readonly Named<TSchema>[] => all

export function named<T extends TSchema>(name: string, schema: T): Named<T> {
  const made = Object.assign(schema, { $id: name })
  all.push(made)
  return made
}

/** A pointer to a named schema. */
export const ref = <T extends TSchema>(schema: Named<T>): TUnsafe<Static<T>> =>
  Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` })

export const nullable = <T extends TSchema>(schema: T): TUnsafe<Static<T> | null> =>
  Type.Unsafe<Static<T> | null>({ anyOf: [schema, { type: 'null' }] })

/** Text, a number or a yes and no that may be missing: told by `type`, which is written faster than a choice of schemas. */
const orNull = <T>(type: string, options: object = {}): TUnsafe<T | null> =>
  Type.Unsafe<T | null>({ type: [type, 'null'], ...options })
export const textOrNull = (says?: string): TUnsafe<string | null> =>
  orNull('string', says === undefined ? {} : { description: says })
export const numberOrNull = (says?: string): TUnsafe<number | null> =>
  orNull('number', says === undefined ? {} : { description: says })

/** One of these words. */
export const oneOf = <const W extends readonly string[]>(words: W, options: object = {}): TUnsafe<W[number]> =>
  Type.Unsafe<W[number]>({ type: 'string', enum: [...words], ...options })
export const oneOfOrNull = <const W extends readonly string[]>(words: W): TUnsafe<W[number] | null> =>
  Type.Unsafe<W[number] | null>({ type: ['string', 'null'], enum: [...words, null] })

export const text = (says?: string) => Type.String(says === undefined ? {} : { description: says })
export const count = (says?: string) =>
  Type.Integer({ minimum: 0, ...(says === undefined ? {} : { description: says }) })
export const chance = (says: string) => Type.Number({ minimum: 0, maximum: 1, description: says })
export const yes = (says?: string) => Type.Boolean(says === undefined ? {} : { description: says })
export const list = <T extends TSchema>(items: T, says?: string) =>
  Type.Array(items, says === undefined ? {} : { description: says })

/** An object of a request: what it does not know it refuses. */
export const asked = <P extends Record<string, TSchema>>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false }) as TObject<P>

/** Several shapes told apart by the word in one field; a request that fits none is told what is wrong with the one it names. */
export const told = <const V extends readonly TSchema[]>(by: string, variants: V): TUnsafe<Static<V[number]>> =>
  Type.Unsafe<Static<V[number]>>({
    type: 'object',
    required: [by],
    discriminator: { propertyName: by },
    oneOf: [...variants],
  })

/** Ids as the record makes them. */
export const idOf = (letter: 'a' | 's' | 'p' | 'r' | 'e' | 'f' | 'd', says: string) =>
  Type.String({ pattern: `^${letter}[0-9a-z]{15}$`, description: says })
