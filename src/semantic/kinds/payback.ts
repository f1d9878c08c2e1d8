import type { HeaderOf } from '../../catalog/headers/metric-header.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import { divide } from '../sql/text/divide.ts'
import { dimensionColumns, factRows, inPeriod, selectDimensions } from '../sql/from-clause.ts'
import { as, concatSql, sql } from '../sql/text/fragment.ts'
import { bucket, timeColumn } from '../sql/time-bucket.ts'
import { maturityColumn } from './maturity.ts'
import { series, type Kind, type KindContext } from './kind.ts'

/** The time until a cohort's gross profit recovers its acquisition cost. */
export const payback: Kind<HeaderOf<'payback'>> = {
  ...series,
  description: 'The time until a cohort has recovered its acquisition cost.',
  formula: ({ measure }) => `the cohort's gross profit against its acquisition cost, \`${measure}\``,
  resultShape: 'cohort_summary',
  aggregationKey: () => 'payback',
  maturity: () => ({ kind: 'cohorts' }),
  compile: compilePayback,
}

/**
 * The age at which the cumulative gross profit of a cohort first reaches its acquisition cost. The month of the first
 * revenue counts as a whole month. Profit is interpolated within the last month, so the result has a fraction.
 */
function compilePayback(context: KindContext<HeaderOf<'payback'>>): CompiledAggregation {
  const { plan, view, aggregation, baseMetrics } = context
  const dimensions = dimensionColumns(aggregation)
  const keys = [sql`period_start`, ...dimensions]
  const ages = `${aggregation.name}_ages`
  const curve = `${aggregation.name}_curve`
  const perCohort = sql`partition by ${concatSql(keys)}`
  const cohort = bucket(timeColumn(view), view, plan, plan.period.grain ?? 'month')
  return {
    name: aggregation.name,
    ctes: [
      {
        name: ages,
        comment: 'The acquisition cost of each cohort, and its gross profit at each age.',
        body: {
          columns: [
            as(cohort, 'period_start'),
            ...selectDimensions(context),
            sql`age_months`,
            // rounded, so that shares of a cost add up to it
            sql`round(sum(acquisition_cost), 8) as cost`,
            sql`sum(gross_profit) as profit`,
          ],
          ...factRows(context, { where: inPeriod(context) }),
          groupBy: [...keys, sql`age_months`],
        },
      },
      {
        name: curve,
        comment: 'Cost and profit, accumulated.',
        body: {
          columns: [
            ...keys,
            sql`age_months`,
            sql`profit`,
            sql`sum(cost) over (${perCohort}) as cohort_cost`,
            sql`sum(profit) over (${perCohort} order by age_months) as profit_so_far`,
            sql`sum(profit) over (${perCohort}) as total_profit`,
          ],
          from: sql.raw(ages),
        },
      },
      {
        name: aggregation.name,
        comment: 'The first age at which the cumulative profit reaches the cost.',
        body: {
          columns: [
            ...keys,
            ...baseMetrics.map(({ column, header }) =>
              as(header.measure === 'months' ? monthsToRecover : recoveredShare, column),
            ),
            as(maturity, maturityColumn(aggregation)),
          ],
          from: sql.raw(curve),
          groupBy: keys,
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'null' as const })),
      { column: maturityColumn(aggregation), type: 'text', empty: 'null' },
    ],
  }
}

/** The fraction of the last month: the cost not yet recovered before it, as a share of its profit. */
const partOfMonth = divide(sql`greatest(cohort_cost - (profit_so_far - profit), 0)`, sql`profit`)

const monthsToRecover = sql`min(age_months + coalesce(${partOfMonth}, 0)) filter (where profit_so_far >= cohort_cost)`

const recoveredShare = divide(sql`max(total_profit)`, sql`max(cohort_cost)`)

const maturity = sql`case when bool_or(profit_so_far >= cohort_cost) then 'COMPLETE' else 'PARTIAL' end`
