/**
 * Loads keys in groups with the same trait, and returns the values in the order of the keys. When a group
 * fails, each of its keys gets the error, as DataLoader requires; other groups are not affected.
 */
export async function batchBy<Key, Trait, Value>(
  keys: readonly Key[],
  traitOf: (key: Key) => Trait,
  load: (trait: Trait, group: readonly Key[]) => Promise<readonly Value[]>,
): Promise<(Value | Error)[]> {
  const groups = new Map<string, { readonly trait: Trait; readonly members: { key: Key; at: number }[] }>()
  for (const [at, key] of keys.entries()) {
    const trait = traitOf(key)
    const name = JSON.stringify(trait)
    const group = groups.get(name) ?? { trait, members: [] }
    groups.set(name, group)
    group.members.push({ key, at })
  }
  const values = new Array<Value | Error>(keys.length)
  await Promise.all(
    [...groups.values()].map(async ({ trait, members }) => {
      const found = await load(
        trait,
        members.map(({ key }) => key),
      ).catch((error: unknown) => members.map(() => toError(error)))
      for (const [place, { at }] of members.entries()) {
        const value = found[place]
        values[at] = value === undefined ? new Error('a loader returned fewer values than keys') : value
      }
    }),
  )
  return values
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
