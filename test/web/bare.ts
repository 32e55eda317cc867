import { existsSync, readFileSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import type { LaunchOptions, Page } from 'playwright-core'

/** The built page in Debian's Chromium, with no server behind it: for tests and for the bench. */

const WEB = resolve(import.meta.dirname, '../../dist/web')
export const BARE = 'http://ascribe.test'

export const isBuilt = (): boolean => existsSync(resolve(WEB, 'index.html'))

/** How Chromium is started here, so that it goes to no network of its own; null where there is none. */
export function chromiumHere(): LaunchOptions | null {
  const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser']
  const executablePath = places.find((path): path is string => path !== undefined && existsSync(path))
  const args = [
    ...['--no-sandbox', '--no-first-run', '--disable-sync'],
    ...['--disable-background-networking', '--disable-component-update'],
  ]
  return executablePath === undefined ? null : { executablePath, args }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Answers requests to `BARE` with the files of the build, under the strictest policy. */
export async function serveBare(page: Page): Promise<void> {
  await page.context().route(`${BARE}/**`, route => {
    const { pathname } = new URL(route.request().url())
    const file = extname(pathname) === '' ? '/index.html' : pathname
    return route.fulfill({
      body: readFileSync(WEB + file),
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'",
      },
    })
  })
}
