import { expect, it } from 'vitest'
import { describe, newPage, overflows, seriousFaults, WIDTHS, withBrowser } from './browser.ts'
import { articleNamed, card, chooseStatement, openArticle } from './reading.ts'
import { withServer } from './served.ts'

describe('read', () => {
  withBrowser()
  const at = withServer()

  it('leads from the front page into an article, under the server’s own policy', async () => {
    const { page, wrong } = await newPage()
    await page.goto(at())
    await page.getByRole('link', { name: /A furnace does not wait/ }).click()
    await page.getByRole('heading', { level: 1, name: /A furnace does not wait/ }).waitFor()
    expect(await page.title()).toContain('A furnace does not wait')
    expect(wrong).toEqual([])
  })

  it('shows a chosen statement whole: path, stance, denial, doubt, and what is within it', async () => {
    const { page } = await newPage()
    await openArticle(page, at(), 'A furnace does not wait')
    await chooseStatement(page, 'Lidia Orrin the idea that the workers')
    const steps = card(page).getByRole('list', { name: 'Path of the words' }).getByRole('listitem')
    expect((await steps.allTextContents()).map(step => step.trim())).toEqual([
      'This article',
      'Radio Haldrin via',
      'Lidia Orrin person',
    ])
    expect(await card(page).textContent()).toContain('A denial: the words tell what is denied.')
    expect(await page.locator('.text .on.no').first().textContent()).toContain('the idea that the workers')
    await card(page).getByRole('button', { name: 'the statement around it' }).click()
    await card(page).getByRole('list', { name: 'Path of the words' }).getByText('Radio Haldrin').waitFor()
  })

  it('lays nested statements over one another, each with a line more', async () => {
    const { page } = await newPage()
    await openArticle(page, at(), 'A furnace does not wait')
    const lines = (of: string) =>
      page
        .locator(of)
        .first()
        .evaluate(mark => getComputedStyle(mark).backgroundImage.split('gradient(').length - 1)
    expect(await lines('.text .c2')).toBe((await lines('.text .c1:not(.c2)')) + 1)
  })

  it('chooses by a click in the text, and keeps the choice in the address', async () => {
    const { page } = await newPage()
    const id = await openArticle(page, at(), 'A furnace does not wait')
    await page.locator('.text .cue').nth(2).click()
    await card(page).waitFor()
    const { hash, pathname } = new URL(page.url())
    expect(pathname).toBe(`/a/${id}`)
    expect(hash).toMatch(/^#s[0-9a-z]{15}$/)
    const label = await card(page).getAttribute('aria-label')
    await page.reload()
    await card(page).waitFor()
    expect(await card(page).getAttribute('aria-label')).toBe(label)
  })

  it('keeps every note clear of its neighbours, the chosen one at its words', async () => {
    const { page } = await newPage()
    await openArticle(page, at(), 'Tarn Valley floods live')
    await chooseStatement(page, 'dam')
    const notes = await page.locator('.notes > li').evaluateAll(items =>
      items.map(item => {
        const { top, bottom } = item.getBoundingClientRect()
        const mark = document.querySelector(`.text [data-begins~="${(item as HTMLElement).dataset.note}"]`)
        return { top, bottom, off: top - mark!.getBoundingClientRect().top, chosen: item.className === 'chosen' }
      }),
    )
    expect(notes.length).toBeGreaterThan(10)
    for (const [i, note] of notes.entries()) if (i > 0) expect(note.top).toBeGreaterThanOrEqual(notes[i - 1]!.bottom)
    expect(Math.abs(notes.find(note => note.chosen)!.off)).toBeLessThan(2)
  })

  it('shows the page as it came in, marked, in a frame that can do nothing', async () => {
    const { page, wrong } = await newPage()
    await openArticle(page, at(), 'Dunmere warehouse fire')
    await page.keyboard.press('o')
    const frame = page.getByRole('dialog', { name: 'The original page' }).locator('iframe')
    expect(await frame.getAttribute('sandbox')).toBe('')
    const inside = frame.contentFrame()
    await inside.getByText('Residents of Thread Street').first().waitFor()
    expect(await inside.locator('[data-statement]').count()).toBeGreaterThan(5)
    expect(await inside.locator('script').count()).toBe(0)
    expect(wrong).toEqual([])
  })

  it('shows it to who needs a token too, then handed to the frame', async () => {
    const { page, wrong } = await newPage()
    await page.addInitScript(() => {
      if (window === window.top) sessionStorage.setItem('ascribe-token', 'not asked for here')
    })
    await openArticle(page, at(), 'Dunmere warehouse fire')
    await page.keyboard.press('o')
    const frame = page.getByRole('dialog', { name: 'The original page' }).locator('iframe')
    expect(await frame.getAttribute('sandbox')).toBe('')
    const mark = frame.contentFrame().locator('mark.ascribe-cue').first()
    expect(await mark.evaluate(found => getComputedStyle(found).backgroundColor)).toBe('rgb(255, 255, 0)')
    // The page's own styles are what this page's policy keeps out.
    expect(wrong.filter(line => !/Content Security Policy/.test(line))).toEqual([])
  })

  it('offers who may only read nothing that would be refused', async () => {
    const { page } = await newPage()
    await page.context().route('**/api/v1/about', async route => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), role: 'read' } })
    })
    await openArticle(page, at(), 'Dunmere warehouse fire')
    await page.keyboard.press('j')
    await card(page)
      .getByRole('button', { name: /^Share/ })
      .waitFor()
    await page
      .getByRole('button', { name: /Add a statement|^who is/ })
      .first()
      .waitFor({ state: 'detached' })
    expect(
      await card(page)
        .getByRole('button', { name: /Accept|Reject|Edit/ })
        .count(),
    ).toBe(0)
    await page.keyboard.press('e')
    expect(await page.getByRole('heading', { name: 'Correct' }).count()).toBe(0)
  })

  it('leads from version to version', async () => {
    const { page } = await newPage()
    const id = await articleNamed(at(), 'Vote on the pier')
    await page.goto(`${at()}/a/${id}`)
    const versions = page.getByRole('navigation', { name: 'Versions' }).getByRole('link')
    await versions.first().waitFor()
    expect(await versions.count()).toBeGreaterThan(1)
    const other = page.getByRole('navigation', { name: 'Versions' }).locator('a:not([aria-current])').first()
    await other.click()
    await page.waitForURL(url => url.pathname !== `/a/${id}`)
  })

  it.each(['light', 'dark'] as const)('has no serious fault in %s at 400 to 2560 px', async colorScheme => {
    const { page, wrong } = await newPage({ colorScheme })
    await openArticle(page, at(), 'A furnace does not wait')
    await chooseStatement(page, 'Lidia Orrin the idea that the workers')
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await card(page).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      expect(await overflows(page), `${width} px`).toBe(false)
    }
    expect(wrong).toEqual([])
  })
})
