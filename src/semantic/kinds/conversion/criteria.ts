import { sql, type RawBuilder } from 'kysely'
import type { MetricHeader } from '../../../catalog/headers/view-header.ts'
import type { Cte } from '../../sql/cte.ts'
import { list } from '../../sql/cte.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import { relationName } from '../../sql/view-ctes.ts'
import type { Criteria, Criterion } from '../../parameters/conversion-criteria.ts'
import { timeColumn } from '../../sql/grouping.ts'
import { concatSql } from '../../sql/template.ts'

type ConversionHeader = Extract<MetricHeader, { kind: 'conversion' }>

/**
 * When each actor met the criteria of a question: one CTE for each criterion, in the order given, and one that
 * brings them together under `name` with the columns `actor`, `anchored_at` and `met_at`. Events count up to
 * the window's end, those before the anchor as well, since use can be older than a registration; `among` are
 * conditions on whom the question is about.
 */
export function criteriaTables(
  context: AggregationContext,
  header: ConversionHeader,
  { criteria, require, ordered }: Criteria,
  among: readonly RawBuilder<unknown>[],
  name: string,
): Cte[] {
  const events = `${name}_events`
  const step = (index: number) => `${name}_${String(index + 1)}`
  const inTime: Cte = {
    name: events,
    says: 'What each actor did up to the end of its window, of all that a criterion counts.',
    body: eventsInTime(context, header, criteria, among),
  }
  const steps = criteria.map((criterion, index) => ({
    name: step(index),
    says: `Criterion ${String(index + 1)} is met by ${sentence(criterion)}${ordered && index > 0 ? `, after criterion ${String(index)}` : ''}.`,
    body: reachedFirst(events, criterion, index, ordered && index > 0 ? step(index - 1) : null),
  }))
  return [
    inTime,
    ...steps,
    {
      name,
      says: metSentence(criteria.length, require, ordered),
      body: ordered
        ? sql`    select\n        ${list([sql`actor`, sql`anchored_at`, sql`met_at`])}\n\n    from ${sql.raw(step(criteria.length - 1))}`
        : allTogether(
            steps.map((table) => table.name),
            require,
          ),
    },
  ]
}

function eventsInTime(
  context: AggregationContext,
  header: ConversionHeader,
  criteria: readonly Criterion[],
  among: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const { plan, view, group } = context
  const actor = sql.raw(header.actor)
  const anchoredAt = timeColumn(view)
  const endsAt = sql.raw(`fact.${header.window_ends_at}`)
  const facts = sql.raw(relationName(group.view, plan.usableStored))
  const events = sql.raw(relationName(header.criteria_from ?? '', plan.usableStored))
  // only a view whose rows stay with one account can be joined along its key
  const key = view.header.crosses_accounts === undefined ? [sql`fact.account_key = event.account_key`] : []
  const on = [
    ...key,
    sql`fact.${actor} = event.${actor}`,
    sql`(${endsAt} is null or event.occurred_at <= ${endsAt})`,
  ]
  const where = [
    sql`event.recorded_at <= ${plan.asOf}::timestamptz`,
    sql`(${concatSql(
      criteria.map((criterion) => matches(criterion)),
      ' or ',
    )})`,
    ...among,
  ]
  return sql`    select\n        ${list([
    sql`fact.${actor} as actor`,
    sql`${anchoredAt} as anchored_at`,
    sql`event.event_id`,
    sql`event.user_id`,
    sql`event.occurred_at`,
    sql`(event.occurred_at at time zone ${plan.timeZone}::text)::date as day`,
    ...criteria.map((criterion, index) => sql`${matches(criterion)} as ${isOf(index)}`),
  ])}\n\n    from ${facts} as fact\n\n    inner join ${events} as event\n        on ${concatSql(on, '\n        and ')}\n\n    where\n        ${concatSql(where, '\n        and ')}`
}

function isOf(index: number): RawBuilder<unknown> {
  return sql.raw(`is_of_${String(index + 1)}`)
}

function matches({ events, conditions }: Criterion): RawBuilder<unknown> {
  const byName = events.includes('*') ? sql`true` : sql`event.event_name = any (${[...events]}::text[])`
  if (conditions === null) return byName
  return sql`(${byName} and jsonb_build_object('event', event.event_name, 'where', event.properties) @> any (${[...conditions]}::text[]::jsonb[]))`
}

/** The moment at which a criterion is first met; with `before`, counted from when the one before it was. */
function reachedFirst(
  events: string,
  { minCount, distinctDays, distinctUsers }: Criterion,
  index: number,
  before: string | null,
): RawBuilder<unknown> {
  const keys = sql`event.actor, event.anchored_at`
  const inOrder = sql`over (partition by ${keys} order by event.occurred_at, event.event_id)`
  const perUser = sql`over (partition by ${keys}, event.user_id order by event.occurred_at, event.event_id)`
  const joined =
    before === null
      ? sql``
      : sql`\n\n        inner join ${sql.raw(before)} as before\n            on event.actor = before.actor\n            and event.anchored_at = before.anchored_at\n            and event.occurred_at >= before.met_at\n            and event.event_id <> all (before.met_by)`
  const used = before === null ? sql`array[event.event_id]` : sql`before.met_by || event.event_id`
  const numbers = [
    ...(minCount > 1 ? [sql`row_number() ${inOrder} as event_number`] : []),
    ...(distinctDays > 1
      ? [sql`dense_rank() over (partition by ${keys} order by event.day) as day_number`]
      : []),
    ...(distinctUsers > 1
      ? [sql`row_number() ${perUser} = 1 and event.user_id is not null as is_new_user`]
      : []),
  ]
  const counted = sql`        select\n            ${concatSql(
    [
      sql`event.actor`,
      sql`event.anchored_at`,
      sql`event.occurred_at`,
      sql`event.event_id`,
      sql`${used} as met_by`,
      ...numbers,
    ],
    ',\n            ',
  )}\n\n        from ${sql.raw(events)} as event${joined}\n\n        where event.${isOf(index)}`
  const conditions = [
    ...(minCount > 1 ? [sql`event_number >= ${sql.lit(minCount)}`] : []),
    ...(distinctDays > 1 ? [sql`day_number >= ${sql.lit(distinctDays)}`] : []),
    ...(distinctUsers > 1 ? [sql`user_number >= ${sql.lit(distinctUsers)}`] : []),
  ]
  const numbered =
    distinctUsers > 1
      ? sql`        select\n            numbered.*,\n            count(*) filter (where is_new_user) over (partition by actor, anchored_at order by occurred_at, event_id) as user_number\n\n        from (\n${counted}\n        ) as numbered`
      : counted
  return sql`    select distinct on (actor, anchored_at)\n        ${list([sql`actor`, sql`anchored_at`, sql`occurred_at as met_at`, sql`met_by`])}\n\n    from (\n${numbered}\n    ) as counted${conditions.length === 0 ? sql`` : sql`\n\n    where ${concatSql(conditions, ' and ')}`}\n\n    order by actor, anchored_at, occurred_at, event_id`
}

/** The moment at which the last one needed was met, whichever they are. */
function allTogether(steps: readonly string[], require: number): RawBuilder<unknown> {
  const reached = steps.map((step) => sql`        select actor, anchored_at, met_at from ${sql.raw(step)}`)
  return sql`    select\n        ${list([
    sql`actor`,
    sql`anchored_at`,
    sql`(array_agg(met_at order by met_at))[${sql.lit(require)}] as met_at`,
  ])}\n\n    from (\n${concatSql(reached, '\n        union all\n')}\n    ) as reached\n\n    group by actor, anchored_at\n\n    having count(*) >= ${sql.lit(require)}`
}

function sentence({ events, conditions, minCount, distinctDays, distinctUsers }: Criterion): string {
  return [
    `${events.includes('*') ? 'any event' : events.join(' or ')}${conditions === null ? '' : ' with the properties asked for'}`,
    ...(minCount > 1 ? [`${String(minCount)} times`] : []),
    ...(distinctDays > 1 ? [`on ${String(distinctDays)} days`] : []),
    ...(distinctUsers > 1 ? [`by ${String(distinctUsers)} people`] : []),
  ].join(' ')
}

function metSentence(criteria: number, require: number, ordered: boolean): string {
  if (ordered) return 'Converted when the last of them is met.'
  if (require === criteria) return 'Converted when all of them are met.'
  return require === 1
    ? 'Converted when any of them is met.'
    : `Converted when ${String(require)} of the ${String(criteria)} are met.`
}
