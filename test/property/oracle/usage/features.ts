import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { LocatedEvent } from '../data/events.ts'
import { allUsers } from '../data/user-accounts.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { day, floor, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { eventsAsOf } from './activations.ts'
import { isActive } from './matchers.ts'

/** How many local days before the day of `as_of` an event happened. */
export function daysBefore(settings: Settings, at: number): number {
  const dayOf = (moment: number) => floor(wallClock(moment, settings.zone), 'day', settings)
  return (dayOf(settings.asOf) - dayOf(at)) / day
}

/** The recently active users of each account. */
function recentUsers(data: Data, settings: Settings): ReadonlyMap<string, readonly string[]> {
  const active = new Set(
    eventsAsOf(data, settings)
      .filter((event) => isActive(settings, event) && isRecent(settings, event))
      .flatMap(({ person }) => person ?? []),
  )
  const people = [...active].flatMap((id) => allUsers(data).get(id) ?? [])
  return new Map(
    [...grouped(people, ({ account }) => account)].map(([account, users]) => [
      account,
      users.map(({ id }) => id),
    ]),
  )
}

function isRecent(settings: Settings, { at }: LocatedEvent): boolean {
  return daysBefore(settings, at) < settings.options.feature_window_days
}

/** The named features with their events; null: every event is one. */
function namedFeatures({ options }: Settings): ReadonlyMap<string, ReadonlySet<string>> | null {
  if (options.key_features === null) return null
  const pairs = options.key_features.map((entry) => {
    const [feature = '', event = feature] = entry.split('=')
    return { feature, event }
  })
  return new Map(
    [...grouped(pairs, ({ feature }) => feature)].map(([feature, of]) => [
      feature,
      new Set(of.map(({ event }) => event)),
    ]),
  )
}

/** How often each recently active user used each feature. */
function usesOf(data: Data, settings: Settings, users: readonly string[]): readonly [string, string][] {
  const named = namedFeatures(settings)
  return eventsAsOf(data, settings)
    .filter(
      (event) =>
        users.includes(event.person ?? '') &&
        isRecent(settings, event) &&
        !settings.options.passive_events.includes(event.name),
    )
    .flatMap(({ person, name }) => {
      const features =
        named === null
          ? [name]
          : [...named].filter(([, events]) => events.has(name)).map(([feature]) => feature)
      return features.map((feature): [string, string] => [person ?? '', feature])
    })
}

export function featureAdoptionFacts(data: Data, settings: Settings): readonly Fact[] {
  const accounts = [...recentUsers(data, settings)].map(([account, users]) => ({
    account,
    users,
    uses: usesOf(data, settings, users),
  }))
  const features = new Set([
    ...(namedFeatures(settings)?.keys() ?? []),
    ...accounts.flatMap(({ uses }) => uses.map(([, feature]) => feature)),
  ])
  return accounts.flatMap(({ account, users, uses }) =>
    [...features].map((feature) => ({
      at: settings.asOf,
      attributes: { feature, ...accountAttributes(data, account) },
      numbers: {
        active: users.length,
        using: new Set(uses.filter(([, one]) => one === feature).map(([user]) => user)).size,
      },
    })),
  )
}

export function featureDepthFacts(data: Data, settings: Settings): readonly Fact[] {
  const { feature_min_uses: least } = settings.options
  return [...recentUsers(data, settings)].map(([account, users]) => {
    const uses = usesOf(data, settings, users)
    const often = (groups: ReadonlyMap<unknown, readonly unknown[]>) =>
      [...groups.values()].filter(({ length }) => length >= least).length
    return {
      at: settings.asOf,
      attributes: accountAttributes(data, account),
      numbers: {
        active: users.length,
        depth: often(grouped(uses, ([, feature]) => feature)),
        userDepths: often(grouped(uses, (use) => JSON.stringify(use))),
      },
    }
  })
}
