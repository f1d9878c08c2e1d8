import { sql } from 'kysely'
import { bucket, step } from '../sql/time-bucket.ts'
import { list, where, type CompiledAggregation } from '../sql/cte.ts'
import {
  dimensionColumns,
  fromClause,
  selectDimensions,
  type AggregationContext,
} from '../sql/from-clause.ts'
import { relationName } from '../sql/view-ctes.ts'
import { timeColumn } from '../sql/grouping.ts'
import { concatSql } from '../sql/template.ts'
import { series, type HeaderOf, type Kind } from './kind.ts'

const conditions = {
  new: 'is_active and is_new and not is_next_to_previous',
  retained: 'is_active and is_next_to_previous',
  resurrected: 'is_active and not is_new and not is_next_to_previous',
  dormant: 'not is_active',
}

/** Actors by what they were in the previous period. */
export const lifecycle: Kind<HeaderOf<'lifecycle'>> = {
  ...series,
  grainRequired: 'compares each period with the previous one and requires a grain, for example month.',
  aggregationKey: ({ actor }) => `lifecycle ${actor}`,
  auxiliaryView: ({ beginnings_from }, parameters) =>
    parameters['new_is'] === 'creation' ? beginnings_from : undefined,
  compile: compileLifecycle,
}

/**
 * Growth accounting: who is active for the first time (or, by option, in the period in which they began), again
 * after a gap, still, or no more. All of an actor's history is read, whatever the period asked for, since
 * "never before" means never.
 */
function compileLifecycle(context: AggregationContext): CompiledAggregation {
  const { plan, group, view } = context
  const { grain, from, until } = plan.period
  const [{ metric }] = group.leaves
  const header = metric.header
  if (header.kind !== 'lifecycle' || grain === null)
    throw new Error(`${metric.name} has no life cycle without a grain`)
  const actor = sql.raw(header.actor)
  const dimensions = dimensionColumns(group)
  const active = `${group.name}_active`
  const neighbours = `${group.name}_neighbours`
  const states = `${group.name}_states`
  const periodType = grain === 'hour' ? sql`timestamptz` : sql`date`
  const window = sql`over (partition by ${concatSql([...dimensions, actor])} order by period_start)`
  const beginnings = lifecycle.auxiliaryView(header, plan.parameters)
  const begun = beginnings === undefined ? null : sql.raw(relationName(beginnings, plan.usableStored))
  const begins = sql`coalesce(${bucket(sql`beginnings.created_at`, view, plan, grain)} = period_start, false)`
  const bounds = [
    ...(from === null ? [] : [sql`period_start >= ${from}::${periodType}`]),
    ...(until === null ? [] : [sql`period_start < ${until}::${periodType}`]),
  ]
  return {
    name: group.name,
    tables: [
      {
        name: active,
        says: `Each ${header.actor} once in every period in which it was active.`,
        body: sql`    select distinct\n        ${list([sql`${bucket(timeColumn(view), view, plan, grain)} as period_start`, ...selectDimensions(context), sql`fact.${actor}`])}\n\n    ${fromClause(context, [sql`fact.${actor} is not null`])}`,
      },
      {
        name: neighbours,
        says: 'The active periods before and after each one.',
        body: sql`    select\n        ${list([
          sql`period_start`,
          ...dimensions,
          sql`lag(period_start) ${window} as previous_period`,
          sql`lead(period_start) ${window} as following_period`,
          ...(begun === null ? [] : [sql`${begins} as is_new`]),
        ])}\n\n    from ${sql.raw(active)}${
          begun === null ? sql`` : sql`\n\n    left join ${begun} as beginnings\n        using (${actor})`
        }`,
      },
      {
        name: states,
        says: 'Active in a period, or gone in the one after the last active one.',
        body: sql`    select\n        ${list([
          sql`period_start`,
          ...dimensions,
          sql`true as is_active`,
          begun === null ? sql`previous_period is null as is_new` : sql`is_new`,
          sql`coalesce(previous_period = (period_start - ${step(grain)})::${periodType}, false) as is_next_to_previous`,
        ])}\n\n    from ${sql.raw(neighbours)}\n\n    union all\n\n    select\n        ${list([
          sql`(period_start + ${step(grain)})::${periodType} as period_start`,
          ...dimensions,
          sql`false as is_active`,
          sql`false as is_new`,
          sql`false as is_next_to_previous`,
        ])}\n\n    from ${sql.raw(neighbours)}\n\n    where following_period is distinct from (period_start + ${step(grain)})::${periodType}`,
      },
      {
        name: group.name,
        says: `${group.leaves.map(({ metric: { name } }) => name).join(', ')}: how many are in each state.`,
        body: sql`    select\n        ${list([
          sql`period_start`,
          ...dimensions,
          ...group.leaves.map(({ column, metric: { header: leaf } }) => {
            if (leaf.kind !== 'lifecycle') throw new Error(`${column} has no state`)
            return sql`count(*) filter (where ${sql.raw(conditions[leaf.state])}) as ${sql.raw(column)}`
          }),
        ])}\n\n    from ${sql.raw(states)}${where(bounds)}\n\n    group by ${concatSql([sql`period_start`, ...dimensions])}`,
      },
    ],
    measures: group.leaves.map(({ column }) => ({ column, empty: 'zero' })),
  }
}
