import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { FindingPage, StoryPage } from '../../src/api/wire.ts'
import { describe, newPage, withBrowser } from './browser.ts'
import { fits, focused } from './fits.ts'
import { withServer } from './served.ts'

describe('Stories', () => {
  withBrowser()
  const at = withServer()
  const get = async <T>(path: string): Promise<T> => (await fetch(`${at()}/api/v1${path}`)).json() as Promise<T>
  const ferry = async () => {
    const { items } = await get<StoryPage>('/stories?limit=100')
    return items.find(({ outlets }) => outlets.includes('The Aldry Echo'))!
  }
  const open = async (page: Page) => {
    const { id, title } = await ferry()
    await page.goto(`${at()}/stories/${id}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    return id
  }
  const sign = async (page: Page) => {
    await page.getByLabel('Your name').fill('R. Checker')
    await page.keyboard.press('Enter')
  }

  it('lists stories with what was found, and opens one by the keyboard', async () => {
    const { page, wrong } = await newPage()
    const { title } = await ferry()
    await page.goto(`${at()}/stories`)
    await page.locator('.story-item').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type(title)
    await page.waitForURL(/\?q=/)
    await expect.poll(() => page.locator('.story-item').count()).toBe(1)
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe(title)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(wrong).toEqual([])
  })

  it('lays out who says what, with copies of a wire under one head, each cell a link to its statement', async () => {
    const { page } = await newPage()
    await open(page)
    const matrix = page.getByRole('table', { name: 'Who says what in which report' })
    await matrix.waitFor()
    const wire = matrix.getByRole('columnheader', { name: /one origin: Kestrel News Service/ })
    expect(await wire.getAttribute('colspan')).toBe('2')
    const row = matrix.locator('tr', { has: page.getByRole('rowheader', { name: 'Tomas Reck' }) })
    expect(await row.getByRole('link', { name: /fire doors/ }).count()).toBeGreaterThan(0)
    const to = await row
      .getByRole('link', { name: /fire doors/ })
      .first()
      .getAttribute('href')
    expect(to).toMatch(/^\/s\/s[0-9a-z]{15}$/)
  })

  it('shows words that return, word by word, with a sign where the meaning changed', async () => {
    const { page } = await newPage()
    await open(page)
    const family = page.locator('.family', { hasText: 'Nobody told us anything' }).first()
    await family.waitFor()
    const altered = family.locator('.variant', { hasText: 'The National Ledger' })
    expect(await altered.locator('del').textContent()).toBe('fourteen')
    expect(await altered.locator('ins').textContent()).toBe('forty')
    expect(await altered.locator('.grave').textContent()).toContain('a number differs')
    await family.getByRole('link', { name: /^Nobody told us/ }).click()
    await page.waitForURL(/\/families\/f[0-9a-z]{15}$/)
    await page.locator('.variant').first().waitFor()
  })

  it('has findings judged by the keyboard, with undo, at addresses that last', async () => {
    const { page, wrong } = await newPage()
    const story = await open(page)
    const { items } = await get<FindingPage>(`/findings?story=${story}&limit=100`)
    expect(items.length).toBeGreaterThan(0)
    const card = page.locator('.finding').first()
    await card.waitFor()
    await page.keyboard.press('j')
    const id = await page.evaluate(() => document.activeElement?.id)
    expect(items.some(finding => finding.id === id)).toBe(true)
    await page.keyboard.press('a')
    await sign(page)
    await page.getByText('Judged right.').waitFor()
    const mine = page.locator(`#${id}`)
    await mine.getByRole('button', { name: /^Right/, pressed: true }).waitFor()
    await page.keyboard.press('u')
    await mine.getByRole('button', { name: /^Right/, pressed: false }).waitFor()

    await page.goto(`${at()}/findings/${id}`)
    await page.locator('.passage').first().waitFor()
    await page.keyboard.press('r')
    await page.getByText('Judged wrong.').waitFor()
    await page.goto(`${at()}/stories/${story}`)
    const apart = page.locator('.apart', { hasText: '1 judged wrong' })
    await apart.getByText('1 judged wrong').click()
    await apart.locator(`#${id}`).waitFor()
    expect(wrong).toEqual([])
  })

  it('tells the story day by day', async () => {
    const { page } = await newPage()
    await open(page)
    const days = await page.locator('.timeline time').evaluateAll(all => all.map(time => time.getAttribute('datetime')))
    expect(days.length).toBeGreaterThan(2)
    expect(days).toEqual(days.toSorted())
    expect(await page.locator('.moment-published').count()).toBe((await ferry()).articles)
  })

  it('fits every window, in dark and light', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/stories`)
    await page.locator('.story-item').first().waitFor()
    await fits(page)
    expect(wrong).toEqual([])
  })

  it('shows a story in every window, in dark and light', async () => {
    const { page, wrong } = await newPage()
    await open(page)
    await page.getByRole('table', { name: 'Who says what in which report' }).waitFor()
    await page.locator('.family').first().waitFor()
    await fits(page)
    expect(wrong).toEqual([])
  })
})
