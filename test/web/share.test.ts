import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { describe, newPage, seriousFaults, withBrowser } from './browser.ts'
import { card, chooseStatement, openArticle, readingOf, signAs } from './reading.ts'
import { withServer } from './served.ts'

describe('share', () => {
  withBrowser()
  const at = withServer()

  it('gives a link that leads to the statement, a citation, BibTeX and a blockquote', async () => {
    const { page, wrong } = await newPage()
    await openArticle(page, at(), 'Dunmere warehouse fire')
    await chooseStatement(page, 'Roderick Amberley “We had eighty')
    await page.keyboard.press('c')
    const box = page.getByRole('dialog', { name: 'Share this statement' })
    await box.getByRole('textbox', { name: 'BibTeX' }).waitFor()
    expect(await box.getByRole('textbox', { name: 'Citation' }).inputValue()).toMatch(
      /Roderick Amberley: “We had eighty.*\n.*The Dunmere Herald, 2023-05-09/,
    )
    expect(await box.getByRole('textbox', { name: 'BibTeX' }).inputValue()).toMatch(/^@article\{/)
    expect(await box.getByRole('textbox', { name: 'HTML' }).inputValue()).toMatch(/^<blockquote cite="https:/)
    expect(await seriousFaults(page)).toEqual([])
    // Under a box the page's own keys rest.
    const chosen = await card(page).getAttribute('aria-label')
    await page.keyboard.press('j')
    expect(await card(page).getAttribute('aria-label')).toBe(chosen)
    const link = await box.getByRole('textbox', { name: 'Link' }).inputValue()
    expect(link).toMatch(/\/s\/s[0-9a-z]{15}$/)
    await page.goto(link)
    await card(page).getByText('“We had eighty').first().waitFor()
    expect(page.url()).toBe(link)
    expect(wrong).toEqual([])
  })

  it('says of a rejected statement what it was', async () => {
    const { page } = await newPage()
    await signAs(page, 'Ana Reader')
    const id = await openArticle(page, at(), 'Dunmere warehouse fire')
    await chooseStatement(page, 'Corwen Fine Furniture that the alarm')
    const statement = new URL(page.url()).hash.slice(1)
    await page.keyboard.press('r')
    await page.locator('.outcome').getByText('Rejected.').waitFor()
    expect((await readingOf(at(), id)).rejected.map(r => r.statement)).toEqual([statement])
    await page.goto(`${at()}/s/${statement}`)
    await page.getByRole('heading', { name: 'A person ruled this out' }).waitFor()
    await page.getByText('that the alarm had been switched off').waitFor()
  })

  it('hands out the article as one file that needs no other', async () => {
    const { page } = await newPage()
    await openArticle(page, at(), 'Dunmere warehouse fire')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as HTML' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^a[0-9a-z]{15}\.html$/)
  })

  it('prints the article without what stands around it', async () => {
    const { page } = await newPage()
    await openArticle(page, at(), 'Dunmere warehouse fire')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('banner').isVisible()).toBe(false)
    expect(await page.locator('.margin').isVisible()).toBe(false)
    expect(await page.locator('.text').isVisible()).toBe(true)
  })

  it('keeps what was pasted only when asked, and leads to it', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/paste`)
    await page.getByText('Ready', { exact: true }).waitFor()
    await page
      .getByRole('textbox', { name: 'The article’s text' })
      .fill('Weir to be mended\n\n“It will hold,” said Ingrid Solheim. The council said work would begin on Monday.')
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await page.getByRole('button', { name: 'Keep in the record' }).click()
    await page.getByText('It was sent to the record when you asked.').waitFor()
    expect(await page.getByText('Nothing was sent anywhere').count()).toBe(0)
    await page.getByRole('link', { name: 'To the article in the record' }).click()
    await page.waitForURL(/\/a\/a/)
    await page.getByRole('heading', { level: 1, name: 'Weir to be mended' }).waitFor()
    expect(wrong).toEqual([])
  })

  it('loads no more than 250 kB, packed, to show its first page', async () => {
    const { page } = await newPage()
    const sizes: Promise<readonly [string, number]>[] = []
    page.on('response', answer => {
      const { pathname } = new URL(answer.url())
      if (pathname.startsWith('/api/')) return
      // What is packed already (typefaces) gains nothing; the rest the server sends packed.
      sizes.push(answer.body().then(body => [pathname, Math.min(body.length, gzipSync(body).length)] as const))
    })
    await page.goto(at(), { waitUntil: 'networkidle' })
    const loaded = await Promise.all(sizes)
    const all = loaded.reduce((sum, [, size]) => sum + size, 0)
    expect(all, JSON.stringify(loaded)).toBeLessThan(250_000)
    expect(loaded.some(([path]) => path.includes('worker') || path.includes('plot'))).toBe(false)
  })
})
