import { expect, it } from 'vitest'
import { BARE, describe, newPage, overflows, seriousFaults, serveBare, WIDTHS, withBrowser } from './browser.ts'

describe('the frame', () => {
  withBrowser()

  it.each(['light', 'dark'] as const)(
    'fits windows of 400 to 2560 px in %s and has no serious fault',
    async colorScheme => {
      const { page, wrong } = await newPage({ colorScheme })
      await serveBare(page)
      await page.goto(`${BARE}/help`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        expect(await seriousFaults(page)).toEqual([])
        expect(await overflows(page)).toBe(false)
      }
      expect(wrong).toEqual([])
    },
  )

  it.each([320, 400])('shows every room at once on a window of %i px', async width => {
    const { page } = await newPage()
    await serveBare(page)
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${BARE}/help`)
    const rooms = page.getByRole('navigation', { name: 'Rooms' })
    await rooms.getByRole('link', { name: 'Paste' }).waitFor()
    expect(await rooms.evaluate(nav => nav.scrollWidth - nav.clientWidth)).toBe(0)
  })

  it('goes from room to room and back without loading anew', async () => {
    const { page } = await newPage()
    await serveBare(page)
    await page.goto(`${BARE}/help`)
    await page.evaluate('window.stayed = true')
    await page.getByRole('link', { name: 'Ascribe, the front page' }).click()
    await page.waitForURL(`${BARE}/`)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'What this page does' }).waitFor()
    expect(await page.evaluate('window.stayed')).toBe(true)
  })

  it('shows the keys at ?, and closes them with Esc', async () => {
    const { page } = await newPage()
    await serveBare(page)
    await page.goto(`${BARE}/help`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
  })

  it('keeps the colours that a reader chose', async () => {
    const { page } = await newPage({ colorScheme: 'light' })
    await serveBare(page)
    await page.goto(`${BARE}/help`)
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await paper()
    await page.getByRole('button', { name: /Colours/ }).click()
    await page.getByRole('button', { name: /Colours/ }).click()
    const dark = await paper()
    expect(dark).not.toBe(light)
    await page.reload()
    expect(await paper()).toBe(dark)
  })
})
