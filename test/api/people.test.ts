import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BRIDGE, FERRY, type Opened, open, PAGE } from './opening.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
  await opened.add(BRIDGE, FERRY, PAGE)
}, 60_000)
afterAll(() => opened.close(), 60_000)

const get = (url: string) => opened.app.inject({ url: `/api/v1${url}`, headers: { host: 'localhost' } })

describe('lists by rank', () => {
  it.each([
    ['/people?', 'id'],
    ['/people?name=lowe&', 'id'],
    ['/people?outlet=Norvale+Courier&', 'id'],
    ['/outlets?', 'key'],
  ])('give everybody page by page: %s', async (path, key) => {
    const whole = (await get(`${path}limit=100`)).json()
    expect(whole.items.length).toBeGreaterThan(0)
    expect(whole.next).toBeNull()
    const found: unknown[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: unknown[]; next: string | null } = (
        await get(`${path}limit=1${next === '' ? '' : `&after=${next}`}`)
      ).json()
      found.push(...page.items)
      next = page.next
    }
    expect(found).toEqual(whole.items)
    expect(new Set(found.map(item => (item as Record<string, unknown>)[key])).size).toBe(found.length)
    expect((await get(`${path}after=9999999`)).json()).toEqual({ items: [], next: null })
    expect((await get(`${path}after=elsewhere`)).statusCode).toBe(400)
  })
})
