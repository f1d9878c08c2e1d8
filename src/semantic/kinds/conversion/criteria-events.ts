import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { Criteria, Criterion } from '../../../catalog/parameters/values/conversion-criteria.ts'
import type { AggregationContext } from '../../sql/from-clause.ts'
import type { Query } from '../../sql/select.ts'
import { as, bind, concatSql, sql, type Sql } from '../../sql/text/fragment.ts'
import { timeColumn } from '../../sql/time-bucket.ts'
import { permittedRelation } from '../../sql/views/relation-name.ts'

/**
 * The events of each actor up to the end of its window, with a column for each criterion that says whether it matches.
 *
 * @param conditions conditions on the rows of the view
 */
export function criteriaEvents(
  { catalog, plan, view, aggregation }: AggregationContext,
  header: HeaderOf<'conversion'>,
  { criteria, strict }: Criteria,
  conditions: readonly Sql[],
): Query {
  const actor = sql.raw(header.actor)
  const endsAt = sql.raw(`fact.${header.window_ends_at}`)
  const facts = permittedRelation(catalog, plan, aggregation.view)
  const events = permittedRelation(catalog, plan, header.criteria_events_from ?? '')
  // the account key is a join condition unless rows of the view cross accounts
  const key = view.header.crosses_accounts === undefined ? [sql`fact.account_key = event.account_key`] : []
  return {
    columns: [
      sql`fact.${actor} as actor`,
      as(timeColumn(view), 'anchored_at'),
      sql`event.event_id`,
      sql`event.user_id`,
      sql`event.occurred_at`,
      sql`(event.occurred_at at time zone ${bind(plan.timeZone, 'text')})::date as day`,
      ...criteria.map((criterion, index) => as(matches(criterion), matchColumn(index))),
    ],
    from: sql`${facts} as fact`,
    joins: [
      {
        how: 'inner join',
        source: sql`${events} as event`,
        on: [
          ...key,
          sql`fact.${actor} = event.${actor}`,
          sql`(${endsAt} is null or event.occurred_at <= ${endsAt})`,
        ],
      },
    ],
    where: [
      sql`event.recorded_at <= ${bind(plan.asOf, 'timestamptz')}`,
      // in strict order every event may come in between
      ...(strict ? [] : [sql`(${concatSql(criteria.map(matches), ' or ')})`]),
      ...conditions,
    ],
  }
}

/** The column that says whether an event matches a criterion. */
export function matchColumn(index: number): string {
  return `matches_${String(index + 1)}`
}

function matches({ events, conditions }: Criterion): Sql {
  const byName = events.includes('*')
    ? sql`true`
    : sql`event.event_name = any (${bind([...events], 'text[]')})`
  if (conditions === null) return byName
  const event = sql`jsonb_build_object('event', event.event_name, 'where', event.properties)`
  return sql`(${byName} and ${event} @> any (${bind([...conditions], 'text[]::jsonb[]')}))`
}
