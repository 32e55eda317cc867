/**
 * Figures of taking in and of the record, part of `npm run bench`: `npx tsx bench/record.ts --part intake | big | pages`.
 *
 * - `intake`: articles into a fresh record, in one process and with two workers, beside reading alone (`--rounds`).
 * - `big`: a record of many invented articles (`--articles`, 100,000 of them when not given): how fast it fills and
 *   answers, how large it is. `--in-order`: days rise as articles come, else they come anyhow. `--verify`: check it too.
 *   `--record FILE --keep` leaves it there, to be asked again (`--only` asks some kinds of question).
 * - `pages`: article text of the saved pages.
 *
 * With `--record postgres://…` the first two run on PostgreSQL; `big` wants an empty schema (`?schema=NAME`).
 */
import { parseArgs } from 'node:util'
import { big } from './record-big.ts'
import { intake } from './record-intake.ts'
import { pages } from './record-pages.ts'

const { values } = parseArgs({
  options: {
    part: { type: 'string' },
    shared: { type: 'string', default: '../shared' },
    rounds: { type: 'string', default: '5' },
    articles: { type: 'string', default: '100000' },
    record: { type: 'string' },
    keep: { type: 'boolean', default: false },
    'in-order': { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
})

const record = values.record ?? null
switch (values.part) {
  case 'intake':
    await intake({ shared: values.shared, rounds: Number(values.rounds), record })
    break
  case 'big':
    await big({
      articles: Number(values.articles),
      record,
      keep: values.keep,
      inOrder: values['in-order'],
      verify: values.verify,
      only: values.only,
    })
    break
  case 'pages':
    await pages()
    break
  default:
    console.error('usage: npx tsx bench/record.ts --part intake | big | pages')
    process.exitCode = 2
}
