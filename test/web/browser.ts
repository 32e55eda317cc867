import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, inject, describe as plain } from 'vitest'

export { BARE, serveBare } from './bare.ts'

/** Windows that the page is looked at in, in pixels: a telephone, a laptop, a large screen. */
export const WIDTHS = [400, 1280, 2560]

/** Tests of the page: left out, and said to be so, where there is no Chromium. */
export const describe = inject('browser') === null ? plain.skip : plain

let browser: Browser | null = null
const open: Page[] = []

/** Connects a file's tests to the one browser, and closes the pages that each test opened. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.connect(inject('browser')!)
  })
  afterEach(async () => {
    for (const page of open.splice(0)) await page.context().close()
  })
  afterAll(async () => {
    await browser?.close()
  })
}

/** A page of its own, with a memory of its own. What goes wrong in it is collected in `wrong`. */
export async function newPage(options: BrowserContextOptions = {}): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser!.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const wrong: string[] = []
  page.on('pageerror', error => wrong.push(String(error)))
  page.on('console', message => message.type() === 'error' && wrong.push(message.text()))
  open.push(page)
  return { page, wrong }
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds serious or worse: rule, and the first places. Runs beside the page's policy, not in it. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(readFileSync(axePath, 'utf8'))
  const found = await page.evaluate<{ id: string; impact: string; nodes: { target: unknown; html: string }[] }[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then(r => r.violations)',
  )
  return found
    .filter(v => v.impact === 'serious' || v.impact === 'critical')
    .map(
      v =>
        `${v.id}: ${v.nodes
          .slice(0, 3)
          .map(n => `${JSON.stringify(n.target)} ${n.html.slice(0, 120)}`)
          .join(' | ')}`,
    )
}

/** The page is wider than its window: somebody must scroll sideways. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
