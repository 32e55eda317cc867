import { Sameness, samenessOf } from './align.ts'
import { MOST_OF_PHRASE } from './phrases.ts'
import {
  candidatesOf,
  HUBS,
  inCoreOrder,
  MOST_OF,
  type Posting,
  type RunKind,
  runsOf,
  unsettles,
  type Wording,
} from './wordings.ts'

interface Node {
  readonly wording: Wording
  /** Links that this wording asked for. */
  asked: Map<Node, Sameness>
  /** Wordings that asked for a link to this one. */
  readonly askedBy: Set<Node>
}

/** The index of wordings in memory, kept as `wordings.ts` says. */
export class WordingIndex {
  private readonly nodes = new Map<string, Node>()
  private readonly holders: Readonly<Record<RunKind, Map<number, Node | Set<Node>>>> = {
    short: new Map(),
    long: new Map(),
  }
  /** Hubs of common long runs, until a wording comes or goes that is one. */
  private readonly hubs = new Map<number, readonly Node[]>()
  /** Wordings to be looked at. */
  private afresh = new Set<Node>()
  /** Wordings that may have lost candidates. */
  private fewer = new Set<Node>()
  /** Keys of wordings whose links may have changed since last asked, also of those that are gone. */
  private changed = new Set<string>()
  private sharing = new Set<string>()

  add(wording: Wording): void {
    if (this.nodes.has(wording.key)) return
    const node: Node = { wording, asked: new Map(), askedBy: new Set() }
    this.nodes.set(wording.key, node)
    this.afresh.add(node)
    for (const [kind, run] of eachRun(wording.words)) {
      const known = this.holders[kind].get(run)
      if (known === undefined) this.holders[kind].set(run, node)
      else if (known instanceof Set) known.add(node)
      else this.holders[kind].set(run, new Set([known, node]))
      const after = this.sizeOf(kind, run)
      this.note(kind, run)
      this.unsettle(kind, run, { before: after - 1, after, hub: this.isHub(kind, run, node) })
    }
  }

  remove(key: string): void {
    const node = this.nodes.get(key)
    if (node === undefined) return
    this.nodes.delete(key)
    this.changed.add(key)
    this.afresh.delete(node)
    this.fewer.delete(node)
    this.drop(node)
    for (const other of node.askedBy) {
      other.asked.delete(node)
      this.changed.add(other.wording.key)
    }
    for (const [kind, run] of eachRun(node.wording.words)) {
      const before = this.sizeOf(kind, run)
      const hub = this.isHub(kind, run, node)
      const known = this.holders[kind].get(run)
      if (known instanceof Set) {
        known.delete(node)
        if (known.size === 1) for (const last of known) this.holders[kind].set(run, last)
      } else this.holders[kind].delete(run)
      this.note(kind, run)
      this.unsettle(kind, run, { before, after: before - 1, hub })
    }
  }

  /**
   * Looks at what must be looked at, and gives the keys of all wordings whose links may have changed since last asked, and
   * of those whose phrases may have.
   */
  settle(): { readonly links: ReadonlySet<string>; readonly phrases: ReadonlySet<string> } {
    for (const node of this.afresh) {
      for (const other of node.asked.keys()) this.changed.add(other.wording.key)
      this.drop(node)
      this.changed.add(node.wording.key)
      for (const key of candidatesOf(node.wording, this.postingsOf(node.wording))) {
        const other = this.nodes.get(key)!
        const sameness = this.sameness(node, other)
        if (sameness === Sameness.None) continue
        node.asked.set(other, sameness)
        other.askedBy.add(node)
        this.changed.add(key)
      }
    }
    for (const node of this.fewer) {
      if (this.afresh.has(node)) continue
      const candidates = candidatesOf(node.wording, this.postingsOf(node.wording))
      for (const other of [...node.asked.keys()]) {
        if (candidates.has(other.wording.key)) continue
        node.asked.delete(other)
        other.askedBy.delete(node)
        this.changed.add(node.wording.key)
        this.changed.add(other.wording.key)
      }
    }
    this.afresh.clear()
    this.fewer.clear()
    const settled = { links: this.changed, phrases: this.sharing }
    this.changed = new Set()
    this.sharing = new Set()
    return settled
  }

  /** The wordings that one has a link with, as of the last `settle`, in core order. */
  linksOf(key: string): { readonly wording: Wording; readonly sameness: Sameness }[] {
    const node = this.nodes.get(key)
    if (node === undefined) return []
    const links = new Map(node.asked)
    for (const other of node.askedBy) links.set(other, other.asked.get(node)!)
    return [...links]
      .map(([{ wording }, sameness]) => ({ wording, sameness }))
      .sort((a, b) => inCoreOrder(a.wording, b.wording))
  }

  /** The postings of a wording's runs, as a keeper fetches them. */
  *postingsOf({ words }: Wording): Generator<Posting> {
    for (const [kind, run] of eachRun(words)) {
      const size = this.sizeOf(kind, run)
      const nodes = size <= MOST_OF[kind] ? this.nodesOf(kind, run) : kind === 'long' ? this.hubsOf(run) : []
      yield { kind, run, size, holders: nodes.map(({ wording }) => wording) }
    }
  }

  private sameness(a: Node, b: Node): Sameness {
    const known = b.asked.get(a)
    if (known !== undefined) return known
    const [full, other] = inCoreOrder(a.wording, b.wording) < 0 ? [a, b] : [b, a]
    return samenessOf(full.wording.words, other.wording.words)
  }

  private drop(node: Node): void {
    for (const other of node.asked.keys()) other.askedBy.delete(node)
    node.asked = new Map()
  }

  private sizeOf(kind: RunKind, run: number): number {
    const known = this.holders[kind].get(run)
    return known === undefined ? 0 : known instanceof Set ? known.size : 1
  }

  /** Most runs have one wording only, which is kept without a set around it. */
  private nodesOf(kind: RunKind, run: number): Node[] {
    const known = this.holders[kind].get(run)
    return known === undefined ? [] : known instanceof Set ? [...known] : [known]
  }

  /** Wordings that share a phrase with one that came or went. */
  private note(kind: RunKind, run: number): void {
    if (kind === 'long' && this.sizeOf(kind, run) <= MOST_OF_PHRASE + 1)
      for (const { wording } of this.nodesOf(kind, run)) this.sharing.add(wording.key)
  }

  private unsettle(kind: RunKind, run: number, how: Parameters<typeof unsettles>[1]): void {
    if (!unsettles(kind, how)) return
    this.hubs.delete(run)
    // A short run that has become common finds no pair that was not found before: nothing has to be aligned.
    const onlyFewer = kind === 'short' && how.after > how.before
    for (const other of this.nodesOf(kind, run)) (onlyFewer ? this.fewer : this.afresh).add(other)
  }

  /** The first `HUBS` wordings of a long run in core order. */
  private hubsOf(run: number): readonly Node[] {
    const known = this.hubs.get(run)
    if (known !== undefined) return known
    const hubs = this.nodesOf('long', run)
      .sort((a, b) => inCoreOrder(a.wording, b.wording))
      .slice(0, HUBS)
    this.hubs.set(run, hubs)
    return hubs
  }

  private isHub(kind: RunKind, run: number, { wording }: Node): boolean {
    if (kind === 'short' || this.sizeOf(kind, run) <= MOST_OF.long) return false
    return inCoreOrder(wording, this.hubsOf(run).at(-1)!.wording) <= 0
  }
}

function* eachRun(words: readonly string[]): Generator<readonly [RunKind, number]> {
  const { short, long } = runsOf(words)
  for (const run of short) yield ['short', run]
  for (const run of long) yield ['long', run]
}
