import type { Query } from '../../sql/select.ts'
import { as, concatSql, sql } from '../../sql/text/fragment.ts'
import { matchColumn } from './criteria-events.ts'

/**
 * The time at which each actor first met criteria in strict order: as many events as there are criteria follow each
 * other immediately, and each meets its own. Of events at one moment, those of an earlier criterion come first.
 *
 * @param events the CTE with all events of each actor
 */
export function metInSuccession(events: string, criteria: number): Query {
  const places = Array.from({ length: criteria }, (_, index) => index)
  const column = (index: number) => sql.raw(`event.${matchColumn(index)}`)
  const branches = places.map((index) => sql`when ${column(index)} then ${sql.lit(index)}`)
  const place = sql`case ${concatSql(branches, ' ')} else ${sql.lit(criteria)} end`
  const inOrder = sql`over (partition by event.actor, event.anchored_at order by event.occurred_at, ${place}, event.event_id)`
  const matched = places.map((index) => {
    const before = criteria - 1 - index
    return before === 0 ? column(index) : sql`lag(${column(index)}, ${sql.lit(before)}) ${inOrder}`
  })
  return {
    distinct: [sql`actor`, sql`anchored_at`],
    columns: [sql`actor`, sql`anchored_at`, sql`occurred_at as met_at`],
    from: {
      query: {
        columns: [
          sql`event.actor`,
          sql`event.anchored_at`,
          sql`event.occurred_at`,
          as(concatSql(matched, ' and '), 'is_met'),
        ],
        from: sql.raw(`${events} as event`),
      },
      as: sql`successive`,
    },
    where: [sql`is_met`],
    orderBy: [sql`actor`, sql`anchored_at`, sql`occurred_at`],
  }
}
