import { accountAttributes, userAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { day, floor, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { eventsAsOf } from './activations.ts'
import { isReturn } from './matchers.ts'
import { signedUp } from './signups.ts'

/** The users of weekly cohorts with three complete ages, and their returns at the last three of them. */
export function plateauFacts(data: Data, settings: Settings): readonly Fact[] {
  const weekOf = (at: number) => floor(wallClock(at, settings.zone), 'week', settings) / (7 * day)
  const returns = grouped(
    eventsAsOf(data, settings).filter((event) => isReturn(settings, event)),
    ({ person }) => person,
  )
  return signedUp(data, settings).flatMap(({ id, account, joinedAt }) => {
    const [joined, last] = [weekOf(joinedAt), weekOf(settings.asOf) - 1]
    if (last - joined < 3) return []
    const weeks = new Set((returns.get(id) ?? []).map(({ at }) => Math.round(weekOf(at) - last)))
    const [first, second, third] = [-2, -1, 0].map((week) => Number(weeks.has(week)))
    return [
      {
        at: joinedAt,
        attributes: { ...userAttributes(data, id), ...accountAttributes(data, account) },
        numbers: { first: first ?? 0, second: second ?? 0, third: third ?? 0 },
      },
    ]
  })
}
