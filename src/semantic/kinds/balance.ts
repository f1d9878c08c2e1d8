import type { CompiledAggregation } from '../sql/cte.ts'
import {
  factRows,
  groupColumns,
  selectDimensions,
  selectPeriod,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { as, bind, sql, type Sql } from '../sql/text/fragment.ts'
import { bucket, isMonthlySnapshot, step, timeColumn } from '../sql/time-bucket.ts'
import { addDays, floorDay, isStartOfPeriod, toCalendar } from '../time/calendar.ts'
import { compileAggregate, measureOf } from './aggregate.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** A balance at the end or the start of a period. Where each row is of one period, it is an aggregate of them. */
export const balance: Kind<HeaderOf<'balance'>> = {
  ...series,
  aggregationKey: ({ at }, view, grain) => (isMonthlySnapshot(view, grain) ? 'aggregate' : `balance ${at}`),
  compile: (context) =>
    isMonthlySnapshot(context.view, context.plan.period.grain)
      ? compileAggregate(context)
      : compileBalance(context),
}

/**
 * What stands at a period's end (or start): the rows of its last (or first) month, never a sum over months.
 * The last month that has begun stands for a period that is not over. (Where each row is of one period, there
 * is nothing to choose, and balances are counted with the aggregates.)
 */
function compileBalance(context: AggregationContext): CompiledAggregation {
  const { group, view } = context
  const [{ metric }] = group.leaves
  const header = metric.header
  if (header.kind !== 'balance') throw new Error(`${metric.name} is no balance`)
  const month = timeColumn(view)
  const { first, last } = boundaryMonths(context)
  return {
    name: group.name,
    ctes: [
      {
        name: group.name,
        comment: `${group.leaves.map(({ metric: { name } }) => name).join(', ')}: as they stand at the ${header.at} of each period.`,
        body: {
          columns: [
            ...selectPeriod(context),
            ...selectDimensions(context),
            ...group.leaves.map(({ column, metric: { header: leaf } }) => as(measureOf(leaf), column)),
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
    measures: group.leaves.map(({ column }) => ({ column, empty: 'zero', onlyBegun: true })),
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
