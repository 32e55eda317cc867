import { attribute, loadModel, toSpanLine } from '../engine/index.ts'
import { articleFromBytes } from '../ingest/index.ts'
import { type ReadOptions, readFiles } from './reading.ts'
import type { World } from './world.ts'

/** `ascribe read` with the rooms it needs; `options` are as the command table makes them. */
export const read = (
  files: readonly string[],
  options: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> =>
  readFiles(files, options as unknown as ReadOptions, world, { articleFromBytes, attribute, loadModel, toSpanLine })
