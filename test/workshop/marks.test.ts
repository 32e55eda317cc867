import { describe, expect, it } from 'vitest'
import { attribute } from '../../src/engine/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import type { Article } from '../../src/vocabulary/index.ts'
import { marked, reasonOf } from '../../src/workshop/cases/index.ts'

const model = readDefaultModel()
const read = (article: Article) => attribute(article, model)
const body = (head: string, expected: string) =>
  `# First\n${head}"The mill is closed," said Ada Venn.\n==>\n${expected}\n----\n# Second\nThe train left at six.\n==>\nnone\n`
const RIGHT = 'Ada Venn | said | "The mill is closed," | direct'
const WRONG = `${RIGHT} | stance=denies`

describe('marks of known failures', () => {
  it('are set with what a case lacks', () => {
    const next = marked(body('', WRONG), 'x.case', read)
    expect(next).toContain(
      '# First\nknown: stance asserts instead of denies: Ada Venn | said | "The mill is closed,"\n',
    )
    expect(next).toContain('# Second\nThe train')
    expect(marked(next, 'x.case', read)).toBe(next)
  })

  it('keep the words of a reason that still stands, and go when the case holds', () => {
    const own = body('known: nobody denies a mill\n', WRONG)
    expect(marked(own, 'x.case', read)).toBe(own)
    expect(marked(body('known: no longer\n', RIGHT), 'x.case', read)).toBe(body('', RIGHT))
  })

  it('tell what was not found and what was found instead', () => {
    const reason = reasonOf(['missing: A | said | b', 'stance asks instead of asserts: c', 'in excess: A | said b | c'])
    expect(reason).toBe('not found: A | said | b; found but no statement, or cut otherwise: A | said b | c')
    expect(reasonOf([`missing: ${'long '.repeat(90)}`]).length).toBeLessThanOrEqual(160)
  })
})
