/** Computes a value once per key object. */
export function remembered<About extends object, Result>(
  work: (about: About) => Result,
): (about: About) => Result {
  const results = new WeakMap<About, { readonly is: Result }>()
  return (about) => {
    const known = results.get(about) ?? { is: work(about) }
    results.set(about, known)
    return known.is
  }
}

/** Groups items by a key. */
export function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** The first item by several sort keys; null sorts last. */
export function first<Item>(
  items: readonly Item[],
  ...keys: ((item: Item) => string | number | null)[]
): Item | undefined {
  return [...items].sort((a, b) => compareBy(a, b, keys))[0]
}

function compareBy<Item>(
  a: Item,
  b: Item,
  keys: readonly ((item: Item) => string | number | null)[],
): number {
  for (const key of keys) {
    const order = compare(key(a), key(b))
    if (order !== 0) return order
  }
  return 0
}

/** Compares numbers by value and text by characters; null sorts last. */
export function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}
