/** `npm run bundles`: what `compare` finds in the bundles of test/stories, against what an editor found in them. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { FINDING_KINDS, type FindingKind } from '../vocabulary/index.ts'
import { compareBundle, INDEPENDENT, readBundles } from './bundles-read.ts'
import { add, type Count, countFamilies, countFindings, countStories } from './bundles-score.ts'

const HELP = `Reads the bundles of test/stories with the model that ships, compares each bundle's reports and prints
precision and recall per kind, by the rules in test/stories/README.md.

  npm run bundles -- [--kind KIND] [--bundle NAMES] [--errors] [--json]

  --kind KIND    this kind of finding only
  --bundle NAMES these bundles only, with commas between them
  --errors       also list what was missed and what was found in excess
  --json         the counts as one JSON object
`

const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    bundle: { type: 'string' },
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const none = (): Count => ({ right: 0, wrong: 0, unlisted: 0, hit: 0, expected: 0 })
const share = (of: number, all: number): string =>
  all === 0 ? '–' : `${Math.round((100 * of) / all)} % (${of}/${all})`

if (values.help) console.log(HELP)
else {
  const folder = fileURLToPath(new URL('../../test/stories', import.meta.url))
  const kinds = FINDING_KINDS.filter(kind => values.kind === undefined || kind === values.kind)
  const rows = new Map<string, { sure: Count; all: Count }>()
  const row = (group: string, what: string): { sure: Count; all: Count } => {
    const key = `${group}\t${what}`
    const known = rows.get(key) ?? { sure: none(), all: none() }
    rows.set(key, known)
    return known
  }
  const slips: string[] = []
  const variants = { hit: 0, expected: 0 }
  for (const bundle of readBundles(folder)) {
    const { name } = bundle.expected
    if (values.bundle !== undefined && !values.bundle.split(',').includes(name)) continue
    const group = INDEPENDENT.includes(name) ? 'independent' : 'later'
    const found = compareBundle(bundle)
    for (const kind of kinds) {
      const sure = countFindings(kind, bundle.expected, found, ['sure'])
      const all = countFindings(kind, bundle.expected, found, ['sure', 'possible'])
      add(row(group, kind).sure, sure.count)
      add(row(group, kind).all, all.count)
      for (const { slip, what, passages } of sure.slips) {
        const possible = slip === 'missed' && !all.slips.some(s => s.slip === 'missed' && s.what === what)
        const marked = possible ? 'only possible' : slip
        slips.push(`${name} ${kind} ${marked}: ${what}${passages.map(p => `\n    ${p}`).join('')}`)
      }
    }
    if (values.kind !== undefined) continue
    const families = countFamilies(bundle.expected, found)
    add(row(group, 'families').sure, families.families)
    variants.hit += families.variants.hit
    variants.expected += families.variants.expected
    add(row(group, 'pairs in one story').sure, countStories(bundle.expected, found))
  }
  if (values.json) console.log(JSON.stringify({ rows: Object.fromEntries(rows), variants }, null, 2))
  else {
    for (const group of ['independent', 'later']) {
      const own = [...rows].filter(([key]) => key.startsWith(`${group}\t`))
      if (own.length === 0) continue
      console.log(`\n| ${group} bundles | Precision | Recall | with possible ones: recall | precision | not listed |`)
      console.log('|---|---|---|---|---|---|')
      for (const [key, { sure, all }] of own) {
        const what = key.split('\t')[1]! as FindingKind
        const possible = FINDING_KINDS.includes(what)
          ? `${share(all.hit, all.expected)} | ${share(all.right, all.right + all.wrong)} | ${sure.unlisted}`
          : ' | | '
        console.log(
          `| ${what} | ${share(sure.right, sure.right + sure.wrong)} | ${share(sure.hit, sure.expected)} | ${possible} |`,
        )
      }
    }
    if (values.kind === undefined) console.log(`\nVariants of families: ${share(variants.hit, variants.expected)}`)
  }
  if (values.errors) console.log(`\n${slips.join('\n')}`)
}
