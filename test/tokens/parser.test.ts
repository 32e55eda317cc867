import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  Move,
  MoveTable,
  ParserState,
  PENN,
  PENN_INDEX,
  packMoves,
  parse,
  RELATION_INDEX,
  RELATIONS,
  readParserModel,
  Tokens,
  unpackMoves,
} from '../../src/tokens/index.ts'
import { Oracle, trainParser } from '../../src/workshop/train-parser.ts'

/** A sentence per entry, a word as `form/TAG/head/relation`; heads count from 1 and 0 is the root. */
function tokensFrom(sentences: readonly string[]): Tokens {
  const words = sentences.map(s => s.split(' ').map(w => w.split('/')))
  const size = words.reduce((sum, s) => sum + s.length, 0)
  const tokens = new Tokens(words.map(s => s.map(w => w[0]).join(' ')).join(' '), size)
  const starts = [0]
  let at = 0
  for (const sentence of words) {
    const base = at
    for (const [form, tag, head, relation] of sentence) {
      tokens.lower[at] = tokens.strings.id(form!.toLowerCase())
      tokens.lemma[at] = tokens.lower[at]!
      tokens.tag[at] = PENN_INDEX.get(tag!)!
      tokens.head[at] = head === '0' ? -1 : base + Number(head) - 1
      tokens.relation[at] = RELATION_INDEX.get(relation!)!
      at++
    }
    starts.push(at)
  }
  tokens.sentenceStart = Int32Array.from(starts)
  return tokens
}

/** The tree of each sentence, in the words of `tokensFrom`. */
function treesOf(tokens: Tokens): string[] {
  const out: string[] = []
  for (let s = 0; s < tokens.sentences; s++) {
    const base = tokens.sentenceStart[s]!
    const words: string[] = []
    for (let i = base; i < tokens.sentenceStart[s + 1]!; i++) {
      const head = tokens.head[i]!
      words.push(`${head < 0 ? 0 : head - base + 1}/${RELATIONS[tokens.relation[i]!]}`)
    }
    out.push(words.join(' '))
  }
  return out
}

const LESSONS = [
  'The/DT/2/det singer/NN/3/nsubj said/VBD/0/root that/IN/6/mark children/NNS/6/nsubj ate/VBD/3/ccomp apples/NNS/6/obj ././3/punct',
  'The/DT/2/det baker/NN/3/nsubj sold/VBD/0/root bread/NN/3/obj ././3/punct',
  'A/DT/2/det gardener/NN/3/nsubj grew/VBD/0/root roses/NNS/3/obj ././3/punct',
  'The/DT/2/det baker/NN/3/nsubj said/VBD/0/root the/DT/5/det gardener/NN/6/nsubj grew/VBD/3/ccomp roses/NNS/6/obj ././3/punct',
  'A/DT/2/det gardener/NN/3/nsubj said/VBD/0/root that/IN/6/mark bakers/NNS/6/nsubj sold/VBD/3/ccomp bread/NN/6/obj ././3/punct',
  'Bread/NN/2/nsubj rose/VBD/5/ccomp ,/,/2/punct bakers/NNS/5/nsubj said/VBD/0/root ././5/punct',
  'Roses/NNS/2/nsubj fell/VBD/5/ccomp ,/,/2/punct gardeners/NNS/5/nsubj said/VBD/0/root ././5/punct',
  'Bakers/NNS/2/nsubj sold/VBD/0/root bread/NN/2/obj in/IN/6/case the/DT/6/det town/NN/2/obl ././2/punct',
]

/** Any columns at all: the words, tags and sentence lengths are arbitrary. */
const anyTokens = fc
  .array(
    fc.array(fc.tuple(fc.constantFrom('a', 'said', 'of', '"', ',', 'Ö'), fc.nat(PENN.length - 1)), {
      minLength: 1,
      maxLength: 40,
    }),
    {
      maxLength: 5,
    },
  )
  .map(sentences => tokensFrom(sentences.map(s => s.map(([w, t]) => `${w}/${PENN[t]}/0/root`).join(' '))))

function expectTrees(tokens: Tokens): void {
  for (let s = 0; s < tokens.sentences; s++) {
    const begin = tokens.sentenceStart[s]!
    const end = tokens.sentenceStart[s + 1]!
    let roots = 0
    for (let i = begin; i < end; i++) {
      const head = tokens.head[i]!
      if (head < 0) {
        roots++
        expect(head).toBe(-1)
        expect(RELATIONS[tokens.relation[i]!]).toBe('root')
        continue
      }
      expect(RELATIONS[tokens.relation[i]!]).not.toBe('root')
      expect(head).toBeGreaterThanOrEqual(begin)
      expect(head).toBeLessThan(end)
      let steps = 0
      for (let x = i; x >= 0; x = tokens.head[x]!) if (++steps > end - begin) throw new Error(`a cycle through ${i}`)
      // projective: every word between hangs below the head
      for (let k = Math.min(i, head) + 1; k < Math.max(i, head); k++) {
        let x = k
        while (x >= 0 && x !== head) x = tokens.head[x]!
        expect(x).toBe(head)
      }
    }
    expect(roots).toBe(1)
  }
}

describe('parse', () => {
  const bytes = trainParser([tokensFrom(LESSONS)], { epochs: 12, patience: 1, leastMove: 0, leastLabel: 0 })
  const model = readParserModel(bytes)

  it('learns the trees it is shown', () => {
    const gold = tokensFrom(LESSONS)
    const seen = tokensFrom(LESSONS)
    seen.head.fill(-1)
    parse(seen, model)
    expect(treesOf(seen)).toEqual(treesOf(gold))
  })

  it('finds what is said, before and after the reporting verb, in sentences of other words', () => {
    const tokens = tokensFrom([
      'The/DT/0/root teacher/NN/0/root said/VBD/0/root that/IN/0/root pupils/NNS/0/root read/VBD/0/root books/NNS/0/root ././0/root',
      'Prices/NNS/0/root dropped/VBD/0/root ,/,/0/root traders/NNS/0/root said/VBD/0/root ././0/root',
    ])
    parse(tokens, model)
    expect(treesOf(tokens)).toEqual([
      '2/det 3/nsubj 0/root 6/mark 6/nsubj 3/ccomp 6/obj 3/punct',
      '2/nsubj 5/ccomp 2/punct 5/nsubj 0/root 5/punct',
    ])
  })

  it('gives every sentence of any columns one projective tree with one root', () => {
    fc.assert(
      fc.property(anyTokens, tokens => {
        parse(tokens, model)
        expectTrees(tokens)
      }),
      { numRuns: 60 },
    )
  })

  it('parses a sentence of 40,000 words', () => {
    const tokens = new Tokens('', 40_000)
    tokens.lower.fill(tokens.strings.id('said'))
    tokens.tag.fill(PENN_INDEX.get('VBD')!)
    tokens.sentenceStart = Int32Array.from([0, 40_000])
    parse(tokens, model)
    expect(tokens.head.filter(h => h === -1)).toHaveLength(1)
  })

  it('is the same for the same training', () => {
    expect(trainParser([tokensFrom(LESSONS)], { epochs: 12, patience: 1, leastMove: 0, leastLabel: 0 })).toEqual(bytes)
  })

  it('refuses damaged bytes with a code', () => {
    for (const cut of [0, 3, 20, bytes.length >> 1, bytes.length - 1]) {
      expect(() => readParserModel(bytes.subarray(0, cut))).toThrow(expect.objectContaining({ code: 'model-damaged' }))
    }
  })
})

describe('MoveTable', () => {
  it('sums what a plain map sums', () => {
    const row = fc.record({
      feature: fc.nat(0xffffff),
      left: fc.integer({ min: -127, max: 127 }),
      right: fc.integer({ min: -127, max: 127 }),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { selector: r => r.feature, maxLength: 200 }),
        fc.array(fc.nat(0xffffff)),
        (unsorted, more) => {
          const rows = unsorted.toSorted((a, b) => a.feature - b.feature)
          const plain = new Map(rows.map(r => [r.feature, r]))
          const step = (q: number) => Math.round((q * Math.abs(q) * 32767) / 16129)
          const table = new MoveTable(
            Int32Array.from(rows, r => r.feature),
            Int8Array.from(rows, r => r.left),
            Int8Array.from(rows, r => r.right),
          )
          const asked = Int32Array.from([...rows.map(r => r.feature), ...more])
          let left = 0
          let right = 0
          for (const f of asked) {
            left += step(plain.get(f)?.left ?? 0)
            right += step(plain.get(f)?.right ?? 0)
          }
          const scores = new Float64Array(3)
          table.score(asked, asked.length, scores)
          expect([...scores]).toEqual([0, left, right])
        },
      ),
    )
  })

  it('comes back from its bytes with weights close to the ones packed', () => {
    const rows = [
      { feature: 5, left: 8, right: -2 },
      { feature: 0xffffff, left: 0, right: 0.5 },
      { feature: 6, left: 0.0001, right: 0 },
    ]
    const table = unpackMoves(packMoves(rows))
    const of = (feature: number) => {
      const scores = new Float64Array(3)
      table.score(Int32Array.of(feature), 1, scores)
      return [scores[Move.Left]! * (8 / 32767), scores[Move.Right]! * (8 / 32767)]
    }
    expect(of(5)[0]).toBeCloseTo(8)
    expect(of(5)[1]).toBeCloseTo(-2, 1)
    expect(of(0xffffff)[1]).toBeCloseTo(0.5, 1)
    expect(of(6)).toEqual([0, 0])
    expect(of(7)).toEqual([0, 0])
  })
})

describe('the dynamic oracle', () => {
  /** Random projective trees over n words, by joining neighbours. */
  const anyTree = fc.array(fc.tuple(fc.nat(1000), fc.boolean()), { minLength: 1, maxLength: 7 }).map(joins => {
    const tops = Array.from({ length: joins.length }, (_, i) => i)
    const heads = new Array<number>(joins.length).fill(-1)
    for (const [at, left] of joins) {
      if (tops.length === 1) break
      const k = at % (tops.length - 1)
      heads[tops[left ? k : k + 1]!] = tops[left ? k + 1 : k]!
      tops.splice(left ? k : k + 1, 1)
    }
    return heads
  })

  /** The plain twin: the most gold arcs that any run from here ends with, by trying all runs. */
  function mostArcs(gold: readonly number[], stack: readonly number[], next: number, made: number): number {
    const n = gold.length
    if (stack.length === 0 && next === n) return made
    let best = -1
    const right = (head: number, child: number) => ((head === n ? -1 : head) === gold[child] ? 1 : 0)
    const top = stack[stack.length - 1]
    const rest = stack.slice(0, -1)
    if (next < n) best = Math.max(best, mostArcs(gold, [...stack, next], next + 1, made))
    if (top !== undefined && (next < n || stack.length === 1)) {
      best = Math.max(best, mostArcs(gold, rest, next, made + right(next, top)))
    }
    if (top !== undefined && rest.length > 0) {
      best = Math.max(best, mostArcs(gold, rest, next, made + right(rest[rest.length - 1]!, top)))
    }
    return best
  }

  it('charges exactly the moves after which no run can make as many gold arcs', () => {
    fc.assert(
      fc.property(anyTree, fc.infiniteStream(fc.nat(2)), (gold, choices) => {
        const tokens = tokensFrom([gold.map(h => `w/NN/${h + 1}/dep`).join(' ')])
        const n = gold.length
        const state = new ParserState(n)
        const oracle = new Oracle(n)
        state.begin(tokens, 0, n)
        oracle.begin(tokens, 0, n)
        const stack: number[] = []
        let next = 0
        while (!state.done) {
          oracle.costs(state)
          const now = mostArcs(gold, stack, next, 0)
          const top = stack[stack.length - 1]
          const rest = stack.slice(0, -1)
          for (const move of [Move.Shift, Move.Left, Move.Right]) {
            if (!state.allows(move)) continue
            const head = move === Move.Left ? next : rest[rest.length - 1]!
            const after =
              move === Move.Shift
                ? mostArcs(gold, [...stack, next], next + 1, 0)
                : mostArcs(gold, rest, next, (head === n ? -1 : head) === gold[top!] ? 1 : 0)
            expect(oracle.cost[move]! > 0).toBe(now > after)
          }
          const open = [Move.Shift, Move.Left, Move.Right].filter(m => state.allows(m))
          const move = open[choices.next().value! % open.length]!
          if (move === Move.Shift) {
            state.shift()
            stack.push(next++)
          } else {
            state.attach(move === Move.Left ? state.next : state.below, 1)
            stack.pop()
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
