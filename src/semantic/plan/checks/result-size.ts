import { PlumblineError } from '../../../errors.ts'
import { addDays, atDay } from '../../time/calendar.ts'
import type { Plan } from '../../model/plan.ts'
import { cohortDimensions, type Grain } from '../../model/request.ts'

/** Answers have at most this many rows; one more is asked for, to know whether there are more. */
export const maxRows = 1_000_000

/** Answers have at most this many cells, rows times columns; nor is more than that computed for a page. */
export const maxCells = 20_000_000

type Sized = Pick<
  Plan,
  'resultShape' | 'period' | 'columns' | 'asOf' | 'timeZone' | 'cohortFilters' | 'first'
>

/** How many rows an answer with these columns may have. */
export function rowLimit({ columns }: Pick<Plan, 'columns'>): number {
  return Math.min(maxRows, Math.floor(maxCells / columns.length))
}

/** How many rows may be computed: of all of them, when only a page is shown, too. */
export function computedLimit(plan: Sized): number {
  return plan.first === null ? rowLimit(plan) : Math.floor(maxCells / plan.columns.length)
}

/**
 * Refuses an answer whose periods alone are too many, before anything runs.
 *
 * @throws PlumblineError `QUERY_TOO_EXPENSIVE`
 */
export function checkSize(plan: Sized): void {
  const periods = requestedPeriods(plan)
  if (periods === null) return
  const rows = plan.resultShape === 'cohort' ? cells(plan, periods) : periods
  // how many of a cohort's cells there are, the data decide: only what could not even be computed is refused
  const limit = plan.resultShape === 'cohort' ? maxCells / plan.columns.length : computedLimit(plan)
  if (rows > limit) throw tooExpensive(plan, rows)
}

/** How many periods an answer has for every group; null without a grain, or while the first one is not known. */
export function requestedPeriods(plan: Sized): number | null {
  const { grain, from, until } = plan.period
  if (grain === null || from === null) return null
  const known = addDays(plan.period.today, 1)
  return periodsBetween(from, until !== null && until < known ? until : known, grain)
}

/** About how many periods lie between two days. */
export function periodsBetween(from: string, until: string, grain: Grain): number {
  const unit = `${grain}s` as const
  return Math.max(0, Math.floor(atDay(until).diff(atDay(from), unit).as(unit)))
}

/** At most so many cells do the cohorts of these periods have: one for each age that has begun. */
function cells(plan: Sized, cohorts: number): number {
  const { grain, from } = plan.period
  if (grain === null || from === null) return cohorts
  const oldest = periodsBetween(from, addDays(plan.period.today, 1), grain) + 1
  const perCohort = Math.min(oldest - (cohorts - 1) / 2, requestedAges(plan))
  return Math.round(cohorts * perCohort)
}

/** How many ages the conditions let in. */
function requestedAges({ cohortFilters }: Sized): number {
  const most = cohortFilters
    .filter(({ dimension }) => dimension === 'age')
    .flatMap(({ operator, value }) => {
      if (operator === 'eq') return [1]
      if (operator === 'in' && Array.isArray(value)) return [value.length]
      if (operator === 'lte') return [Number(value) + 1]
      return operator === 'lt' ? [Number(value)] : []
    })
  return Math.min(...most, Infinity)
}

/** The refusal of an answer that would have at least so many rows, or more than it may when nobody counted. */
export function tooExpensive(plan: Sized, rows: number | null): PlumblineError {
  const { columns, period, resultShape, first } = plan
  const size =
    rows === null
      ? `more than ${grouped(rowLimit(plan))} rows`
      : `${resultShape === 'cohort' ? 'up to' : 'at least'} ${grouped(rows)} rows of ${grouped(columns.length)} columns`
  const ways = [
    ...(period.grain === null ? [] : ['a coarser grain', 'a shorter period']),
    ...(resultShape === 'cohort' ? ['fewer ages'] : []),
    ...(columns.some(({ dimension }) => dimension !== null && !cohortDimensions.includes(dimension))
      ? ['fewer dimensions, or the top values of one']
      : []),
    ...(first === null && rows === null ? ['page by page with first and after'] : []),
  ]
  return new PlumblineError(
    'QUERY_TOO_EXPENSIVE',
    `The answer would have ${size}; the limit is ${grouped(maxRows)} rows and ${grouped(maxCells)} ` +
      `cells. Ask for ${ways.join(', or ')}.`,
    { subject: period.grain === null ? 'by' : 'grain', valid: ways },
  )
}

function grouped(number: number): string {
  return number.toLocaleString('en-US')
}
