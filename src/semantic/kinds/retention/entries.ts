import { sql, type RawBuilder } from 'kysely'
import type { ViewDimension } from '../../../catalog/catalog.ts'
import { bucket } from '../../sql/time-bucket.ts'
import { list, type Cte } from '../../sql/cte.ts'
import {
  conditionsOn,
  dimensionColumns,
  fromClause,
  inPeriod,
  selectDimensions,
  type AggregationContext,
} from '../../sql/from-clause.ts'
import { timeColumn } from '../../sql/grouping.ts'
import { periodType } from './clock.ts'
import type { RetentionRules } from './rules.ts'
import { concatSql } from '../../sql/template.ts'

const sentences: Record<RetentionRules['entry'], string> = {
  first_time: 'An actor enters a cohort once, with its first matching start.',
  first_ever:
    'An actor enters a cohort with its first start event of that name, and only if that one matches.',
  recurring: 'An actor is in the cohort of every period with a matching start.',
}

/** Who is in which cohort, from when: actor, cohort and `started_at`, with the dimensions. */
export function entryTables(context: AggregationContext, rules: RetentionRules, name: string): Cte[] {
  const { plan, group, view } = context
  const { grain, weight } = rules
  const { from, until } = plan.period
  const type = periodType(grain)
  const bounds = [
    ...(from === null ? [] : [sql`cohort >= ${from}::${type}`]),
    ...(until === null ? [] : [sql`cohort < ${until}::${type}`]),
  ]
  const carried = weight === null ? [] : [sql`started_weight`]
  return [
    ...enteredTables(context, rules, name),
    {
      name,
      says: 'The cohort that each of them entered, of those asked for.',
      body: sql`    select\n        ${list([...dimensionColumns(group), sql`actor`, sql`started_at`, ...carried, sql`cohort`])}\n\n    from ${sql.raw(`${name}_entered`)}\n\n    cross join lateral (\n        select ${bucket(sql`started_at`, view, plan, grain)} as cohort\n    ) as cohorts${bounds.length === 0 ? sql`` : sql`\n\n    where\n        ${concatSql(bounds, '\n        and ')}`}`,
    },
  ]
}

/** Every start, and of each actor the one that counts. */
function enteredTables(context: AggregationContext, rules: RetentionRules, name: string): Cte[] {
  const { plan, group, view } = context
  const at = timeColumn(view)
  const own = [...group.dimensions, ...group.filters.map(({ dimension }) => dimension)]
  const isOneRow = rules.weight !== null || own.some(variesByEvent)
  const ofActor = group.filters.filter(({ dimension }) => !isOneRow || !variesByEvent(dimension))
  const ofEvent = group.filters.filter((filter) => !ofActor.includes(filter))
  const period = rules.entry === 'recurring' ? [sql`cohort_of_start`] : []
  const columns = [
    ...selectDimensions(context),
    sql`fact.${sql.raw(rules.actor)} as actor`,
    sql`${at} as occurred_at`,
    sql`fact.is_start`,
    ...(rules.entry === 'recurring' ? [sql`${bucket(at, view, plan, rules.grain)} as cohort_of_start`] : []),
    ...(rules.weight === null ? [] : [sql`${sql.raw(rules.weight)} as started_weight`]),
    ...(isOneRow ? view.header.key.map((key) => sql`fact.${sql.raw(key)} as key_${sql.raw(key)}`) : []),
    ...(ofEvent.length === 0 ? [] : [sql`(${concatSql(conditionsOn(ofEvent), ' and ')}) as is_asked`]),
  ]
  const starts = `${name}_starts`
  const enteredFrom = () => {
    if (startsOnce(context)) return onlyStart(context, rules, starts, ofEvent.length > 0)
    return isOneRow
      ? firstRow(context, rules, starts, period, ofEvent.length > 0)
      : firstMoment(context, rules, starts, period)
  }
  return [
    {
      name: starts,
      says: 'Every event that may start a cohort.',
      body: sql`    select\n        ${list(columns)}\n\n    ${fromClause(context, [sql`fact.has_start_name`, ...whenStarted(context, rules)], sql``, ofActor)}`,
    },
    {
      name: `${name}_entered`,
      says: sentences[rules.entry],
      body: enteredFrom(),
    },
  ]
}

/** Whether the view's SQL has no start of an actor but its creation, or its first revenue. */
function startsOnce({ plan, view }: AggregationContext): boolean {
  return !view.allParameters.includes('start_event') || (plan.parameters['start_event'] ?? null) === null
}

/** A start after the last period asked for is nobody's first in it; one before the first period may be. */
function whenStarted(context: AggregationContext, { entry }: RetentionRules): RawBuilder<unknown>[] {
  if (entry === 'recurring' || startsOnce(context)) return inPeriod(context)
  const { plan } = context
  return inPeriod({ ...context, plan: { ...plan, period: { ...plan.period, from: null } } })
}

function onlyStart(
  { group }: AggregationContext,
  { weight }: RetentionRules,
  starts: string,
  isAsked: boolean,
): RawBuilder<unknown> {
  const carried = weight === null ? [] : [sql`started_weight`]
  return sql`    select\n        ${list([...dimensionColumns(group), sql`actor`, sql`occurred_at as started_at`, ...carried])}\n\n    from ${sql.raw(starts)}\n\n    where\n        ${concatSql([sql`is_start`, ...(isAsked ? [sql`is_asked`] : [])], '\n        and ')}`
}

/** What is true of the actor is true at each of its starts: the time of the first is all there is to find. */
function firstMoment(
  { group }: AggregationContext,
  { entry }: RetentionRules,
  starts: string,
  period: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const dimensions = dimensionColumns(group)
  const started = sql`min(occurred_at) filter (where is_start)`
  const having = entry === 'first_ever' ? sql`${started} = min(occurred_at)` : sql`${started} is not null`
  return sql`    select\n        ${list([...dimensions, sql`actor`, sql`${started} as started_at`])}\n\n    from ${sql.raw(starts)}\n\n    group by ${concatSql([...dimensions, sql`actor`, ...period])}\n\n    having ${having}`
}

/** What differs from start to start is as it was at the one that counts; conditions come after it is found. */
function firstRow(
  { group, view }: AggregationContext,
  { entry, weight }: RetentionRules,
  starts: string,
  period: readonly RawBuilder<unknown>[],
  isAsked: boolean,
): RawBuilder<unknown> {
  const dimensions = dimensionColumns(group)
  const carried = weight === null ? [] : [sql`started_weight`]
  const keys = view.header.key.map((key) => sql`key_${sql.raw(key)}`)
  const asked = isAsked ? [sql`is_asked`] : []
  const nth = sql`row_number() over (\n                partition by ${concatSql([sql`actor`, ...period])}\n                order by ${concatSql([sql`occurred_at`, sql`is_start desc`, ...keys])}\n            ) as nth`
  return sql`    select\n        ${list([...dimensions, sql`actor`, sql`occurred_at as started_at`, ...carried])}\n\n    from (\n        select\n            ${concatSql([...dimensions, sql`actor`, sql`occurred_at`, sql`is_start`, ...carried, ...asked, nth], ',\n            ')}\n        from ${sql.raw(starts)}${entry === 'first_ever' ? sql`` : sql`\n        where is_start`}\n    ) as in_order\n\n    where\n        ${concatSql([sql`nth = 1`, sql`is_start`, ...asked], '\n        and ')}`
}

/** Whether a dimension says something of the event, and not only of the actor as it is now. */
function variesByEvent({ join, joinColumns }: ViewDimension): boolean {
  return join === null || joinColumns.current === null || join.columns.join() !== joinColumns.current.join()
}
