import { Ajv } from 'ajv'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BRIDGE, FERRY, type Opened, open, PAGE } from './opening.ts'

/** Requests made at random from the OpenAPI document itself: no failure of our own, no status or field that it lacks. */

type Schema = Record<string, unknown>
interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly body: Schema | null
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>
}

let opened: Opened
let document: {
  readonly components: { readonly schemas: Record<string, Schema> }
  readonly paths: Record<string, Record<string, Schema>>
}
let ajv: Ajv
const known: Record<string, string[]> = { a: [], s: [], p: [], r: [], e: [], f: [], d: [], j: [] }

beforeAll(async () => {
  opened = await open()
  await opened.add(BRIDGE, FERRY, PAGE)
  const answer = await opened.app.inject({ url: '/openapi.json', headers: { host: 'localhost' } })
  document = answer.json()
  ajv = new Ajv({ strict: false, discriminator: true, allErrors: true })
  ajv.addSchema({ $id: 'document', components: closed(document.components) as Schema })
  for (const kept of await opened.store.articles({ limit: 10 })) {
    known.a!.push(kept.id)
    for (const s of (await opened.store.reading(kept.id))!.statements) {
      known.s!.push(s.id)
      if (s.person !== null) known.p!.push(s.person)
    }
  }
}, 60_000)
afterAll(() => opened.close(), 60_000)

/** The same schemas, in which an object holds nothing but what is documented. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const made: Schema = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' ? `document${String(value)}` : key === 'enum' ? value : closed(value),
    ]),
  )
  if (made.type === 'object' && made.properties !== undefined && made.discriminator === undefined)
    made.additionalProperties = false
  return made
}

function operations(): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'head')
      .map(([method, operation]) => {
        const {
          parameters = [],
          requestBody,
          responses,
        } = operation as unknown as {
          parameters?: Operation['parameters']
          requestBody?: { content: Record<string, { schema: Schema }> }
          responses: Operation['responses']
        }
        return {
          ...{ method: method.toUpperCase() as Operation['method'], path, parameters, responses },
          body: requestBody?.content['application/json']?.schema ?? null,
        }
      }),
  )
}

/** Values that a schema allows, and now and then some that it does not. */
function valuesOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const fitting = fittingOf(schema, depth)
  const odd = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.integer(),
    fc.constant(''),
    fc.constant(null),
    fc.constant('\u202e"<script>'),
  )
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: odd })
}

function fittingOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, enum: words, pattern, type } = schema as Record<string, never> & { $ref?: string }
  if ($ref !== undefined) return fittingOf(document.components.schemas[$ref.split('/').at(-1)!]!, depth)
  const several = (anyOf ?? oneOf) as Schema[] | undefined
  if (several !== undefined) return fc.oneof(...several.map(s => fittingOf(s, depth)))
  if (words !== undefined) return fc.constantFrom(...(words as unknown[]))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (pattern !== undefined) {
    const letter = /^\^([a-z])\[/.exec(pattern)?.[1]
    if (letter !== undefined) {
      const made = fc.stringMatching(new RegExp(pattern))
      return known[letter]!.length > 0
        ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known[letter]!) }, made)
        : made
    }
    if (String(pattern).includes('\\d{4}')) return fc.constantFrom('2031-05-12', '2031-06-30', '2031-13-45')
    return fc.stringMatching(new RegExp(pattern))
  }
  const types = [type].flat() as unknown[]
  const one = (t: unknown): fc.Arbitrary<unknown> => {
    switch (t) {
      case 'string':
        return fc.oneof(
          fc.constantFrom('Lowe', 'Ada Lowe', 'bridge', 'ferry safe', '"another winter"', 'Norvale Courier', 'brid*'),
          fc.string({ minLength: 1, maxLength: 30 }),
        )
      case 'integer':
      case 'number':
        return fc.integer({ min: Number(schema.minimum ?? 0), max: Math.min(Number(schema.maximum ?? 200), 200) })
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'array':
        return fc.array(fittingOf(schema.items as Schema, depth + 1), {
          minLength: Number(schema.minItems ?? 0),
          maxLength: 3,
        })
      case 'object': {
        const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
        const required = new Set((schema.required ?? []) as string[])
        const record = Object.fromEntries(
          properties.map(([name, s]) => [name, depth > 3 ? fittingOf(s, depth + 1) : valuesOf(s, depth + 1)]),
        )
        return fc.record(record, { requiredKeys: [...required] })
      }
    }
    return fc.constant('x')
  }
  return fc.oneof(...types.map(one))
}

async function ask(operation: Operation, values: Record<string, unknown>, body: unknown) {
  let path = operation.path
  const query = new URLSearchParams()
  const headers: Record<string, string> = { host: 'localhost' }
  for (const { name, in: place } of operation.parameters) {
    const value = values[name]
    if (value === undefined) continue
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(String(value)))
    else if (place === 'query') query.set(name, String(value))
    else headers[name] = String(value).replaceAll(/[^\x20-\x7e]/g, '?')
  }
  return opened.app.inject({
    ...{ method: operation.method, url: `${path}?${query}`, headers },
    ...(body === undefined
      ? {}
      : { payload: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }),
  })
}

function check(operation: Operation, answer: Awaited<ReturnType<typeof ask>>): void {
  const said = `${operation.method} ${operation.path} ${answer.statusCode} ${answer.body.slice(0, 300)}`
  expect(answer.statusCode, said).toBeLessThan(500)
  const group = `${Math.floor(answer.statusCode / 100)}XX`
  const documented = operation.responses[String(answer.statusCode)] ?? operation.responses[group]
  expect(documented, said).toBeDefined()
  const [mediaType] = String(answer.headers['content-type']).split(';')
  const content = documented!.content ?? {}
  if (mediaType !== 'application/json') {
    expect(
      Object.keys(content).some(type => type === mediaType || type === 'application/octet-stream'),
      said,
    ).toBe(true)
    return
  }
  const schema = (content[mediaType] ?? content[Object.keys(content)[0]!])!.schema
  const validate = ajv.compile(closed(schema) as Schema)
  expect(validate(answer.json()) || validate.errors, said).toBe(true)
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 and names its schemas', () => {
    expect((document as unknown as { openapi: string }).openapi).toBe('3.1.0')
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining([
        'Article',
        'Statement',
        'Reading',
        'Failure',
        'Family',
        'Finding',
        'RulingRequest',
        'Job',
      ]),
    )
    expect(JSON.stringify(document)).not.toContain('def-')
  })

  it('describes every operation with a summary and both kinds of failure', () => {
    const all = operations()
    expect(all.length).toBeGreaterThan(38)
    for (const { path, responses } of all)
      expect(Object.keys(responses), path).toEqual(expect.arrayContaining(['4XX', '5XX']))
  })

  it('is kept to by answers to random requests', async () => {
    for (const operation of operations()) {
      if (/\/events$/.test(operation.path)) continue // lasts as long as its job: tested by itself
      const parameters = fc.record(Object.fromEntries(operation.parameters.map(p => [p.name, valuesOf(p.schema)])), {
        requiredKeys: operation.parameters.filter(p => p.in === 'path').map(p => p.name),
      })
      const body = operation.body === null ? fc.constant(undefined) : valuesOf(operation.body)
      await fc.assert(
        fc.asyncProperty(parameters, body, async (values, sent) => {
          check(operation, await ask(operation, values, sent))
        }),
        { numRuns: operation.method === 'GET' ? 15 : 25 },
      )
    }
  })

  it('is kept to where things go well', async () => {
    const [article] = known.a!
    const statement = known.s![0]!
    const person = known.p![0]!
    const good: Record<string, string> = {
      a: article!,
      s: statement,
      p: person,
    }
    for (const operation of operations()) {
      const id = operation.parameters.find(p => p.in === 'path' && p.name === 'id')
      const letter = /^\^([asp])\[/.exec(String(id?.schema.pattern ?? ''))?.[1]
      if (operation.method !== 'GET' || (id !== undefined && letter === undefined)) continue
      if (/\/page$/.test(operation.path)) continue // the first article came in as text
      const answer = await ask(
        operation,
        { ...(letter === undefined ? {} : { id: good[letter] }), name: 'Norvale Courier' },
        undefined,
      )
      expect([operation.path, answer.statusCode]).toEqual([operation.path, 200])
      check(operation, answer)
    }
  })
})
