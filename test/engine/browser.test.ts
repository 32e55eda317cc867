import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'rolldown'
import { expect, it } from 'vitest'
import { attribute, loadModel } from '../../src/engine/index.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { DEFAULT_MODEL } from '../../src/node.ts'

const built = resolve(import.meta.dirname, '../../dist/index.js')

it('reads the same record in a browser-like context, from the built package, without any Node global', async () => {
  expect(existsSync(built), 'dist/index.js is missing: run npm run build').toBe(true)
  const { output } = await build({
    input: built,
    write: false,
    platform: 'browser',
    output: { format: 'iife', name: 'ascribe' },
  })
  const code = output[0].code
  const bytes = new Uint8Array(readFileSync(DEFAULT_MODEL))
  const text = readFileSync(resolve(import.meta.dirname, '../../examples/quote-of-a-quote.txt'), 'utf8')

  // What every browser has and the language has not; nothing of Node's own.
  const context = createContext({ TextEncoder, TextDecoder, URL, bytes, text })
  expect(runInContext('[typeof process, typeof Buffer, typeof require, typeof global].join()', context)).toBe(
    'undefined,undefined,undefined,undefined',
  )
  runInContext(`${code}\n;globalThis.ascribe = ascribe`, context)
  const there = runInContext(
    'JSON.stringify(ascribe.attribute(ascribe.articleFromText(text), ascribe.loadModel(bytes)))',
    context,
  ) as string
  const here = attribute(articleFromText(text), loadModel(bytes))
  expect(here.attributions.length).toBeGreaterThan(5)
  expect(JSON.parse(there)).toEqual(JSON.parse(JSON.stringify(here)))
})
