import type { MetricHeader } from '../../catalog/headers/view-header.ts'
import { sql, type Sql } from '../sql/text/fragment.ts'

type Movement = Extract<MetricHeader, { kind: 'movement' }>

/**
 * What moved a balance: the sum of the changes that are this movement. Every change is in one movement, so
 * they add up over periods and over everything that they are grouped by, and start and movements make the end.
 */
export function movementMeasure({ expression, where }: Movement): Sql {
  return where === undefined
    ? sql`sum(${sql.raw(expression)})`
    : sql`sum(${sql.raw(expression)}) filter (where ${sql.raw(where)})`
}
