import { foldCondition, type Condition } from '../model/request/condition.ts'
import type { Plan } from '../model/plan.ts'
import type { Filter } from '../model/request/request.ts'
import { bind, concatSql, sql, type Sql } from './text/fragment.ts'

/**
 * A list as one bound array, because a statement has at most 65,535 values. It has the type of the column, so that
 * indexes apply and long lists are hashed.
 */
export function boundList(values: readonly unknown[], type: string): Sql {
  return bind(values.map(String), `${type}[]`)
}

/** A condition on a column with a bound value. "Not equal" is true for null. */
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
      // no value is excluded
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

/** Comparisons joined as in the condition. A negation is true where its condition is false or unknown. */
export function compileCondition<Comparison extends object>(
  condition: Condition<Comparison>,
  comparison: (comparison: Comparison) => Sql,
): Sql {
  return foldCondition<Comparison, Sql>(condition, {
    comparison,
    anyOf: (all) => sql`(${concatSql(all, ' or ')})`,
    // none to meet
    allOf: (all) => (all.length === 0 ? sql`true` : sql`(${concatSql(all, ' and ')})`),
    not: (one) => sql`(${one}) is not true`,
  })
}

/** A condition on the age of a row, or on the first local day of its cohort. */
export function cohortCondition(
  { period, timeZone }: Pick<Plan, 'period' | 'timeZone'>,
  condition: Condition<Filter>,
): Sql {
  const start =
    period.grain === 'hour'
      ? sql`(period_start at time zone ${bind(timeZone, 'text')})::date`
      : sql`period_start`
  return compileCondition(condition, (filter) =>
    filter.dimension === 'age'
      ? compileFilter(sql`age`, filter, 'numeric')
      : compileFilter(start, filter, 'date'),
  )
}

/** An aggregate function over the rows that meet a condition. */
export function filtered(measure: Sql, where: string | undefined): Sql {
  return where === undefined ? measure : sql`${measure} filter (where ${sql.raw(where)})`
}
