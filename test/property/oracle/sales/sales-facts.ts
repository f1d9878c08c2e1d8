import { accountAttributes } from '../data/attributes.ts'
import { accountsOf } from '../data/accounts.ts'
import { accountsAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { accountOfUser, eventsOf } from '../data/events.ts'
import { accountOf, workspacesOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import { first, grouped } from '../memo.ts'
import { qualifiedTouches } from '../money/motions.ts'
import { day, firstInstant, floor, plus, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { toFact } from '../usage/conversions.ts'
import { isActive } from '../usage/matchers.ts'
import { limitCrossingFacts } from '../usage/usage-limits.ts'
import { lastOpenStage, opportunitiesOf, repAttributes, stageAt, touchesOf } from './opportunities.ts'

const earliest = (moments: readonly number[]): number | null =>
  moments.length === 0 ? null : Math.min(...moments)

/** Every closed opportunity, with the clocks of the won ones. */
export function closedFacts(data: Data, settings: Settings): readonly Fact[] {
  const touches = grouped(touchesOf(data, settings), ({ opportunity }) => opportunity)
  const signups = new Map(accountsAsOf(data, settings.asOf).map(({ key, signedUpAt }) => [key, signedUpAt]))
  const active = grouped(
    eventsOf(data).filter((event) => event.knownAt <= settings.asOf && isActive(settings, event)),
    (event) => accountOfUser(data, event),
  )
  return opportunitiesOf(data, settings).flatMap((one): Fact[] => {
    if (one.closedAt === null) return []
    const touchedAt = earliest((touches.get(one.id) ?? []).map(({ touch }) => touch.at))
    const activeAt = earliest((active.get(one.account) ?? []).map(({ at }) => at))
    const clocks = {
      signup: days(signups.get(one.account) ?? null, one.closedAt),
      activity: days(activeAt, touchedAt),
      touch: days(touchedAt, one.closedAt),
      opportunity: days(one.createdAt, one.closedAt),
    }
    const inOrder = Object.entries(clocks).map(([name, length]) => [
      name,
      length !== null && length >= 0 ? length : null,
    ])
    return [
      {
        at: one.closedAt,
        attributes: {
          opportunity_type: one.type,
          opportunity_stage: lastOpenStage(one),
          ...repAttributes(data, one.owner),
          ...accountAttributes(data, one.account),
        },
        part: one.outcome,
        numbers: {
          arr: one.arr,
          isOutOfOrder: Number(Object.values(clocks).some((length) => (length ?? 0) < 0)),
          ...(Object.fromEntries(inOrder) as Record<string, number | null>),
        },
      },
    ]
  })
}

const days = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : (to - from) / day

/** Every won opportunity. */
export const wonFacts = (data: Data, settings: Settings): readonly Fact[] =>
  closedFacts(data, settings).filter(({ part }) => part === 'won')

/** Every opportunity that is open at the end of each month that has started. */
export function pipelineFacts(data: Data, settings: Settings): readonly Fact[] {
  const { zone, asOf } = settings
  return opportunitiesOf(data, settings).flatMap((one) => {
    const facts: Fact[] = []
    for (
      let month = floor(wallClock(one.createdAt, zone), 'month', settings);
      firstInstant(month, zone) < asOf;
      month = plus(month, 1, 'month')
    ) {
      const next = firstInstant(plus(month, 1, 'month'), zone)
      const stage = stageAt(one, next > asOf ? asOf : next - 1)
      if (stage === undefined) continue
      facts.push({
        at: month,
        attributes: {
          opportunity_type: one.type,
          opportunity_stage: stage,
          ...repAttributes(data, one.owner),
          ...accountAttributes(data, one.account),
        },
        numbers: { arr: one.arr },
      })
    }
    return facts
  })
}

/** Every account at its first qualified touch, with what was won from it within the window. */
export function leadFacts(data: Data, settings: Settings): readonly Fact[] {
  const window = settings.options.lead_window_days
  const won = opportunitiesOf(data, settings).filter(
    ({ outcome, type }) => outcome === 'won' && type !== 'renewal',
  )
  return [...grouped(qualifiedTouches(data, settings), ({ account }) => account)].flatMap(
    ([account, touches]): Fact[] => {
      const touch = first(
        touches,
        ({ at }) => at,
        ({ id }) => id,
      )
      if (touch === undefined || !accountsOf(data).has(account)) return []
      const until = window === null ? null : touch.at + window * day
      const wins = won.filter(
        (one) =>
          one.account === account &&
          (one.closedAt ?? 0) >= touch.at &&
          (until === null || (one.closedAt ?? 0) <= until),
      )
      const fact = toFact(settings, {
        at: touch.at,
        convertedAt: earliest(wins.flatMap(({ closedAt }) => closedAt ?? [])),
        until,
        attributes: {
          touch_kind: touch.kind,
          ...repAttributes(data, touch.rep),
          ...accountAttributes(data, account),
        },
      })
      const arr = fact.numbers?.['isKnown'] === 1 ? wins.reduce((sum, one) => sum + one.arr, 0) : 0
      return [{ ...fact, numbers: { ...fact.numbers, arr } }]
    },
  )
}

/** The first crossing of a limit in each account, with the answer of sales. */
export function salesSignalFacts(data: Data, settings: Settings): readonly Fact[] {
  const { zone, asOf, options } = settings
  const crossings = limitCrossingFacts(data, settings).flatMap(({ at, workspace }) => {
    const known = workspacesOf(data).get(workspace ?? '')
    return known === undefined || at > asOf ? [] : [{ at, account: accountOf(known) }]
  })
  return [...grouped(crossings, ({ account }) => account)].flatMap(([account, own]): Fact[] => {
    const at = earliest(own.map((crossing) => crossing.at))
    if (at === null || !accountsOf(data).has(account)) return []
    const touch = first(
      qualifiedTouches(data, settings).filter((one) => one.account === account && one.at >= at),
      (one) => one.at,
      ({ id }) => id,
    )
    const dayEnd = firstInstant(floor(wallClock(at, zone), 'day', settings) + day, zone)
    const window = options.signal_response_days
    const until = window === null ? null : at + window * day
    const attributes = { ...repAttributes(data, touch?.rep ?? null), ...accountAttributes(data, account) }
    const within = (limit: number | null) =>
      touch !== undefined && (limit === null || touch.at <= limit) ? touch.at : null
    const answer = toFact(settings, { at, convertedAt: within(until), until, attributes })
    const sameDay = toFact(settings, { at, convertedAt: within(dayEnd - 1), until: dayEnd, attributes })
    return [
      {
        ...answer,
        numbers: {
          ...answer.numbers,
          isDayOver: sameDay.numbers?.['isKnown'] ?? 0,
          sameDay: sameDay.numbers?.['converted'] ?? 0,
        },
      },
    ]
  })
}
