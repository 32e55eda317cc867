import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLexicon } from '../../src/attribution/frame-stance.ts'
import { STANCE_WORDS } from '../../src/attribution/frame-words.ts'
import { frameOf, relate, tenseOf } from '../../src/attribution/index.ts'
import { contains, type Span, STANCES, span } from '../../src/vocabulary/index.ts'
import { marked } from './marked.ts'

/** The frame of the only relation of words whose lemmas are the words themselves; tags as given. */
function read(markup: string) {
  const { tokens, tags } = marked(markup)
  const relations = relate(tokens, tags)
  expect(relations).toHaveLength(1)
  const frame = frameOf(tokens, relations[0]!)
  const words = (s: Span | null) => (s === null ? null : tokens.text.slice(s.from, s.to))
  return { ...frame, addressee: words(frame.addressee), venue: words(frame.venue), when: words(frame.when) }
}

const stanceOf = (markup: string) => {
  const { stance, negated } = read(markup)
  return negated ? `${stance}, negated` : stance
}

describe('what a cue does', () => {
  test.each([
    ['{s Ito/NNP } {c say/VBZ } {t the dam held }', 'asserts'],
    ['{s Ito/NNP } {c allege/VBZ } {t the dam held }', 'claims'],
    ['{s Ito/NNP } {c deny/VBZ } {t the report }', 'denies'],
    ['{s Ito/NNP } {c brush/VBD aside/RP } {t the report }', 'denies'],
    ['{s Ito/NNP } {c brush/VBD } {t the/DT report/NN } aside/RP', 'denies'],
    ['{s Ito/NNP } {c issue/VBD a/DT statement/NN deny/VBG } {t the report }', 'denies'],
    ['{s Ito/NNP } {c repeat/VBD his/PRP$ denial/NN } {t that he left }', 'denies'],
    ['{s Ito/NNP } {c go/VBD on/RP to/TO deny/VB } {t the report }', 'denies'],
    ['{s Ito/NNP } {c call/VBD } {t the/DT report/NN baseless/JJ }', 'denies'],
    ['{s Ito/NNP } {c decline/VBD } {t to/TO comment/VB }', 'refuses'],
    ['{s Ito/NNP } {c have/VBD no/DT comment/NN } {t on the report }', 'refuses'],
    ['{s Ito/NNP } {c ask/VBD } {t whether it held }', 'asks'],
    ['{s Ito/NNP } {c urge/VBD } {t them to go }', 'orders'],
    ['{s Ito/NNP } {c tell/VBD } us/PRP {t to/TO go/VB }', 'orders'],
    ['{s Ito/NNP } {c tell/VBD } us/PRP {t that it held }', 'asserts'],
    ['{s Ito/NNP } {c vow/VBD } {t to/TO fight/VB }', 'promises'],
    ['{s Ito/NNP } {c agree/VBD } {t to/TO go/VB }', 'promises'],
    ['{s Ito/NNP } {c plan/VBZ } {t to/TO go/VB }', 'intends'],
    ['{s Ito/NNP } {c hope/VBZ } {t to/TO go/VB }', 'intends'],
    ['{s Ito/NNP } {c hope/VBZ } {t that it holds }', 'believes'],
    ['{s Ito/NNP } {c is/VBZ convinced/VBN } {t that it held }', 'believes'],
    ['{s The/DT survey/NN } {c suggest/VBZ } {t that it held }', 'shows'],
    ['{s Ito/NNP } {c suggest/VBZ } {t that it held }', 'asserts'],
    ['{s Ito/NNP } {c did/VBD not/RB say/VB } {t that it held }', 'asserts, negated'],
    ["{s Ito/NNP } did/VBD n't/RB {c say/VB } {t that it held }", 'asserts, negated'],
    ['{s Ito/NNP } {c has/VBZ yet/RB to/TO say/VB } {t that it held }', 'asserts, negated'],
    ['{s Ito/NNP } {c would/MD not/RB say/VB } {t if it held }', 'refuses, negated'],
    ['{s Ito/NNP } {c did/VBD not/RB deny/VB } {t the report }', 'denies, negated'],
    ['{s No/DT one/NN } {c say/VBD } {t that it held }', 'asserts, negated'],
    ['{s Neither/DT side/NN } {c say/VBD } {t that it held }', 'asserts, negated'],
    ['Nor/CC did/VBD {s Ito/NNP } {c say/VB } {t that it held }', 'asserts, negated'],
    ['{s Ito/NNP } {c not/RB only/RB say/VBD } {t that it held }', 'asserts'],
    ['{s Ito/NNP } {c did/VBD not/RB hesitate/VB to/TO say/VB } {t that it held }', 'asserts'],
    ['{s Ito/NNP } {c fail/VBD to/TO mention/VB } {t that it held }', 'asserts, negated'],
    ['{s Ito/NNP } {c say/VBD } {t he/PRP did/VBD not/RB go/VB }', 'asserts'],
    ['{s Ito/NNP } {c decide/VBD not/RB } {t to/TO go/VB }', 'intends'],
    ['{s No/DT 10/CD } {c say/VBD } {t that it held }', 'asserts'],
    ['{s Ito/NNP } {c expect/VBZ } {t to/TO go/VB }', 'intends'],
    ['{s Ito/NNP } {c is/VBZ not/RB expect/VBN } {t to/TO go/VB }', 'believes, negated'],
    ['{s Ito/NNP } {c prefer/VBZ } {t the old dam }', 'believes'],
    ['{s Ito/NNP } {c prefer/VBZ } {t to/TO go/VB }', 'intends'],
    ['{s Ito/NNP } {c take/VBZ aim/NN at/IN } {t the report }', 'asserts'],
    ['{s Ito/NNP } {c leave/VBD out/RP } {t that it held }', 'asserts, negated'],
    ['{s She/PRP } {c point/VBD to/IN } {t the dam }', 'asserts'],
    ['{s The/DT figures/NNS } {c point/VBP to/IN } {t a leak }', 'shows'],
    ['It/PRP {c is/VBZ not/RB clear/JJ } {t that it held }', 'believes, negated'],
    ['{s Ito/NNP } {c was/VBD clear/JJ } {t that it held }', 'asserts'],
    ['{s Ito/NNP } {c Told/NNP } Aides/NNPS {t Not/RB To/TO Go/VB }', 'orders'],
    ['{s Ito/NNP } {c Denies/NNP } {t The Report }', 'denies'],
    ['{s Ito/NNP } {c Vowed/NNP } {t To/TO Go/VB }', 'promises'],
  ])('%s: %s', (markup, stance) => {
    expect(stanceOf(markup)).toBe(stance)
  })

  test('quoted as saying is relayed, unless somebody named relays', () => {
    expect(read('{s Venn/NNP } {c was/VBD quote/VBN as/IN saying/VBG } {t it held }').reported).toBe(true)
    expect(read('{s Venn/NNP } {c reportedly/RB say/VBD } {t it held }').reported).toBe(true)
    expect(read('{s Venn/NNP } {c was/VBD quote/VBN by/IN Ekko/NNP as/IN saying/VBG } {t it held }').reported).toBe(
      false,
    )
    expect(read('{s Venn/NNP } {c say/VBD } {t it held }').reported).toBe(false)
  })
})

describe('to whom, where and when', () => {
  test.each([
    ['{s Ito/NNP } {c tell/VBD } reporters/NNS {t it held }', 'reporters', null, null],
    ['{s Ito/NNP } {c tell/VBD } the/DT court/NN on/IN Monday/NNP {t that it held }', 'the court', null, 'on Monday'],
    ['{s Ito/NNP } {c tell/VBD } a/DT news/NN conference/NN {t that it held }', null, 'a news conference', null],
    ['Residents/NNS {c were/VBD tell/VBN } {t to/TO leave/VB }', 'Residents', null, null],
    ['{s Ito/NNP } {c say/VBD } in/IN a/DT statement/NN Sunday/NNP {t that it held }', null, 'a statement', 'Sunday'],
    ['{s Ito/NNP } {c say/VBD } in/IN 1990/CD terms/NNS {t that it held }', null, null, null],
    [
      'In/IN an/DT interview/NN with/IN Radio/NNP Norte/NNP last/JJ week/NN ,/, {s Ito/NNP } {c say/VBD } {t it held }',
      'Radio Norte',
      'an interview with Radio Norte',
      'last week',
    ],
    [
      '{t “ It held , ” } {s Ito/NNP } {c say/VBD } to/TO aides/NNS two/CD days/NNS ago/RB',
      'aides',
      null,
      'two days ago',
    ],
    ['{t “ It held , ” } {s Ito/NNP } {c say/VBD } after/IN the/DT vote/NN on/IN Monday/NNP', null, null, null],
    ['{s Ito/NNP } {c say/VBD } {t the/DT dam/NN held/VBD on/IN Monday/NNP }', null, null, null],
    ['{s Ito/NNP } {c testify/VBD } under/IN oath/NN {t that it held }', null, 'under oath', null],
    ['{s Ito/NNP } {c tell/VBD } lie/NNS {t that it held }', null, null, null],
  ])('%s', (markup, addressee, venue, when) => {
    const frame = read(markup)
    expect([frame.addressee, frame.venue, frame.when]).toEqual([addressee, venue, when])
  })

  test('the tense of the cue', () => {
    const tense = (markup: string) => {
      const { tokens, tags } = marked(markup)
      return tenseOf(tokens, relate(tokens, tags)[0]!)
    }
    expect(tense('{s Ito/NNP } {c will/MD tell/VB } {t the story }')).toBe('future')
    expect(tense('{s Ito/NNP } {c say/VBD } {t it will hold }')).toBe('past')
  })
})

describe('on any words', () => {
  test('a frame is made of whole tokens of the text, none of it quoted content', () => {
    const words =
      'said/VBD told/VBD not/RB no/DT the/DT on/IN in/IN to/TO Monday/NNP court/NN statement/NN ,/, “ ” who/WP 3/CD'
    const part = fc.constantFrom(...words.split(' '), '{s Ito/NNP }', '{c say/VBD }', '{t it held }', '|', '¶')
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), parts => {
        const markup = parts.join(' ')
        if (!/[a-zA-Z,]/.test(markup.replace(/\{./g, ''))) return
        const { tokens, tags } = marked(markup)
        const starts = new Set(tokens.from)
        const ends = new Set(tokens.to)
        for (const relation of relate(tokens, tags)) {
          const frame = frameOf(tokens, relation)
          for (const s of [frame.addressee, frame.venue, frame.when]) {
            if (s === null) continue
            expect(starts.has(s.from) && ends.has(s.to)).toBe(true)
            expect(contains(span(0, tokens.text.length), s)).toBe(true)
          }
        }
      }),
    )
  })
})

describe('the list of cue words', () => {
  test('is the file that people read', () => {
    expect(readFileSync(new URL('../../lexicons/stance.txt', import.meta.url), 'utf8')).toBe(STANCE_WORDS)
  })

  test('names every stance, says where it comes from, and no word twice', () => {
    const { verb, noun, adjective, phrases } = readLexicon(STANCE_WORDS)
    expect(STANCE_WORDS).toMatch(/^# Origin: /m)
    for (const stance of STANCES) expect([...verb.values()], stance).toContain(stance)
    const lines = STANCE_WORDS.split('\n').filter(line => line !== '' && !line.startsWith('#'))
    const words = lines
      .filter(line => !/^\w+ phrase/.test(line))
      .reduce((sum, line) => sum + line.split(': ')[1]!.split(' ').length, 0)
    expect(verb.size + noun.size + adjective.size).toBe(words)
    const listed = [...phrases.values()].flat().map(p => p.words.join(' '))
    expect(new Set(listed).size).toBe(listed.length)
    expect(verb.size).toBeGreaterThan(400)
  })
})
