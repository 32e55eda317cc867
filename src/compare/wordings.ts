import { avalanche, hashString, join } from '../tokens/index.ts'
import { RUN, Sameness, samenessOf } from './align.ts'
import { telling } from './folding.ts'

/** Words that one or more quotations have in common letter for letter (once folded). */
export interface Wording {
  readonly key: string
  readonly words: readonly string[]
}

/** Short runs find edited words: three in a row survive where six don't. */
const SHORT = 3
/** A short run in more wordings than this is a common phrase and finds nothing. */
const MOST_OF_SHORT = 64
/** Of a run of six in more wordings than this, all are laid beside the fullest `HUBS` of them alone. */
const MOST_OF_LONG = 128
const HUBS = 8
/** Of two wordings, how many short runs they must share per word of the shorter before they are laid side by side. */
const SHARED_PER_WORD = 0.1

/** The fuller first; of two as full the one whose letters come first. */
export const inCoreOrder = (a: Wording, b: Wording): number =>
  b.words.length - a.words.length || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/** A wording is laid beside so many others at most: those that share most with it, and of those the fullest. */
const MOST_CANDIDATES = 64

interface Node {
  readonly wording: Wording
  /** Other wordings -> runs shared with them that count. */
  readonly shared: Map<Node, { short: number; long: number }>
  /** Wordings laid beside this one -> how surely they are one utterance. */
  readonly verdicts: Map<Node, Sameness>
}

/**
 * Which wordings are one utterance. Runs of words find candidates, alignment decides. The answer depends on the
 * wordings present alone, not on the order in which they came: a run counts, or does not, by how many have it now.
 */
export class Wordings {
  private readonly nodes = new Map<string, Node>()
  private readonly short: Postings = new Map()
  private readonly long: Postings = new Map()
  /** Runs of six in too many wordings. */
  private readonly popular = new Set<number>()
  /** Keys of wordings whose neighbours may have changed since last asked. */
  private touched = new Set<string>()
  /** Popular runs whose wordings changed: their hubs may be others now. */
  private touchedRuns = new Set<number>()

  add(wording: Wording): void {
    const { key, words } = wording
    if (this.nodes.has(key)) return
    const node: Node = { wording, shared: new Map(), verdicts: new Map() }
    const { short, long } = runsOf(words)
    this.nodes.set(key, node)
    this.touched.add(key)
    for (const run of short) this.enter(this.short, run, node, 'short', MOST_OF_SHORT)
    for (const run of long) {
      this.enter(this.long, run, node, 'long', MOST_OF_LONG)
      if (sizeOf(this.long, run) > MOST_OF_LONG) {
        this.popular.add(run)
        this.touchedRuns.add(run)
      }
    }
  }

  remove(key: string): void {
    const node = this.nodes.get(key)
    if (node === undefined) return
    this.touched.add(key)
    const { short, long } = runsOf(node.wording.words)
    for (const run of short) this.leave(this.short, run, node, 'short', MOST_OF_SHORT)
    for (const run of long) {
      if (this.popular.has(run)) this.touchedRuns.add(run)
      this.leave(this.long, run, node, 'long', MOST_OF_LONG)
      if (sizeOf(this.long, run) <= MOST_OF_LONG) this.popular.delete(run)
    }
    for (const other of node.shared.keys()) {
      if (other.shared.size > MOST_CANDIDATES) this.touched.add(other.wording.key)
      other.shared.delete(node)
    }
    for (const other of node.verdicts.keys()) other.verdicts.delete(node)
    this.nodes.delete(key)
  }

  /** The wordings that are one utterance with this one, in core order. */
  neighbours(key: string): { readonly wording: Wording; readonly sameness: Sameness }[] {
    const node = this.nodes.get(key)
    if (node === undefined) return []
    const near = new Set(this.candidates(node))
    for (const other of node.shared.keys()) if (this.candidates(other).has(node)) near.add(other)
    for (const run of this.popularRunsOf(node)) {
      if (!this.hubsOf(run).includes(node)) continue
      for (const other of nodesOf(this.long, run)) if (this.candidates(other).has(node)) near.add(other)
    }
    return [...near]
      .map(other => ({ wording: other.wording, sameness: this.verdict(node, other) }))
      .filter(({ sameness }) => sameness !== Sameness.None)
      .sort((a, b) => inCoreOrder(a.wording, b.wording))
  }

  /** The wordings that this one asks to be laid beside. Two are laid side by side if either asks. */
  private candidates(node: Node): ReadonlySet<Node> {
    const known = this.asked.get(node)
    if (known !== undefined) return known
    const sharing: Node[] = []
    for (const [other, { short, long }] of node.shared) {
      const shorter = Math.min(node.wording.words.length, other.wording.words.length)
      if (long > 0 || short >= Math.max(1, SHARED_PER_WORD * shorter)) sharing.push(other)
    }
    if (sharing.length > MOST_CANDIDATES) {
      sharing.sort((a, b) => {
        const [x, y] = [node.shared.get(a)!, node.shared.get(b)!]
        return y.long - x.long || y.short - x.short || inCoreOrder(a.wording, b.wording)
      })
      sharing.length = MOST_CANDIDATES
    }
    const hubs = new Set<Node>()
    for (const run of this.popularRunsOf(node)) for (const hub of this.hubsOf(run)) if (hub !== node) hubs.add(hub)
    const fullest = [...hubs].sort((a, b) => inCoreOrder(a.wording, b.wording)).slice(0, MOST_CANDIDATES)
    const candidates = new Set([...sharing, ...fullest])
    this.asked.set(node, candidates)
    return candidates
  }

  /** Keys of all wordings whose neighbours may have changed since the last call, also of those that are gone. */
  changed(): Set<string> {
    const { touched } = this
    for (const run of this.touchedRuns) for (const other of nodesOf(this.long, run)) touched.add(other.wording.key)
    this.touched = new Set()
    this.touchedRuns = new Set()
    this.hubs.clear()
    this.asked.clear()
    return touched
  }

  // Worked out once between two calls of `changed`.
  private readonly hubs = new Map<number, Node[]>()
  private readonly asked = new Map<Node, ReadonlySet<Node>>()

  private popularRunsOf({ wording }: Node): number[] {
    return this.popular.size === 0 ? [] : runsOf(wording.words).long.filter(run => this.popular.has(run))
  }

  private hubsOf(run: number): Node[] {
    const known = this.hubs.get(run)
    if (known !== undefined) return known
    const hubs = nodesOf(this.long, run)
      .toSorted((a, b) => inCoreOrder(a.wording, b.wording))
      .slice(0, HUBS)
    this.hubs.set(run, hubs)
    return hubs
  }

  private verdict(a: Node, b: Node): Sameness {
    const known = a.verdicts.get(b)
    if (known !== undefined) return known
    const [full, other] = inCoreOrder(a.wording, b.wording) < 0 ? [a, b] : [b, a]
    const same = samenessOf(full.wording.words, other.wording.words)
    a.verdicts.set(b, same)
    b.verdicts.set(a, same)
    return same
  }

  private enter(index: Postings, run: number, node: Node, kind: Kind, most: number): void {
    const size = sizeOf(index, run)
    if (size < most) for (const other of nodesOf(index, run)) this.count(node, other, kind, 1)
    else if (size === most) this.countAll(nodesOf(index, run), kind, -1) // from now on it is a common phrase
    const list = index.get(run)
    if (list === undefined) index.set(run, node)
    else if (list instanceof Set) list.add(node)
    else index.set(run, new Set([list, node]))
  }

  private leave(index: Postings, run: number, node: Node, kind: Kind, most: number): void {
    const list = index.get(run)
    if (!(list instanceof Set)) {
      index.delete(run)
      return
    }
    list.delete(node)
    if (list.size < most) for (const other of list) this.count(node, other, kind, -1)
    else if (list.size === most) this.countAll([...list], kind, 1)
    if (list.size === 1) for (const last of list) index.set(run, last)
  }

  private countAll(nodes: readonly Node[], kind: Kind, by: number): void {
    for (let i = 0; i < nodes.length; i++) {
      this.touched.add(nodes[i]!.wording.key)
      for (let k = i + 1; k < nodes.length; k++) this.count(nodes[i]!, nodes[k]!, kind, by)
    }
  }

  private count(a: Node, b: Node, kind: Kind, by: number): void {
    let shared = a.shared.get(b)
    if (shared === undefined) {
      shared = { short: 0, long: 0 }
      a.shared.set(b, shared)
      b.shared.set(a, shared)
    }
    shared[kind] += by
    // With many to choose from, one more may take another's place.
    if (a.shared.size > MOST_CANDIDATES) this.touched.add(a.wording.key)
    if (b.shared.size > MOST_CANDIDATES) this.touched.add(b.wording.key)
    if (shared.short === 0 && shared.long === 0) {
      a.shared.delete(b)
      b.shared.delete(a)
    }
  }
}

type Kind = 'short' | 'long'
type Postings = Map<number, Node | Set<Node>>

function sizeOf(index: Postings, run: number): number {
  const list = index.get(run)
  return list === undefined ? 0 : list instanceof Set ? list.size : 1
}

/** The wordings that have a run; most runs have one only, which is kept without a set around it. */
function nodesOf(index: Postings, run: number): readonly Node[] {
  const list = index.get(run)
  return list === undefined ? [] : list instanceof Set ? [...list] : [list]
}

/** The runs of a wording as numbers of 53 bits: two hashes, so that chance makes no two runs one. */
function runsOf(words: readonly string[]): { readonly short: readonly number[]; readonly long: readonly number[] } {
  const hashes = words.map(hashString)
  const tells = words.map(telling)
  const runAt = (i: number, length: number): number => {
    let a = length
    let b = ~length
    for (let k = i; k < i + length; k++) {
      a = join(a, hashes[k]!)
      b = join(b, avalanche(hashes[k]! ^ 0x5bd1e995))
    }
    return (avalanche(a) >>> 0) * 2 ** 21 + (avalanche(b) >>> 11)
  }
  const short = new Set<number>()
  const long = new Set<number>()
  for (let i = 0; i + SHORT <= words.length; i++) {
    if (tells[i] || tells[i + 1] || tells[i + 2]) short.add(runAt(i, SHORT))
  }
  for (let i = 0; i + RUN <= words.length; i++) long.add(runAt(i, RUN))
  return { short: [...short], long: [...long] }
}
