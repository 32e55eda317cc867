/** Measures how stories are found; see HELP. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { placeInStories, type Report, storiesOf, type Traits, traitsOf, WINDOW } from '../compare/index.ts'
import { isName, likeness, rarity } from '../compare/training.ts'
import { articleFromBytes } from '../ingest/index.ts'
import type { Block } from '../vocabulary/index.ts'
import { readBundles } from './bundles-read.ts'
import type { ExpectedBundle } from './bundles-score.ts'
import { articleOf, readPolnearLines } from './corpora.ts'
import { randomFrom } from './perceptron.ts'

const HELP = `Measures how stories are found: npx tsx src/workshop/stories.ts
  The bundles of test/stories, thrown together, against their expectations; PolNeAR's train articles, one campaign, by
  the sizes of their stories and against pairs that a reader judged (test/gold/polnear-train-stories.tsv).

  --corpora DIR  the folder of the corpora (default ../shared/corpora)
  --groups       list the stories of PolNeAR
  --read         read the bundles, and count days of saying and origins of their stories
  --draw SEED    draw pairs for judging: 40 of one story, and the 30 likest of two stories`

type Placed = Pick<Report, 'id' | 'text' | 'blocks' | 'publishedAt'>

const { values } = parseArgs({
  options: {
    corpora: { type: 'string', default: '../shared/corpora' },
    groups: { type: 'boolean', default: false },
    read: { type: 'boolean', default: false },
    draw: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const fileOf = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const share = (of: number, all: number): string =>
  all === 0 ? '–' : `${((100 * of) / all).toFixed(1)} % (${of}/${all})`
const pairKey = (a: string, b: string): string => (a < b ? `${a}\t${b}` : `${b}\t${a}`)

/** Counts pairs: `same` tells of each whether it is of one story; others don't count. */
function count(same: Iterable<readonly [string, boolean]>, stories: ReadonlyMap<string, string>): string {
  const n = { right: 0, wrong: 0, missed: 0 }
  for (const [key, expected] of same) {
    const [a, b] = key.split('\t') as [string, string]
    const found = stories.get(a) === stories.get(b)
    if (found) n[expected ? 'right' : 'wrong']++
    else if (expected) n.missed++
  }
  return `precision ${share(n.right, n.right + n.wrong)}, recall ${share(n.right, n.right + n.missed)}`
}

function bundles(): { readonly reports: Placed[]; readonly same: Map<string, boolean> } {
  const folder = fileOf('test/stories')
  const reports: Placed[] = []
  const homes: (readonly [string, string])[] = []
  for (const name of readdirSync(folder).filter(name => existsSync(join(folder, name, 'expected.json')))) {
    const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as ExpectedBundle
    for (const { id, file } of expected.reports) {
      const { text, blocks, published } = articleFromBytes(readFileSync(join(folder, name, file)))
      reports.push({ id: `${name}/${id}`, text, blocks, publishedAt: published })
    }
    expected.stories.forEach((story, i) => {
      for (const id of story.reports) homes.push([`${name}/${id}`, `${name} ${i}`])
    })
  }
  const same = new Map<string, boolean>()
  for (const [a, home] of homes) for (const [b, other] of homes) if (a < b) same.set(pairKey(a, b), home === other)
  return { reports, same }
}

/** PolNeAR's train articles; the first line of a text is its headline. */
function campaign(): Placed[] {
  const lines = readPolnearLines(join(values.corpora, 'polnear/train.jsonl.gz'))
  const articles = new Map(lines.map(line => [articleOf(line), line]))
  return [...articles].map(([id, { text, date }]) => {
    const blocks = [...text.matchAll(/\S[^\n]*/g)].map(
      ({ 0: words, index }, i): Block => ({
        kind: i === 0 ? 'headline' : 'paragraph',
        span: { from: index, to: index + words.length },
      }),
    )
    return { id, text, blocks, publishedAt: date }
  })
}

interface Judged {
  readonly sample: string
  readonly key: string
  readonly same: boolean
}

function judged(): Judged[] {
  const path = fileOf('test/gold/polnear-train-stories.tsv')
  if (!existsSync(path)) return []
  const [, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  return rows.map(row => {
    const [sample, a, b, same] = row.split('\t') as [string, string, string, string]
    return { sample, key: pairKey(a, b), same: same === 'yes' }
  })
}

/** How like two articles are by themselves, whatever else is written these days. */
function likenessOf(a: Traits, b: Traits): number {
  const vectors = [a, b].map(({ terms, weights }) => {
    const vector = new Map(Array.from(terms, (term, i) => [term, weights[i]! * rarity(term)] as const))
    const length = (names: boolean) =>
      Math.hypot(...[...vector].filter(([term]) => isName(term) === names).map(([, weight]) => weight)) || 1
    const [n, w] = [length(true), length(false)]
    return new Map([...vector].map(([term, weight]) => [term, weight / (isName(term) ? n : w)]))
  })
  let names = 0
  let words = 0
  for (const [term, weight] of vectors[0]!) {
    const other = vectors[1]!.get(term) ?? 0
    if (isName(term)) names += weight * other
    else words += weight * other
  }
  return likeness(names, words)
}

function draw(
  seed: number,
  reports: readonly Placed[],
  traits: readonly Traits[],
  stories: ReadonlyMap<string, string>,
) {
  const known = new Set(judged().map(({ key }) => key))
  const byId = new Map(reports.map(report => [report.id, report]))
  const random = randomFrom(seed)
  const within: [string, string][] = []
  const across: { readonly pair: [string, string]; readonly like: number }[] = []
  const inOrder = traits.toSorted((a, b) => a.at - b.at)
  inOrder.forEach((a, i) => {
    for (const b of inOrder.slice(i + 1)) {
      if (b.at - a.at > WINDOW) break
      const pair: [string, string] = [a.article, b.article]
      if (stories.get(a.article) === stories.get(b.article)) within.push(pair)
      else if (!known.has(pairKey(...pair))) across.push({ pair, like: likenessOf(a, b) })
    }
  })
  const say = (sample: string, [a, b]: [string, string]) => {
    console.log(`\n${sample}\t${a}\t${b}`)
    for (const id of [a, b]) {
      const { text, publishedAt } = byId.get(id)!
      console.log(`  ${publishedAt} ${text.replace(/\s+/g, ' ').slice(0, 400)}`)
    }
  }
  for (let n = 0; n < 40 && within.length > 0; n++)
    say('found', within.splice(Math.floor(random() * within.length), 1)[0]!)
  for (const { pair } of across.sort((x, y) => y.like - x.like).slice(0, 30)) say('near', pair)
}

/** What a bundle expects of its stories beside their reports. */
interface ExpectedStories {
  readonly stories: readonly {
    readonly reports: readonly string[]
    readonly timeline: readonly { readonly date: string; readonly event: string }[]
  }[]
  readonly origins: readonly {
    readonly id: string
    readonly agency: string | null
    readonly reports: readonly string[]
  }[]
}

/** Stories of bundles read by the model: their days of saying, and how many independent origins they have. */
function countRead(): void {
  const folder = fileOf('test/stories')
  const days = { right: 0, expected: 0, told: 0 }
  const origins = { right: 0, all: 0 }
  for (const { expected, reports } of readBundles(folder)) {
    const file = join(folder, expected.name, 'expected.json')
    const { stories, origins: sources } = JSON.parse(readFileSync(file, 'utf8')) as ExpectedStories
    const found = storiesOf(reports)
    for (const { reports: ids, timeline } of stories) {
      const story = found.find(({ articles }) => articles.includes(ids[0]!))!
      const said = new Set(story.timeline.filter(({ event }) => event === 'said').map(({ at }) => at))
      const expectedDays = new Set(timeline.filter(({ event }) => event === 'said').map(({ date }) => date))
      const both = [...said].filter(day => expectedDays.has(day)).length
      days.expected += expectedDays.size
      days.told += said.size
      days.right += both
      const own = sources.filter(source => source.reports.some(id => ids.includes(id)))
      origins.all++
      if (story.origins === new Set(own.map(({ id, agency }) => agency ?? id)).size) origins.right++
    }
  }
  console.log(`days of saying: recall ${share(days.right, days.expected)}, precision ${share(days.right, days.told)}`)
  console.log(`stories with the number of origins that is expected: ${share(origins.right, origins.all)}`)
}

if (values.help) console.log(HELP)
else {
  const { reports, same } = bundles()
  console.log(`bundles: ${reports.length} reports, pairs: ${count(same, placeInStories(reports.map(traitsOf)))}`)

  if (values.read) countRead()

  const articles = campaign()
  const traits = articles.map(traitsOf)
  const stories = placeInStories(traits)
  const members = new Map<string, string[]>()
  for (const [article, key] of stories) members.set(key, [...(members.get(key) ?? []), article])
  const sizes = new Map<number, number>()
  for (const { length } of members.values()) sizes.set(length, (sizes.get(length) ?? 0) + 1)
  const table = [...sizes].sort(([a], [b]) => b - a).map(([size, n]) => `${n} of ${size}`)
  console.log(`PolNeAR: ${articles.length} articles, ${members.size} stories: ${table.join(', ')}`)
  const labels = judged()
  for (const sample of new Set(labels.map(({ sample }) => sample))) {
    const pairs = labels.filter(label => label.sample === sample).map(({ key, same }) => [key, same] as const)
    console.log(`  ${pairs.length} judged pairs, sample ${sample}: ${count(pairs, stories)}`)
  }
  if (values.groups) {
    const headlines = new Map(articles.map(({ id, text }) => [id, text.slice(0, 140).split('\n')[0]]))
    for (const [, ids] of [...members]
      .filter(([, { length }]) => length > 1)
      .sort(([, a], [, b]) => b.length - a.length))
      console.log(`\n${ids.map(id => `${id.split('_').slice(0, 2).join(' ')}  ${headlines.get(id)}`).join('\n')}`)
  }
  if (values.draw !== undefined) draw(Number(values.draw), articles, traits, stories)
}
