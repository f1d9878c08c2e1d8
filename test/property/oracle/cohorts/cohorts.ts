import { averagesOf } from './average-cohorts.ts'
import type { Attributes } from '../data/attributes.ts'
import { firstInstant, hour, periodsBetween, toDay, wallClock } from '../question/clock.ts'
import { meets } from '../question/conditions.ts'
import type { Data } from '../data/data.ts'
import { eventsOf, type LocatedEvent } from '../data/events.ts'
import type { CohortCell } from './cohort-cell.ts'
import { entriesOf, idIn, type Entry, type IsOfActor, type ToGroup } from './cohort-entries.ts'
import { startedAges } from '../usage/started-ages.ts'
import { divide, metricOf } from '../formula.ts'
import { frameOf, nextPeriod, partialOf, periodOf, type Frame } from '../question/frame.ts'
import { groupOf, valuesOf } from '../question/grouping.ts'
import { isReturn, matches } from '../usage/matchers.ts'
import { grouped } from '../memo.ts'
import { cohortGrain, isOfCells, partsOf } from '../question/rejections.ts'
import { revenueCells } from './revenue-cohorts.ts'
import type { Actor } from '../metrics.ts'
import type { Grain, Query } from '../question/query.ts'
import type { Row } from '../series.ts'
import type { Settings } from '../question/settings.ts'

/** On the rolling clock an age is a fixed number of days. */
const rollingDays: Partial<Record<Grain, number>> = { day: 1, week: 7, month: 30 }

/** One row per cohort, age and group, for all metrics of the query; in no particular order. */
export function cohortsOf(data: Data, settings: Settings, query: Query): readonly Row[] {
  const grain = cohortGrain(query, settings.options)
  const frame = frameOf(data, settings, { ...query, grain })
  const by = query.by ?? []
  const columns = query.metrics.map((asked) => {
    const conditions = [...(query.where ?? []), ...(asked.where ?? [])].filter(
      ({ dimension }) => !isOfCells(dimension),
    )
    const isOfActor = (attributes: Attributes) =>
      conditions.every((condition) => meets(attributes[condition.dimension] ?? null, condition))
    const all = cellsOfMetric(frame, grain, asked.metric, isOfActor, groupOf(by, query.keep))
    const cells = new Map([...all].filter(([key]) => isRequestedCell(frame, grain, query, key)))
    return { alias: asked.alias ?? asked.metric, metric: metricOf(asked.metric), cells }
  })
  if (query.cohorts !== undefined && query.cohorts !== 'each') {
    return averagesOf(query, query.cohorts, columns).filter((row) => isKept(query, row))
  }
  const keys = new Set(columns.flatMap(({ cells }) => [...cells.keys()]))
  return [...keys].flatMap((key): Row[] => {
    const [cohort, age, group] = JSON.parse(key) as [number, number, string]
    const written = grain === 'hour' ? new Date(cohort).toISOString().replace('.000Z', 'Z') : toDay(cohort)
    const row: Row = {
      ...(query.grain === undefined ? {} : { period: written }),
      cohort: written,
      ...partialOf(frame, cohort),
      age,
      ...Object.fromEntries(valuesOf(group).map((value, index) => [by[index] ?? '', value])),
      ...joined(
        columns.map(({ alias, metric, cells }): Row => {
          const { retained = null, base = null, maturity = null } = cells.get(key) ?? {}
          const isSize = metric.kind === 'retention' && metric.measure === 'size'
          return {
            [alias]: metric.kind === 'ratio' ? divide(retained, base) : isSize ? base : retained,
            ...(metric.kind === 'ratio' && query.parts === true
              ? { [`${alias}.numerator`]: retained, [`${alias}.denominator`]: base }
              : {}),
            ...(query.parts === true ? { [`${alias}.maturity`]: maturity } : {}),
          }
        }),
      ),
    }
    return isKept(query, row) ? [row] : []
  })
}

/** Whether a cell meets the conditions on age and cohort; a cohort is named by its first local day. */
function isRequestedCell({ settings }: Frame, grain: Grain, { where = [] }: Query, key: string): boolean {
  const [cohort, age] = JSON.parse(key) as [number, number, string]
  const day = toDay(grain === 'hour' ? wallClock(cohort, settings.zone) : cohort)
  return where.every((condition) => {
    if (condition.dimension === 'age') return meets(age, condition)
    return condition.dimension !== 'cohort' || meets(day, condition)
  })
}

const isKept = ({ having = [] }: Query, row: Row): boolean =>
  having.every((condition) => meets(row[condition.column] ?? null, condition))

/** Merges parts of a row. */
export function joined(parts: readonly Row[]): Row {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)))
}

function cellsOfMetric(
  frame: Frame,
  grain: Grain,
  metric: string,
  isOfActor: IsOfActor,
  toGroup: ToGroup,
): ReadonlyMap<string, CohortCell> {
  const [part] = partsOf(metric)
  if (part?.kind !== 'retention') throw new Error(`${metric} has no cohorts`)
  if (part.weight !== undefined) return revenueCells(frame, part.weight, isOfActor, toGroup)
  const actor = (
    { user_retention: 'user', workspace_retention: 'workspace', account_retention: 'company' } as const
  )[part.family as 'user_retention']
  return cellsOf(frame, grain, actor, isOfActor, toGroup)
}

/** A bracket of ages, shown at its first age. */
interface Bracket {
  readonly age: number
  readonly last: number
}

function cellsOf(
  frame: Frame,
  grain: Grain,
  actor: Actor,
  isOfActor: IsOfActor,
  toGroup: ToGroup,
): ReadonlyMap<string, CohortCell> {
  const { settings } = frame
  const { retention_criterion: criterion, retention_age_zero, retention_base: base } = settings.options
  const entries = entriesOf(frame, actor, isOfActor, toGroup)
  const returns = grouped(
    eventsOf(frame.data).filter((event) => event.knownAt <= settings.asOf && isReturn(settings, event)),
    (event) => idIn(event, actor),
  )
  const cells = new Map<string, CohortCell>()
  for (const cohort of grouped(entries, (entry) => JSON.stringify([entry.cohort, entry.group])).values()) {
    const [one] = cohort
    if (one === undefined) continue
    const ages = cohort.map((entry) => agesOf(frame, grain, entry, returns.get(entry.actor) ?? []))
    const isBack = (back: ReadonlySet<number>, { age, last }: Bracket) =>
      [...back].some((later) => later >= age && (criterion === 'on_or_after' || later <= last))
    const retained = (bracket: Bracket) =>
      bracket.age === 0 && retention_age_zero === 'cohort'
        ? cohort.length
        : ages.filter((back) => isBack(back, bracket)).length
    const begun = observedAges(frame, grain, cohort)
    const brackets = bracketsOf(settings, begun.length)
    for (const [index, bracket] of brackets.entries()) {
      const before = brackets[index - 1]
      cells.set(JSON.stringify([one.cohort, bracket.age, one.group]), {
        retained: retained(bracket),
        base: base === 'previous' && before !== undefined ? retained(before) : cohort.length,
        maturity: begun[bracket.last]?.maturity ?? 'PARTIAL',
      })
    }
  }
  return cells
}

/** Age 0 and every later age or bracket whose first age has started. */
function bracketsOf({ options }: Settings, begun: number): readonly Bracket[] {
  const all: readonly Bracket[] =
    options.retention_criterion === 'bracket'
      ? [
          { age: 0, last: 0 },
          ...(options.retention_brackets ?? []).map((written) => {
            const [first = NaN, last = first] = written.split('-').map(Number)
            return { age: first, last }
          }),
        ]
      : Array.from({ length: begun }, (_, age) => ({ age, last: age }))
  return all.filter(({ age }) => age < begun)
}

/** The ages at which an actor returned often enough. */
function agesOf(
  frame: Frame,
  grain: Grain,
  entry: Entry,
  events: readonly LocatedEvent[],
): ReadonlySet<number> {
  const { settings } = frame
  const {
    retention_start_event,
    retention_age_zero,
    retention_clock: clock,
    retention_min_occurrences,
    retention_min_active_users,
  } = settings.options
  // the start event itself is not a return
  const isAfter = (event: LocatedEvent) =>
    event.at > entry.startedAt || (event.at === entry.startedAt && !matches(retention_start_event, event))
  const ages = grouped(
    events.flatMap((event) => {
      if (clock === 'calendar') {
        const period = periodOf(frame, event.at, wallClock(event.at, settings.zone))
        if (period > entry.cohort) return [{ event, age: periodsBetween(entry.cohort, period, grain) }]
        return period === entry.cohort && isAfter(event) ? [{ event, age: 0 }] : []
      }
      const age = Math.floor(
        (wholeHour(event.at, settings) - wholeHour(entry.startedAt, settings)) / rollingLength(grain),
      )
      return event.at >= entry.startedAt && (age >= 1 || isAfter(event)) ? [{ event, age }] : []
    }),
    ({ age }) => age,
  )
  const isEnough = (back: readonly { readonly event: LocatedEvent }[]) =>
    back.length >= retention_min_occurrences &&
    (retention_min_active_users === 1 ||
      new Set(back.flatMap(({ event }) => event.person ?? [])).size >= retention_min_active_users)
  return new Set(
    [...ages]
      .filter(([age, back]) => isEnough(back) && (age > 0 || retention_age_zero === 'returned'))
      .map(([age]) => age),
  )
}

/** Rounds an instant down to an hour of the query's time zone; some zones have offsets of half hours. */
const wholeHour = (instant: number, { zone }: Settings) =>
  instant - (wallClock(instant, zone) - Math.floor(wallClock(instant, zone) / hour) * hour)
const rollingLength = (grain: Grain) => (rollingDays[grain] ?? 1) * 24 * hour

/** The ages that have started for at least one actor; each is complete when it has ended for all actors. */
function observedAges(
  frame: Frame,
  grain: Grain,
  cohort: readonly Entry[],
): readonly Pick<CohortCell, 'maturity'>[] {
  const { settings } = frame
  const [one] = cohort
  if (settings.options.retention_clock === 'calendar') return startedAges(frame, grain, one?.cohort ?? 0)
  const starts = cohort.map(({ startedAt }) => wholeHour(startedAt, settings))
  const length = rollingLength(grain)
  const oldest = Math.floor((wholeHour(settings.asOf, settings) - Math.min(...starts)) / length)
  const next = nextPeriod(frame, one?.cohort ?? 0)
  const isClosed = (grain === 'hour' ? next : firstInstant(next, settings.zone)) <= settings.asOf
  return Array.from({ length: oldest + 1 }, (_, age) => ({
    maturity: isClosed && Math.max(...starts) + (age + 1) * length <= settings.asOf ? 'COMPLETE' : 'PARTIAL',
  }))
}

export const canRoll = (grain: Grain): boolean => rollingDays[grain] !== undefined
