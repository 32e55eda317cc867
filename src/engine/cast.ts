import type { Speaker } from '../vocabulary/index.ts'

/** A speaker of the whole article; `index` is the place in the record's list. */
export interface CastMember {
  readonly index: number
  readonly name: string
  readonly type: Speaker['type']
  readonly nameRule: string
  mentions: Speaker['mentions']
}

/**
 * The speakers of an article that was read in chapters. Within a chapter each speaker is somebody of their
 * own, two of one name included; across chapters a name is all there is to go by, and sources without one
 * are never the same.
 */
export class Cast {
  readonly members: CastMember[] = []
  private readonly byName = new Map<string, CastMember>()

  /** Takes in a chapter's speakers; returns whom each of their ids means. */
  join(speakers: readonly Speaker[]): Map<string, CastMember> {
    const here = new Map<string, CastMember>()
    const first = this.members.length
    for (const { id, name, type, nameRule, mentions } of speakers) {
      const unnamed = type === 'anonymous' || type === 'unknown'
      const known = unnamed ? undefined : this.byName.get(`${type}:${name}`)
      if (known === undefined) {
        const member = { index: this.members.length, name, type, nameRule, mentions }
        this.members.push(member)
        here.set(id, member)
      } else {
        known.mentions = [...known.mentions, ...mentions]
        here.set(id, known)
      }
    }
    for (const member of this.members.slice(first)) {
      const key = `${member.type}:${member.name}`
      if (!this.byName.has(key)) this.byName.set(key, member)
    }
    return here
  }
}
