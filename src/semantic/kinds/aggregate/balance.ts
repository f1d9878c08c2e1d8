import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { CompiledAggregation } from '../../sql/cte.ts'
import {
  factRows,
  groupColumns,
  selectDimensions,
  selectPeriod,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import { filtered } from '../../sql/filter.ts'
import { lastPeriodDay } from '../../sql/periods.ts'
import { as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { bucket, isMonthlySnapshot, step, timeColumn } from '../../sql/time-bucket.ts'
import { floorDay, toCalendar } from '../../time/calendar.ts'
import { countedFrom } from '../../time/cut.ts'
import { memberMeasures, memberOfRow } from '../../sql/members.ts'
import { code, condition } from '../formula-text.ts'
import { series, wholeRows, type Kind, type KindContext } from '../kind.ts'
import { rowsNotZero, rowsWithValue } from './aggregate.ts'
import { memberCounts } from './member-counts.ts'

/** A balance at the end or the start of a period. By month it is an aggregate of the rows of the month. */
export const balance: Kind<HeaderOf<'balance'>> = {
  ...series,
  description: 'A balance at a moment, such as revenue at the end of a month.',
  isStock: true,
  formula: ({ distinct, expression, at, where }) =>
    `${distinct ? 'distinct' : 'the sum of'} ${code(expression)} at the period's ${at}${condition(where)}`,
  isOnePass: isMonthlySnapshot,
  aggregationKey: ({ at }) => `balance ${at}`,
  compile: compileBalance,
  rows: {
    ...wholeRows,
    empty: () => 'zero',
    contributing: ({ header }) => (header.distinct ? rowsWithValue(header) : rowsNotZero(header)),
    measure: ({ header }) => balanceOf(header),
  },
}

/** The sum of the values of one moment, or the number of distinct values. */
function balanceOf({ distinct, expression, where }: HeaderOf<'balance'>): Sql {
  const value = sql.raw(expression)
  if (distinct) return filtered(sql`count(distinct ${value})`, where)
  return sql`coalesce(${filtered(sql`sum(${value})`, where)}, 0)`
}

/**
 * The balance at the end (or start) of each period: the rows of its last (or first) month, never a sum over months. For
 * the current period, it is the last month that has started. (By month, balances are computed with the aggregates.)
 */
function compileBalance(context: KindContext<HeaderOf<'balance'>>): CompiledAggregation {
  const { aggregation, view, baseMetrics } = context
  const [{ header }] = baseMetrics
  const month = timeColumn(view)
  const { first, last } = boundaryMonths(context)
  return {
    name: aggregation.name,
    ctes: [
      {
        name: aggregation.name,
        comment:
          `${baseMetrics.map(({ metric }) => metric.name).join(', ')}: at the ${header.at} of each ` +
          `period.`,
        body: {
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            ...baseMetrics.map((baseMetric) => as(balanceOf(baseMetric.header), baseMetric.column)),
            ...memberCounts(context),
          ],
          ...factRows(context, {
            where: [
              ...(first === null ? [] : [sql`${month} >= ${bind(first, 'date')}`]),
              sql`${month} <= ${bind(last, 'date')}`,
              ...atBoundary(context, header.at),
            ],
          }),
          groupBy: groupColumns(context),
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'zero' as const, onlyStarted: true })),
      ...memberMeasures(memberOfRow(context), baseMetrics),
    ],
  }
}

/** Only the last month of each period, or the first. */
function atBoundary(context: AggregationContext, at: 'start' | 'end'): Sql[] {
  const { plan, view } = context
  const { grain } = plan.period
  const month = timeColumn(view)
  const { last, first } = boundaryMonths(context)
  if (grain === null) return [sql`${month} = ${bind(at === 'end' ? last : first, 'date')}`]
  const start = bucket(month, view, plan, grain)
  if (at === 'start') {
    const isCut = plan.period.cut?.from !== undefined && plan.period.cut.from !== null
    return [sql`${month} = ${isCut ? sql`greatest(${start}, ${bind(first, 'date')})` : start}`]
  }
  return [
    sql`${month} = least((${start} + ${step(grain)} - interval '1 month')::date, ${bind(last, 'date')})`,
  ]
}

/** The last month that has started and is requested, and the first requested one. */
function boundaryMonths({ plan }: AggregationContext): { last: string; first: string | null } {
  const from = countedFrom(plan.period)
  return {
    last: lastPeriodDay(plan, ['date'], 'month'),
    first: from === null ? null : floorDay(from, 'month', toCalendar(plan.parameters)),
  }
}
