import { sql, type RawBuilder } from 'kysely'
import { compileFilter } from './filter.ts'
import type { Plan } from '../model/plan.ts'
import type { Filter } from '../model/request.ts'

/** What a condition asks of the cell of a cohort: of its age, or of the local day on which the cohort begins. */
export function cohortCondition(
  { period, timeZone }: Pick<Plan, 'period' | 'timeZone'>,
  filter: Filter,
): RawBuilder<unknown> {
  if (filter.dimension === 'age') return compileFilter(sql`age`, filter, 'numeric')
  const begins =
    period.grain === 'hour' ? sql`(period_start at time zone ${timeZone}::text)::date` : sql`period_start`
  return compileFilter(begins, filter, 'date')
}
