import { usersAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { eventsOf } from '../data/events.ts'
import type { Person } from '../data/user-accounts.ts'
import { grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'

/** Every registered user who has signed up by `as_of`, with the sign-up time. */
export function signedUp(data: Data, settings: Settings): readonly Person[] {
  return settings.options.signup_basis === 'created_at'
    ? usersAsOf(data, settings.asOf).filter(({ isRegistered }) => isRegistered)
    : sinceFirstSeen(data, settings)
}

/** The same users dated by their first known event; users without events are left out. */
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
