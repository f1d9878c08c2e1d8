import { sql } from 'kysely'
import { bucket } from '../sql/time-bucket.ts'
import { list, type CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  fromClause,
  inPeriod,
  selectDimensions,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { cellMaturity } from './maturity.ts'
import { timeColumn } from '../sql/grouping.ts'
import { concatSql } from '../sql/template.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** When a cohort's gross profit has paid back what it cost. */
export const payback: Kind<HeaderOf<'payback'>> = {
  ...series,
  resultShape: 'curve',
  aggregationKey: () => 'payback',
  open: () => ({ kind: 'cells' }),
  compile: compilePayback,
}

/**
 * When a cohort's cumulative gross profit first reached what it cost to win it. The month of the first
 * revenue is a full one and counts as the first; within the month of reaching, profit is taken to come
 * evenly, so that the answer has a fraction.
 */
function compilePayback(context: AggregationContext): CompiledAggregation {
  const { plan, view, group } = context
  const keys = [sql`period_start`, ...dimensionColumns(group)]
  const ages = `${group.name}_ages`
  const curve = `${group.name}_curve`
  const perCohort = sql`partition by ${concatSql(keys)}`
  return {
    name: group.name,
    tables: [
      {
        name: ages,
        says: 'What each cohort cost, and what it brought in at each age.',
        body: sql`    select\n        ${list([
          sql`${bucket(timeColumn(view), view, plan, plan.period.grain ?? 'month')} as period_start`,
          ...selectDimensions(context),
          sql`age_months`,
          sql`sum(acquisition_cost) as cost`,
          sql`sum(gross_profit) as profit`,
        ])}\n\n    ${fromClause(context, inPeriod(context))}\n\n    group by ${concatSql([...keys, sql`age_months`])}`,
      },
      {
        name: curve,
        says: 'The same, accumulated.',
        body: sql`    select\n        ${list([
          ...keys,
          sql`age_months`,
          sql`profit`,
          sql`sum(cost) over (${perCohort}) as cohort_cost`,
          sql`sum(profit) over (${perCohort} order by age_months) as profit_so_far`,
          sql`sum(profit) over (${perCohort}) as profit_in_all`,
        ])}\n\n    from ${sql.raw(ages)}`,
      },
      {
        name: group.name,
        says: 'The first age at which the profit so far reached the cost.',
        body: sql`    select\n        ${list([
          ...keys,
          ...group.leaves.map(({ column, metric: { header } }) => {
            if (header.kind !== 'payback') throw new Error(`${column} is no payback`)
            return header.measure === 'months'
              ? sql`min(\n            age_months + coalesce(greatest(cohort_cost - (profit_so_far - profit), 0) / nullif(profit, 0), 0)\n        ) filter (where profit_so_far >= cohort_cost) as ${sql.raw(column)}`
              : sql`max(profit_in_all) / nullif(max(cohort_cost), 0) as ${sql.raw(column)}`
          }),
          sql`case when bool_or(profit_so_far >= cohort_cost) then 'COMPLETE' else 'PARTIAL' end as ${sql.raw(cellMaturity(group))}`,
        ])}\n\n    from ${sql.raw(curve)}\n\n    group by ${concatSql(keys)}`,
      },
    ],
    measures: [
      ...group.leaves.map(({ column }) => ({ column, empty: 'null' as const })),
      { column: cellMaturity(group), type: 'text', empty: 'null' },
    ],
  }
}
