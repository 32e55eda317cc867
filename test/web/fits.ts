import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { overflows, seriousFaults } from './browser.ts'

/** A page as shown now fits every window, and has no serious fault on a large light screen nor on a small dark one. */
export async function fits(page: Page): Promise<void> {
  expect(await seriousFaults(page)).toEqual([])
  for (const width of [2560, 700, 400]) {
    await page.setViewportSize({ width, height: 900 })
    // The plots, if any, are drawn anew.
    await page.waitForTimeout(100)
    expect(await overflows(page), `${width} px`).toBe(false)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await seriousFaults(page)).toEqual([])
}

/** What the focus is on, in words: its text or label. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const on = document.activeElement
    return on?.getAttribute('aria-label') ?? on?.textContent?.trim() ?? ''
  })
