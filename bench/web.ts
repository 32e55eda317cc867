/**
 * Figures of the page, part of `npm run bench`: `npx tsx bench/web.ts`, on the page as built, in Chromium, without a
 * server. What it weighs at first sight; how long an article of 900 words takes to be read in the browser once the model
 * is there; how soon an article of 2 MB in one paragraph with 5,000 statements shows its first statement, and how it
 * scrolls. Times are wall time: neighbours count. Ends with 1 where a limit of size is broken.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from 'playwright-core'
import { BARE, chromiumHere, isBuilt, serveBare } from '../test/web/bare.ts'
import { largeArticle, MANY, serveArticle } from '../test/web/large-article.ts'

const root = resolve(import.meta.dirname, '..')
const LIMITS = { firstLoad: 250_000, model: 5_000_000 }
const WORDS = 900
const ROUNDS = 15

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`
const ms = (time: number): string => `${time.toFixed(0)} ms`
const sorted = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b)
const at = (times: readonly number[], share: number): number =>
  sorted(times)[Math.min(times.length - 1, Math.floor(share * times.length))]!

/** An article of 900 words: the longest example, then paragraphs of the next. */
function article(): string {
  const all = ['quote-of-a-quote.txt', 'anonymous-sources.txt'].map(name =>
    readFileSync(join(root, 'examples', name), 'utf8'),
  )
  const words = all.join('\n\n').split(/(\s+)/)
  return words.slice(0, WORDS * 2 - 1).join('')
}

async function opened(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await serveBare(page)
  await page.goto(BARE + address)
  return page
}

/** Bytes of all that the front page asks for, each packed or as it is, whichever is less. */
async function firstLoad(browser: Browser): Promise<number> {
  const page = await (await browser.newContext()).newPage()
  await serveBare(page)
  await page
    .context()
    .route(`${BARE}/api/v1/**`, route =>
      route.fulfill({ contentType: 'application/json', body: '{"items":[],"next":null}' }),
    )
  const sizes: Promise<number>[] = []
  page.on('response', answer => {
    if (!answer.url().includes('/api/'))
      sizes.push(answer.body().then(body => Math.min(body.length, gzipSync(body).length)))
  })
  await page.goto(`${BARE}/`, { waitUntil: 'networkidle' })
  await page.context().close()
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** Times to read the article once the model is there: as the page itself tells them. */
async function reading(browser: Browser): Promise<{ readonly ready: number; readonly times: readonly number[] }> {
  const began = performance.now()
  const page = await opened(browser, '/paste')
  await page.getByText('Ready', { exact: true }).waitFor()
  const ready = performance.now() - began
  const text = article()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await page.getByRole('textbox', { name: 'The article’s text' }).fill(text)
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    const said = await page.getByText(/^Read here in \d+ ms/).textContent()
    times.push(Number(/\d+/.exec(said!)![0]))
    await page.getByRole('button', { name: 'Another text' }).click()
  }
  await page.context().close()
  return { ready, times }
}

// In the page's own language: what `evaluate` is given as a function is rewritten by what runs this file.
/** From the arrival of the article's data to its first statement on the screen, in milliseconds. */
const FIRST_STATEMENT = `new Promise(done => {
  let arrived = 0
  const plain = Response.prototype.text
  Response.prototype.text = async function () {
    const text = await plain.call(this)
    arrived = performance.now()
    return text
  }
  const look = () => {
    const mark = document.querySelector('[data-begins]')
    if (mark === null || mark.getBoundingClientRect().height === 0) requestAnimationFrame(look)
    else requestAnimationFrame(() => setTimeout(() => done(performance.now() - arrived)))
  }
  history.pushState(null, '', '/a/a1')
  dispatchEvent(new PopStateEvent('popstate'))
  look()
})`

/** Times of the frames of a scroll. */
const SCROLL = `new Promise(done => {
  const times = []
  let last = performance.now()
  const step = () => {
    const now = performance.now()
    times.push(now - last)
    last = now
    scrollBy({ top: 120, behavior: 'instant' })
    if (times.length < 240) requestAnimationFrame(step)
    else done(times)
  }
  requestAnimationFrame(step)
})`

async function large(browser: Browser): Promise<{ readonly first: number; readonly frames: readonly number[] }> {
  const page = await opened(browser, '/help')
  await serveArticle(page, largeArticle())
  await page.getByRole('heading', { level: 1 }).waitFor()
  const first = await page.evaluate<number>(FIRST_STATEMENT)
  const frames = await page.evaluate<number[]>(SCROLL)
  await page.context().close()
  return { first, frames }
}

if (!isBuilt()) throw new Error('dist/web is not built; run `npm run build` first')
const here = chromiumHere()
if (here === null) throw new Error('no Chromium; install it (`apt-get install chromium`)')
const browser = await chromium.launch(here)
try {
  const assets = join(root, 'dist/web/assets')
  const model = readdirSync(assets).find(name => name.endsWith('.bin.gz'))!
  const modelSize = statSync(join(assets, model)).size
  const worker = readdirSync(assets).find(name => /^worker-.*\.js\.gz$/.test(name))!
  const size = await firstLoad(browser)
  console.log(`first load, packed, without engine and plots  ${kB(size)} (aim ${kB(LIMITS.firstLoad)})`)
  console.log(`the engine's script, packed                   ${kB(statSync(join(assets, worker)).size)}`)
  console.log(`the model, packed                             ${kB(modelSize)} (aim ${kB(LIMITS.model)})`)
  const { ready, times } = await reading(browser)
  console.log(`opening the page to a model that is ready     ${ms(ready)}`)
  console.log(
    `an article of ${WORDS} words, read in the browser   first ${ms(times[0]!)}, median of ${ROUNDS} ${ms(at(times, 0.5))}, slowest ${ms(at(times, 1))} (aim 150 ms)`,
  )
  const { first, frames } = await large(browser)
  console.log(`2 MB in one paragraph, ${MANY} statements: the first one stands after ${ms(first)} (aim 1,000 ms)`)
  console.log(
    `… scrolled by 120 px a frame: frame of the median ${ms(at(frames, 0.5))}, of 95 in 100 ${ms(at(frames, 0.95))}, slowest ${ms(at(frames, 1))}`,
  )
  if (size > LIMITS.firstLoad || modelSize > LIMITS.model) process.exitCode = 1
} finally {
  await browser.close()
}
