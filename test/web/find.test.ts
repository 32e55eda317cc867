import { expect, it } from 'vitest'
import { describe, newPage, overflows, withBrowser } from './browser.ts'
import { fits, focused } from './fits.ts'
import { withServer } from './served.ts'

describe('Find', () => {
  withBrowser()
  const at = withServer()

  it('is worked by the keyboard alone: search, step through, open, come back', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/find`)
    await page.locator('.hit').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('doors')
    await page.waitForURL(/\?q=doors$/)
    await page.locator('.hit mark', { hasText: /doors/i }).first().waitFor()
    await page.keyboard.press('Enter')
    const first = await focused(page)
    expect(first).toMatch(/doors/i)
    await page.keyboard.press('j')
    const second = await focused(page)
    expect(second).not.toBe(first)
    await page.keyboard.press('k')
    expect(await focused(page)).toBe(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/(?:s|a)\//)
    await page.goBack()
    await page.waitForURL(/\?q=doors$/)
    expect(await page.getByRole('searchbox', { name: 'Words in statements' }).inputValue()).toBe('doors')
    expect(wrong).toEqual([])
  })

  it('is its own address: a search opens as it was left, and nonsense in it does no harm', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/find?q=doors&kind=direct&stance=shouts&since=2025-02-30`)
    await page.locator('.hit').first().waitFor()
    expect(await page.getByRole('list', { name: 'Narrowed to' }).textContent()).toMatch(/direct/)
    expect(await page.locator('.hit', { hasText: 'indirect' }).count()).toBe(0)
    expect(wrong).toEqual([])
  })

  it('narrows by links that say how many statements they leave', async () => {
    const { page } = await newPage()
    await page.goto(`${at()}/find?q=doors`)
    const facet = page.getByRole('link', { name: /^Morning Clarion ?, ?\d+ statements?$/ })
    const leaves = Number(/(\d+) statement/.exec((await facet.textContent())!)![1])
    await facet.click()
    await page.waitForURL(/outlet=Morning\+Clarion/)
    await page
      .getByRole('status')
      .filter({ hasText: `${leaves} statement` })
      .waitFor()
    expect(await page.locator('.hit').count()).toBe(leaves)
    await page.getByRole('button', { name: /Morning Clarion: take it away/ }).click()
    await page.waitForURL(/\?q=doors$/)
  })

  it('goes on page by page', async () => {
    const { page } = await newPage()
    await page.goto(`${at()}/find`)
    await page.locator('.hit').first().waitFor()
    const before = await page.locator('.hit').count()
    await page.getByRole('button', { name: 'More statements' }).click()
    await page.locator('.hit').nth(before).waitFor()
    expect(await page.locator('.hit').count()).toBeGreaterThan(before)
    const all = await page.locator('.hit').evaluateAll(hits => hits.map(hit => (hit as HTMLElement).dataset.step))
    expect(new Set(all).size).toBe(all.length)
  })

  it('keeps searches as links, and hands out feeds of them', async () => {
    const { page } = await newPage()
    await page.goto(`${at()}/find?q=doors&outlet=Morning+Clarion`)
    const name = page.getByLabel('Save this search as')
    expect(await name.inputValue()).toBe('“doors”, in Morning Clarion')
    await name.fill('Doors in the Clarion')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.goto(`${at()}/find`)
    await page.getByRole('link', { name: 'Doors in the Clarion' }).click()
    await page.waitForURL(/q=doors&outlet=Morning\+Clarion/)
    for (const [form, type] of [
      ['Atom', 'application/atom+xml'],
      ['JSON Feed', 'application/feed+json'],
    ] as const) {
      const href = await page.getByRole('link', { name: form }).getAttribute('href')
      const answer = await fetch(new URL(href!, at()))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain(type)
      expect(await answer.text()).toMatch(/doors/i)
    }
    await page.getByRole('button', { name: 'Forget the saved search Doors in the Clarion' }).click()
    await page.reload()
    await page.getByText('None yet.').waitFor()
  })

  it('says what to try where nothing is found', async () => {
    const { page } = await newPage()
    await page.goto(`${at()}/find?q=harbou&outlet=Morning+Clarion&since=2031-01-01`)
    await page.getByText('No statement is like that.').waitFor()
    await page.getByRole('button', { name: /Whatever the first day is/ }).click()
    await page.getByText('No statement is like that.').waitFor()
    await page.getByRole('button', { name: /Whatever the outlet is/ }).click()
    await page.getByRole('button', { name: /begin with “harbou”/ }).click()
    await page.waitForURL(/q=harbou\*$|q=harbou%2A$/)
    await page.locator('.hit mark').first().waitFor()
  })

  it('shows hostile names and words as text, and bears their length', async () => {
    const { page, wrong } = await newPage()
    const long = `Zlo${'x'.repeat(240)}`
    const outlet = `<img src=x onerror=alert(1)> ${'W'.repeat(120)}`
    const made = await fetch(`${at()}/api/v1/articles`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        text: `"The <b>quokka</b> \u202eis upside down ${long}," Mr ${long} said on Monday.`,
        title: `\u202e<script>alert(1)</script> ${long}`,
        outlet,
        published: '2031-05-04',
      }),
    })
    expect(made.status).toBe(202)
    const { id } = (await made.json()) as { id: string }
    await expect
      .poll(async () => ((await (await fetch(`${at()}/api/v1/jobs/${id}`)).json()) as { state: string }).state)
      .toBe('done')
    await page.goto(`${at()}/find?q=quokka`)
    const hit = page.locator('.hit')
    await hit.first().waitFor()
    expect(await hit.first().textContent()).toContain('<b>quokka</b>')
    expect(await page.locator('.find img, .find b, .find script').count()).toBe(0)
    await page.getByRole('link', { name: outlet, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: outlet }).waitFor()
    for (const path of [
      `/outlets/${encodeURIComponent(outlet)}`,
      '/find?q=quokka',
      `/people?name=${long}`,
      '/outlets',
    ]) {
      await page.goto(at() + path)
      await page.locator('.hit, tbody tr, .plot-figure').first().waitFor()
      await page.setViewportSize({ width: 400, height: 900 })
      expect(await overflows(page), path).toBe(false)
    }
    expect(wrong).toEqual([])
  })

  it('fits every window, in dark and light', async () => {
    const { page, wrong } = await newPage()
    await page.goto(`${at()}/find?q=doors`)
    await page.locator('.hit').first().waitFor()
    await page.locator('.facet-value').first().waitFor()
    await fits(page)
    expect(wrong).toEqual([])
  })
})
