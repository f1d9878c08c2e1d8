import type { Unit } from '../../catalog/headers/metric-header.ts'
import { sql, type Sql } from './text/fragment.ts'

/** The decimals of values of a unit; null: of a mean of counts. */
export function decimalsOf(unit: Unit | null): number {
  return unit === 'ratio' ? 12 : 6
}

/** The unit for rounding; null for a mean of counts, which is not a whole number. */
export function unitOf(type: string, unit: Unit): Unit | null {
  if (type === 'bigint') return 'count'
  return unit === 'count' ? null : unit
}

/** Counts are whole numbers; other values are exact decimals, rounded once, without trailing zeros. */
export function roundValue(value: Sql, unit: Unit | null): Sql {
  if (unit === 'count') return sql`(${value})::bigint`
  return sql`trim_scale(round((${value})::numeric, ${sql.lit(decimalsOf(unit))}))`
}
