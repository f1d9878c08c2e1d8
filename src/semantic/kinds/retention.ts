import { sql, type RawBuilder } from 'kysely'
import { PlumblineError } from '../../errors.ts'
import { bucket, step } from '../bucket.ts'
import { floorDay, toCalendar, localDay, isStartOfPeriod, addDays } from '../calendar.ts'
import { list, type CommonTable, type CompiledGroup } from '../common-table.ts'
import { dimensionColumns, fromRows, selectDimensions, type GroupContext } from '../fact-rows.ts'
import { relationName } from '../inline-views.ts'
import type { Grain } from '../request.ts'
import { timeColumn } from './grouping.ts'

/** How many days one age lasts on the rolling clock: a month is 30 days there. */
const rollingDays: Partial<Record<Grain, number>> = { day: 1, week: 7, month: 30 }

/**
 * Cohorts by the period in which actors entered, and how many of each were back at each age. A cell whose
 * period has not begun is not there; one whose period is not over is PARTIAL.
 */
export function compileRetention(context: GroupContext): CompiledGroup {
  const { plan, group } = context
  const [{ metric }] = group.leaves
  const header = metric.header
  const grain = plan.period.grain
  if (header.kind !== 'retention' || grain === null) throw new Error(`${metric.name} is no retention`)
  const isRolling = plan.parameters['clock'] === 'rolling_24h'
  if (isRolling && rollingDays[grain] === undefined) {
    throw new PlumblineError(
      'BAD_OPTION',
      `The rolling clock counts in days, weeks of 7 and months of 30 days, not in ${grain}s.`,
      {
        subject: 'clock',
        valid: Object.keys(rollingDays),
      },
    )
  }
  const name = (part: string) => `${group.name}_${part}`
  const actor = sql.raw(header.actor)
  return {
    name: group.name,
    tables: [
      ...entryTables(context, name('entries'), actor, grain),
      ...(isRolling
        ? rollingReturns(context, name, actor, grain, rollingDays[grain] ?? 1)
        : calendarReturns(context, name, actor, grain)),
      ...cellTables(context, name, grain, isRolling ? (rollingDays[grain] ?? 1) : null),
    ],
    measures: [
      ...group.leaves.map(({ column }) => ({ column, empty: 'null' as const })),
      { column: 'maturity', type: 'text', empty: 'null' },
    ],
  }
}

/** Who is in which cohort, from when. */
function entryTables(
  context: GroupContext,
  name: string,
  actor: RawBuilder<unknown>,
  grain: Grain,
): CommonTable[] {
  const { plan, group, view } = context
  const entry = String(plan.parameters['cohort_entry'])
  const at = timeColumn(view)
  const dimensions = dimensionColumns(group)
  const started = sql`min(occurred_at) filter (where is_start)`
  const says = {
    first_time: 'An actor enters a cohort once, with its first matching start.',
    first_ever:
      'An actor enters a cohort with its first start event of that name, and only if that one matches.',
    recurring: 'An actor is in the cohort of every period with a matching start.',
  }[entry]
  const having = entry === 'first_ever' ? sql`${started} = min(occurred_at)` : sql`${started} is not null`
  const recurringPeriod = entry === 'recurring' ? [sql`cohort_of_start`] : []
  const { from, until } = plan.period
  const type = periodType(grain)
  const bounds = [
    ...(from === null ? [] : [sql`cohort >= ${from}::${type}`]),
    ...(until === null ? [] : [sql`cohort < ${until}::${type}`]),
  ]
  const starts = sql.raw(`${name}_starts`)
  const entered = sql.raw(`${name}_entered`)
  return [
    {
      name: `${name}_starts`,
      says: 'Every event that may start a cohort.',
      body: sql`    select\n        ${list([...selectDimensions(context), sql`fact.${actor} as actor`, sql`${at} as occurred_at`, sql`fact.is_start`, ...(entry === 'recurring' ? [sql`${bucket(at, view, plan, grain)} as cohort_of_start`] : [])])}\n\n    ${fromRows(context, [sql`fact.has_start_name`])}`,
    },
    {
      name: `${name}_entered`,
      says: says ?? '',
      body: sql`    select\n        ${list([...dimensions, sql`actor`, sql`${started} as started_at`])}\n\n    from ${starts}\n\n    group by ${sql.join([...dimensions, sql`actor`, ...recurringPeriod])}\n\n    having ${having}`,
    },
    {
      name,
      says: 'The cohort that each of them entered, of those asked for.',
      body: sql`    select\n        ${list([...dimensions, sql`actor`, sql`started_at`, sql`cohort`])}\n\n    from ${entered}\n\n    cross join lateral (\n        select ${bucket(sql`started_at`, view, plan, grain)} as cohort\n    ) as cohorts${bounds.length === 0 ? sql`` : sql`\n\n    where\n        ${sql.join(bounds, sql`\n        and `)}`}`,
    },
  ]
}

function calendarReturns(
  context: GroupContext,
  name: (part: string) => string,
  actor: RawBuilder<unknown>,
  grain: Grain,
): CommonTable[] {
  const { plan, group, view } = context
  const dimensions = dimensionColumns(group)
  return [
    {
      name: name('periods'),
      says: `The periods in which an actor came back${atLeast(plan)}.`,
      body: sql`    select
        actor,
        returned_in

    from (
        select
            fact.${actor} as actor,
            ${bucket(timeColumn(view), view, plan, grain)} as returned_in
        from ${sql.raw(relationName(group.view, plan.usableStored))} as fact
        where ${sql.join([sql`fact.is_return`, ...sinceFirstCohort(context, grain)], sql` and `)}
    ) as returned

    group by actor, returned_in

    having count(*) >= ${plan.parameters['min_occurrences']}::integer`,
    },
    {
      name: name('returns'),
      says: 'How old each entry was whenever it came back.',
      body: sql`    select\n        ${list([sql`entries.cohort`, ...dimensions, sql`entries.actor`, sql`${age(sql`entries.cohort`, sql`periods.returned_in`, grain)} as age`])}

    from ${sql.raw(name('entries'))} as entries

    inner join ${sql.raw(name('periods'))} as periods
        on entries.actor = periods.actor
        and periods.returned_in > entries.cohort`,
    },
  ]
}

function rollingReturns(
  context: GroupContext,
  name: (part: string) => string,
  actor: RawBuilder<unknown>,
  grain: Grain,
  days: number,
): CommonTable[] {
  const { plan, group, view } = context
  const dimensions = dimensionColumns(group)
  const elapsed = sql`floor(extract(epoch from date_trunc('hour', fact.${sql.raw(view.header.time ?? '')}) - date_trunc('hour', entries.started_at)) / ${sql.lit(days * 86_400)})::integer`
  return [
    {
      name: name('returns'),
      says: `Ages in steps of ${String(days * 24)} hours from each actor's own start, both floored to the hour.`,
      body: sql`    select\n        ${list([sql`cohort`, ...dimensions, sql`actor`, sql`age`])}

    from (
        select\n            ${sql.join([sql`entries.cohort`, ...dimensions, sql`entries.actor`, sql`entries.started_at`, sql`${elapsed} as age`], sql`,\n            `)}

        from ${sql.raw(name('entries'))} as entries

        inner join ${sql.raw(relationName(group.view, plan.usableStored))} as fact
            on entries.actor = fact.${actor}
            and fact.is_return
            and fact.${sql.raw(view.header.time ?? '')} >= entries.started_at${sql.join(
              sinceFirstCohort(context, grain).map((bound) => sql`\n            and ${bound}`),
              sql``,
            )}
    ) as elapsed

    where age >= 1

    group by ${sql.join([sql`cohort`, ...dimensions, sql`actor`, sql`started_at`, sql`age`])}

    having count(*) >= ${plan.parameters['min_occurrences']}::integer`,
    },
  ]
}

function cellTables(
  context: GroupContext,
  name: (part: string) => string,
  grain: Grain,
  rolling: number | null,
): CommonTable[] {
  const { plan, group } = context
  const dimensions = dimensionColumns(group)
  const keys = [sql`cohort`, ...dimensions]
  const isUnbounded = plan.parameters['criterion'] === 'on_or_after'
  const asOf = sql`(${plan.asOf}::timestamptz at time zone ${plan.timeZone}::text)`
  const length = rolling === null ? step(grain) : sql`interval ${sql.lit(`${String(rolling)} days`)}`
  const asOfInstant = sql`${plan.asOf}::timestamptz`
  // on the rolling clock the youngest actor of a cohort decides when an age is over, the oldest when it begins
  const over =
    rolling !== null
      ? sql`date_trunc('hour', last_start) + (age + 1) * ${length} <= ${asOfInstant}`
      : sql`cohort + (age + 1) * ${length} <= ${grain === 'hour' ? asOfInstant : asOf}`
  const oldest =
    rolling === null
      ? age(sql`cohort`, lastPeriod(context, grain), grain)
      : sql`floor(extract(epoch from ${asOfInstant} - date_trunc('hour', first_start)) / ${sql.lit(rolling * 86_400)})::integer`
  const starts =
    rolling === null ? [] : [sql`min(started_at) as first_start`, sql`max(started_at) as last_start`]
  const retained = isUnbounded
    ? sql`sum(actors) over (partition by ${sql.join(keys)} order by age desc)`
    : sql`actors`
  const isPrevious = plan.parameters['base'] === 'previous'
  const previous = sql`lag(retained, 1, size) over (partition by ${sql.join(keys)} order by age)`
  return [
    {
      name: name('counts'),
      says: isUnbounded ? 'How many were last back at each age.' : 'How many were back at each age.',
      body: isUnbounded
        ? sql`    select\n        ${list([...keys, sql`age`, sql`count(*) as actors`])}\n\n    from (\n        select ${sql.join([...keys, sql`actor`, sql`max(age) as age`])}\n        from ${sql.raw(name('returns'))}\n        group by ${sql.join([...keys, sql`actor`])}\n    ) as last_returns\n\n    group by ${sql.join([...keys, sql`age`])}`
        : sql`    select\n        ${list([...keys, sql`age`, sql`count(*) as actors`])}\n\n    from ${sql.raw(name('returns'))}\n\n    group by ${sql.join([...keys, sql`age`])}`,
    },
    {
      name: name('grid'),
      says: 'Every cohort at every age that has begun.',
      body: sql`    select\n        ${list([...keys, sql`size`, sql`age`, sql`${over} as is_over`])}\n\n    from (\n        select ${sql.join([...keys, sql`count(*) as size`, ...starts])}\n        from ${sql.raw(name('entries'))}\n        group by ${sql.join(keys)}\n    ) as sizes\n\n    cross join lateral generate_series(0, ${oldest}) as ages (age)`,
    },
    {
      name: name('cells'),
      says: 'At age 0 the whole cohort, then those who were back.',
      body: sql`    select\n        ${list([...keys, sql`age`, sql`size`, sql`is_over`, sql`case when age = 0 then size else ${retained} end as retained`])}

    from (
        select ${sql.join([...keys, sql`age`, sql`max(size) as size`, sql`bool_or(is_over) as is_over`, sql`sum(actors) as actors`])}

        from (
            select ${sql.join([...keys, sql`age`, sql`size`, sql`is_over`, sql`0 as actors`])}
            from ${sql.raw(name('grid'))}
            union all
            select ${sql.join([...keys, sql`age`, sql`null as size`, sql`null as is_over`, sql`actors`])}
            from ${sql.raw(name('counts'))}
        ) as found

        group by ${sql.join([...keys, sql`age`])}

        having max(size) is not null
    ) as counted`,
    },
    {
      name: group.name,
      says: 'A cell is complete when its period is over for the whole cohort.',
      body: sql`    select\n        ${list([
        sql`cohort as period_start`,
        sql`age`,
        ...dimensions,
        ...group.leaves.map(({ column, metric: { header } }) => {
          if (header.kind !== 'retention') throw new Error(`${column} is no retention`)
          return sql`${header.measure === 'retained' ? sql`retained` : isPrevious ? previous : sql`size`} as ${sql.raw(column)}`
        }),
        sql`case\n            when is_over then 'COMPLETE'\n            else 'PARTIAL'\n        end as maturity`,
      ])}\n\n    from ${sql.raw(name('cells'))}`,
    },
  ]
}

function atLeast({ parameters }: GroupContext['plan']): string {
  const times = Number(parameters['min_occurrences'])
  return times === 1 ? '' : ` at least ${String(times)} times`
}

/** Nobody comes back before the first cohort asked for: on the instant itself, so that less is read. */
function sinceFirstCohort(context: GroupContext, grain: Grain): readonly RawBuilder<unknown>[] {
  const { plan, view } = context
  return plan.period.from === null || grain === 'hour'
    ? []
    : [sql`${timeColumn(view)} >= (${plan.period.from}::timestamp at time zone ${plan.timeZone}::text)`]
}

function periodType(grain: Grain): RawBuilder<unknown> {
  return grain === 'hour' ? sql`timestamptz` : sql`date`
}

/** The last period that has begun. */
function lastPeriod({ plan }: GroupContext, grain: Grain): RawBuilder<unknown> {
  if (grain === 'hour') {
    // an hour that begins this very instant has not begun
    return sql`date_trunc('hour', ${plan.asOf}::timestamptz - interval '1 microsecond', ${plan.timeZone}::text)`
  }
  const calendar = toCalendar(plan.parameters)
  const today = localDay(plan.asOf, plan.timeZone)
  const known = isStartOfPeriod(plan.asOf, grain, calendar) ? addDays(today, -1) : today
  return sql`${floorDay(known, grain, calendar)}::date`
}

/** How many periods lie between a cohort and a later period. */
function age(cohort: RawBuilder<unknown>, later: RawBuilder<unknown>, grain: Grain): RawBuilder<unknown> {
  const months = sql`((extract(year from ${later}) - extract(year from ${cohort})) * 12 + extract(month from ${later}) - extract(month from ${cohort}))::integer`
  switch (grain) {
    case 'hour':
      return sql`(extract(epoch from ${later} - ${cohort}) / 3600)::integer`
    case 'day':
      return sql`(${later} - ${cohort})`
    case 'week':
      return sql`((${later} - ${cohort}) / 7)`
    case 'month':
      return months
    case 'quarter':
      return sql`(${months} / 3)`
    case 'year':
      return sql`(${months} / 12)`
  }
}
