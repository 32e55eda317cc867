import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumHere, isBuilt } from './bare.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one browser listens; null where there is no Chromium. */
    readonly browser: string | null
    /** A folder for what the files of a run share; it goes with the run. */
    readonly scratch: string
  }
}

/** Starts one Chromium, to which every file of tests connects; it goes to no network of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!isBuilt()) {
    throw new Error('dist/web is not built; run `npm run build` first')
  }
  const scratch = mkdtempSync(join(tmpdir(), 'ascribe-web-run-'))
  project.provide('scratch', scratch)
  const tidy = () => rmSync(scratch, { recursive: true, force: true })
  const here = chromiumHere()
  if (here === null) {
    if (process.env.CI === 'true') throw new Error('no Chromium; install it (`apt-get install chromium`)')
    console.warn(
      'SKIPPED: tests of the page need Chromium (/usr/bin/chromium, or its path in CHROMIUM); none was found',
    )
    project.provide('browser', null)
    return async () => tidy()
  }
  const server = await chromium.launchServer(here)
  project.provide('browser', server.wsEndpoint())
  return async () => {
    await server.close()
    tidy()
  }
}
