import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { frontDesk } from '../../src/cli/desk.ts'
import { atHand } from '../../src/cli/reading.ts'
import { shownAddress } from '../../src/cli/records.ts'
import { COMMANDS } from '../../src/cli/table.ts'
import { columnsOf } from '../../src/cli/terminal.ts'
import { processWorld, type World } from '../../src/cli/world.ts'
import type { Model } from '../../src/engine/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import { openRecord } from '../../src/store/index.ts'

// The commands in this process: real files, a real record in SQLite and the real reader, with a terminal that is a fake.

let model: Model
let folder = ''
beforeAll(() => {
  model = readDefaultModel()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascribe-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string, content: string): string => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

interface Answer {
  readonly code: number
  readonly out: string
  readonly lines: readonly string[]
  readonly err: string
  readonly bars: { total: number; steps: number; stopped: boolean }[]
}

const real = processWorld()
const READS = new Set(['add', 'reread'])

/** A command about the record of this test. */
async function ask(args: readonly string[], changes: Partial<World> = {}): Promise<Answer> {
  let out = ''
  const said: string[] = []
  const bars: Answer['bars'] = []
  const world: World = {
    ...real,
    sink: async path =>
      path !== null
        ? real.sink(path)
        : {
            write: async more => {
              out += typeof more === 'string' ? more : new TextDecoder().decode(more)
              return true
            },
            close: async () => {},
            drop: async () => {},
          },
    say: line => said.push(line),
    bar: async total => {
      const bar = { total, steps: 0, stopped: false }
      bars.push(bar)
      return { step: () => bar.steps++, stop: () => (bar.stopped = true) }
    },
    ask: async () => false,
    readDefaultModel: async () => model,
    terminal: { in: false, out: false, err: false },
    columns: 80,
    env: { ASCRIBE_AUTHOR: 'ada', ASCRIBE_RECORD: join(folder, 'r.db') },
    ...changes,
  }
  const [command, ...rest] = args
  const code = await frontDesk([command!, ...(READS.has(command!) ? ['--jobs', '1'] : []), ...rest], world)
  return { code, out, lines: out.split('\n').slice(0, -1), err: said.join('\n'), bars }
}

const objects = ({ lines }: Answer) => lines.map(line => JSON.parse(line) as Record<string, unknown>)
const COLOUR = new RegExp(`${'\u001b'}\\[[\\d;]*m`, 'g')
/** Characters that would steer a terminal. */
const STEERING = ['\u0007', '\u001b', '\u202e']
const faulty = (code: string) => new RegExp(`^ascribe: .+ \\(${code}\\) — .+$`, 'm')

const FERRY = `Ferry stays in port

"We will not sail in this fog," said Lena Marsh, the harbour master of Esker.

Marsh said that the crew had slept for three hours. The mayor, Orla Venn, denied that the town had pressed them.

The company told reporters that tickets would be refunded.
`
const page = (text: string, url = 'https://sound.example/ferry') => `<!doctype html><html lang="en"><head>
<title>Ferry stays in port</title><link rel="canonical" href="${url}">
<meta property="og:site_name" content="The Sound"><meta property="article:published_time" content="2031-05-12">
</head><body><article><h1>Ferry stays in port</h1>${text
  .split('\n\n')
  .slice(1)
  .map(paragraph => `<p>${paragraph.trim()}</p>`)
  .join('')}</article></body></html>`

const idsOf = async (...words: string[]): Promise<string[]> =>
  objects(await ask(['find', '--json', ...words])).map(hit => String(hit.statement))

describe('the commands of the record', () => {
  it('keep articles, find their statements and show each in its place', async () => {
    const added = await ask(['add', file('ferry.html', page(FERRY))])
    expect([added.code, added.lines.length]).toEqual([0, 1])
    expect(added.out).toMatch(/^added {8}a[0-9a-z]{15} {2}\d statements {4}.+ferry\.html$/m)
    expect(added.err).toMatch(/^ascribe: 1 article added with \d statements in [\d.]+ s$/)
    const again = await ask(['add', join(folder, 'ferry.html')])
    expect(again.out).toMatch(/^known {8}a[0-9a-z]{15} /)
    expect(again.err).toMatch(/^ascribe: 0 articles added, 1 known in /)

    const found = await ask(['find', 'fog'])
    expect(found.code).toBe(0)
    expect(found.lines[0]).toMatch(/^Lena Marsh {2}direct +s[0-9a-z]{15}$/)
    expect(found.out.replace(/\s+/g, ' ')).toContain(
      '{"We will not sail in this fog,"} said Lena Marsh, the harbour master of Esker.',
    )
    expect(found.out).toMatch(/The Sound · 2031-05-12 · “Ferry stays in port” ·\s+a[0-9a-z]{15}/)
    const none = await ask(['find', 'submarine'])
    expect([none.code, none.out, none.err]).toEqual([1, '', 'ascribe: nothing found'])

    const [id] = await idsOf('fog')
    const shown = await ask(['show', id!])
    expect(shown.out).toMatch(/^speaker {4}Lena Marsh \(person\) p[0-9a-z]{15} \d+ %$/m)
    // The context ends with the paragraph on either side.
    expect(shown.out.replace(/\s+/g, ' ')).toContain(
      ' {"We will not sail in this fog,"} said Lena Marsh, the harbour master of Esker. ',
    )
    expect(shown.out).not.toContain('slept')
    const whole = await ask(['show', /a[0-9a-z]{15}/.exec(shown.out)![0]])
    expect(whole.out).toContain('‹Lena Marsh')
    expect(whole.out).toMatch(new RegExp(`^ +1 {2}${id} {2}Lena Marsh$`, 'm'))
    const source = await ask(['show', '--source', /a[0-9a-z]{15}/.exec(shown.out)![0]])
    expect(source.out).toBe(page(FERRY))
  })

  it('go on from page to page, with no statement twice or left out', async () => {
    for (let i = 0; i < 7; i++) file(`in/${i}.txt`, `"Boat number ${i} came in late," said Lena Marsh.\n`)
    await ask(['add', join(folder, 'in')])
    for (const order of ['best', 'newest', 'oldest']) {
      const all = objects(await ask(['find', 'boat', '--json', '--order', order])).map(hit => hit.statement)
      expect(all).toHaveLength(7)
      const paged: unknown[] = []
      let after: string[] = []
      for (let turn = 0; turn < 9; turn++) {
        const some = await ask(['find', 'boat', '--json', '--order', order, '--limit', '3', ...after])
        paged.push(...objects(some).map(hit => hit.statement))
        const mark = /--after (\S+)$/.exec(some.err)
        if (mark === null) break
        after = ['--after', mark[1]!]
      }
      expect(paged).toEqual(all)
    }
    expect((await ask(['find', 'boat', '--after', '!'])).err).toMatch(faulty('bad-cursor'))
  })

  it('stay within the columns of the terminal, and give a pipe the whole table', async () => {
    await ask(['add', file('ferry.html', page(FERRY))])
    const [id] = await idsOf('fog')
    for (const columns of [80, 120]) {
      const screen = { columns, terminal: { in: true, out: true, err: true } }
      for (const args of [['find'], ['who'], ['who', '--plot'], ['who', '--by', 'outlet'], ['show', id!]]) {
        const { lines } = await ask(args, screen)
        const plain = lines.map(line => line.replaceAll(COLOUR, ''))
        for (const line of plain) expect(columnsOf(line), line).toBeLessThanOrEqual(columns)
      }
    }
    const piped = await ask(['who'])
    expect(piped.lines[0]).toMatch(/^statements {2}articles {2}origins {2}outlets {2}direct .+ type +published +id$/)
    expect(piped.out).not.toContain('\u001b')
  })

  it('print JSON that the manual describes', async () => {
    await ask(['add', file('ferry.html', page(FERRY)), '--json'])
    const [id] = await idsOf('fog')
    const person = objects(await ask(['who', 'Lena Marsh', '--json']))[0]!.id as string
    const article = objects(await ask(['find', 'fog', '--json']))[0]!.article as string
    const asked: (readonly string[])[] = [
      ['add', join(folder, 'ferry.html'), join(folder, 'absent')],
      ['add', file('empty.txt', '')],
      ['find', 'fog'],
      ['who'],
      ['who', 'Lena Marsh'],
      ['show', id!],
      ['show', person],
      ['show', article],
      ['show', article, '--versions'],
      ['rule', id!, 'accept'],
      ['rulings'],
      ['jobs', '--state', 'done'],
      ['forget', person, '--yes', '--reason', 'a court order'],
      ['forget', '--list'],
    ]
    for (const args of asked) {
      const answer = await ask([...args, '--json'])
      const described = COMMANDS.find(({ name }) => name === args[0])!.json!
      const hits = COMMANDS.find(({ name }) => name === 'find')!.json!
      const rulings = COMMANDS.find(({ name }) => name === 'rule')!.json!
      const printed = objects(answer)
      expect(printed.length, args.join(' ')).toBeGreaterThan(0)
      for (const key of printed.flatMap(Object.keys)) {
        expect(`${described} ${args[0] === 'who' ? `${hits} after before` : ''} ${rulings}`).toMatch(
          new RegExp(`\\b${key}\\b`),
        )
      }
    }
  })

  it('keep namesakes apart, and ask which is meant', async () => {
    await ask(['add', file('a.txt', '"The nets are empty," said Ana Diaz.\n\nDiaz said the season was over.\n')])
    const [person] = objects(await ask(['who', 'Ana Diaz', '--json']))
    const [other] = await idsOf('season')
    const split = await ask(['rule', String(person!.id), 'split', 'Ana Diaz', other!, '--reason', 'her daughter'])
    expect(split.err).toBe('')
    expect(split.out).toMatch(/ split s\w+ into Ana Diaz {2}by ada — her daughter$/m)
    const both = await ask(['who', 'Ana Diaz'])
    expect(both.code).toBe(1)
    expect(both.lines.filter(line => /^Ana Diaz \(person\) {2}p/.test(line))).toHaveLength(2)
    expect(both.err).toMatch(faulty('several-speakers'))
    const one = await ask(['who', String(person!.id)])
    expect(one.code).toBe(0)
    expect(one.out).toContain('nets')
    expect(one.out).not.toContain('{the season')
    expect((await ask(['who', 'Nobody Atall'])).err).toMatch(faulty('no-such-speaker'))
  })

  it('take rulings, tell contradictions with the way out, and undo', async () => {
    await ask(['add', file('ferry.html', page(FERRY))])
    const [id] = await idsOf('fog')
    const first = await ask(['rule', id!, 'speaker', 'Per Aske', '--reason', 'heard on tape'])
    expect(first.out).toMatch(
      /^r\w{15} {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}s\w+ {2}speaker Per Aske {2}by ada — heard on tape$/m,
    )
    expect((await ask(['find', 'fog'])).lines[0]).toMatch(/^Per Aske/)
    const against = await ask(['rule', id!, 'speaker', 'Orla Venn', '--author', 'bob'])
    expect([against.code, against.out]).toEqual([3, ''])
    expect(against.err).toMatch(faulty('contradicts-ruling'))
    const earlier = /--instead (r\w{15})/.exec(against.err)![1]!
    expect((await ask(['rule', id!, 'speaker', 'Orla Venn', '--author', 'bob', '--instead', earlier])).code).toBe(0)
    const listed = await ask(['rulings', id!])
    expect(listed.out).toMatch(/speaker Per Aske {2}\(undone\)/)
    const last = /^(r\w{15}) .* speaker Orla Venn /m.exec(listed.out)![1]!
    expect((await ask(['rule', last, 'undo'])).out).toContain(`undo ${last}`)
    expect((await ask(['show', id!])).out).toMatch(/^speaker {4}Lena Marsh/m)
    const limited = await ask(['rulings', '--limit', '1'])
    expect(limited.lines).toHaveLength(1)
    expect(limited.err).toContain(`--after ${limited.lines[0]!.slice(0, 16)}`)
  })

  it('answer a ruling that makes no sense with what is wrong, about what', async () => {
    await ask(['add', file('ferry.html', page(FERRY))])
    const [id] = await idsOf('fog')
    for (const args of [
      [id!, 'frobnicate'],
      [id!, 'speaker'],
      [id!, 'accept', 'why'],
      [id!, 'content', 'words that are nowhere'],
      [id!, 'content', ''],
      [id!, 'content', '5-2'],
      [id!, 'content', '1-999999'],
      [id!, 'stance', 'mumbles'],
      ['s000000000000000', 'accept'],
      ["s'; drop table ruling; --", 'accept'],
    ]) {
      const { code, out, err } = await ask(['rule', '--', ...args])
      expect([code, out], args.join(' ')).toEqual([3, ''])
      expect(err, args.join(' ')).toMatch(/^ascribe: .+ \((?:bad-ruling|no-such-id)\) — .+$/)
      expect(err).toContain(`ascribe: ${args[0]}:`)
    }
    expect((await ask(['rulings'])).err).toBe('ascribe: no rulings')
  })

  it('lay versions of one address beside each other', async () => {
    await ask(['add', file('1.html', page(FERRY))])
    await ask(['rule', (await idsOf('slept'))[0]!, 'accept'])
    const changed = FERRY.replace('three hours', 'two hours').replace('tickets would be refunded', 'nobody was hurt')
    const second = await ask(['add', file('2.html', page(changed))])
    expect(second.out).toMatch(/^new version {2}a/)
    const shown = await ask(['show', '--versions', /a[0-9a-z]{15}/.exec(second.out)![0]])
    expect(shown.lines.filter(line => line.startsWith('version '))).toHaveLength(2)
    expect(shown.out).toMatch(/^\+ s\w{15} {2}that nobody was hurt/m)
    expect(shown.out).toMatch(/^- s\w{15} {2}that tickets would be refunded/m)
    expect((await ask(['find', 'refunded'])).code).toBe(1)
    expect((await ask(['verify'])).code).toBe(0)
  })

  it('take corrections back from JSON Lines and brat, line by line', async () => {
    await ask(['add', file('ferry.html', page(FERRY))])
    const [id] = await idsOf('fog')
    const exported = join(folder, 'out.jsonl')
    await ask(['export', '--out', exported, '--quiet'])
    const line = readFileSync(exported, 'utf8')
    const unchanged = await ask(['import', exported])
    expect(unchanged.err).toBe('ascribe: 0 rulings made')
    const edited = JSON.parse(line) as { statements: { id: string; attribution: { stance: string } }[] }
    edited.statements.find(s => s.id === id)!.attribution.stance = 'promises'
    const path = file('edited.jsonl', `not json\n${JSON.stringify(edited, null, 0)}\n\n{"schema":"other"}\n`)
    const dry = await ask(['import', '--dry-run', path])
    expect(dry.out).toBe(`${path}:2  ${id}  stance promises\n`)
    expect((await ask(['rulings'])).out).toBe('')
    const real = await ask(['import', path])
    expect(real.code).toBe(1)
    expect(real.err.match(/\(bad-export\)/g)).toHaveLength(2)
    expect(real.err).toContain('ascribe: 1 ruling made, 2 failed')
    expect((await ask(['find', 'fog'])).lines[0]).toContain('promises')

    const brat = join(folder, 'brat')
    await ask(['export', '--format', 'brat', '--out', brat, '--quiet'])
    const ann = readdirSync(brat).find(name => name.endsWith('.ann'))!
    expect((await ask(['import', join(brat, ann)])).err).toBe('ascribe: 0 rulings made')
    rmSync(join(brat, ann.replace('.ann', '.txt')))
    const alone = await ask(['import', join(brat, ann)])
    expect(alone.code).toBe(3)
    expect(alone.err).toMatch(faulty('no-such-file'))
  })

  it('lay in a file of names, for just those who bear them', async () => {
    await ask(['add', file('ferry.html', page(FERRY))])
    const names = file('names.tsv', '# ours\nLena Marsh\tL. Marsh\tQ42\nMarsh\tSomebody\nNo One\tNobody\n')
    const laid = await ask(['aliases', names])
    expect(laid.code).toBe(1)
    expect(laid.err).toContain(`${names}:4: No One: the record knows no speaker of this name (no-such-speaker)`)
    const [person] = objects(await ask(['who', 'L. Marsh', '--json']))
    expect(person).toMatchObject({ name: 'Lena Marsh', wikidata: 'Q42' })
    await ask(['add', file('a.txt', '"We wait," said Per Aske.\n')])
    const other = String(objects(await ask(['who', 'Per Aske', '--json']))[0]!.id)
    const taken = await ask(['aliases', file('taken.tsv', 'Lena Marsh\tPer Aske\tLM\n')])
    expect(taken.code).toBe(1)
    expect(taken.err).toMatch(faulty('name-of-another'))
    expect(taken.err).toContain(`ascribe rule ${String(person!.id)} merge ${other}`)
    expect(taken.err).toContain('ascribe: 1 ruling made, 1 failed')
    const absent = await ask(['aliases', join(folder, 'absent.tsv')])
    expect(absent.code).toBe(3)
    expect(absent.err).toContain('absent.tsv: there is no such file (no-such-file)')
  })

  it('choose rows of a table by filters, and guard cells that a spreadsheet would run', async () => {
    await ask(['add', file('ferry.html', page(FERRY).replace('The Sound', '=HYPERLINK(&quot;http://x.example&quot;)'))])
    const csv = await ask(['export', '--format', 'csv', '--stance', 'denies', '--bom'])
    expect(csv.out.startsWith('\uFEFFstatement,article,')).toBe(true)
    const rows = csv.out.trimEnd().split('\r\n')
    expect(rows).toHaveLength(2)
    expect(rows[1]).toContain('Orla Venn')
    expect(rows[1]).toContain("'=HYPERLINK")
    expect(csv.err).toMatch(/^ascribe: 1 article with 1 statement written$/)
    const pages = await ask(['export', '--format', 'html'])
    expect(pages.out).toMatch(/^<!doctype html>/)
    expect(pages.out.endsWith('</html>\n')).toBe(true)
    await ask(['export', '--format', 'html', '--out', `${folder}/pages/`])
    expect(readdirSync(join(folder, 'pages'))).toEqual([expect.stringMatching(/^a\w{15}\.html$/)])
    expect((await ask(['export', '--format', 'brat'])).code).toBe(2)
    const nowhere = await ask(['export', '--out', join(folder, 'no', 'o.jsonl')])
    expect(nowhere.code).toBe(3)
    expect(nowhere.err).toMatch(faulty('write-failed'))
    expect((await ask(['export', 'a000000000000000'])).err).toMatch(faulty('no-such-article'))
  })

  it('go through folders without hidden files, circles, the record itself or what a browser saved beside a page', async () => {
    file('in/a.txt', '"We wait," said Lena Marsh.\n')
    file('in/.hidden.txt', '"We hide," said Per Aske.\n')
    file('in/deep/b.txt', '"We sail," said Orla Venn.\n')
    file('in/page.html', page(FERRY))
    file('in/page_files/style.css', 'body { color: red }')
    file('in/notes_files/c.txt', '"We read," said Ana Diaz.\n')
    symlinkSync('..', join(folder, 'in/deep/circle'))
    symlinkSync('loop', join(folder, 'in/loop'))
    const env = { ASCRIBE_RECORD: join(folder, 'in', 'own.db') }
    const added = await ask(['add', join(folder, 'in')], { env })
    expect(added.code).toBe(0)
    expect(added.lines.map(line => line.slice(line.indexOf('/in/') + 4)).toSorted()).toEqual([
      'a.txt',
      'deep/b.txt',
      'notes_files/c.txt',
      'page.html',
    ])
    mkdirSync(join(folder, 'none'))
    const none = await ask(['add', join(folder, 'none'), join(folder, 'in', 'a.txt')], { env })
    expect(none.code).toBe(1)
    expect(none.err).toMatch(faulty('no-files'))
    expect(none.out).toMatch(/^known /)
  })

  it('show names from outside without letting them steer the terminal', async () => {
    const name = 'a\u001b[2J\n\u202e"; drop table article; --.txt'
    const added = await ask(['add', file(name, '"We wait," said Lena Marsh.\n')])
    expect(added.code).toBe(0)
    expect(added.lines).toHaveLength(1)
    expect(added.out).toContain('"; drop table article; --.txt')
    for (const mark of STEERING) expect(added.out).not.toContain(mark)
    const article = /a[0-9a-z]{15}/.exec(added.out)![0]
    const shown = await ask(['show', article])
    expect(shown.out).toMatch(/^from {7}.*"; drop table article; --\.txt$/m)
    for (const mark of STEERING) expect(shown.out).not.toContain(mark)
    const asked = await ask(['find', '--speaker', "'; drop table statement; --", '--outlet', '%', '"(* OR NEAR'])
    expect(asked.code).toBe(1)
    expect((await ask(['find', 'wait'])).code).toBe(0)
    const empty = await ask(['add', file('\u202e\u001b]0;x\u0007.txt', '')])
    expect(empty.err).toMatch(faulty('empty-input'))
    for (const mark of STEERING) expect(empty.err).not.toContain(mark)
  })

  it('never print a password', async () => {
    expect(shownAddress('postgres://u:p@ss:w/rd@host/db?x=1&password=secret')).toBe(
      'postgres://…@host/db?x=1&password=…',
    )
    expect(shownAddress('https://u:p@h.example/x')).toBe('https://…@h.example/x')
    expect(shownAddress('https://medium.example/@ada/page')).toBe('https://medium.example/@ada/page')
    expect(shownAddress('http://h.example:8080/a@b')).toBe('http://h.example:8080/a@b')
    expect(shownAddress('folder/a@b.txt')).toBe('folder/a@b.txt')
    for (const where of ['postgres://u:sEcr@t@127.0.0.1:1/db', 'postgres://u:s/Ecrt@127.0.0.1:1/db']) {
      const { code, err } = await ask(['find', 'x', '--record', where])
      expect(code).toBe(3)
      expect(err).toMatch(/\((?:bad-address|record-unreachable)\) — /)
      expect(err).not.toMatch(/Ecr/)
    }
    const pages = await ask(['add', 'https://u:sEcrt@h.example/x', 'http:\\\\u:sEcrt@h/', 'http://u:s/Ecrt@h/'])
    expect(pages.code).toBe(3)
    expect(pages.err).toMatch(faulty('credentials-in-url'))
    expect(pages.err + pages.out).not.toMatch(/Ecrt/)
  })

  it('draw a bar on a terminal only, and take it away before each line', async () => {
    const path = file('a.txt', '"We wait," said Lena Marsh.\n')
    const screen = await ask(['add', path], { terminal: { in: true, out: true, err: true } })
    expect(screen.bars).toEqual([{ total: 0, steps: 1, stopped: true }])
    expect(screen.out.startsWith('\r\u001b[Kadded ')).toBe(true)
    const piped = await ask(['add', path], { terminal: { in: true, out: false, err: true } })
    expect(piped.out).toMatch(/^known /)
    expect((await ask(['add', path, '--quiet'], { terminal: { in: true, out: true, err: true } })).bars).toEqual([])
    expect((await ask(['add', path])).bars).toEqual([])
    const table = file('in/table.csv', 'title,text\nOne,"We row," said Lena Marsh.\nTwo,"We swim," said Per Aske.\n')
    for (const name of ['b', 'c']) file(`in/${name}.txt`, `"We ${name}," said Lena Marsh.\n`)
    file('in/empty.txt', '')
    const several = await ask(['add', dirname(table), path, join(folder, 'absent')], {
      terminal: { in: true, out: true, err: true },
    })
    expect(several.bars).toEqual([{ total: 5, steps: 5, stopped: true }])
  })

  it('name next steps that somebody at the command line can take', () => {
    expect(atHand('split it into articles, or raise the limit (maxPieceBytes)')).toBe('split it into articles')
    expect(atHand('raise the limit (maxBytes), or download it and add the file')).toBe('download it and add the file')
    expect(atHand('split it, or raise the limit (maxContainerBytes) if you trust where it is from')).toBe('split it')
    expect(atHand('check the path')).toBe('check the path')
  })

  it('make an article gold by accepting it, and by importing a file that is vouched for', async () => {
    const added = await ask(['add', file('ferry.html', page(FERRY))])
    const article = /a[0-9a-z]{15}/.exec(added.out)![0]
    expect((await ask(['export', '--format', 'gold'])).out).toBe('')
    const reject = await ask(['rule', article, 'reject'])
    expect(reject.err).toMatch(faulty('bad-ruling'))
    expect((await ask(['rule', 'a000000000000000', 'accept'])).err).toMatch(faulty('no-such-id'))
    const accept = await ask(['rule', article, 'accept'])
    expect([accept.code, accept.err]).toEqual([0, ''])
    expect(accept.out).toContain(`  ${article}  accept  by ada`)
    expect(objects(await ask(['export', '--format', 'gold']))).toHaveLength(1)
    expect((await ask(['rule', accept.out.slice(0, 16), 'undo'])).code).toBe(0)
    expect((await ask(['export', '--format', 'gold'])).out).toBe('')

    const exported = join(folder, 'out.jsonl')
    await ask(['export', '--out', exported, '--quiet'])
    expect((await ask(['import', '--accept', '--dry-run', exported])).out).toBe(`${exported}:1  ${article}  accept\n`)
    expect((await ask(['import', '--accept', exported])).err).toBe('ascribe: 1 ruling made')
    expect((await ask(['import', '--accept', exported])).err).toBe('ascribe: 0 rulings made')
    expect(objects(await ask(['export', '--format', 'gold']))).toHaveLength(1)
  })

  it('refuse a file of another format once, not line by line', async () => {
    await ask(['add', file('ferry.html', page(FERRY))])
    const table = join(folder, 'out.csv')
    await ask(['export', '--format', 'csv', '--out', table, '--quiet'])
    const refused = await ask(['import', table])
    expect(refused.code).toBe(3)
    expect(refused.err.match(/\(bad-export\)/g)).toHaveLength(1)
  })

  it('say which rulings a new version leaves without a place, and list them by state', async () => {
    await ask(['add', file('1.html', page(FERRY))])
    for (const word of ['slept', 'fog', 'refunded']) await ask(['rule', (await idsOf(word))[0]!, 'accept'])
    const cut = FERRY.replace('three hours', 'two hours').replace('tickets would be refunded', 'nobody was hurt')
    const second = await ask(['add', file('2.html', page(cut))])
    const article = /a[0-9a-z]{15}/.exec(second.out)![0]
    expect(second.err).toContain(
      `2.html: 2 rulings of the earlier version lost their place: ascribe rulings ${article} --state orphaned`,
    )
    const lost = await ask(['rulings', article, '--state', 'orphaned'])
    expect(lost.lines).toHaveLength(2)
    expect(lost.out.match(/\(orphaned\)/g)).toHaveLength(2)
    const first = await ask(['rulings', '--state', 'orphaned', '--limit', '1'])
    expect(first.lines).toEqual(lost.lines.slice(0, 1))
    const mark = /--after (\S+)$/.exec(first.err)![1]!
    expect((await ask(['rulings', '--state', 'orphaned', '--after', mark])).lines).toEqual(lost.lines.slice(1))
    expect((await ask(['rulings', '--state', 'holds'])).lines).toHaveLength(1)
    expect((await ask(['rulings', '--state', 'undone'])).err).toBe('ascribe: no rulings')
  })

  it('say what goes with a speaker before it goes', async () => {
    await ask(['add', file('1.html', page(FERRY)), file('a.txt', '"We wait," said Lena Marsh.\n\nHe left.\n')])
    const person = String(objects(await ask(['who', 'Lena Marsh', '--json']))[0]!.id)
    const all = objects(await ask(['find', '--json'])).length
    const own = (await idsOf('--speaker', person)).length
    const no = await ask(['forget', person, '--reason', 'order 1'])
    expect(no.err).toContain(
      `ascribe: what goes: 2 articles of 2 outlets (2 versions), whole, with ${all} statements, ${own} of them by Lena Marsh\n`,
    )
    const yes = await ask(['forget', person, '--reason', 'order 1', '--yes'])
    expect(yes.err).toContain('ascribe: what goes: 2 articles')
    expect(yes.out).toContain(`removed for good: 2 articles, ${all} statements`)
  })

  it('forget only what is named, after asking, with a reason', async () => {
    await ask(['add', file('ferry.html', page(FERRY)), file('a.txt', '"We wait," said Per Aske.\n')])
    const [hit] = objects(await ask(['find', 'fog', '--json']))
    const article = String(hit!.article)
    expect((await ask(['forget', article])).code).toBe(2)
    const asked: string[] = []
    const no = await ask(['forget', article, '--reason', 'order 12/31'], {
      ask: async question => {
        asked.push(question)
        return false
      },
    })
    expect([no.code, asked]).toEqual([1, ['Remove “Ferry stays in port” for good? [y/N] ']])
    expect((await ask(['find', 'fog'])).code).toBe(0)
    const yes = await ask(['forget', article, '--reason', 'order 12/31'], { ask: async () => true })
    expect(yes.out).toMatch(/^removed for good: 1 article, \d statements, 1 reading, \d+ bytes; tombstone /)
    expect((await ask(['find', 'fog'])).code).toBe(1)
    expect((await ask(['find', 'wait'])).code).toBe(0)
    expect((await ask(['show', article])).err).toMatch(faulty('no-such-id'))
    expect((await ask(['forget', '--list'])).out).toContain('ada: order 12/31')
    expect((await ask(['verify'])).err).toMatch(/^ascribe: all in order: 1 article, 1 statement$/)
    const back = await ask(['add', join(folder, 'ferry.html')])
    expect(back.code).toBe(3)
    expect(back.err).toMatch(faulty('forgotten'))
  })
})

describe('a record that cannot be used', () => {
  it('is told with code and next step, and left as it is', async () => {
    const article = file('a.txt', '"We wait," said Lena Marsh.\n')
    const missing = await ask(['find', 'x'])
    expect([missing.code, missing.out]).toEqual([3, ''])
    expect(missing.err).toMatch(faulty('no-such-record'))
    expect(readdirSync(folder)).toEqual(['a.txt'])

    const other = file('other.txt', 'my diary')
    for (const args of [['find', 'x'], ['add', article], ['verify']]) {
      const { code, err } = await ask([...args, '--record', other])
      expect(code).toBe(3)
      expect(err).toMatch(faulty('not-a-record'))
    }
    expect(readFileSync(other, 'utf8')).toBe('my diary')

    await ask(['add', article])
    const path = join(folder, 'r.db')
    const db = new Database(path)
    const now = db.prepare("select value from meta where key = 'version'").pluck().get()
    db.prepare("update meta set value = ? where key = 'version'").run(String(Number(now) + 1))
    db.close()
    const newer = await ask(['add', file('b.txt', '"We sail," said Per Aske.\n')])
    expect(newer.code).toBe(3)
    expect(newer.err).toMatch(faulty('record-too-new'))
    const again = new Database(path)
    expect(again.prepare('select count(*) from article').pluck().get()).toBe(1)
    again.prepare("update meta set value = ? where key = 'version'").run(now)
    again.close()
    expect((await ask(['verify'])).code).toBe(0)
  })

  it('is waited for while another writes, and not for ever', async () => {
    const article = file('a.txt', '"We wait," said Lena Marsh.\n')
    await ask(['add', article])
    const db = new Database(join(folder, 'r.db'))
    db.exec('begin immediate')
    const impatient = {
      record: (where: string) => openRecord(where, { now: () => new Date(), patience: 100 }),
    }
    const locked = await ask(['add', file('b.txt', '"We sail," said Per Aske.\n')], impatient)
    expect(locked.code).toBe(3)
    expect(locked.err).toMatch(faulty('record-locked'))
    expect((await ask(['find', 'wait'], impatient)).code).toBe(0)
    db.exec('rollback')
    db.close()
    expect((await ask(['add', join(folder, 'b.txt')])).out).toMatch(/^added /)
  })

  it('says that it is full, keeps what it acknowledged and goes on when there is room', async () => {
    for (let i = 0; i < 40; i++) {
      const words = Array.from({ length: 300 }, (_, k) => `w${(i * 7919 + k * 104729) % 99991}`).join(' ')
      file(`in/${i}.txt`, `"Boat number ${i} came in late," said Lena Marsh.\n\nMarsh said that ${words}.\n`)
    }
    await ask(['add', join(folder, 'in', '0.txt')])
    const narrow = {
      record: (where: string) => openRecord(where, { now: () => new Date(), maxBytes: 340_000 }),
    }
    const full = await ask(['add', join(folder, 'in')], narrow)
    expect(full.err).toMatch(faulty('disk-full'))
    expect(full.code).toBe(3)
    const acknowledged = full.lines.map(line => /a[0-9a-z]{15}/.exec(line)![0])
    for (const id of acknowledged) expect((await ask(['show', id, '--json'])).code).toBe(0)
    const whole = await ask(['add', join(folder, 'in')])
    expect(whole.code).toBe(0)
    expect((await ask(['verify'])).err).toContain('all in order: 40 articles')
  })
})
