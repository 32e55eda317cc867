import type { Page } from 'playwright-core'
import type { ArticlePage, Reading } from '../../src/api/wire.ts'

/** Id of the newest version of the article whose title has these words. */
export async function articleNamed(address: string, words: string): Promise<string> {
  const { items } = (await (await fetch(`${address}/api/v1/articles?limit=100`)).json()) as ArticlePage
  const found = items.find(article => article.title?.includes(words))
  if (!found) throw new Error(`no article has “${words}” in its title`)
  return found.id
}

export const readingOf = async (address: string, article: string): Promise<Reading> =>
  (await (await fetch(`${address}/api/v1/articles/${article}/reading`)).json()) as Reading

/** Opens an article, ready to be read. */
export async function openArticle(page: Page, address: string, words: string): Promise<string> {
  const id = await articleNamed(address, words)
  await page.goto(`${address}/a/${id}`)
  await page.getByRole('article').locator('[data-begins]').first().waitFor()
  return id
}

/** The card of the chosen statement. */
export const card = (page: Page) => page.getByRole('region', { name: /^Statement \d+ of \d+$/ })

/** Chooses the first statement with these words (its speaker’s name, then what was said), as a reader does who looks through the list. */
export async function chooseStatement(page: Page, words: string): Promise<void> {
  await page.keyboard.press('l')
  const list = page.getByRole('dialog', { name: 'Statements' })
  await list.getByRole('searchbox').fill(words)
  await list.getByRole('listitem').getByRole('button').first().click()
  await card(page).waitFor()
}

/** Says who rules, as a reader did once in this browser. */
export async function signAs(page: Page, name: string): Promise<void> {
  await page.addInitScript(author => localStorage.setItem('ascribe-author', author), name)
}
