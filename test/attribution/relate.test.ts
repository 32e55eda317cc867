import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { relate } from '../../src/attribution/index.ts'
import { RoleTag } from '../../src/tagging/index.ts'
import { inTextOrder, type Relation } from '../../src/vocabulary/index.ts'
import { marked, textsOf } from './marked.ts'

/** Each relation as `source | cue | content / content`. */
function read(markup: string): string[] {
  const { tokens, tags } = marked(markup)
  return relate(tokens, tags).map(({ source, cue, content }) =>
    [source, cue, content].map(spans => textsOf(tokens, spans).join(' / ')).join(' | '),
  )
}

describe('relations from tagged words, by hand-set costs', () => {
  test('source, cue and content of one sentence are one relation', () => {
    expect(read('{s Orla Venn } {c said } {t the dam would hold } .')).toEqual([
      'Orla Venn | said | the dam would hold',
    ])
  })

  test('a later cue of the sentence shares its source', () => {
    expect(read('{s He } {c said } {t “ it failed ” } , {c adding } {t that “ nobody looked ” } .')).toEqual([
      'He | said | “ it failed ”',
      'He | adding | that “ nobody looked ”',
    ])
  })

  test('a content split by its tag stays one content of two spans', () => {
    expect(read('{t “ The bridge , ” } {s Rossi } {c said } , {t “ was never inspected . ” }')).toEqual([
      'Rossi | said | “ The bridge , ” / “ was never inspected . ”',
    ])
  })

  test('a quotation that goes on in the next paragraph is one span, and what follows a break another', () => {
    expect(read('{s Lund } {c said , } {t “ It rained . } ¶ {t “ Then the roof went . ” }')).toEqual([
      'Lund | said , | “ It rained .\n\n“ Then the roof went . ”',
    ])
    expect(read('{t “ We tried , ” } {s Lund } {c said } . ¶ {t “ Then the roof went . ” }')).toEqual([
      'Lund | said | “ We tried , ” / “ Then the roof went . ”',
    ])
  })

  test('two sentences with a tag each are two relations', () => {
    expect(read('{s Ines } {c said } {t prices fell } . | {s Mota } {c said } {t prices rose } .')).toEqual([
      'Ines | said | prices fell',
      'Mota | said | prices rose',
    ])
  })

  test('a quotation of which only one end is tagged is taken whole', () => {
    expect(read('{s Rossi } {c said } , {t “ The bridge was } never inspected . ” | Rain fell .')).toEqual([
      'Rossi | said | “ The bridge was never inspected . ”',
    ])
    expect(read('“ The bridge was {t never inspected , ” } {c said } {s Rossi } .')).toEqual([
      'Rossi | said | “ The bridge was never inspected , ”',
    ])
    expect(read('“ The {s bridge } was {t never inspected , ” } {c said } {s Rossi } .')).toEqual([
      'Rossi | said | never inspected , ”',
    ])
  })

  test('a quotation that no cue introduces stands alone', () => {
    expect(read('Petrov shook his head . | {t “ It was chaos . ” }')).toEqual([' |  | “ It was chaos . ”'])
  })

  test('a content with a source and no cue takes the source beside it', () => {
    expect(read('{t “ A triumph . ” } ( {s Commissioner Ruiz } )')).toEqual(['Commissioner Ruiz |  | “ A triumph . ”'])
  })

  test('"according to" is a cue like any other', () => {
    expect(read('{t Rainfall doubled } , {c according to } {s the survey } .')).toEqual([
      'the survey | according to | Rainfall doubled',
    ])
  })

  test('the tree outweighs a short distance', () => {
    const near = '{s Mayors } {c say } on Monday {t roads close } {c reported } {s papers }'
    const tied = '{s Mayors } {c say } on Monday {t roads<5:nsubj close<1:ccomp } {c reported } {s papers }'
    expect(read(near)).toEqual(['papers | reported | roads close'])
    expect(read(tied)).toEqual(['Mayors | say | roads close'])
  })

  test('a cue without a content and a source without either are left out', () => {
    expect(read('{s Tanaka } {c spoke } .')).toEqual([])
    expect(read('{s Tanaka } left .')).toEqual([])
  })
})

test('confidence is the mean over the spans of their least sure tag', () => {
  const { tokens, tags } = marked('{s Orla Venn } {c said } {t it held }')
  const [relation] = relate(tokens, tags, null, Float32Array.of(0.5, 0.25, 0.5, 1, 0.75))
  expect(relation!.confidence).toBeCloseTo((0.25 + 0.5 + 0.75) / 3, 6)
  expect(relate(tokens, tags)[0]!.confidence).toBe(1)
})

/** A random text: words, marks, sentences, paragraphs, a random tree, and any tags at all. */
const anyTagged = fc
  .array(
    fc.record({
      word: fc.constantFrom('Ada', 'said', 'the', 'dam', ',', '.', '“', '”', 'that', ':'),
      tag: fc.integer({ min: 0, max: RoleTag.Count - 1 }),
      cut: fc.constantFrom('', '', '', '', '|', '¶'),
      head: fc.nat(60),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map(words => {
    const parts = words.map(({ word, cut }, i) => (i > 0 ? `${cut} ${word}` : word))
    const { tokens } = marked(parts.join(' '))
    words.forEach(({ head }, i) => {
      tokens.head[i] = head < words.length && head !== i ? head : -1
      tokens.relation[i] = head % 7
    })
    return { tokens, tags: Uint8Array.from(words, w => w.tag) }
  })

const spansOf = ({ source, cue, content }: Relation) => [...source, ...cue, ...content]

test('any tags at all give relations whose spans lie in the text, in order, apart, and on tokens', () => {
  fc.assert(
    fc.property(anyTagged, ({ tokens, tags }) => {
      const starts = new Set(tokens.from)
      const ends = new Set(tokens.to)
      const relations = relate(tokens, tags)
      for (const relation of relations) {
        expect(relation.content.length).toBeGreaterThan(0)
        expect(relation.parent).toBeNull()
        for (const spans of [relation.source, relation.cue, relation.content]) {
          spans.forEach(({ from, to }, i) => {
            expect(from).toBeLessThan(to)
            expect(starts.has(from) && ends.has(to)).toBe(true)
            if (i > 0) expect(spans[i - 1]!.to).toBeLessThanOrEqual(from)
          })
        }
        const all = spansOf(relation).sort(inTextOrder)
        for (let i = 1; i < all.length; i++) expect(all[i - 1]!.to).toBeLessThanOrEqual(all[i]!.from)
      }
      const firsts = relations.map(r => Math.min(...spansOf(r).map(s => s.from)))
      expect(firsts).toEqual([...firsts].sort((a, b) => a - b))
    }),
  )
})

test('no content and no cue is used twice, and every content is used', () => {
  fc.assert(
    fc.property(anyTagged, ({ tokens, tags }) => {
      const relations = relate(tokens, tags)
      const cues = relations.flatMap(r => r.cue.map(s => s.from))
      expect(new Set(cues).size).toBe(cues.length)
      const covered = relations.flatMap(r => r.content).reduce((sum, { from, to }) => sum + to - from, 0)
      let tagged = 0
      for (let i = 0; i < tokens.size; i++) {
        if (tags[i]! >= RoleTag.BeginContent) tagged += tokens.to[i]! - tokens.from[i]!
      }
      expect(covered).toBeGreaterThanOrEqual(tagged)
    }),
  )
})

test('a paragraph of thousands of cues and contents is read', () => {
  const { tokens, tags } = marked('{s Ada } {c says } {t no } '.repeat(5000))
  expect(relate(tokens, tags)).toHaveLength(5000)
})
