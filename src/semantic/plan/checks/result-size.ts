import { PlumblineError } from '../../../errors.ts'
import { addDays, atDay } from '../../time/calendar.ts'
import { isComparison } from '../../model/request/condition.ts'
import type { Plan } from '../../model/plan.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { cohortDimensions, type Grain } from '../../model/request/request.ts'

/** The largest number of rows of a result. One more row is selected, to detect a next page. */
export const maxRows = 1_000_000

/** The largest number of values (rows times columns) of a result, and of what is computed for one page. */
export const maxCells = 20_000_000

type Sized = Pick<
  Plan,
  'resultShape' | 'period' | 'columns' | 'asOf' | 'timeZone' | 'cohortFilters' | 'first'
>

/** The largest number of rows of a result with these columns. */
export function rowLimit({ columns }: Pick<Plan, 'columns'>): number {
  return Math.min(maxRows, Math.floor(maxCells / columns.length))
}

/** The largest number of computed rows, on all pages together. */
export function computedLimit(plan: Sized): number {
  return plan.first === null ? rowLimit(plan) : Math.floor(maxCells / plan.columns.length)
}

/** The largest number of aggregations: all metrics of the catalogue together need fewer. */
const maxAggregations = 100

/**
 * Rejects a query that reads its rows too many times: each column with filters of its own is aggregated separately.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE`
 */
export function checkAggregations({ aggregations }: Pick<Plan, 'aggregations'>): void {
  if (aggregations.length <= maxAggregations) return
  throw new PlumblineError(
    'QUERY_TOO_EXPENSIVE',
    `The columns need ${aggregations.length} separate aggregations; the limit is ${maxAggregations}. Use fewer columns with ` +
      'filters of their own, or group by their dimension.',
    { subject: 'columns' },
  )
}

/**
 * Rejects a result with too many periods, before the query runs.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE`
 */
export function checkSize(given: Sized, { firstEventAt }: Pick<WarehouseState, 'firstEventAt'>): void {
  // without a first day the result starts with the data, and an `asOf` in the far future makes it as large
  const from = given.period.from ?? firstEventAt?.slice(0, 10) ?? null
  const plan: Sized = { ...given, period: { ...given.period, from } }
  const periods = requestedPeriods(plan)
  if (periods === null) return
  const rows = plan.resultShape === 'cohort' ? cohortRows(plan, periods) : periods
  // the number of cohort rows depends on the data: rejected only when even the computation is too large
  const limit = plan.resultShape === 'cohort' ? maxCells / plan.columns.length : computedLimit(plan)
  if (rows > limit) throw tooExpensive(plan, rows)
}

/** The number of periods of each group; null without a grain, or without a first day. */
export function requestedPeriods(plan: Sized): number | null {
  const { grain, from, until } = plan.period
  if (grain === null || from === null) return null
  const end = addDays(plan.period.today, 1)
  return periodsBetween(from, until !== null && until < end ? until : end, grain)
}

/** The approximate number of periods between two days. */
export function periodsBetween(from: string, until: string, grain: Grain): number {
  const unit = `${grain}s` as const
  return Math.max(0, Math.floor(atDay(until).diff(atDay(from), unit).as(unit)))
}

/** The largest number of rows of these cohorts: one for each started age. */
function cohortRows(plan: Sized, cohorts: number): number {
  const { grain, from } = plan.period
  if (grain === null || from === null) return cohorts
  const oldest = periodsBetween(from, addDays(plan.period.today, 1), grain) + 1
  const perCohort = Math.min(oldest - (cohorts - 1) / 2, requestedAges(plan))
  return Math.round(cohorts * perCohort)
}

/** The largest number of ages that meet the conditions. */
function requestedAges({ cohortFilters }: Sized): number {
  const most = cohortFilters
    .filter((condition) => isComparison(condition))
    .filter(({ dimension }) => dimension === 'age')
    .flatMap(({ operator, value }) => {
      if (operator === 'eq') return [1]
      if (operator === 'in' && Array.isArray(value)) return [value.length]
      if (operator === 'lte') return [Number(value) + 1]
      return operator === 'lt' ? [Number(value)] : []
    })
  return Math.min(...most, Infinity)
}

/**
 * The error for a result that is too large.
 *
 * @param rows the computed number of rows; null when they were not counted
 */
export function tooExpensive(plan: Sized, rows: number | null): PlumblineError {
  const { columns, period, resultShape, first } = plan
  const size =
    rows === null
      ? `more than ${withSeparators(rowLimit(plan))} rows`
      : `${resultShape === 'cohort' ? 'up to' : 'at least'} ${withSeparators(rows)} rows of ${withSeparators(columns.length)} columns`
  const ways = [
    ...(period.grain === null ? [] : ['a coarser grain', 'a shorter period']),
    ...(resultShape === 'cohort' ? ['fewer ages'] : []),
    ...(columns.some(({ dimension }) => dimension !== null && !cohortDimensions.includes(dimension))
      ? ['fewer dimensions, or the top values of one']
      : []),
    ...(first === null && rows === null ? ['pages with first and after'] : []),
  ]
  return new PlumblineError(
    'QUERY_TOO_EXPENSIVE',
    `The result would have ${size}; the limit is ${withSeparators(maxRows)} rows and ${withSeparators(maxCells)} ` +
      `values. Use ${ways.join(', or ')}.`,
    { subject: period.grain === null ? 'by' : 'grain', valid: ways },
  )
}

function withSeparators(number: number): string {
  return number.toLocaleString('en-US')
}
