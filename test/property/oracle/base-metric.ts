import { accountsAsOf, usersAsOf } from './data/creation-dates.ts'
import { day, firstInstant, floor, plus, wallClock } from './question/clock.ts'
import { meets } from './question/conditions.ts'
import { families, type Family } from './families.ts'
import type { Fact } from './fact.ts'
import {
  endsInTime,
  firstPeriod,
  lastPeriod,
  localTime,
  nextPeriod,
  periodOf,
  previousPeriod,
  startsInTime,
  type Frame,
} from './question/frame.ts'
import { grouped } from './memo.ts'
import type { Metric } from './metrics.ts'
import type { Condition, Value } from './question/query.ts'
import { isWithin, type Over } from './question/window.ts'

export type Counted = Extract<Metric, { kind: 'facts' | 'trailing' | 'lifecycle' | 'balance' }>

/** A metric that is counted from facts, with its conditions and its window. */
export interface BaseMetric {
  readonly metric: Counted
  readonly conditions: readonly Condition[]
  readonly over: Over | null
}

/** A fact in the query's calendar. */
export interface DatedFact extends Fact {
  readonly local: number
  readonly period: number
}

/** The facts of a base metric by group, as `groupOf` names it. */
export interface Counts {
  readonly groups: ReadonlyMap<string, readonly DatedFact[]>
  /** Periods and groups that have a row. */
  readonly seen: readonly { readonly period: number; readonly group: string }[]
  readonly value: (facts: readonly DatedFact[], period: number) => number | null
}

export const familyOf = (baseMetric: BaseMetric): Family => families[baseMetric.metric.family]

export function count(
  frame: Frame,
  baseMetric: BaseMetric,
  groupOf: (attributes: Fact['attributes']) => string,
): Counts {
  const family = familyOf(baseMetric)
  const actor = 'actor' in baseMetric.metric ? baseMetric.metric.actor : null
  const only = 'only' in baseMetric.metric ? baseMetric.metric.only : null
  const facts = family
    .facts(frame.data, frame.settings)
    .filter(
      (fact) =>
        (actor === null || (fact[actor] ?? null) !== null) &&
        (only === null || only(fact)) &&
        baseMetric.conditions.every((condition) =>
          meets(fact.attributes[condition.dimension] ?? (null as Value), condition),
        ),
    )
    .map((fact): DatedFact => {
      const local = localTime(frame, fact, family.isMonthly)
      return { ...fact, local, period: periodOf(frame, fact.at, local) }
    })
  const groups = grouped(facts, ({ attributes }) => groupOf(attributes))
  const periods = (of: (fact: DatedFact) => readonly number[]) =>
    [...groups].flatMap(([group, members]) =>
      members.flatMap((fact) => of(fact).map((period) => ({ period, group }))),
    )
  const isRequested = ({ at, local }: DatedFact) =>
    frame.hours !== null
      ? at >= (frame.hours.start ?? -Infinity) && at < frame.hours.end
      : startsInTime(frame, local, family.isMonthly) && endsInTime(frame, local, family.isMonthly)
  const { metric, over } = baseMetric
  if (over !== null && metric.kind === 'facts') {
    const first = firstPeriod(frame) ?? Math.min(...facts.map(({ period }) => period))
    const all = range(frame, first, lastPeriod(frame, family.isMonthly))
    return {
      groups,
      seen: [...groups].flatMap(([group, members]) =>
        all.flatMap((period) =>
          members.some(isWithin(frame, over, period, family.isMonthly)) ? [{ period, group }] : [],
        ),
      ),
      value: (members, period) =>
        metric.value(members.filter(isWithin(frame, over, period, family.isMonthly))),
    }
  }
  switch (metric.kind) {
    case 'facts': {
      const counts = (fact: DatedFact) => isRequested(fact) && isSoFar(frame, fact)
      return {
        groups,
        seen: periods((fact) => (counts(fact) ? [fact.period] : [])),
        value: (members, period) =>
          metric.value(members.filter((fact) => counts(fact) && fact.period === period)),
      }
    }
    case 'trailing':
      return { groups, ...trailing(frame, metric, periods) }
    case 'lifecycle':
      return { groups, ...lifecycle(frame, metric, periods) }
    case 'balance':
      return { groups, ...balance(frame, metric, periods) }
  }
}

type Periods = (of: (fact: DatedFact) => readonly number[]) => Counts['seen']

/** Period-to-date: whether a fact lies within the elapsed part of its period. */
function isSoFar({ isToDate, grain, settings, now }: Frame, { local }: DatedFact): boolean {
  if (!isToDate || grain === null) return true
  return local - floor(local, grain, settings) <= now - floor(now, grain, settings)
}

function trailing(
  frame: Frame,
  { actor, window, daysEarlier, isMean }: Extract<Metric, { kind: 'trailing' }>,
  periods: Periods,
): Omit<Counts, 'groups'> {
  const { settings, now, countUntil: until, from, grain } = frame
  const span = settings.options[window]
  // the first day of the window that ends with a day
  const firstOf = (last: number) =>
    span === 'calendar' ? floor(last, 'month', settings) : last - (Number(span) - 1) * day
  const today = floor(now, 'day', settings)
  const measured = until === null ? today : Math.min(today, until - day)
  const dayOf = ({ local }: DatedFact) => floor(local, 'day', settings)
  return {
    seen: periods((fact) => {
      const counted = dayOf(fact) + daysEarlier * day
      if (counted > measured) return []
      if (from !== null && dayOf(fact) < firstOf(from - daysEarlier * day)) return []
      if (grain === null) return [0]
      const period = floor(counted, grain, settings)
      return [from === null ? period : Math.max(from, period)]
    }),
    value: (members, period) => {
      const end = grain === null ? measured : Math.min(measured, nextPeriod(frame, period) - day)
      const last = end - daysEarlier * day
      const within = members.filter((fact) => dayOf(fact) <= last && dayOf(fact) >= firstOf(last))
      const actors = new Set(
        within.map((fact) => (isMean ? `${dayOf(fact)} ${String(fact[actor])}` : fact[actor])),
      )
      return isMean ? actors.size / ((last - firstOf(last)) / day + 1) : actors.size
    },
  }
}

function lifecycle(
  frame: Frame,
  { actor, state }: Extract<Metric, { kind: 'lifecycle' }>,
  periods: Periods,
): Omit<Counts, 'groups'> {
  const { until, settings } = frame
  const first = firstPeriod(frame)
  const end = until === null ? null : frame.grain === 'hour' ? firstInstant(until, settings.zone) : until
  const begun = new Map<Fact[typeof actor], number>()
  if (settings.options.lifecycle_new_basis === 'creation') {
    const began = (at: number) => periodOf(frame, at, wallClock(at, settings.zone))
    for (const { id, joinedAt } of actor === 'user' ? usersAsOf(frame.data, settings.asOf) : [])
      begun.set(id, began(joinedAt))
    for (const { key, signedUpAt } of actor === 'company' ? accountsAsOf(frame.data, settings.asOf) : [])
      if (signedUpAt !== null) begun.set(key, began(signedUpAt))
  }
  const isRequested = (period: number) =>
    (first === null || period >= first) && (end === null || period < end)
  return {
    seen: periods((fact) => [fact.period, nextPeriod(frame, fact.period)].filter(isRequested)),
    value: (members, period) => {
      const before = previousPeriod(frame, period)
      const lives = grouped(members, (fact) => fact[actor])
      return [...lives].filter(([who, facts]) => {
        const isActive = facts.some((fact) => fact.period === period)
        const wasActive = facts.some((fact) => fact.period === before)
        const isOld = facts.some((fact) => fact.period < period)
        const isNew = settings.options.lifecycle_new_basis === 'creation' ? begun.get(who) === period : !isOld
        if (state === 'new') return isActive && isNew && !wasActive
        if (state === 'retained') return isActive && wasActive
        if (state === 'resurrected') return isActive && !isNew && !wasActive
        return !isActive && wasActive
      }).length
    },
  }
}

function balance(
  frame: Frame,
  { at, value, actor }: Extract<Metric, { kind: 'balance' }>,
  periods: Periods,
): Omit<Counts, 'groups'> {
  const { settings, now, countUntil: until, countFrom: from, grain } = frame
  const month = (local: number) => floor(local, 'month', settings)
  const begun = month(month(now) === now ? now - 1 : now)
  const last = until === null ? begun : Math.min(begun, month(until - day))
  const first = from === null ? null : month(from)
  const snapshotOf = (period: number) => {
    if (grain === null) return at === 'end' ? last : first
    return at === 'start'
      ? Math.max(period, first ?? period)
      : Math.min(last, plus(nextPeriod(frame, period), -1, 'month'))
  }
  return {
    seen: periods(({ local, period }) =>
      snapshotOf(period) === local && local <= last && (first === null || local >= first) ? [period] : [],
    ),
    value: (members, period) => {
      const isBegun = grain === null ? first === null || first <= last : period < now
      if (!isBegun) return null
      const there = members.filter(({ local }) => local === snapshotOf(period) && local <= last)
      if (actor !== undefined) return new Set(there.filter(value).flatMap((fact) => fact[actor] ?? [])).size
      return there.reduce((sum, fact) => sum + value(fact), 0)
    },
  }
}

/** The first fact of a base metric, without the query's filters; infinite without facts. */
export function firstFactOf(
  frame: Frame,
  baseMetric: BaseMetric,
): { readonly period: number; readonly local: number } {
  const family = familyOf(baseMetric)
  const [first] = family
    .facts(frame.data, frame.settings)
    .map((fact) => ({ at: fact.at, local: localTime(frame, fact, family.isMonthly) }))
    .sort((one, other) => one.at - other.at)
  return first === undefined
    ? { period: Infinity, local: Infinity }
    : { period: periodOf(frame, first.at, first.local), local: first.local }
}

/** All periods between two periods, both included. */
export function range(frame: Frame, first: number, last: number): number[] {
  if (frame.grain === null) return [0]
  const all: number[] = []
  for (let period = first; period <= last; period = nextPeriod(frame, period)) all.push(period)
  return all
}
