import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one browser listens; null where there is no Chromium. */
    readonly browser: string | null
    /** A folder for what the files of a run share; it goes with the run. */
    readonly scratch: string
  }
}

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser']

/** Starts one Chromium, to which every file of tests connects; it goes to no network of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(resolve(import.meta.dirname, '../../dist/web/index.html'))) {
    throw new Error('dist/web is not built; run `npm run build` first')
  }
  const scratch = mkdtempSync(join(tmpdir(), 'ascribe-web-run-'))
  project.provide('scratch', scratch)
  const tidy = () => rmSync(scratch, { recursive: true, force: true })
  const executablePath = PLACES.find((path): path is string => path !== undefined && existsSync(path))
  if (!executablePath) {
    if (process.env.CI === 'true') throw new Error('no Chromium; install it (`apt-get install chromium`)')
    console.warn(
      'SKIPPED: tests of the page need Chromium (/usr/bin/chromium, or its path in CHROMIUM); none was found',
    )
    project.provide('browser', null)
    return async () => tidy()
  }
  const server = await chromium.launchServer({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
  project.provide('browser', server.wsEndpoint())
  return async () => {
    await server.close()
    tidy()
  }
}
