import { sql, type RawBuilder } from 'kysely'
import type { Plan } from '../model/plan.ts'
import type { Span } from '../model/request.ts'
import { spanInterval } from './time-bucket.ts'

/** The period that lies so much before another one: on the wall clock, but hours by how long they are. */
export function periodBefore(plan: Plan, period: RawBuilder<unknown>, span: Span): RawBuilder<unknown> {
  if (plan.period.grain !== 'hour') return sql`(${period} - ${spanInterval(span)})::date`
  if (span.unit === 'hour') return sql`${period} - ${spanInterval(span)}`
  return sql`((${period} at time zone ${plan.timeZone}::text) - ${spanInterval(span)}) at time zone ${plan.timeZone}::text`
}
