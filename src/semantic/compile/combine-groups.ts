import { sql, type RawBuilder } from 'kysely'
import { step } from '../sql/time-bucket.ts'
import { list, type Cte, type CompiledAggregation, type CompiledMeasure } from '../sql/cte.ts'
import { dimensionColumn } from '../sql/from-clause.ts'
import { periodBefore } from '../sql/earlier-period.ts'
import type { Plan } from '../model/plan.ts'
import { concatSql } from '../sql/template.ts'
import { lastPeriod } from '../sql/last-period.ts'

/** The columns by which a row of the answer is known: period or cohort, age, dimensions. */
function keyColumns(plan: Plan): RawBuilder<unknown>[] {
  return [
    ...(plan.period.grain === null || plan.shape === 'distribution' ? [] : [sql`period_start`]),
    ...(plan.shape === 'cohort' ? [sql`age`] : []),
    ...(plan.shape === 'distribution' ? [sql`active_periods`] : []),
    ...plan.dimensions.map(dimensionColumn),
  ]
}

/**
 * Puts the groups side by side: every fact was aggregated on its own, so nothing can fan out. For a series
 * every period is there, whether anything happened in it or not.
 */
export function combineGroups(
  plan: Plan,
  groups: readonly CompiledAggregation[],
  catalogTimes: readonly ('timestamp' | 'date')[],
): readonly Cte[] {
  const measures = [
    ...new Map(
      groups.flatMap(({ measures: all }) => all).map((measure) => [measure.column, measure]),
    ).values(),
  ]
  const spine =
    plan.shape === 'series' && plan.period.grain !== null ? spineTables(plan, groups, catalogTimes) : []
  const keys = keyColumns(plan)
  const branch = (relation: string, own: readonly CompiledMeasure[]) => {
    const columns = measures.map(({ column, type }) =>
      own.some((measure) => measure.column === column)
        ? sql.raw(column)
        : sql.raw(`null::${type ?? 'numeric'} as ${column}`),
    )
    return sql`        select\n            ${concatSql([...keys, ...columns], ',\n            ')}\n        from ${sql.raw(relation)}`
  }
  const branches = [
    ...groups.map((group) => branch(group.name, group.measures)),
    ...(spine.length > 0 ? [branch('every_period', [])] : []),
  ]
  const side: Cte = {
    name: 'side_by_side',
    says: 'All counts of a row next to each other.',
    body: sql`    select\n        ${list([...keys, ...measures.map(({ column }) => sql.raw(`max(${column}) as ${column}`))])}\n\n    from (\n${concatSql(branches, '\n        union all\n')}\n    ) as counts${spine.length > 0 ? sql`\n\n    where period_start <= (select last_period from asked_periods)` : sql``}${keys.length > 0 ? sql`\n\n    group by ${concatSql(keys)}` : sql``}`,
  }
  const filled: Cte = {
    name: 'filled',
    says: 'A period in which nothing happened counts 0; what cannot be known is null.',
    body: sql`    select\n        ${list([...keys, ...measures.map((measure) => fill(plan, measure))])}\n\n    from side_by_side`,
  }
  return [...spine, side, filled]
}

function spineTables(
  plan: Plan,
  groups: readonly CompiledAggregation[],
  times: readonly ('timestamp' | 'date')[],
): Cte[] {
  const grain = plan.period.grain ?? 'day'
  const type = grain === 'hour' ? sql`timestamptz` : sql`date`
  const dimensions = plan.dimensions.map(dimensionColumn)
  const first =
    plan.period.from === null
      ? sql`min(period_start)`
      : grain === 'hour'
        ? sql`(${plan.period.from}::timestamp at time zone ${plan.timeZone}::text)`
        : sql`${plan.period.from}::date`
  const starts = groups.map(({ name }) => sql`select period_start from ${sql.raw(name)}`)
  const groupsFound = groups.map(
    ({ name }) =>
      // a union leaves each group once by itself
      sql`        select ${groups.length === 1 ? sql`distinct ` : sql``}${concatSql(dimensions)} from ${sql.raw(name)}`,
  )
  return [
    {
      name: 'asked_periods',
      says: 'From the first period asked for, or with anything in it, to the last that has begun.',
      body: sql`    select\n        ${list([...firstPeriods(plan, first), sql`${lastPeriod(plan, times)} as last_period`])}${plan.period.from === null ? sql`\n\n    from (${concatSql(starts, ' union all ')}) as found` : sql``}`,
    },
    {
      name: 'every_period',
      says: dimensions.length === 0 ? 'Every one of them.' : 'Every one of them, for every group.',
      body: sql`    select\n        ${list([sql`spine.period_start::${type} as period_start`, ...dimensions])}\n\n    from asked_periods\n\n    cross join lateral generate_series(\n        first_period,\n        last_period,\n        ${step(grain)}\n    ) as spine (period_start)${dimensions.length === 0 ? sql`` : sql`\n\n    cross join (\n${concatSql(groupsFound, '\n        union\n')}\n    ) as found_groups`}`,
    },
  ]
}

/** The first period there is; before it, those that the first one shown is compared with. */
function firstPeriods(plan: Plan, first: RawBuilder<unknown>): RawBuilder<unknown>[] {
  if (plan.period.from !== null || plan.comparisons.length === 0) return [sql`${first} as first_period`]
  const earlier = plan.comparisons.map((span) => periodBefore(plan, first, span))
  return [sql`least(${concatSql(earlier)}) as first_period`, sql`${first} as first_shown`]
}

function fill(plan: Plan, measure: CompiledMeasure): RawBuilder<unknown> {
  const { column, empty } = measure
  const value = sql.raw(column)
  return empty === 'null' ? value : sql`${filledWith(plan, measure)} as ${value}`
}

function filledWith(plan: Plan, { column, runningOver, onlyBegun }: CompiledMeasure): RawBuilder<unknown> {
  const value = sql.raw(column)
  const counted = sql`coalesce(${value}, 0)`
  if (runningOver !== undefined) {
    const dimensions = plan.dimensions.map(dimensionColumn)
    const partition = dimensions.length === 0 ? sql`` : sql`partition by ${concatSql(dimensions)} `
    const running =
      plan.period.grain === null ? counted : sql`sum(${counted}) over (${partition}order by period_start)`
    return runningOver === 1 ? running : sql`${running}::numeric / ${runningOver}`
  }
  if (onlyBegun === true && plan.period.grain !== null) {
    return sql`case when period_start::timestamp < (${plan.asOf}::timestamptz at time zone ${plan.timeZone}::text) then ${counted} end`
  }
  return counted
}
