import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { Criteria, Criterion } from '../../../catalog/parameters/values/conversion-criteria.ts'
import type { Cte } from '../../sql/cte.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import { unionAll, type Join, type Query } from '../../sql/select.ts'
import { as, sql, type Sql } from '../../sql/text/fragment.ts'
import { criteriaEvents, matchColumn } from './criteria-events.ts'
import { metInSuccession } from './strict-criteria.ts'

/**
 * The time at which each actor met the criteria of a request: one CTE for each criterion, in the given order, and one
 * that combines them under `name` with the columns `actor`, `anchored_at` and `met_at`. Events count up to the end of
 * the window. Events before the anchor count too, because usage can precede a registration.
 *
 * @param conditions conditions on the rows of the view
 */
export function criteriaCtes(
  context: AggregationContext,
  header: HeaderOf<'conversion'>,
  all: Criteria,
  conditions: readonly Sql[],
  name: string,
): readonly Cte[] {
  const { criteria, require, ordered, strict } = all
  const events = `${name}_events`
  const inTime = criteriaEvents(context, header, all, conditions)
  if (strict) {
    return [
      { name: events, comment: 'The events of each actor up to the end of its window.', body: inTime },
      {
        name,
        comment: 'Converted when successive events have met the criteria, one each.',
        body: metInSuccession(events, criteria.length),
      },
    ]
  }
  const step = (index: number) => `${name}_${String(index + 1)}`
  const steps = criteria.map((criterion, index) => ({
    name: step(index),
    comment:
      `Criterion ${String(index + 1)} is met by ` +
      `${sentence(criterion)}${ordered && index > 0 ? `, after criterion ${String(index)}` : ''}.`,
    body: firstMet(events, criterion, index, ordered && index > 0 ? step(index - 1) : null),
  }))
  return [
    {
      name: events,
      comment: 'The events of each actor up to the end of its window that match a criterion.',
      body: inTime,
    },
    ...steps,
    {
      name,
      comment: metSentence(criteria.length, require, ordered),
      body: ordered
        ? {
            columns: [sql`actor`, sql`anchored_at`, sql`met_at`],
            from: sql.raw(step(criteria.length - 1)),
          }
        : allMet(
            steps.map((cte) => cte.name),
            require,
          ),
    },
  ]
}

/** The time at which a criterion is first met; with `before`, only events after the previous criterion count. */
function firstMet(events: string, criterion: Criterion, index: number, before: string | null): Query {
  const { minCount, distinctDays, distinctUsers } = criterion
  const counted = countedEvents(events, criterion, index, before)
  return {
    distinct: [sql`actor`, sql`anchored_at`],
    columns: [sql`actor`, sql`anchored_at`, sql`occurred_at as met_at`, sql`met_by`],
    from: { query: distinctUsers > 1 ? withUserNumbers(counted) : counted, as: sql`counted` },
    where: [
      ...(minCount > 1 ? [sql`event_number >= ${sql.lit(minCount)}`] : []),
      ...(distinctDays > 1 ? [sql`day_number >= ${sql.lit(distinctDays)}`] : []),
      ...(distinctUsers > 1 ? [sql`user_number >= ${sql.lit(distinctUsers)}`] : []),
    ],
    orderBy: [sql`actor`, sql`anchored_at`, sql`occurred_at`, sql`event_id`],
  }
}

/** The events of a criterion, with the numbers that it requires. */
function countedEvents(
  events: string,
  { minCount, distinctDays, distinctUsers }: Criterion,
  index: number,
  before: string | null,
): Query {
  const keys = sql`event.actor, event.anchored_at`
  const inOrder = sql`over (partition by ${keys} order by event.occurred_at, event.event_id)`
  const perUser = sql`over (partition by ${keys}, event.user_id order by event.occurred_at, event.event_id)`
  const byDay = sql`over (partition by ${keys} order by event.day)`
  return {
    columns: [
      sql`event.actor`,
      sql`event.anchored_at`,
      sql`event.occurred_at`,
      sql`event.event_id`,
      as(before === null ? sql`array[event.event_id]` : sql`before.met_by || event.event_id`, 'met_by'),
      ...(minCount > 1 ? [sql`row_number() ${inOrder} as event_number`] : []),
      ...(distinctDays > 1 ? [sql`dense_rank() ${byDay} as day_number`] : []),
      ...(distinctUsers > 1
        ? [sql`row_number() ${perUser} = 1 and event.user_id is not null as is_new_user`]
        : []),
    ],
    from: sql.raw(`${events} as event`),
    joins: before === null ? [] : [afterCriterion(before)],
    where: [sql.raw(`event.${matchColumn(index)}`)],
  }
}

/** Only events after the previous criterion was met, excluding those that met it. */
function afterCriterion(before: string): Join {
  return {
    how: 'inner join',
    source: sql.raw(`${before} as before`),
    on: [
      sql`event.actor = before.actor`,
      sql`event.anchored_at = before.anchored_at`,
      sql`event.occurred_at >= before.met_at`,
      sql`event.event_id <> all (before.met_by)`,
    ],
  }
}

function withUserNumbers(events: Query): Query {
  const window = sql`over (partition by actor, anchored_at order by occurred_at, event_id)`
  return {
    columns: [sql`numbered.*`, sql`count(*) filter (where is_new_user) ${window} as user_number`],
    from: { query: events, as: sql`numbered` },
  }
}

/** The time at which the required number of criteria is met. */
function allMet(steps: readonly string[], require: number): Query {
  return {
    columns: [
      sql`actor`,
      sql`anchored_at`,
      sql`(array_agg(met_at order by met_at))[${sql.lit(require)}] as met_at`,
    ],
    from: {
      query: unionAll(
        steps.map((step) => ({
          columns: [sql`actor`, sql`anchored_at`, sql`met_at`],
          from: sql.raw(step),
        })),
      ),
      as: sql`met`,
    },
    groupBy: [sql`actor`, sql`anchored_at`],
    having: [sql`count(*) >= ${sql.lit(require)}`],
  }
}

function sentence({ events, conditions, minCount, distinctDays, distinctUsers }: Criterion): string {
  return [
    `${events.includes('*') ? 'any event' : events.join(' or ')}${conditions === null ? '' : ' with the given properties'}`,
    ...(minCount > 1 ? [`${String(minCount)} times`] : []),
    ...(distinctDays > 1 ? [`on ${String(distinctDays)} days`] : []),
    ...(distinctUsers > 1 ? [`by ${String(distinctUsers)} users`] : []),
  ].join(' ')
}

function metSentence(criteria: number, require: number, ordered: boolean): string {
  if (ordered) return 'Converted when the last criterion is met.'
  if (require === criteria) return 'Converted when all criteria are met.'
  return require === 1
    ? 'Converted when any criterion is met.'
    : `Converted when ${String(require)} of the ${String(criteria)} criteria are met.`
}
