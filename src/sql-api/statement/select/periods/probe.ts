import { dayGrains, type DayGrain } from '../../../relations/metric-relation.ts'
import { periodStart } from '../../../answer/compile-answer.ts'
import { expressionText } from '../../text.ts'
import { quoteName } from '../../../../warehouse/engine/values/quote-name.ts'

/** Runs a select in the client's session and returns its rows as texts. */
export type Probe = (sql: string) => Promise<readonly (readonly (string | null)[])[]>

/** The days on which PostgreSQL evaluates expressions over periods. */
export interface DayRange {
  readonly first: string
  readonly last: string
}

/** A length of periods that expressions may have, weeks with the day on which they start. */
export type Bucket = DayGrain | 'other_week'

/** What PostgreSQL says of expressions over the days. */
export interface PeriodFacts {
  /** The buckets within which the grouping expressions are constant. */
  readonly uncut: ReadonlySet<Bucket>
  /** The buckets within which the conditions are constant. */
  readonly whole: ReadonlySet<Bucket>
  /** The first and last day that meet the conditions, and whether all days between them do; null: none meets them. */
  readonly met: { readonly from: string; readonly to: string; readonly isRange: boolean } | null
}

/** Coarsest first. */
export const buckets: readonly Bucket[] = ['year', 'quarter', 'month', 'week', 'other_week', 'day']

/** The statement that evaluates expressions over the columns of periods, for every day of a range. */
export function periodProbe(
  alias: string,
  grains: readonly DayGrain[],
  isSundayWeek: boolean,
  range: DayRange,
  cells: readonly unknown[],
  conditions: readonly unknown[],
): string {
  const columns = dayGrains
    .filter((grain) => grains.includes(grain) || grain === 'day')
    .map((grain) => `(${periodStart(grain, null, isSundayWeek)})::date as ${grain}`)
  const starts = buckets.map(
    (bucket) =>
      `(${bucket === 'other_week' ? periodStart('week', null, !isSundayWeek) : periodStart(bucket, null, isSundayWeek)})::date as plumbline_${bucket}`,
  )
  const cell = cells.length === 0 ? 'null::text' : `row(${cells.map(expressionText).join(', ')})::text`
  const condition =
    conditions.length === 0
      ? 'true'
      : conditions.map((one) => `((${expressionText(one)}) is true)`).join(' and ')
  const name = quoteName(alias)
  return `
    with plumbline_days as (
      select period from generate_series(date '${range.first}', date '${range.last}', interval '1 day') as days (day)
      cross join lateral (select day::date as period) as periods
    ),
    plumbline_evaluated as (
      select plumbline_starts.*, ${cell} as cell, ${condition} as met
      from (select ${columns.join(', ')}, ${starts.join(', ')}, period as plumbline_period from plumbline_days) as ${name}
      cross join lateral (
        select ${name}.plumbline_period, ${buckets.map((bucket) => `${name}.plumbline_${bucket}`).join(', ')}
      ) as plumbline_starts
    ),
    plumbline_steps as (
      select *,
        cell is distinct from lag(cell) over days as cell_changes,
        met is distinct from lag(met) over days as met_changes,
        ${buckets.map((bucket) => `plumbline_${bucket} = lag(plumbline_${bucket}) over days as in_${bucket}`).join(', ')}
      from plumbline_evaluated
      window days as (order by plumbline_period)
    )
    select
      ${buckets.map((bucket) => `coalesce(bool_or(cell_changes and in_${bucket}), false)::text`).join(', ')},
      ${buckets.map((bucket) => `coalesce(bool_or(met_changes and in_${bucket}), false)::text`).join(', ')},
      min(plumbline_period) filter (where met) - date '2000-01-01',
      max(plumbline_period) filter (where met) - date '2000-01-01',
      count(*) filter (where met)
    from plumbline_steps`
}

const epoch = Date.UTC(2000, 0, 1)
const dayMs = 86_400_000

/** Reads the row of {@link periodProbe}. */
export function readPeriodFacts(row: readonly (string | null)[]): PeriodFacts {
  const flags = (from: number) => new Set(buckets.filter((_, index) => row[from + index] === 'false'))
  const [from, to, count] = row.slice(2 * buckets.length)
  const day = (number: string) => new Date(epoch + Number(number) * dayMs).toISOString().slice(0, 10)
  return {
    uncut: flags(0),
    whole: flags(buckets.length),
    met:
      from === null || from === undefined || to === null || to === undefined
        ? null
        : { from: day(from), to: day(to), isRange: Number(to) - Number(from) + 1 === Number(count) },
  }
}
