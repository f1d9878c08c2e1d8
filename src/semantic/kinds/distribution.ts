import type { HeaderOf } from '../../catalog/headers/metric-header.ts'
import type { CompiledAggregation } from '../sql/cte.ts'
import { dimensionColumns, factRows, inPeriod, selectDimensions } from '../sql/from-clause.ts'
import { lastPeriod, periodStart, plannedGrain } from '../sql/periods.ts'
import { distinctMembers, memberMeasures, memberOfRow, membersColumns, oneMember } from '../sql/members.ts'
import { unionAll } from '../sql/select.ts'
import { as, sql } from '../sql/text/fragment.ts'
import { bucket, step, timeColumn } from '../sql/time-bucket.ts'
import { series, type Kind, type KindContext } from './kind.ts'

/** Actors by their number of active periods. */
export const distribution: Kind<HeaderOf<'distribution'>> = {
  ...series,
  description: 'Actors by the number of different periods in which they were active.',
  formula: ({ actor }) => `\`${actor}\` by the number of periods with any row`,
  resultShape: 'distribution',
  grainRequired: 'counts active periods and requires a grain, for example day.',
  needsEveryRow: () => null,
  aggregationKey: ({ actor }) => `distribution ${actor}`,
  compile: compileDistribution,
}

/**
 * Actors by the number of requested periods in which they were active: one row for each possible number, with 0 when no
 * actor has it.
 */
function compileDistribution(context: KindContext<HeaderOf<'distribution'>>): CompiledAggregation {
  const { plan, aggregation, view, baseMetrics } = context
  const [{ metric, header }] = baseMetrics
  const { from } = plan.period
  const grain = plannedGrain(plan)
  const actor = sql.raw(header.actor)
  const dimensions = dimensionColumns(aggregation)
  const active = `${aggregation.name}_active`
  const actors = `${aggregation.name}_actors`
  const spine = `${aggregation.name}_spine`
  const type = grain === 'hour' ? sql`timestamptz` : sql`timestamp`
  const first =
    from === null ? sql`(select min(period_start) from ${sql.raw(active)})` : periodStart(from, plan)
  const last = lastPeriod(plan, [view.header.time_type])
  const period = bucket(timeColumn(view), view, plan, grain)
  const member = memberOfRow(context)
  const ofActor = member === null ? [] : [sql`member`]
  const columns = [as(period, 'period_start'), ...selectDimensions(context), sql`fact.${actor} as actor`]
  const rows = factRows(context, { where: [sql`fact.${actor} is not null`, ...inPeriod(context)] })
  return {
    name: aggregation.name,
    ctes: [
      {
        name: active,
        comment: `Each ${header.actor} once in every period in which it was active.`,
        body:
          member === null
            ? { distinct: true, columns, ...rows }
            : {
                columns: [...columns, ...oneMember(member)],
                ...rows,
                groupBy: [sql`period_start`, ...dimensions, sql`actor`],
              },
      },
      {
        name: actors,
        comment: 'The number of active periods of each actor.',
        body: {
          columns: [
            ...dimensions,
            sql`actor`,
            sql`count(*) as active_periods`,
            ...oneMember(ofActor[0] ?? null),
          ],
          from: sql.raw(active),
          groupBy: [...dimensions, sql`actor`],
        },
      },
      {
        name: spine,
        comment: 'Every possible number of periods.',
        body: {
          columns: [sql`row_number() over (order by period_start) as active_periods`],
          from: sql`generate_series(${first}::${type}, ${last}::${type}, ${step(grain)}) as periods (period_start)`,
        },
      },
      {
        name: aggregation.name,
        comment: `${metric.name}: actors by number of active periods.`,
        body: {
          columns: [
            sql`active_periods`,
            ...dimensions,
            ...baseMetrics.map(({ column }) => as(sql`sum(actors)`, column)),
            ...membersColumns(member, baseMetrics, () => distinctMembers),
          ],
          from: {
            query: unionAll([
              {
                columns: [sql`active_periods`, ...dimensions, sql`1 as actors`, ...ofActor],
                from: sql.raw(actors),
              },
              {
                columns: [
                  sql`active_periods`,
                  ...dimensions,
                  sql`0 as actors`,
                  ...ofActor.map((column) => sql`null as ${column}`),
                ],
                from: sql.raw(spine),
                joins:
                  dimensions.length === 0
                    ? []
                    : [
                        {
                          how: 'cross join',
                          source: {
                            query: { distinct: true, columns: dimensions, from: sql.raw(actors) },
                            as: sql`dimension_groups`,
                          },
                        },
                      ],
              },
            ]),
            as: sql`counts`,
          },
          groupBy: [sql`active_periods`, ...dimensions],
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'zero' as const })),
      ...memberMeasures(member, baseMetrics),
    ],
  }
}
