import { expect, it } from 'vitest'
import { describe, newPage, seriousFaults, withBrowser } from './browser.ts'
import { card, chooseStatement, openArticle, readingOf, signAs } from './reading.ts'
import { withServer } from './served.ts'

describe('correct in place', () => {
  withBrowser()
  const at = withServer()
  const outcome = (words: string) => new RegExp(`^${words}`)

  it('asks who rules once, signs with it, and is worked by the keyboard alone', async () => {
    const { page, wrong } = await newPage()
    const id = await openArticle(page, at(), 'A furnace does not wait')
    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page.getByRole('dialog', { name: 'Who rules?' }).waitFor()
    await page.keyboard.type('Ana Reader')
    await page.keyboard.press('Enter')
    await page.locator('.outcome').getByText('Accepted.').waitFor()
    // The next one is chosen.
    expect(await card(page).getAttribute('aria-label')).toMatch(/^Statement 2 of/)
    await page.keyboard.press('r')
    await page.locator('.outcome').getByText('Rejected.').waitFor()
    const ruled = await readingOf(at(), id)
    expect(ruled.rulings.map(r => [r.change, r.author])).toEqual([
      ['accept', 'Ana Reader'],
      ['reject', 'Ana Reader'],
    ])
    expect(ruled.rejected.length).toBe(1)
    await page.keyboard.press('u')
    await page.locator('.outcome').getByText('Undone.').waitFor()
    expect((await readingOf(at(), id)).rejected).toEqual([])
    expect(wrong).toEqual([])
  })

  it('gives a statement to somebody of the article, found by a few letters', async () => {
    const { page } = await newPage()
    await signAs(page, 'Ana Reader')
    const id = await openArticle(page, at(), 'A furnace does not wait')
    await chooseStatement(page, 'she had until noon')
    await page.keyboard.press('e')
    await page.getByRole('combobox', { name: 'Who speaks' }).fill('hanne')
    await page.getByRole('option', { name: /Hanne Dahlgaard/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.locator('.outcome').getByText(outcome('Corrected')).waitFor()
    await card(page).getByText('Hanne Dahlgaard').first().waitFor()
    const { statements, speakers } = await readingOf(at(), id)
    const ruled = statements.find(s => s.checked && speakers.find(p => p.id === s.speaker)?.name === 'Hanne Dahlgaard')
    expect(ruled).toBeDefined()
    // What was ruled is told with name and time, and can be undone there.
    await card(page).getByRole('region', { name: 'Rulings' }).getByText('Ana Reader').waitFor()
    await card(page).getByRole('button', { name: 'undo' }).click()
    await page.locator('.outcome').getByText('Undone.').waitFor()
    await card(page).getByText('Castor').first().waitFor()
  })

  it('changes the words by arrows and by selecting, the cue and the stance, in one go', async () => {
    const { page } = await newPage()
    await signAs(page, 'Ana Reader')
    const id = await openArticle(page, at(), 'A furnace does not wait')
    await chooseStatement(page, 'she had no keys to hand over')
    const before = (await readingOf(at(), id)).statements
    const chosen = new URL(page.url()).hash.slice(1)
    const was = before.find(s => s.id === chosen)!
    await page.keyboard.press('e')
    await page.getByRole('button', { name: 'Change the words' }).press('Enter')
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: 'Done with the words' }).press('Enter')
    // The cue: by selecting its words in the text with the pointer.
    await page.getByRole('button', { name: 'Change the cue' }).click()
    await page.locator('.text .on-src').first().dblclick()
    await page.getByRole('button', { name: 'Done with the cue' }).click()
    await page.getByRole('combobox', { name: 'What the cue does' }).selectOption('refuses')
    await page.getByRole('checkbox', { name: /negated/ }).check()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('.outcome').getByText(outcome('Corrected')).waitFor()
    const now = (await readingOf(at(), id)).statements.find(s => s.id === chosen)!
    expect(now.content[0]!.from).toBe(was.content[0]!.from)
    expect(now.content.at(-1)!.to).toBeLessThan(was.content.at(-1)!.to)
    expect(now.cue).not.toEqual(was.cue)
    expect([now.stance, now.negated]).toEqual(['refuses', true])
  })

  it('adds what was missed: words, source and cue, by the keyboard', async () => {
    const { page } = await newPage()
    await signAs(page, 'Ana Reader')
    const id = await openArticle(page, at(), 'A furnace does not wait')
    const before = (await readingOf(at(), id)).statements.length
    await page.keyboard.press('m')
    await page.getByRole('heading', { name: 'A missed statement' }).waitFor()
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: 'Done with the words' }).press('Enter')
    await page.getByRole('button', { name: 'Change the source' }).press('Enter')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter')
    await page.locator('.outcome').getByText('Added.').waitFor()
    const now = await readingOf(at(), id)
    expect(now.statements.length).toBe(before + 1)
    const added = now.statements.find(s => s.id === new URL(page.url()).hash.slice(1))!
    expect(added.checked).toBe(true)
    expect(added.source.length).toBe(1)
  })

  it('shows both versions when somebody else was quicker, and lets one choose', async () => {
    const { page } = await newPage()
    await signAs(page, 'Ana Reader')
    const id = await openArticle(page, at(), 'Eleven hurt as fire guts')
    await page.keyboard.press('j')
    await card(page).waitFor()
    const { etag, statements } = await readingOf(at(), id)
    const statement = statements[0]!.id
    const sent = await fetch(`${at()}/api/v1/rulings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-match': etag },
      body: JSON.stringify({
        target: { of: 'statement', statement, article: id },
        change: { change: 'stance', stance: 'denies', negated: false },
        author: 'Ben Quick',
      }),
    })
    expect(sent.status).toBe(200)
    await page.keyboard.press('e')
    await page.getByRole('combobox', { name: 'What the cue does' }).selectOption('asks')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const box = page.getByRole('dialog', { name: 'Somebody else was here' })
    await box.getByText('It asks this.').waitFor()
    await box.getByText('denies').first().waitFor()
    expect(await seriousFaults(page)).toEqual([])
    // The first conflict is of versions; the second, of rulings, names the other one.
    await box.getByRole('button', { name: 'Use mine instead' }).click()
    await box.getByText('Ben Quick').waitFor()
    await box.getByRole('button', { name: 'Use mine instead' }).click()
    await page.locator('.outcome').getByText(outcome('Corrected')).waitFor()
    expect((await readingOf(at(), id)).statements.find(s => s.id === statement)?.stance).toBe('asks')
  })

  it('parts one speaker into two, and makes two one', async () => {
    const { page } = await newPage()
    await signAs(page, 'Ana Reader')
    const id = await openArticle(page, at(), 'Eleven hurt as fire guts')
    const { statements, speakers } = await readingOf(at(), id)
    const several = speakers.find(p => statements.filter(s => s.speaker === p.id && s.person !== null).length > 1)!
    await page.getByRole('button', { name: /^All \d+$/ }).click()
    await page.getByRole('button', { name: new RegExp(`^who is ${several.name}`) }).click()
    const box = page.getByRole('dialog', { name: `Who is ${several.name}?` })
    await box.getByRole('combobox', { name: 'Really' }).fill('Petra Newcomer')
    await page.getByRole('option', { name: /Petra Newcomer/ }).click()
    await box.getByRole('checkbox').first().check()
    await box.getByRole('button', { name: 'Part this statement' }).click()
    await page.locator('.outcome').getByText('Parted.').waitFor()
    const parted = await readingOf(at(), id)
    expect(parted.speakers.some(p => p.name === 'Petra Newcomer')).toBe(true)
    await page.getByRole('button', { name: /^who is Petra Newcomer/ }).click()
    const again = page.getByRole('dialog', { name: 'Who is Petra Newcomer?' })
    const others = parted.speakers.filter(
      p => p.id !== several.id && p.type === 'person' && p.name !== 'Petra Newcomer',
    )
    const other = others.find(p => parted.statements.some(s => s.speaker === p.id && s.person !== null))!
    await again.getByRole('combobox', { name: 'Really' }).fill(other.name)
    await page
      .getByRole('option', { name: new RegExp(`^${other.name}`) })
      .first()
      .click()
    await again.getByRole('button', { name: 'They are one' }).click()
    await page.locator('.outcome').getByText('They are one now.').waitFor()
  })
})
