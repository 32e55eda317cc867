/**
 * Tells the speakers of one story apart, as its rows show them. A person of the registry is one, under whatever name; a
 * name that no registry knows (one outlet's "residents" and another's) is one, and is the person's who has it in this
 * story. Two people of the registry who share a name stay two.
 */
export class Voices {
  private readonly ofPerson = new Map<string, string>()
  private readonly ofName = new Map<string, { readonly key: string; person: string | null }>()

  /** The same for all that is of one row. `person` is null where no registry knows who it is. */
  key(name: string, person: string | null): string {
    const of = person === null ? undefined : this.ofPerson.get(person)
    if (of !== undefined) return of
    const folded = name.toLowerCase().replace(/\s+/g, ' ').trim()
    const named = this.ofName.get(folded) ?? { key: folded, person }
    this.ofName.set(folded, named)
    if (person === null) return named.key
    named.person ??= person
    const key = named.person === person ? named.key : `${folded} ${person}`
    this.ofPerson.set(person, key)
    return key
  }
}
