import { cohortsOf } from './cohorts/cohorts.ts'
import type { Data } from './data/data.ts'
import { frameOf } from './question/frame.ts'
import { day, toDay } from './question/clock.ts'
import { compare, grouped } from './memo.ts'
import { compareValues } from './order.ts'
import type { Query, Value } from './question/query.ts'
import { paybackOf } from './cohorts/payback.ts'
import { distributionOf } from './distribution.ts'
import { money } from './money/subscriptions.ts'
import { hasEffect } from './question/effective-options.ts'
import { cohortGrain, partsOf, rejectionsOf } from './question/rejections.ts'
import { comparedTotal, seriesOf, type Row } from './series.ts'
import { settingsOf, type Settings } from './question/settings.ts'
import { isUnobservable } from './question/unobservable.ts'

/** What is right: rows in no order, or that there is no correct answer, for one of these reasons. */
export type Expected =
  | {
      readonly rows: readonly Row[]
      readonly totals: Row | null
      readonly subtotals: readonly { readonly by: readonly string[]; readonly rows: readonly Row[] }[]
      /** Refusals that are no rule of the business, but no wrong number either. */
      readonly mayReject: ReadonlySet<string>
    }
  | { readonly rejected: ReadonlySet<string> }

export function expectedResult(data: Data, query: Query): Expected {
  const settings = settingsOf(data, query)
  const rejected = rejectionsOf(data, settings, query)
  // there are a lot of hours, which is noticed before other reasons
  const tooMany = query.grain === 'hour' ? ['QUERY_TOO_EXPENSIVE'] : []
  if (settings === null || rejected.size > 0) return { rejected: new Set([...rejected, ...tooMany]) }
  const whole = withoutLevels(ranked(data, settings, query))
  const by = [...new Set(query.by ?? [])]
  return {
    rows: rowsOf(data, settings, { ...whole, having: query.having ?? [] }),
    totals: query.totals === true ? totalOf(data, settings, whole) : null,
    subtotals:
      query.subtotals === true
        ? by.map((_, index) => {
            const level = by.slice(0, -1 - index)
            const keep = (whole.keep ?? []).filter(({ dimension }) => level.includes(dimension))
            return { by: level, rows: rowsOf(data, settings, { ...whole, by: level, keep }) }
          })
        : [],
    mayReject: new Set([
      ...(isUnobservable(data, query) ? ['UNOBSERVABLE_WINDOW'] : []),
      // an age of the query may not be reached by any cohort
      ...(query.where?.some(({ dimension }) => dimension === 'age') ? ['UNOBSERVABLE_WINDOW'] : []),
      ...tooMany,
    ]),
  }
}

function rowsOf(data: Data, settings: Settings, query: Query): readonly Row[] {
  const [part] = partsOf(query.metrics[0]?.metric ?? '')
  if (part?.kind === 'distribution') return distributionOf(data, settings, query)
  if (part?.kind === 'retention') return cohortsOf(data, settings, query)
  return part?.kind === 'payback' ? paybackOf(data, settings, query) : seriesOf(data, settings, query)
}

function withoutLevels({ having: _having, totals: _totals, subtotals: _subtotals, ...rest }: Query): Query {
  return rest
}

/** The total of all groups, with the totals of the compared periods. */
function totalOf(data: Data, settings: Settings, query: Query): Row {
  const total = inTotal(data, settings, query)
  if ((query.compareTo ?? []).length === 0) return rowsOf(data, settings, total)[0] ?? {}
  const { by: _by, keep: _keep, ...whole } = query
  return comparedTotal(data, settings, whole, total)
}

/** Everything together, over the same whole periods. */
function inTotal(data: Data, settings: Settings, query: Query): Query {
  const { grain: _grain, by: _by, keep: _keep, compareTo: _compareTo, from: _from, to: _to, ...rest } = query
  const { displayFrom, countFrom, countUntil, comparisons } = frameOf(data, settings, query)
  const first = comparisons.length > 0 ? displayFrom : countFrom
  return {
    ...rest,
    ...(first === null ? {} : { from: toDay(first) }),
    ...(countUntil === null ? {} : { to: toDay(countUntil - day) }),
  }
}

/** The values of a dimension that have the most of a metric over all periods together; the others are one group. */
function ranked(data: Data, settings: Settings, { top, ...query }: Query): Query {
  if (top === undefined) return query
  const metric =
    query.metrics.find(({ metric: name, alias }) => (alias ?? name) === top.by) ?? query.metrics[0]
  if (metric === undefined) return query
  const column = metric.alias ?? metric.metric
  const {
    having: _having,
    toDate: _toDate,
    parts: _parts,
    ...total
  } = inTotal(data, settings, withoutLevels({ ...query, ...withGrain(query, settings) }))
  const where = (total.where ?? []).filter(({ dimension }) => dimension !== 'age')
  const asked = { ...total, where, metrics: [metric], by: [top.dimension] }
  const isByCohort = partsOf(metric.metric).every(({ kind }) => kind === 'retention')
  // options of the other metrics do not decide which values have a row
  const own = Object.entries(query.options ?? {}).filter(([name]) => hasEffect(name, asked, settings.options))
  const alone = settingsOf(data, { ...query, options: Object.fromEntries(own) }) ?? settings
  const rows = isByCohort
    ? entered(rowsOf(data, alone, { ...asked, ...withGrain(query, settings) }), top.dimension, column)
    : rowsOf(data, alone, asked)
  const values = [...rows]
    .sort(
      (a, b) =>
        compare(negative(a[column]), negative(b[column])) ||
        compareValues(top.dimension, text(a[top.dimension]), text(b[top.dimension])),
    )
    .slice(0, top.count)
    .map((row) => text(row[top.dimension]))
  return { ...query, keep: [...(query.keep ?? []), { dimension: top.dimension, values }] }
}

function withGrain(query: Query, { options }: Settings): Pick<Query, 'grain'> {
  const { grain, metrics } = query
  const hasCohorts = metrics.some(({ metric }) => partsOf(metric).some(({ kind }) => kind === 'retention'))
  if (hasCohorts) return { grain: cohortGrain(query, options) }
  return grain === undefined ? {} : { grain }
}

/** Cohorts have no value over all periods, but as many as entered them: everybody is there at age 0. */
function entered(cells: readonly Row[], dimension: string, column: string): readonly Row[] {
  const groups = grouped(
    cells.filter(({ age }) => age === 0),
    (row) => row[dimension] ?? null,
  )
  return [...groups].map(([value, rows]) => ({
    [dimension]: value,
    [column]: money(rows.reduce((sum, row) => sum + Number(row[column]), 0)),
  }))
}

const negative = (value: Value | undefined): number | null => (typeof value === 'number' ? -value : null)
const text = (value: Value | undefined): string | null =>
  value === null || value === undefined ? null : String(value)
