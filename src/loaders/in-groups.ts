/**
 * Answers keys group by group, keys with the same trait together, and gives the answers back in the order of the keys.
 */
export async function inGroups<Key, Trait, Answer>(
  keys: readonly Key[],
  traitOf: (key: Key) => Trait,
  answer: (trait: Trait, group: readonly Key[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const groups = new Map<string, { readonly trait: Trait; readonly places: number[] }>()
  for (const [place, key] of keys.entries()) {
    const trait = traitOf(key)
    const name = JSON.stringify(trait)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { trait, places: [place] })
    else group.places.push(place)
  }
  const answers = new Array<Answer>(keys.length)
  await Promise.all(
    [...groups.values()].map(async ({ trait, places }) => {
      const found = await answer(
        trait,
        places.flatMap((place) => keys.slice(place, place + 1)),
      )
      for (const [index, place] of places.entries()) answers[place] = found[index] as Answer
    }),
  )
  return answers
}
