import type { Data } from './data.ts'
import { happeningsOf } from './events.ts'
import { everyone, type Person } from './homes.ts'
import { grouped } from './memo.ts'
import type { Settings } from './settings.ts'

/** Every registered person, from when they count as signed up; nobody who has not by now. */
export function signedUp(data: Data, { asOf, options }: Settings): readonly Person[] {
  const registered = [...everyone(data).values()].filter(({ isRegistered }) => isRegistered)
  return withBasis().filter(({ joinedAt }) => joinedAt <= asOf)

  function withBasis(): readonly Person[] {
    if (options.signup_basis === 'created_at') return registered
    const seen = grouped(
      happeningsOf(data).filter(({ knownAt }) => knownAt <= asOf),
      ({ person }) => person,
    )
    return registered.flatMap((person) => {
      const times = (seen.get(person.id) ?? []).map(({ at }) => at)
      return times.length === 0 ? [] : [{ ...person, joinedAt: Math.min(...times) }]
    })
  }
}
