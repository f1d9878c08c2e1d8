import type { CompiledAggregation } from '../../sql/cte.ts'
import {
  factRows,
  groupColumns,
  selectDimensions,
  selectPeriod,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import { as, bind, sql, type Sql } from '../../sql/text/fragment.ts'
import { bucket, isMonthlySnapshot, step, timeColumn } from '../../sql/time-bucket.ts'
import { addDays, floorDay, isStartOfPeriod, toCalendar } from '../../time/calendar.ts'
import { code, condition } from '../formula-text.ts'
import { series, wholeRows, type HeaderOf, type Kind, type KindContext } from '../kind.ts'
import { compileAggregate, filtered } from './aggregate.ts'

/** A balance at the end or the start of a period. Where each row is of one period, it is an aggregate of them. */
export const balance: Kind<HeaderOf<'balance'>> = {
  ...series,
  description: 'A balance at a moment, such as revenue at the end of a month.',
  isStock: true,
  formula: ({ distinct, expression, at, where }) =>
    `${distinct ? 'different' : 'the sum of'} ${code(expression)} at the period's ${at}${condition(where)}`,
  aggregationKey: ({ at }, view, grain) => (isMonthlySnapshot(view, grain) ? 'aggregate' : `balance ${at}`),
  compile: (context) =>
    isMonthlySnapshot(context.view, context.plan.period.grain)
      ? compileAggregate(context)
      : compileBalance(context),
  rows: { ...wholeRows, empty: () => 'zero', measure: ({ header }) => balanceOf(header) },
}

/** The sum of a balance over the rows of one moment, or how many different values stand in them. */
function balanceOf({ distinct, expression, where }: HeaderOf<'balance'>): Sql {
  const value = sql.raw(expression)
  if (distinct) return filtered(sql`count(distinct ${value})`, where)
  return sql`coalesce(${filtered(sql`sum(${value})`, where)}, 0)`
}

/**
 * What stands at a period's end (or start): the rows of its last (or first) month, never a sum over months.
 * The last month that has begun stands for a period that is not over. (Where each row is of one period, there
 * is nothing to choose, and balances are counted with the aggregates.)
 */
function compileBalance(context: KindContext<HeaderOf<'balance'>>): CompiledAggregation {
  const { group, view, baseMetrics } = context
  const [{ header }] = baseMetrics
  const month = timeColumn(view)
  const { first, last } = boundaryMonths(context)
  return {
    name: group.name,
    ctes: [
      {
        name: group.name,
        comment:
          `${baseMetrics.map(({ metric }) => metric.name).join(', ')}: as they stand at the ${header.at} of ` +
          `each period.`,
        body: {
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            ...baseMetrics.map((leaf) => as(balanceOf(leaf.header), leaf.column)),
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
    measures: baseMetrics.map(({ column }) => ({ column, empty: 'zero', onlyBegun: true })),
  }
}

/** Only the month that stands for its period: its last one, or its first. */
function atBoundary(context: AggregationContext, at: 'start' | 'end'): Sql[] {
  const { plan, view } = context
  const { grain } = plan.period
  const month = timeColumn(view)
  const { last, first } = boundaryMonths(context)
  if (grain === null) return [sql`${month} = ${bind(at === 'end' ? last : first, 'date')}`]
  const start = bucket(month, view, plan, grain)
  if (at === 'start') return [sql`${month} = ${start}`]
  return [
    sql`${month} = least((${start} + ${step(grain)} - interval '1 month')::date, ${bind(last, 'date')})`,
  ]
}

/** The last month that has begun (or was asked for), and the first one asked for. */
function boundaryMonths({ plan }: AggregationContext): { last: string; first: string | null } {
  const calendar = toCalendar(plan.parameters)
  const today = plan.period.today
  // at its very first instant nothing is known of a month yet
  const begun = floorDay(
    isStartOfPeriod(plan.asOf, 'month', calendar) ? addDays(today, -1) : today,
    'month',
    calendar,
  )
  const asked =
    plan.period.until === null ? begun : floorDay(addDays(plan.period.until, -1), 'month', calendar)
  return {
    last: asked < begun ? asked : begun,
    first: plan.period.from === null ? null : floorDay(plan.period.from, 'month', calendar),
  }
}
