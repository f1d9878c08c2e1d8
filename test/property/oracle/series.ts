import { firstInstant, floor, plus, toDay, wallClock } from './question/clock.ts'
import { meets } from './question/conditions.ts'
import type { Data } from './data/data.ts'
import { evaluate, formulaOf, baseMetricsOf } from './formula.ts'
import { firstPeriod, frameOf, lastPeriod, nextPeriod, partialOf, type Frame } from './question/frame.ts'
import { groupOf, valuesOf } from './question/grouping.ts'
import { count, familyOf, firstFactOf, range, type BaseMetric } from './base-metric.ts'
import type { Query, Value } from './question/query.ts'
import type { Settings } from './question/settings.ts'
import { spanName, type Span } from './question/span.ts'

export type Row = Readonly<Record<string, Value>>

/** The rows of a result by period and group, in no particular order. */
export function seriesOf(
  data: Data,
  settings: Settings,
  query: Query,
  hours: Frame['hours'] = null,
): readonly Row[] {
  const frame = { ...frameOf(data, settings, query), hours }
  const by = [...new Set(query.by ?? [])]
  const toGroup = groupOf(by, query.keep)
  const formulas = query.metrics.map((asked) => ({
    alias: asked.alias ?? asked.metric,
    formula: formulaOf(settings, { ...asked, where: [...(query.where ?? []), ...(asked.where ?? [])] }),
  }))
  const baseMetrics = formulas.flatMap(({ formula }) => baseMetricsOf(formula))
  const counts = new Map(baseMetrics.map((baseMetric) => [baseMetric, count(frame, baseMetric, toGroup)]))
  const seen = [...counts.values()].flatMap((counted) => counted.seen)
  const groups = new Set(by.length === 0 ? ['[]'] : seen.map(({ group }) => group))
  const valueOf = (baseMetric: BaseMetric, group: string, period: number) => {
    const counted = counts.get(baseMetric)
    return counted?.value(counted.groups.get(group) ?? [], period) ?? null
  }
  const first = firstPeriod(frame) ?? Math.min(...seen.map(({ period }) => period))
  const allMonthly = baseMetrics.every((baseMetric) => familyOf(baseMetric).isMonthly)
  const periods = range(frame, first, lastPeriod(frame, allMonthly))
  const numbers = (group: string, period: number) =>
    new Map(
      formulas.map(({ alias, formula }) => [
        alias,
        evaluate(formula, (baseMetric) => valueOf(baseMetric, group, period)),
      ]),
    )
  const since = (alias: string) =>
    formulas
      .filter((one) => one.alias === alias)
      .flatMap(({ formula }) => baseMetricsOf(formula))
      .map((baseMetric) => firstFactOf(frame, baseMetric))
  const shown = periods.filter((period) => isDisplayed(frame, period))
  return [...groups].flatMap((group) =>
    shown.flatMap((period): Row[] => {
      const now = numbers(group, period)
      const row: Row = {
        ...(frame.grain === null ? {} : { period: written(frame, period) }),
        ...partialOf(frame, period),
        ...Object.fromEntries(valuesOf(group).map((value, index) => [by[index] ?? '', value])),
        ...Object.fromEntries(now),
        ...partsOf(query, formulas, (baseMetric) => valueOf(baseMetric, group, period)),
        ...compared(frame, now, (span) => {
          const earlier = before(frame, period, span)
          return new Map(
            [...numbers(group, earlier)].filter(([alias]) => isKnownIn(frame, since(alias), earlier)),
          )
        }),
      }
      return (query.having ?? []).every((condition) => meets(row[condition.column] ?? null, condition))
        ? [row]
        : []
    }),
  )
}

function isDisplayed({ displayFrom, grain, settings }: Frame, period: number): boolean {
  if (displayFrom === null || grain === null) return true
  return period >= (grain === 'hour' ? firstInstant(displayFrom, settings.zone) : displayFrom)
}

function written({ grain }: Frame, period: number): string {
  return grain === 'hour' ? new Date(period).toISOString().replace('.000Z', 'Z') : toDay(period)
}

function partsOf(
  { parts }: Query,
  formulas: readonly { alias: string; formula: ReturnType<typeof formulaOf> }[],
  valueOf: (baseMetric: BaseMetric) => number | null,
): Row {
  if (parts !== true) return {}
  return Object.fromEntries(
    formulas.flatMap(({ alias, formula }) =>
      formula.kind === 'ratio'
        ? [
            [`${alias}.numerator`, evaluate(formula.numerator, valueOf)],
            [`${alias}.denominator`, evaluate(formula.denominator, valueOf)],
          ]
        : [],
    ),
  )
}

/**
 * Whether a base metric is known in an earlier period: not before the period of its first fact and,
 * period-to-date, not before that fact.
 */
function isKnownIn(
  { isToDate, now, grain, settings }: Frame,
  since: readonly ReturnType<typeof firstFactOf>[],
  period: number,
): boolean {
  const passed = now - floor(now, grain ?? 'day', settings)
  return since.every((first) => period >= first.period && (!isToDate || period + passed >= first.local))
}

/** The value of the same group an interval earlier; null before the first fact. */
export function compared(
  { comparisons }: Pick<Frame, 'comparisons'>,
  now: ReadonlyMap<string, number | null>,
  earlier: (span: Span) => ReadonlyMap<string, number | null>,
): Row {
  return Object.fromEntries(
    comparisons.flatMap((span) =>
      [...now].flatMap(([alias, value]) => {
        const then = earlier(span).get(alias) ?? null
        const change = value === null || then === null ? null : value - then
        return [
          [`${alias}.${spanName(span)}_ago`, then],
          [`${alias}.${spanName(span)}_change`, change],
          [
            `${alias}.${spanName(span)}_growth`,
            change === null || then === null || then <= 0 ? null : change / then,
          ],
        ]
      }),
    ),
  )
}

function before({ grain, settings }: Frame, period: number, { count: many, unit }: Span): number {
  if (grain !== 'hour') return plus(period, -many, unit)
  if (unit === 'hour') return period - many * 3_600_000
  const local = plus(wallClock(period, settings.zone), -many, unit)
  const guess = local - (wallClock(period, settings.zone) - period)
  return guess - (wallClock(guess, settings.zone) - local)
}

/**
 * The total compared with that of the range an interval earlier: the same number of whole periods, recounted.
 * Null before the first fact.
 *
 * @param query with its grain and dates, without groups
 * @param total the same without a grain
 */
export function comparedTotal(data: Data, settings: Settings, query: Query, total: Query): Row {
  const frame = frameOf(data, settings, query)
  const aliases = query.metrics.map(({ metric, alias }) => alias ?? metric)
  const whole = seriesOf(data, settings, total)[0] ?? {}
  const now = new Map(aliases.map((alias) => [alias, (whole[alias] ?? null) as number | null]))
  const leavesBehind = query.metrics.map((asked) => baseMetricsOf(formulaOf(settings, asked)))
  const last = lastPeriod(
    frame,
    leavesBehind.flat().every((baseMetric) => familyOf(baseMetric).isMonthly),
  )
  return {
    ...whole,
    ...compared(frame, now, (span) => {
      const end = nextPeriod(frame, before(frame, last, span))
      const start = frame.displayFrom === null ? null : before(frame, displayPeriod(frame), span)
      const isByHour = frame.grain === 'hour'
      const onTheClock = (at: number) => (isByHour ? wallClock(at, settings.zone) : at)
      const { from: _from, to: _to, ...rest } = total
      const asked = {
        ...rest,
        ...(start === null ? {} : { from: toDay(onTheClock(start)) }),
        to: toDay(onTheClock(end - 1)),
      }
      const [row = {}] = seriesOf(data, settings, asked, isByHour ? { start, end } : null)
      const isKnown = (index: number) =>
        (leavesBehind[index] ?? []).every(
          (baseMetric) => firstFactOf(frame, baseMetric).local < onTheClock(end),
        )
      return new Map(
        aliases.flatMap((alias, index) =>
          isKnown(index) ? [[alias, (row[alias] ?? null) as number | null] as const] : [],
        ),
      )
    }),
  }
}

function displayPeriod({ displayFrom, grain, settings }: Frame): number {
  return grain === 'hour' ? firstInstant(displayFrom ?? 0, settings.zone) : (displayFrom ?? 0)
}
