import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as wire from '../../src/api/wire.ts'
import { BRIDGE, type Opened, open } from './opening.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
  await opened.add(BRIDGE)
}, 60_000)
afterAll(() => opened.close(), 60_000)

const get = (url: string) => opened.app.inject({ url: `/api/v1${url}`, headers: { host: 'localhost' } })
const cited = async (words: string): Promise<wire.Citation> => {
  const { items } = (await get(`/statements?words=${encodeURIComponent(words)}`)).json() as wire.StatementPage
  return (await get(`/statements/${items[0]!.statement}/citation`)).json()
}

describe('words that are handed on', () => {
  it('are told as denied in every form of a citation', async () => {
    const { text, bibtex, html } = await cited('steel cracked')
    expect(text).toMatch(/^Bo Dahl denies: that the steel was cracked\n/)
    expect(bibtex).toContain('note = {Bo Dahl denies: that the steel was cracked}')
    expect(html).toContain('<p>Bo Dahl denies: <bdi>that the steel was cracked</bdi></p>')
  })

  it('have their speaker alone where they are asserted', async () => {
    const { text, html } = await cited('another winter')
    expect(text).toMatch(/^Ada Lowe: “We cannot wait for another winter,”\n/)
    expect(html).toContain('<p><bdi>“We cannot wait for another winter,”</bdi></p><footer>Ada Lowe, ')
  })

  it('are told as denied in feeds', async () => {
    const { items } = (await get('/feeds/statements.json?words=steel')).json()
    expect(items[0].content_text).toBe('Bo Dahl denies: that the steel was cracked')
    expect((await get('/feeds/statements.atom?words=steel')).body).toContain(
      '<content type="text">Bo Dahl denies: that the steel was cracked</content>',
    )
    const asserted = (await get('/feeds/statements.json?words=winter')).json()
    expect(asserted.items[0].content_text).toBe('“We cannot wait for another winter,”')
  })
})
