import type { Plan } from '../model/plan.ts'
import type { Filter } from '../model/request.ts'
import { bind, sql, type Sql } from './text/fragment.ts'

/**
 * A list as one bound array, however long it is: a statement has at most 65,535 values. The database reads it as what
 * it is compared with, so that an index serves and long lists are hashed.
 */
export function boundList(values: readonly unknown[], type: string): Sql {
  return bind(values.map(String), `${type}[]`)
}

/** A condition on a column, its value bound. "Not equal" is true of null: what is unknown is not that value. */
export function compileFilter(column: Sql, { operator, value }: Filter, type: string): Sql {
  const bound = (one: unknown) => bind(String(one), type === 'text' ? 'text' : `text::${type}`)
  const values = Array.isArray(value) ? value : [value]
  switch (operator) {
    case 'eq':
      return sql`${column} = ${bound(value)}`
    case 'ne':
      return sql`${column} is distinct from ${bound(value)}`
    case 'in':
      return sql`${column} = any (${boundList(values, type)})`
    case 'notIn':
      // none of nothing is everything
      if (values.length === 0) return sql`true`
      return sql`(${column} is null or ${column} <> all (${boundList(values, type)}))`
    case 'lt':
      return sql`${column} < ${bound(value)}`
    case 'lte':
      return sql`${column} <= ${bound(value)}`
    case 'gt':
      return sql`${column} > ${bound(value)}`
    case 'gte':
      return sql`${column} >= ${bound(value)}`
    case 'contains':
      return sql`position(lower(${bind(String(value), 'text')}) in lower(${column}::text)) > 0`
    case 'startsWith':
      return sql`starts_with(lower(${column}::text), lower(${bind(String(value), 'text')}))`
    case 'isNull':
      return value === true || value === 'true' ? sql`${column} is null` : sql`${column} is not null`
  }
}

/** What a condition asks of the cell of a cohort: of its age, or of the local day on which the cohort begins. */
export function cohortCondition(
  { period, timeZone }: Pick<Plan, 'period' | 'timeZone'>,
  filter: Filter,
): Sql {
  if (filter.dimension === 'age') return compileFilter(sql`age`, filter, 'numeric')
  const begins =
    period.grain === 'hour'
      ? sql`(period_start at time zone ${bind(timeZone, 'text')})::date`
      : sql`period_start`
  return compileFilter(begins, filter, 'date')
}
