import type { Unit } from '../../catalog/headers/view-header.ts'
import { sql, type Sql } from './text/fragment.ts'

const digits: Record<Exclude<Unit, 'count'>, number> = {
  money: 6,
  ratio: 12,
  hours: 6,
  days: 6,
  months: 6,
  score: 6,
}

/** The unit for rounding; null for a mean of counts, which is not a whole number. */
export function unitOf(type: string, unit: Unit): Unit | null {
  if (type === 'bigint') return 'count'
  return unit === 'count' ? null : unit
}

/** Counts are whole numbers; other values are exact decimals, rounded once, without trailing zeros. */
export function roundValue(value: Sql, unit: Unit | null): Sql {
  if (unit === 'count') return sql`(${value})::bigint`
  return sql`trim_scale(round((${value})::numeric, ${sql.lit(unit === null ? 6 : digits[unit])}))`
}
