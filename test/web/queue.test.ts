import { expect, it } from 'vitest'
import { describe, newPage, withBrowser } from './browser.ts'
import { fits } from './fits.ts'
import { withServer } from './served.ts'

describe('the queue', () => {
  withBrowser()
  const at = withServer()

  it('is checked by three keys, with a way back', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/queue`)
    const card = page.getByRole('article', { name: 'Statement to check' })
    const words = () => card.locator('.content').textContent()
    const accept = page.getByRole('button', { name: /^Accept/ })
    await card.locator('.least').waitFor()
    const first = await words()

    await page.keyboard.press('a')
    await page.getByLabel('Your name').fill('R. Checker')
    await page.keyboard.press('Enter')
    await page.getByText('1 checked: 1 accepted, 0 rejected').waitFor()
    const second = await words()
    expect(second).not.toBe(first)

    await card.locator('.least').waitFor()
    await expect.poll(() => accept.isEnabled()).toBe(true)
    await page.keyboard.press('r')
    await page.getByText('2 checked: 1 accepted, 1 rejected').waitFor()

    await page.keyboard.press('u')
    await page.getByText('1 checked: 1 accepted, 0 rejected').waitFor()
    expect(await words()).toBe(second)

    await page.keyboard.press('j')
    await expect.poll(words).not.toBe(second)
    await page.keyboard.press('k')
    await expect.poll(words).toBe(second)

    await page.keyboard.press('e')
    await page.waitForURL(/\/a\/a[0-9a-z]{15}#s/)
    expect(wrong).toEqual([])

    // What was accepted is out of the queue; what was taken back is in it again.
    await page.goto(`${at()}/queue`)
    await expect.poll(words).toBe(second)
  })

  it('has the least sure first', async () => {
    const answer = await fetch(`${at()}/api/v1/queue?limit=50`)
    const { items } = (await answer.json()) as { items: { confidence: number }[] }
    const sure = items.map(({ confidence }) => confidence)
    expect(sure.length).toBe(50)
    expect(sure).toEqual(sure.toSorted((a, b) => a - b))
  })

  it('fits every window, in dark and light', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/queue`)
    await page.locator('.doubts .least').waitFor()
    await fits(page)
    expect(wrong).toEqual([])
  })
})
