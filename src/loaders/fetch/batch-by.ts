/**
 * Answers keys group by group, keys with the same trait together, and gives the answers back in the order of the keys.
 * A group that fails has its error in the place of every answer, as a DataLoader wants it, and leaves the others alone.
 */
export async function batchBy<Key, Trait, Answer>(
  keys: readonly Key[],
  traitOf: (key: Key) => Trait,
  answer: (trait: Trait, group: readonly Key[]) => Promise<readonly Answer[]>,
): Promise<(Answer | Error)[]> {
  const groups = new Map<string, { readonly trait: Trait; readonly members: { key: Key; place: number }[] }>()
  for (const [place, key] of keys.entries()) {
    const trait = traitOf(key)
    const name = JSON.stringify(trait)
    const group = groups.get(name) ?? { trait, members: [] }
    groups.set(name, group)
    group.members.push({ key, place })
  }
  const answers = new Array<Answer | Error>(keys.length)
  await Promise.all(
    [...groups.values()].map(async ({ trait, members }) => {
      const found = await answer(
        trait,
        members.map(({ key }) => key),
      ).catch((error: unknown) => members.map(() => toError(error)))
      for (const [index, { place }] of members.entries()) {
        answers[place] = found[index] ?? new Error('a loader has answered fewer keys than it was asked')
      }
    }),
  )
  return answers
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
