/** Items by key, both in order of first appearance (`Map.groupBy`, which the Node of the tests does not have yet). */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T, index: number) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>()
  items.forEach((item, i) => {
    const key = keyOf(item, i)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  })
  return groups
}
