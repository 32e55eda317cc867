import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { BARE, describe, newPage, overflows, seriousFaults, serveBare, WIDTHS, withBrowser } from './browser.ts'

const example = (name: string) => resolve(import.meta.dirname, '../../examples', name)

/** The page for pasting, with the model loaded. */
async function pastePage(page: Page): Promise<void> {
  await serveBare(page)
  await page.goto(`${BARE}/paste`)
  await page.getByText('Ready', { exact: true }).waitFor()
}

describe('paste', () => {
  withBrowser()

  it('reads a text with the network gone, and asks nobody for anything', async () => {
    const { page, wrong } = await newPage()
    await pastePage(page)
    const asked: string[] = []
    page.context().on('request', request => asked.push(request.url()))
    page.on('websocket', socket => asked.push(socket.url()))
    await page.context().setOffline(true)
    await page
      .getByRole('textbox', { name: 'The article’s text' })
      .fill('Mill to close\n\n“We are done,” said Odile Marrow. She denied that the fire was set.')
    await page.getByRole('button', { name: 'Read', exact: true }).click()
    await page.getByText('Nothing was sent anywhere').waitFor()
    const notes = page.getByRole('list', { name: 'Statements' }).getByRole('button')
    expect(await notes.count()).toBe(2)
    expect(await notes.nth(0).textContent()).toContain('Odile Marrow says')
    expect(await notes.nth(1).textContent()).toContain('Odile Marrow denies')
    expect(asked).toEqual([])
    expect(wrong).toEqual([])
  })

  it.each(['interview.md', 'two-papers-a.html', 'formats/tram-stop.pdf'])('opens %s as what it is', async name => {
    const { page, wrong } = await newPage()
    await pastePage(page)
    await page.locator('input[type=file]').setInputFiles(example(name))
    await page.getByText('Nothing was sent anywhere').waitFor()
    expect(await page.getByRole('list', { name: 'Statements' }).getByRole('listitem').count()).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  })

  it('says why a file can’t be read, and reads the next', async () => {
    const { page } = await newPage()
    await pastePage(page)
    const file = page.locator('input[type=file]')
    const buffer = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(400)])
    await file.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer })
    await page.getByRole('alert').waitFor()
    await file.setInputFiles(example('wire-report.txt'))
    await page.getByText('Nothing was sent anywhere').waitFor()
  })

  it('goes through the statements by keys alone', async () => {
    const { page } = await newPage()
    await pastePage(page)
    await page.getByRole('textbox').focus()
    await page.keyboard.insertText(readFileSync(example('quote-of-a-quote.txt'), 'utf8'))
    await page.keyboard.press('Control+Enter')
    await page.getByText('Nothing was sent anywhere').waitFor()
    for (const n of [1, 2, 3]) {
      await page.keyboard.press('j')
      await page.getByRole('region', { name: `Statement ${n} of` }).waitFor()
    }
    await page.keyboard.press('k')
    await page.getByRole('region', { name: 'Statement 2 of' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('region', { name: /Statement \d+ of/ }).count()).toBe(0)
    await page.keyboard.press('l')
    await page.getByRole('searchbox', { name: 'Names or words' }).fill('bailiff')
    await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click()
    await page
      .getByRole('region', { name: /Statement \d+ of/ })
      .getByText('a bailiff')
      .first()
      .waitFor()
  })

  it.each(['light', 'dark'] as const)(
    'has no serious fault in %s at 400 to 2560 px, a statement chosen',
    async colorScheme => {
      const { page, wrong } = await newPage({ colorScheme })
      await pastePage(page)
      await page.locator('input[type=file]').setInputFiles(example('quote-of-a-quote.txt'))
      await page.getByText('Nothing was sent anywhere').waitFor()
      for (let i = 0; i < 5; i++) await page.keyboard.press('j')
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        await page.getByRole('region', { name: 'Statement 5 of' }).getByText('A denial').waitFor()
        expect(await seriousFaults(page)).toEqual([])
        expect(await overflows(page)).toBe(false)
      }
      expect(wrong).toEqual([])
    },
  )
})
