import { sql, type Sql } from './fragment.ts'

/** A quotient: null when the denominator is zero. The numerator is `numeric`, or whole numbers lose their fraction. */
export function divide(numerator: Sql, denominator: Sql): Sql {
  return sql`${numerator} / nullif(${denominator}, 0)`
}
