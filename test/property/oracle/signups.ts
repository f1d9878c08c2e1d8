import { usersAsOf } from './creation-dates.ts'
import type { Data } from './data.ts'
import { eventsOf } from './events.ts'
import type { Person } from './user-accounts.ts'
import { grouped } from './memo.ts'
import type { Settings } from './settings.ts'

/** Every registered person, from when they count as signed up; nobody who has not by now. */
export function signedUp(data: Data, settings: Settings): readonly Person[] {
  return settings.options.signup_basis === 'created_at'
    ? usersAsOf(data, settings.asOf).filter(({ isRegistered }) => isRegistered)
    : sinceFirstSeen(data, settings)
}

/** The same people from the first thing they were known to have done; who did nothing is not among them. */
function sinceFirstSeen(data: Data, { asOf }: Settings): readonly Person[] {
  const seen = grouped(
    eventsOf(data).filter(({ knownAt }) => knownAt <= asOf),
    ({ person }) => person,
  )
  const registered = usersAsOf(data, asOf).filter(({ isRegistered }) => isRegistered)
  return registered.flatMap((person) => {
    const times = (seen.get(person.id) ?? []).map(({ at }) => at)
    return times.length === 0 ? [] : [{ ...person, joinedAt: Math.min(...times) }]
  })
}
