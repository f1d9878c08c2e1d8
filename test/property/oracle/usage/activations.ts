import { workspacesAsOf } from '../data/creation-dates.ts'
import { hour, wallClock, day } from '../question/clock.ts'
import { metAt } from './criteria.ts'
import type { Data } from '../data/data.ts'
import { eventsOf, type LocatedEvent } from '../data/events.ts'
import { allUsers } from '../data/user-accounts.ts'
import { isCoreAction } from './matchers.ts'
import { grouped } from '../memo.ts'
import type { Settings } from '../question/settings.ts'
import { signedUp } from './signups.ts'

export interface Activation {
  readonly user: string
  readonly anchoredAt: number
  readonly activatedAt: number | null
  /** Whether the window is complete, so that the outcome is known. */
  readonly isEligible: boolean
}

/** The core actions known as of `as_of`. */
export function coreActions(data: Data, settings: Settings): readonly LocatedEvent[] {
  return eventsOf(data).filter((event) => event.knownAt <= settings.asOf && isCoreAction(settings, event))
}

/** Every user, with the time at which enough core actions on enough days were reached within the window. */
export function activationsOf(data: Data, settings: Settings): readonly Activation[] {
  const { options, asOf } = settings
  const actions = grouped(coreActions(data, settings), ({ person }) => person)
  const window = (options.activation_window_hours ?? Infinity) * hour
  const joined = new Map(signedUp(data, settings).map(({ id, joinedAt }) => [id, joinedAt]))
  return [...allUsers(data).values()].flatMap((user) => {
    const own = [...(actions.get(user.id) ?? [])].sort((a, b) => a.at - b.at)
    const anchoredAt =
      (options.activation_anchor === 'signup'
        ? joined.get(user.id)
        : joined.has(user.id)
          ? own[0]?.at
          : null) ?? null
    if (anchoredAt === null || anchoredAt > asOf) return []
    const inTime = own.filter(({ at }) => at <= anchoredAt + window)
    const enough = inTime.find((_, index) => {
      const soFar = inTime.slice(0, index + 1)
      const days = new Set(soFar.map(({ at }) => Math.floor(wallClock(at, settings.zone) / day)))
      return soFar.length >= options.activation_min_count && days.size >= options.activation_distinct_days
    })
    return [
      {
        user: user.id,
        anchoredAt,
        // actions before the sign-up count as hour 0
        activatedAt: enough === undefined ? null : Math.max(enough.at, anchoredAt),
        isEligible: options.activation_window_hours === null || anchoredAt + window <= asOf,
      },
    ]
  })
}

/**
 * The same by the query's own criteria, if it has any; motions and the K factor keep the canonical activation.
 */
export function requestedActivations(data: Data, settings: Settings): readonly Activation[] {
  const { conversion_criteria: criteria, activation_window_hours } = settings.options
  const activations = activationsOf(data, settings)
  if (criteria === null) return activations
  const done = grouped(eventsAsOf(data, settings), ({ person }) => person)
  return activations.map((activation) => {
    const until = activation.anchoredAt + (activation_window_hours ?? Infinity) * hour
    const met = metAt(
      settings,
      criteria,
      (done.get(activation.user) ?? []).filter(({ at }) => at <= until),
    )
    return { ...activation, activatedAt: met === null ? null : Math.max(met, activation.anchoredAt) }
  })
}

/** The events known as of `as_of`. */
export function eventsAsOf(data: Data, { asOf }: Settings): readonly LocatedEvent[] {
  return eventsOf(data).filter(({ knownAt }) => knownAt <= asOf)
}

/** Every registered workspace, and whether its members did enough core actions within the window. */
export function workspaceActivationsOf(
  data: Data,
  settings: Settings,
): readonly { workspace: string; madeAt: number; isActivated: boolean; isEligible: boolean }[] {
  const { options, asOf } = settings
  const window = (options.workspace_activation_window_days ?? Infinity) * day
  const { conversion_criteria: criteria } = options
  const done = criteria === null ? coreActions(data, settings) : eventsAsOf(data, settings)
  const actions = grouped(done, ({ workspace }) => workspace)
  return workspacesAsOf(data, asOf)
    .filter(({ isRegistered }) => isRegistered)
    .map(({ id, madeAt }) => {
      const inTime = (actions.get(id) ?? []).filter(({ at }) => at <= madeAt + window)
      const people = new Set(inTime.flatMap(({ person }) => person ?? []))
      return {
        workspace: id,
        madeAt,
        isActivated:
          criteria === null
            ? inTime.length >= options.workspace_activation_min_count &&
              people.size >= options.workspace_activation_users
            : metAt(settings, criteria, inTime) !== null,
        isEligible: options.workspace_activation_window_days === null || madeAt + window <= asOf,
      }
    })
}
