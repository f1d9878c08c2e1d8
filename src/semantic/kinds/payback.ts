import type { CompiledAggregation } from '../sql/cte.ts'
import { dimensionColumns, factRows, inPeriod, selectDimensions } from '../sql/from-clause.ts'
import { as, concatSql, sql } from '../sql/text/fragment.ts'
import { bucket, timeColumn } from '../sql/time-bucket.ts'
import { maturityColumn } from './maturity.ts'
import { series, type HeaderOf, type Kind, type KindContext } from './kind.ts'

/** When a cohort's gross profit has paid back what it cost. */
export const payback: Kind<HeaderOf<'payback'>> = {
  ...series,
  description: 'How long a cohort takes to earn what it cost.',
  formula: ({ measure }) => `the cohort's gross profit against its acquisition cost, \`${measure}\``,
  resultShape: 'cohort_summary',
  aggregationKey: () => 'payback',
  maturity: () => ({ kind: 'cells' }),
  compile: compilePayback,
}

/**
 * When a cohort's cumulative gross profit first reached what it cost to win it. The month of the first
 * revenue is a full one and counts as the first; within the month of reaching, profit is taken to come
 * evenly, so that the answer has a fraction.
 */
function compilePayback(context: KindContext<HeaderOf<'payback'>>): CompiledAggregation {
  const { plan, view, group, baseMetrics } = context
  const dimensions = dimensionColumns(group)
  const keys = [sql`period_start`, ...dimensions]
  const ages = `${group.name}_ages`
  const curve = `${group.name}_curve`
  const perCohort = sql`partition by ${concatSql(keys)}`
  const cohort = bucket(timeColumn(view), view, plan, plan.period.grain ?? 'month')
  return {
    name: group.name,
    ctes: [
      {
        name: ages,
        comment: 'What each cohort cost, and what it brought in at each age.',
        body: {
          columns: [
            as(cohort, 'period_start'),
            ...selectDimensions(context),
            sql`age_months`,
            sql`sum(acquisition_cost) as cost`,
            sql`sum(gross_profit) as profit`,
          ],
          ...factRows(context, { where: inPeriod(context) }),
          groupBy: [...keys, sql`age_months`],
        },
      },
      {
        name: curve,
        comment: 'The same, accumulated.',
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
        name: group.name,
        comment: 'The first age at which the profit so far reached the cost.',
        body: {
          columns: [
            ...keys,
            ...baseMetrics.map(({ column, header }) =>
              as(header.measure === 'months' ? monthsToRecover : recoveredShare, column),
            ),
            as(maturity, maturityColumn(group)),
          ],
          from: sql.raw(curve),
          groupBy: keys,
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'null' as const })),
      { column: maturityColumn(group), type: 'text', empty: 'null' },
    ],
  }
}

/** The part of the month of reaching that it took: what was still missing before it, of its profit. */
const partOfMonth = sql`greatest(cohort_cost - (profit_so_far - profit), 0) / nullif(profit, 0)`

const monthsToRecover = sql`min(age_months + coalesce(${partOfMonth}, 0)) filter (where profit_so_far >= cohort_cost)`

const recoveredShare = sql`max(total_profit) / nullif(max(cohort_cost), 0)`

const maturity = sql`case when bool_or(profit_so_far >= cohort_cost) then 'COMPLETE' else 'PARTIAL' end`
