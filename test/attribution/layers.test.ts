import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isReported, layersOf, relate } from '../../src/attribution/index.ts'
import { parentsOf } from '../../src/attribution/layer-parents.ts'
import { viewOf } from '../../src/attribution/layer-view.ts'
import { RoleTag, type RoleTags } from '../../src/tagging/index.ts'
import { Quote, type Tokens } from '../../src/tokens/index.ts'
import { contains, type Relation, type Span, span } from '../../src/vocabulary/index.ts'
import { marked } from './marked.ts'

/** A tagger that finds nothing, so that only what the words themselves give away is found. */
const nothing = (inner: Tokens): RoleTags => ({
  tags: new Uint8Array(inner.size).fill(RoleTag.Outside),
  confidence: new Float32Array(inner.size).fill(1),
})

/** The layers of marked words as lines "number<parent: source | cue | content". */
function layers(markup: string, roles = nothing): string[] {
  const { tokens, tags } = marked(markup)
  const words = (spans: readonly Span[]) => spans.map(s => tokens.text.slice(s.from, s.to)).join(' ... ') || '-'
  return layersOf(tokens, relate(tokens, tags), roles, null).map(
    ({ source, cue, content, parent }, i) =>
      `${i}${parent === null ? '' : `<${parent}`}: ${words(source)} | ${words(cue)} | ${words(content)}`,
  )
}

describe('layersOf', () => {
  it('leaves a plain statement as it is', () => {
    expect(layers('{s Venn/NNP } {c said/VBD } {t it/PRP held/VBD } ./.')).toEqual(['0: Venn | said | it held'])
  })

  it('reads a content again and says which relation holds what is found', () => {
    const markup = '{s Orla/NNP } {c said/VBD } {t that/IN Ames/NNP believes/VBZ that/IN the/DT dam/NN held/VBD } ./.'
    expect(layers(markup)).toEqual([
      '0: Orla | said | that Ames believes that the dam held',
      '1<0: Ames | believes | that the dam held',
    ])
  })

  it('reads "According to X, Y on Friday claimed C", and ends C before the next verb of Y', () => {
    const behind = (y: string) => `{c According/VBG to/IN } {s the/DT bulletin/NN } ,/, {t ${y} } ./.`
    expect(layers(behind('rebels/NNS on/IN Friday/NNP claimed/VBD gains/NNS and/CC are/VBP moving/VBG'))).toEqual([
      '0: the bulletin | According to | rebels on Friday claimed gains and are moving',
      '1<0: rebels | claimed | gains',
    ])
    expect(layers(behind('the/DT bakers/NNS claimed/VBD victory/NN and/CC went/VBD home/NN'))).toEqual([
      '0: the bulletin | According to | the bakers claimed victory and went home',
      '1<0: the bakers | claimed | victory',
    ])
    expect(layers(behind('the/DT coach/NN on/IN Monday/NNP said/VBD he/PRP won/VBD and/CC left/VBD'))).toEqual([
      '0: the bulletin | According to | the coach on Monday said he won and left',
      '1<0: the coach | said | he won and left',
    ])
  })

  it('goes down level by level', () => {
    const markup =
      '{s Orla/NNP } {c said/VBD } {t Ames/NNP told/VBD him/PRP Lund/NNP thinks/VBZ the/DT dam/NN held/VBD } ./.'
    expect(layers(markup)).toEqual([
      '0: Orla | said | Ames told him Lund thinks the dam held',
      '1<0: Ames | told | Lund thinks the dam held',
      '2<1: Lund | thinks | the dam held',
    ])
  })

  it('reads "quoted X as having said"', () => {
    const markup =
      '{s A/DT Ledger/NNP report/NN } {c quoted/VBD } {t Diaz/NNP as/IN having/VBG said/VBN that/IN it/PRP held/VBD } ./.'
    expect(layers(markup)).toEqual([
      '0: A Ledger report | quoted | Diaz as having said that it held',
      '1<0: Diaz | having said | that it held',
    ])
  })

  it('gives "quoted X as saying" to who quotes where the tagger saw the inner statement only', () => {
    const markup =
      'The/DT Mirror/NNP quoted/VBD {s Eke/NNP } {c as/IN saying/VBG } {t the/DT ward/NN was/VBD full/JJ } ./.'
    expect(layers(markup)).toEqual([
      '0: The Mirror | quoted | Eke as saying the ward was full',
      '1<0: Eke | saying | the ward was full',
    ])
  })

  it('adds the outlet that closes a sentence', () => {
    const markup =
      'However/RB ,/, {s Venn/NNP } {c said/VBD } {t the/DT dam/NN would/MD hold/VB } ,/, reports/VBZ Radio/NNP Nord/NNP ./.'
    expect(layers(markup)).toEqual([
      '0: Radio Nord | reports | Venn said the dam would hold',
      '1<0: Venn | said | the dam would hold',
    ])
  })

  it('does not take the end of a clause for an outlet', () => {
    const markup = '{s Venn/NNP } {c said/VBD } {t that/IN when/WRB asked/VBN ,/, he/PRP told/VBD reporters/NNS } ./.'
    expect(layers(markup).filter(line => !line.includes('<'))).toEqual([
      '0: Venn | said | that when asked , he told reporters',
    ])
  })

  it('adds "According to X" before a statement of Y', () => {
    const markup =
      'According/VBG to/TO Diaz/NNP ,/, {s Ames/NNP } {c said/VBD } {t the/DT road/NN was/VBD clear/JJ } ./.'
    expect(layers(markup)).toEqual([
      '0: Diaz | According to | Ames said the road was clear',
      '1<0: Ames | said | the road was clear',
    ])
  })

  it('gives a closing its whole statement when the tagger lost the inner source and cue', () => {
    const markup =
      'Ames/NNP said/VBD {t the/DT road/NN was/VBD clear/JJ } ,/, {c according/VBG to/TO } {s police/NNS } ./.'
    expect(layers(markup)).toEqual([
      '0: police | according to | Ames said the road was clear',
      '1<0: Ames | said | the road was clear',
    ])
  })

  it('ends a quotation within a quotation at its mark', () => {
    const { tokens } = marked('“ He/PRP said/VBD stop/VB ”')
    expect(tokens.quote[0]).toBe(Quote.Open)
    const view = viewOf(tokens, [span(0, tokens.text.length)], new Int32Array(tokens.size).fill(-1))
    expect(Array.from({ length: view.size }, (_, i) => view.word(i))).toEqual(['He', 'said', 'stop'])
    expect([...view.quote]).toEqual([0, 0, 0])
  })
})

describe('viewOf', () => {
  const { tokens } = marked('He<1:nsubj said that<4:mark she<4:nsubj left<1:ccomp | early and | late')
  it('keeps positions, cuts heads that leave, and leaves out "that"', () => {
    const scratch = new Int32Array(tokens.size).fill(-1)
    const view = viewOf(tokens, [span(tokens.from[2]!, tokens.to[5]!)], scratch)
    expect(Array.from({ length: view.size }, (_, i) => view.word(i))).toEqual(['she', 'left', 'early'])
    expect([...view.from]).toEqual([tokens.from[3], tokens.from[4], tokens.from[5]])
    expect([...view.head]).toEqual([1, -1, -1])
    expect(view.at(1).relation).toBe('root')
    expect([...view.sentenceStart]).toEqual([0, 2, 3])
    expect([...view.paragraphStart]).toEqual([0, 3])
    expect(scratch.every(x => x === -1)).toBe(true)
  })
})

describe('isReported', () => {
  const of = (markup: string): boolean[] => {
    const { tokens, tags } = marked(markup)
    return [...new Set(relate(tokens, tags).map(r => isReported(tokens, r)))]
  }
  it('tells "was quoted as saying" from a named outlet and from plain saying', () => {
    expect(of('{s Venn/NNP } {c was/VBD quoted/VBN as/IN saying/VBG } {t it/PRP held/VBD }')).toEqual([true])
    expect(of('{s Venn/NNP } {c reportedly/RB told/VBD } aides {t to/TO wait/VB }')).toEqual([true])
    expect(of('{s Venn/NNP } {c said/VBD } {t it/PRP held/VBD }')).toEqual([false])
    expect(of('{s Nord/NNP } {c quoted/VBD } {t Venn/NNP }')).toEqual([false])
  })
})

const WORDS = [
  'Ames/NNP',
  'Lund/NNP',
  'she/PRP',
  'the/DT',
  'report/NN',
  'said/VBD',
  'says/VBZ',
  'told/VBD',
  'quoted/VBD',
  'was/VBD',
  'by/IN',
  'as/IN',
  'saying/VBG',
  'having/VBG',
  'according/VBG',
  'to/TO',
  'that/IN',
  ',/,',
  './.',
  '“',
  '”',
  'citing/VBG',
  'officials/NNS',
  'held/VBD',
  '{s',
  '{c',
  '{t',
  '}',
  '|',
  '¶',
]

/** Words with roles opened and closed so that `marked` can read them. */
const markups = fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 60 }).map(parts => {
  const out: string[] = ['Orla/NNP']
  let open = false
  let fresh = false
  for (const part of parts) {
    if (part.startsWith('{')) {
      if (open) out.push('}')
      open = true
      fresh = true
    } else if (part === '}') {
      if (!open) continue
      open = false
    } else if (part === '|' || part === '¶') {
      if (open) out.push('}')
      open = false
      if (out.at(-1) === '|' || out.at(-1) === '¶') continue
    } else fresh = false
    out.push(part)
  }
  if (fresh || out.at(-1) === '|' || out.at(-1) === '¶') out.push('end/NN')
  if (open) out.push('}')
  return out.join(' ')
})

describe('for any tagging', () => {
  it('parents hold their children, make no circle, and nothing comes twice', () => {
    fc.assert(
      fc.property(markups, fc.infiniteStream(fc.integer({ min: 0, max: RoleTag.Count - 1 })), (markup, stream) => {
        const { tokens, tags } = marked(markup)
        const roles = (inner: Tokens): RoleTags => ({
          tags: Uint8Array.from({ length: inner.size }, () => stream.next().value),
          confidence: new Float32Array(inner.size).fill(1),
        })
        const relations = layersOf(tokens, relate(tokens, tags), roles, null)
        const starts = new Set(tokens.from)
        const ends = new Set(tokens.to)
        for (const [i, r] of relations.entries()) {
          expect(r.content.length).toBeGreaterThan(0)
          for (const s of spansOf(r)) {
            expect(starts.has(s.from)).toBe(true)
            expect(ends.has(s.to)).toBe(true)
          }
          let at: number | null = i
          for (let steps = 0; at !== null; steps++) {
            expect(steps).toBeLessThan(relations.length)
            at = relations[at]!.parent
          }
          if (r.parent === null) continue
          const outer = relations[r.parent]!
          for (const s of spansOf(r)) expect(outer.content.some(c => contains(c, s))).toBe(true)
        }
        const keys = relations.map(r => JSON.stringify([r.source, r.cue, r.content]))
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 300 },
    )
  })
})

describe('parentsOf', () => {
  it('finds the smallest content that holds all of a relation', () => {
    const relation = (cue: Span, content: readonly Span[]): Relation => ({
      source: [],
      cue: [cue],
      content,
      kind: 'indirect',
      parent: null,
      confidence: 1,
    })
    const relations = [
      relation(span(0, 2), [span(3, 40)]),
      relation(span(4, 6), [span(7, 30)]),
      relation(span(8, 9), [span(10, 12), span(20, 22)]),
      relation(span(38, 42), [span(31, 36)]), // its cue sticks out
    ]
    expect(parentsOf(relations)).toEqual([null, 0, 1, null])
  })
})

const spansOf = ({ source, cue, content }: Relation): Span[] => [...source, ...cue, ...content]
