import { expect, it } from 'vitest'
import { describe, newPage, withBrowser } from './browser.ts'
import { fits, focused } from './fits.ts'
import { withServer } from './served.ts'

describe('People', () => {
  withBrowser()
  const at = withServer()

  it('lists who is quoted, sorts by any column, and opens one by the keyboard', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/people`)
    const names = () => page.locator('tbody th a').allTextContents()
    await page.locator('tbody tr').first().waitFor()
    const most = await names()
    await page.getByRole('button', { name: /^Speaker/ }).press('Enter')
    expect(await page.locator('th[aria-sort="ascending"]').count()).toBe(1)
    const sorted = await names()
    expect(sorted).toEqual(most.toSorted((a, b) => a.localeCompare(b)))
    await page.getByRole('button', { name: /^Speaker/ }).press('Enter')
    expect(await names()).toEqual(sorted.toReversed())

    await page.keyboard.press('/')
    await page.keyboard.type('ostberg')
    await page.waitForURL(/name=ostberg/)
    await expect.poll(names).toContain('Helle Ostberg')
    await expect.poll(async () => (await names()).every(name => /Ostberg/.test(name))).toBe(true)
    await page.keyboard.press('Enter')
    const [first] = await names()
    expect(await focused(page)).toBe(first)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: first! }).waitFor()
    expect(wrong).toEqual([])
  })

  it('shows a speaker with plots, the numbers behind them, and all statements', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/people?name=Ostberg`)
    await page.getByRole('link', { name: 'Helle Ostberg', exact: true }).click()
    const plot = page.getByRole('img', { name: /^Statements by outlet/ })
    await plot.waitFor()
    const figure = page.locator('figure', { has: plot })
    await figure.getByText('The numbers').click()
    const rows = await figure.locator('tbody tr').allTextContents()
    expect(rows.length).toBeGreaterThan(1)
    expect(await plot.locator('rect').count()).toBe(rows.length)
    await page.getByRole('img', { name: /^Statements by month/ }).waitFor()

    const all = await page.locator('.said .hit').count()
    expect(all).toBeGreaterThan(3)
    await page.getByRole('combobox', { name: 'Outlet' }).selectOption({ index: 1 })
    await page.waitForURL(/outlet=/)
    await expect.poll(() => page.locator('.said .hit').count()).toBeLessThan(all)
    await page.getByRole('heading', { name: 'Quoted beside' }).waitFor()
    expect(wrong).toEqual([])
  })

  it('shows a hundred at a time, and the others when asked', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/people`)
    await page.getByText('The 100 most quoted').waitFor()
    await page.getByRole('button', { name: 'More speakers' }).click()
    await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(100)
    expect(wrong).toEqual([])
  })

  it('takes another name, and takes it back', async () => {
    const { page } = await newPage()
    await page.goto(`${at()}/people?name=Calloway`)
    await page.getByRole('link', { name: 'Ruth Calloway', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Ruth Calloway' }).waitFor()
    await page.keyboard.press('n')
    await page.getByLabel('The name').fill('R. M. Calloway')
    await page.keyboard.press('Enter')
    await page.getByLabel('Your name').fill('R. Checker')
    await page.keyboard.press('Enter')
    await page.getByText('R. M. Calloway', { exact: true }).first().waitFor()
    await page.getByText('1 ruling').click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Goes by no other name.').waitFor()
  })

  it('makes two speakers one', async () => {
    const { page } = await newPage()
    await page.goto(`${at()}/people?name=Quill`)
    await page.getByRole('link', { name: 'Martin Quill', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Martin Quill' }).waitFor()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog')
    // What the box proposes gives way to what is typed.
    await expect.poll(() => dialog.getByRole('searchbox').inputValue()).toBe('Quill')
    await page.keyboard.type('Reck')
    await dialog.getByRole('button', { name: /Tomas Reck/ }).click()
    await page.getByLabel('Your name').fill('R. Checker')
    await page.keyboard.press('Enter')
    await page.getByText('Tomas Reck', { exact: true }).first().waitFor()
    await page.getByText(/^Also/).waitFor()
  })

  it.each(['/people', '/people?name=nobody-at-all', '/outlets'])(
    'fits every window, in dark and light: %s',
    async path => {
      const { page, wrong } = await newPage()
      await page.goto(at() + path)
      await page.locator('tbody tr, .nothing').first().waitFor()
      await fits(page)
      expect(wrong).toEqual([])
    },
  )

  it('shows how an outlet quotes, and who has the last word', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/outlets`)
    await page.getByRole('link', { name: 'Morning Clarion' }).click()
    await page.getByRole('heading', { level: 1, name: 'Morning Clarion' }).waitFor()
    await page.getByRole('heading', { name: 'Who gets the last word' }).waitFor()
    await page.getByRole('img', { name: /^Who speaks, by type/ }).waitFor()
    await fits(page)
    expect(wrong).toEqual([])
  })

  it('shows a speaker in every window, in dark and light', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/people?name=Ostberg`)
    await page.getByRole('link', { name: 'Helle Ostberg', exact: true }).click()
    await page.getByRole('img', { name: /^Statements by outlet/ }).waitFor()
    await page.locator('.said .hit').first().waitFor()
    await fits(page)
    expect(wrong).toEqual([])
  })
})
