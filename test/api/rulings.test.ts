import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type * as wire from '../../src/api/wire.ts'
import { BRIDGE, FERRY, type Opened, open } from './opening.ts'

let opened: Opened
let article: string
beforeEach(async () => {
  opened = await open()
  article = (await opened.add(BRIDGE, FERRY))[0]!
}, 60_000)
afterEach(() => opened.close())

const headers = { host: 'localhost' }
const get = async <T>(url: string): Promise<T> =>
  (await opened.app.inject({ url: `/api/v1${url}`, headers })).json() as T
const post = (url: string, payload: object, more: Record<string, string> = {}) =>
  opened.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: { ...headers, ...more } })
const reading = () => get<wire.Reading>(`/articles/${article}/reading`)
const aboutStatement = ({ id }: { id: string }) => ({ of: 'statement', statement: id, article })
const rule = (target: object, change: object, etag: string, more: object = {}) =>
  post('/rulings', { target, change, author: 'Eda', ...more }, { 'if-match': etag })

describe('rulings', () => {
  it('are made on the reading that was looked at, and give back what became of it', async () => {
    const before = await reading()
    const [first] = before.statements
    const answer = await rule(aboutStatement(first!), { change: 'accept' }, before.etag, { reason: 'heard it myself' })
    expect(answer.statusCode).toBe(200)
    const made = answer.json() as wire.RulingMade
    expect(made.ruling).toMatchObject({ change: 'accept', author: 'Eda', reason: 'heard it myself', state: 'holds' })
    expect(made.statement).toMatchObject({ id: first!.id, checked: true, ruledBy: [made.ruling.id] })
    const after = await reading()
    expect([after.etag, answer.headers.etag]).toEqual([made.etag, made.etag])
    expect(after.etag).not.toBe(before.etag)
    expect(after.rulings.map(r => r.id)).toEqual([made.ruling.id])
    const queue = await get<wire.StatementPage>('/queue?limit=100')
    expect(queue.items.map(i => i.statement)).not.toContain(first!.id)
  })

  it('want to know which reading was looked at', async () => {
    const { statements } = await reading()
    const answer = await post('/rulings', {
      target: aboutStatement(statements[0]!),
      change: { change: 'accept' },
      author: 'Eda',
    })
    expect([answer.statusCode, answer.json().code]).toEqual([428, 'no-if-match'])
  })

  it('show both versions when the article changed meanwhile', async () => {
    const { statements, etag } = await reading()
    const target = aboutStatement(statements[0]!)
    await rule(target, { change: 'stance', stance: 'claims', negated: false }, etag)
    const late = await rule(target, { change: 'stance', stance: 'denies', negated: true }, etag)
    expect(late.statusCode).toBe(412)
    const { code, conflict } = late.json() as wire.Failure
    expect(code).toBe('changed-meanwhile')
    expect(conflict).toMatchObject({
      sent: { change: { change: 'stance', stance: 'denies', negated: true } },
      now: { id: statements[0]!.id, stance: 'claims' },
      etag: (await reading()).etag,
      ruling: null,
    })
  })

  it('show the earlier ruling that they contradict, and may take its place', async () => {
    const { statements, etag } = await reading()
    const target = aboutStatement(statements[0]!)
    const first = (
      await rule(target, { change: 'stance', stance: 'claims', negated: false }, etag)
    ).json() as wire.RulingMade
    const answer = await rule(target, { change: 'stance', stance: 'denies', negated: false }, first.etag!)
    expect(answer.statusCode).toBe(409)
    const { code, conflict } = answer.json() as wire.Failure
    expect([code, conflict!.ruling!.id, conflict!.now!.stance]).toEqual([
      'contradicts-ruling',
      first.ruling.id,
      'claims',
    ])
    const instead = await rule(target, { change: 'stance', stance: 'denies', negated: false }, first.etag!, {
      instead: conflict!.ruling!.id,
    })
    expect((instead.json() as wire.RulingMade).statement!.stance).toBe('denies')
    const { items } = await get<wire.RulingPage>(`/rulings?article=${article}`)
    expect(items.map(r => [r.change, r.state])).toEqual([
      ['stance', 'undone'],
      ['undo', 'holds'],
      ['stance', 'holds'],
    ])
  })

  it('change spans and speakers, add what was missed, reject, and can be undone', async () => {
    const { statements, ...seen } = await reading()
    let { etag } = seen
    const { text } = await get<wire.Article>(`/articles/${article}`)
    const place = (words: string) => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length })
    const made = async (target: object, change: object) => {
      const answer = await rule(target, change, etag)
      expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([200, expect.any(String)])
      const body = answer.json() as wire.RulingMade
      etag = body.etag!
      return body
    }
    const first = statements.find(s => text.slice(s.content[0]!.from, s.content[0]!.to).includes('winter'))!
    const shorter = await made(aboutStatement(first), {
      change: 'content',
      content: [place('cannot wait for another winter')],
    })
    expect(shorter.statement!.content).toEqual([place('cannot wait for another winter')])
    const dahl = { name: 'Bo Dahl', type: 'person', person: null, mention: place('Bo Dahl') }
    const said = await made(aboutStatement(first), { change: 'speaker', speaker: dahl })
    const { speakers } = await reading()
    expect(speakers.find(s => s.id === said.statement!.speaker)!.name).toBe('Bo Dahl')
    const added = await made(
      { of: 'article', article },
      {
        ...{ change: 'add', content: [place('Bridge at Norvale')], source: [], cue: [], speaker: null },
        ...{ stance: 'asserts', negated: false },
      },
    )
    expect(added.statement).toMatchObject({ checked: true, content: [place('Bridge at Norvale')] })
    const other = statements.find(s => s.id !== first.id)!
    const rejected = await made(aboutStatement(other), { change: 'reject' })
    expect(rejected.statement).toBeNull()
    expect((await get<wire.StatementPlace>(`/statements/${other.id}`)).standing).toBe('rejected')
    const undone = await post(`/rulings/${rejected.ruling.id}/undo`, { author: 'Eda' })
    expect((undone.json() as wire.RulingMade).statement!.id).toBe(other.id)
    expect((await get<wire.StatementPlace>(`/statements/${other.id}`)).standing).toBe('present')
    expect((await reading()).etag).toBe((undone.json() as wire.RulingMade).etag)
    expect(await opened.store.verify()).toEqual([])
  })

  it('refuse places outside the text, and statements of other articles', async () => {
    const { statements, etag } = await reading()
    const target = aboutStatement(statements[0]!)
    const outside = await rule(target, { change: 'content', content: [{ from: 5, to: 500_000 }] }, etag)
    expect([outside.statusCode, outside.json().code]).toEqual([400, 'bad-ruling'])
    const reversed = await rule(target, { change: 'content', content: [{ from: 9, to: 3 }] }, etag)
    expect(reversed.statusCode).toBe(400)
    const strange = await rule({ ...target, statement: 's000000000000000' }, { change: 'accept' }, etag)
    expect([strange.statusCode, strange.json().code]).toEqual([404, 'no-such-statement'])
  })

  it('merge people and call them by another name, without a reading', async () => {
    const people = await get<wire.PersonPage>('/people?limit=10')
    const [lowe, dahl] = ['Ada Lowe', 'Bo Dahl'].map(name => people.items.find(p => p.name === name)!)
    const person = { of: 'person', person: lowe!.id }
    const alias = await post('/rulings', {
      target: person,
      change: { change: 'alias', alias: 'the iron mayor' },
      author: 'Eda',
    })
    expect(alias.statusCode).toBe(200)
    await post('/rulings', { target: person, change: { change: 'merge', other: dahl!.id }, author: 'Eda' })
    const merged = await get<wire.Person>(`/people/${dahl!.id}`)
    expect(merged).toMatchObject({ mergedInto: lowe!.id, statements: lowe!.statements + dahl!.statements })
    expect((await get<wire.PersonPage>('/people?name=iron%20mayor')).items.map(p => p.id)).toEqual([lowe!.id])
  })

  it('let two readers read while one rules', async () => {
    let { etag } = await reading()
    const { statements } = await reading()
    let ended = false
    const reader = async () => {
      let answers = 0
      while (!ended && answers < 500) {
        const answer = await opened.app.inject({ url: `/api/v1/articles/${article}/reading`, headers })
        expect(answer.statusCode).toBe(200)
        const seen = answer.json() as wire.Reading
        // Whole, whatever is written meanwhile: every ruling that a statement names is there.
        const ids = new Set(seen.rulings.map(r => r.id))
        expect(seen.statements.flatMap(s => s.ruledBy).every(id => ids.has(id))).toBe(true)
        answers++
      }
      return answers
    }
    const readers = [reader(), reader()]
    try {
      for (let i = 0; i < 12; i++) {
        const target = aboutStatement(statements[i % statements.length]!)
        const answer = await rule(target, { change: 'accept' }, etag)
        expect(answer.statusCode).toBe(200)
        const { ruling } = answer.json() as wire.RulingMade
        etag = ((await post(`/rulings/${ruling.id}/undo`, { author: 'Eda' })).json() as wire.RulingMade).etag!
      }
    } finally {
      ended = true
    }
    for (const answers of await Promise.all(readers)) expect(answers).toBeGreaterThan(3)
  })

  it('let one of two through who rule on the same reading at once', async () => {
    const { statements, etag } = await reading()
    const [a, b] = await Promise.all(
      ['claims', 'denies'].map(stance =>
        rule(aboutStatement(statements[0]!), { change: 'stance', stance, negated: false }, etag),
      ),
    )
    expect([a!.statusCode, b!.statusCode].toSorted()).toEqual([200, 412])
  })
})
