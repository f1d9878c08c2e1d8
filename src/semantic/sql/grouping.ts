import { sql, type RawBuilder } from 'kysely'
import type { View } from '../../catalog/catalog.ts'
import type { Plan } from '../model/plan.ts'
import { concatSql } from './template.ts'

/** The time column of a fact. */
export function timeColumn(view: View): RawBuilder<unknown> {
  return sql.raw(`fact.${view.header.time ?? ''}`)
}

/** `group by` the period, where there is one, and these columns. */
export function groupBy(
  plan: Pick<Plan, 'period'>,
  columns: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const all = [...(plan.period.grain === null ? [] : [sql`period_start`]), ...columns]
  return all.length === 0 ? sql`` : sql`\n\n    group by ${concatSql(all)}`
}

/** The period column, where there is one. */
export function periodColumn(plan: Pick<Plan, 'period'>): RawBuilder<unknown>[] {
  return plan.period.grain === null ? [] : [sql`period_start`]
}
