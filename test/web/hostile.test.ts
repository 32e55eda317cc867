import { expect, it } from 'vitest'
import { BARE, describe, newPage, overflows, seriousFaults, serveBare, withBrowser } from './browser.ts'
import { largeArticle, MANY, OVERRIDE, serveArticle } from './large-article.ts'
import { card } from './reading.ts'

describe('a hostile article', () => {
  withBrowser()

  it('of 2 MB in one paragraph and 5,000 statements stays text, and no more is made of it than is looked at', async () => {
    const { page, wrong } = await newPage()
    await serveBare(page)
    const hostile = largeArticle()
    expect(hostile.article.text.length).toBeGreaterThan(2_000_000)
    await serveArticle(page, hostile)
    await page.goto(`${BARE}/a/a1`)
    await page.locator('[data-begins="0"]').waitFor()
    // What stands in the page is the article, letter for letter.
    expect(await page.locator('.text').evaluate(box => box.textContent)).toBe(hostile.article.text)
    expect(await page.locator('.text :is(img, script, i, b)').count()).toBe(0)
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2500)

    // The end is a jump away, marked when it is come to, with its note beside it.
    await page.keyboard.press('l')
    await page.getByRole('searchbox', { name: 'Names or words' }).fill(`fence ${MANY - 1} `)
    await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
    await card(page).waitFor()
    expect(await card(page).getAttribute('aria-label')).toBe(`Statement ${MANY} of ${MANY}`)
    await expect
      .poll(() => page.locator(`[data-begins="${MANY - 1}"]`).evaluate(mark => mark.getBoundingClientRect().top))
      .toBeLessThan(900)
    await page.keyboard.press('k')
    await page.getByRole('region', { name: `Statement ${MANY - 1} of ${MANY}` }).waitFor()
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(2500)
    expect(await page.evaluate('window.hit')).toBeUndefined()
    expect(wrong).toEqual([])
  })

  it('turns nothing around but its own words', async () => {
    const { page } = await newPage()
    await serveBare(page)
    const { article, reading } = largeArticle()
    await serveArticle(page, { article, reading: { ...reading, statements: reading.statements.slice(0, 3) } })
    await page.goto(`${BARE}/a/a1#${reading.statements[1]!.id}`)
    await card(page).waitFor()
    // Every place outside the article's own lines that holds an override is isolated from what stands around it.
    const open = await page.evaluate(mark => {
      const loose: string[] = []
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walk.nextNode()) {
        const node = walk.currentNode
        if (!node.textContent!.includes(mark)) continue
        let held = node.parentElement
        while (held && !/isolate|plaintext/.test(getComputedStyle(held).unicodeBidi)) held = held.parentElement
        if (!held) loose.push(node.parentElement!.outerHTML.slice(0, 120))
      }
      return loose
    }, OVERRIDE)
    expect(open).toEqual([])
    const says = card(page).getByText('says', { exact: true }).first()
    const who = card(page).locator('.card-says bdi')
    const [name, verb] = [await who.boundingBox(), await says.boundingBox()]
    expect(verb!.x).toBeGreaterThanOrEqual(name!.x + name!.width)
    expect(await seriousFaults(page)).toEqual([])
    await page.setViewportSize({ width: 400, height: 900 })
    expect(await overflows(page)).toBe(false)
  })

  it('pasted, runs nothing and goes nowhere', async () => {
    const { page, wrong } = await newPage()
    await serveBare(page)
    await page.goto(`${BARE}/paste`)
    await page.getByText('Ready', { exact: true }).waitFor()
    const asked: string[] = []
    page.context().on('request', request => asked.push(request.url()))
    const html = `<html><body onload="window.hit=1"><article><h1>Mill <script>window.hit=1</script>closes</h1>
      <p>“We are <img src="http://evil.test/x" onerror="window.hit=1"> done,” said <a href="javascript:window.hit=1">Odile Marrow</a>.</p>
      <p>She said that the mill had stood there since the war and would be missed.</p>
      <iframe src="http://evil.test/"></iframe></article></body></html>`
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.html', mimeType: 'text/html', buffer: Buffer.from(html) })
    await page.getByText('Nothing was sent anywhere').waitFor()
    await page.keyboard.press('j')
    await card(page).waitFor()
    expect(await page.evaluate('window.hit')).toBeUndefined()
    expect(asked).toEqual([])
    expect(wrong).toEqual([])
  })
})
