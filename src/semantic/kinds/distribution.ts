import { sql } from 'kysely'
import { bucket, step } from '../sql/time-bucket.ts'
import { list, type CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  fromClause,
  inPeriod,
  selectDimensions,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { timeColumn } from '../sql/grouping.ts'
import { concatSql } from '../sql/template.ts'
import { lastPeriod } from '../sql/last-period.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

/** Actors by their number of active periods. */
export const distribution: Kind<HeaderOf<'distribution'>> = {
  ...series,
  resultShape: 'distribution',
  grainRequired: 'counts active periods and requires a grain, for example day.',
  aggregationKey: ({ actor }) => `distribution ${actor}`,
  compile: compileDistribution,
}

/**
 * Actors by the number of different periods, of those asked for, in which they were active: one row for each
 * number that is possible, with 0 where it is nobody's.
 */
function compileDistribution(context: AggregationContext): CompiledAggregation {
  const { plan, group, view } = context
  const [{ metric }] = group.leaves
  const { header } = metric
  const { grain, from } = plan.period
  if (header.kind !== 'distribution' || grain === null)
    throw new Error(`${metric.name} has no distribution without a grain`)
  const actor = sql.raw(header.actor)
  const dimensions = dimensionColumns(group)
  const active = `${group.name}_active`
  const actors = `${group.name}_actors`
  const spine = `${group.name}_spine`
  const type = grain === 'hour' ? sql`timestamptz` : sql`timestamp`
  const first =
    from === null
      ? sql`(select min(period_start) from ${sql.raw(active)})`
      : grain === 'hour'
        ? sql`(${from}::timestamp at time zone ${plan.timeZone}::text)`
        : sql`${from}::date`
  const last = lastPeriod(plan, [view.header.time_type])
  const found =
    dimensions.length === 0
      ? sql``
      : sql`\n\n    cross join (\n        select distinct ${concatSql(dimensions)}\n        from ${sql.raw(actors)}\n    ) as found`
  return {
    name: group.name,
    tables: [
      {
        name: active,
        says: `Each ${header.actor} once in every period in which it was active.`,
        body: sql`    select distinct\n        ${list([sql`${bucket(timeColumn(view), view, plan, grain)} as period_start`, ...selectDimensions(context), sql`fact.${actor} as actor`])}\n\n    ${fromClause(context, [sql`fact.${actor} is not null`, ...inPeriod(context)])}`,
      },
      {
        name: actors,
        says: 'In how many periods each of them was.',
        body: sql`    select\n        ${list([...dimensions, sql`actor`, sql`count(*) as active_periods`])}\n\n    from ${sql.raw(active)}\n\n    group by ${concatSql([...dimensions, sql`actor`])}`,
      },
      {
        name: spine,
        says: 'Every number of periods there can be.',
        body: sql`    select\n        ${list([sql`row_number() over (order by period_start) as active_periods`])}\n\n    from generate_series(\n        ${first}::${type},\n        ${last}::${type},\n        ${step(grain)}\n    ) as asked (period_start)`,
      },
      {
        name: group.name,
        says: `${metric.name}: how many were active in so many periods.`,
        body: sql`    select\n        ${list([sql`active_periods`, ...dimensions, ...group.leaves.map(({ column }) => sql`sum(actors) as ${sql.raw(column)}`)])}\n\n    from (\n        select ${concatSql([sql`active_periods`, ...dimensions, sql`1 as actors`])}\n        from ${sql.raw(actors)}\n        union all\n        select ${concatSql([sql`active_periods`, ...dimensions, sql`0 as actors`])}\n        from ${sql.raw(spine)}${found}\n    ) as counts\n\n    group by ${concatSql([sql`active_periods`, ...dimensions])}`,
      },
    ],
    measures: group.leaves.map(({ column }) => ({ column, empty: 'zero' })),
  }
}
