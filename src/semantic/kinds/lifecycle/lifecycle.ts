import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { CompiledAggregation } from '../../sql/cte.ts'
import { accountOfActor } from '../../sql/actor-account.ts'
import { dimensionColumns, factRows, selectDimensions } from '../../sql/from-clause.ts'
import { periodType, plannedGrain } from '../../sql/periods.ts'
import { distinctMembers, memberMeasures, memberOfRow, membersColumns, oneMember } from '../../sql/members.ts'
import { unionAll } from '../../sql/select.ts'
import { as, bind, concatSql, sql } from '../../sql/text/fragment.ts'
import { bucket, step, timeColumn } from '../../sql/time-bucket.ts'
import { relationName } from '../../sql/views/relation-name.ts'
import { series, type Kind, type KindContext } from '../kind.ts'
import { lifecycleNotes } from './notes.ts'

const conditions = {
  new: 'is_active and is_new and not is_next_to_previous',
  retained: 'is_active and is_next_to_previous',
  resurrected: 'is_active and not is_new and not is_next_to_previous',
  dormant: 'not is_active',
}

/** Actors by state: new, retained, resurrected or dormant. */
export const lifecycle: Kind<HeaderOf<'lifecycle'>> = {
  ...series,
  description:
    'Actors by their activity in this and the previous period: new, retained, resurrected, dormant.',
  formula: ({ actor, state }) => `\`${actor}\` in the state \`${state}\``,
  grainRequired: 'compares each period with the previous one and requires a grain, for example month.',
  wholePeriods: 'compares each period with the whole previous one, and a part of a period has no such equal.',
  needsEveryRow: () => null,
  aggregationKey: ({ actor }) => `lifecycle ${actor}`,
  auxiliaryView: ({ creation_dates_from }, parameters) =>
    parameters['lifecycle_new_basis'] === 'creation' ? creation_dates_from : undefined,
  notes: lifecycleNotes,
  compile: compileLifecycle,
}

/**
 * Growth accounting: actors active for the first time (or, by option, in the period of their creation), active in
 * consecutive periods, active again after a gap, or no longer active. It reads the whole history of each actor,
 * because "new" depends on it, and takes what was long before the first period as one period.
 */
function compileLifecycle(context: KindContext<HeaderOf<'lifecycle'>>): CompiledAggregation {
  const { plan, aggregation, view, baseMetrics } = context
  const { from, until } = plan.period
  const [{ header }] = baseMetrics
  const grain = plannedGrain(plan)
  const actor = sql.raw(header.actor)
  const dimensions = dimensionColumns(aggregation)
  const active = `${aggregation.name}_active`
  const neighbours = `${aggregation.name}_neighbours`
  const states = `${aggregation.name}_states`
  const type = periodType(grain)
  const created = lifecycle.auxiliaryView(header, plan.parameters)
  // the dates of creation are joined by the actor alone
  const account = created === undefined ? accountOfActor(context, header.actor) : []
  const accountOfRow = account.map((column) => sql`fact.${column}`)
  const window = sql`over (partition by ${concatSql([...account, ...dimensions, actor])} order by period_start)`
  const period = bucket(timeColumn(view), view, plan, grain)
  const creationPeriod = bucket(sql`creation_dates.created_at`, view, plan, grain)
  const member = memberOfRow(context)
  const ofActor = member === null ? [] : [sql`member`]
  // of the periods before the one before the first, it only matters that there was one
  const earlier = from === null ? null : sql`(${bind(from, type)} - ${step(grain)} * 2)::${sql.raw(type)}`
  const columns = [
    as(earlier === null ? period : sql`greatest(${period}, ${earlier})`, 'period_start'),
    ...selectDimensions(context),
    sql`fact.${actor}`,
    ...accountOfRow,
  ]
  const rows = factRows(context, { where: [sql`fact.${actor} is not null`] })
  const next = sql`(period_start + ${step(grain)})::${sql.raw(type)}`
  const previous = sql`(period_start - ${step(grain)})::${sql.raw(type)}`
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
                groupBy: [sql`period_start`, ...dimensions, sql`fact.${actor}`, ...accountOfRow],
              },
      },
      {
        name: neighbours,
        comment: 'The previous and the next active period of each one.',
        // each node computes the states of its own actors
        ...(account.length > 0 ? { notMaterialized: true } : {}),
        body: {
          columns: [
            ...account,
            sql`period_start`,
            ...dimensions,
            sql`lag(period_start) ${window} as previous_period`,
            sql`lead(period_start) ${window} as following_period`,
            ...ofActor,
            ...(created === undefined
              ? []
              : [sql`coalesce(${creationPeriod} = period_start, false) as is_new`]),
          ],
          from: sql.raw(active),
          joins:
            created === undefined
              ? []
              : [
                  {
                    how: 'left join',
                    source: sql`${sql.raw(relationName(created, plan.reusableViews))} as creation_dates using (${actor})`,
                  },
                ],
        },
      },
      {
        name: states,
        comment: 'Active in a period, or dormant in the period after the last active one.',
        body: unionAll([
          {
            columns: [
              ...account,
              sql`period_start`,
              ...dimensions,
              sql`true as is_active`,
              created === undefined ? sql`previous_period is null as is_new` : sql`is_new`,
              sql`coalesce(previous_period = ${previous}, false) as is_next_to_previous`,
              ...ofActor,
            ],
            from: sql.raw(neighbours),
          },
          {
            columns: [
              ...account,
              as(next, 'period_start'),
              ...dimensions,
              sql`false as is_active`,
              sql`false as is_new`,
              sql`false as is_next_to_previous`,
              ...ofActor,
            ],
            from: sql.raw(neighbours),
            where: [sql`following_period is distinct from ${next}`],
          },
        ]),
      },
      {
        name: aggregation.name,
        comment: `${baseMetrics.map(({ metric }) => metric.name).join(', ')}: actors by state.`,
        body: {
          columns: [
            sql`period_start`,
            ...dimensions,
            ...baseMetrics.map((baseMetric) =>
              as(
                sql`count(*) filter (where ${sql.raw(conditions[baseMetric.header.state])})`,
                baseMetric.column,
              ),
            ),
            ...membersColumns(
              member,
              baseMetrics,
              ({ header: { state } }) => sql`${distinctMembers} filter (where ${sql.raw(conditions[state])})`,
            ),
          ],
          from: sql.raw(states),
          where: [
            ...(from === null ? [] : [sql`period_start >= ${bind(from, type)}`]),
            ...(until === null ? [] : [sql`period_start < ${bind(until, type)}`]),
          ],
          groupBy: [sql`period_start`, ...dimensions],
        },
      },
    ],
    measures: [
      ...baseMetrics.map(({ column }) => ({ column, empty: 'zero' as const })),
      ...memberMeasures(member, baseMetrics),
    ],
  }
}
