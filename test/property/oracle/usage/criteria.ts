import { day, wallClock } from '../question/clock.ts'
import type { LocatedEvent } from '../data/events.ts'
import { matches } from './matchers.ts'
import { compare } from '../memo.ts'
import type { Settings } from '../question/settings.ts'

/** A number of matching events, on a number of days, by a number of users. */
interface Criterion {
  readonly event: string
  readonly where?: Record<string, string | number | string[]>
  readonly min_count?: number
  readonly distinct_days?: number
  readonly distinct_users?: number
}

export interface Criteria {
  readonly all: readonly Criterion[]
  readonly require?: 'all' | 'any' | number
  readonly ordered?: boolean
  readonly strict?: boolean
}

/** The time at which the events of an opportunity met the criteria; null when they did not. */
export function metAt(settings: Settings, criteria: Criteria, done: readonly LocatedEvent[]): number | null {
  if (criteria.strict === true) return metInSuccession(criteria, done)
  const inOrder = [...done].sort((a, b) => a.at - b.at || compare(a.id, b.id))
  return criteria.ordered === true
    ? metInOrder(settings, criteria, inOrder)
    : metTogether(settings, criteria, inOrder)
}

/** The time at which the last of the required criteria was met. */
function metTogether(
  settings: Settings,
  { all, require = 'all' }: Criteria,
  done: readonly LocatedEvent[],
): number | null {
  const needed = require === 'all' ? all.length : require === 'any' ? 1 : require
  const times = all
    .flatMap((criterion) => firstMet(settings, criterion, done)?.at ?? [])
    .sort((a, b) => a - b)
  return times[needed - 1] ?? null
}

/** Ordered: each criterion counts only events after the one that met the previous criterion. */
function metInOrder(settings: Settings, { all }: Criteria, done: readonly LocatedEvent[]): number | null {
  let left = done
  let met: LocatedEvent | null = null
  for (const criterion of all) {
    met = firstMet(settings, criterion, left)
    if (met === null) return null
    const last: LocatedEvent = met
    left = left.filter((event) => event.at >= last.at && event.id !== last.id)
  }
  return met?.at ?? null
}

/** Strict: the first events that follow each other immediately and match one criterion each, in the given order. */
function metInSuccession({ all }: Criteria, done: readonly LocatedEvent[]): number | null {
  const isMatch = (event: LocatedEvent | undefined, { event: name, where = {} }: Criterion) =>
    event !== undefined && matches([{ event: name, where }], event)
  const rank = (event: LocatedEvent) => {
    const place = all.findIndex((criterion) => isMatch(event, criterion))
    return place === -1 ? all.length : place
  }
  const inOrder = [...done].sort((a, b) => a.at - b.at || rank(a) - rank(b) || compare(a.id, b.id))
  const last = inOrder.find((_, index) =>
    all.every((criterion, place) => isMatch(inOrder[index - all.length + 1 + place], criterion)),
  )
  return last?.at ?? null
}

/** The event that met the criterion. */
function firstMet(
  { zone }: Settings,
  { event: name, where = {}, min_count = 1, distinct_days = 1, distinct_users = 1 }: Criterion,
  done: readonly LocatedEvent[],
): LocatedEvent | null {
  const own = done.filter((event) => matches([{ event: name, where }], event))
  const enough = own.find((_, index) => {
    const soFar = own.slice(0, index + 1)
    const days = new Set(soFar.map(({ at }) => Math.floor(wallClock(at, zone) / day)))
    const people = new Set(soFar.flatMap(({ person }) => person ?? []))
    return (
      soFar.length >= min_count &&
      days.size >= distinct_days &&
      (distinct_users === 1 || people.size >= distinct_users)
    )
  })
  return enough ?? null
}
