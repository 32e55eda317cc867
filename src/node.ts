/** For programs on Node: the model that ships with the package. */
import { readFileSync } from 'node:fs'
import { loadModel, type Model } from './engine/index.ts'

/** The path of the model that ships with the package; the same from `src/` and from `dist/`. */
export const DEFAULT_MODEL: URL = new URL('../models/news-en-1/model.bin', import.meta.url)

/** The built thread that reads pieces for `intake`; the same from `src/` and from `dist/`. */
export const WORKER: URL = new URL('../dist/worker.js', import.meta.url)

/** The folder of the built page, the reading room; the same from `src/` and from `dist/`. */
export const PAGE: URL = new URL('../dist/web/', import.meta.url)

/** Reads and checks the model that ships with the package. Throws as `loadModel` and `readFileSync` do. */
export const readDefaultModel = (): Model => loadModel(new Uint8Array(readFileSync(DEFAULT_MODEL)))
