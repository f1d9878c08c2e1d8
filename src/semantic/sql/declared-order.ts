import type { Aggregation, Plan } from '../model/plan.ts'
import type { Filter } from '../model/request/request.ts'
import { concatSql, sql, type Sql } from './text/fragment.ts'

/**
 * Dimension → its values in declared order, unless that is the alphabetical order: `10-49` before `1000+`. Rows are
 * sorted in the order of the values in the header in `sql/`.
 */
export function declaredOrders(aggregations: readonly Aggregation[]): ReadonlyMap<string, readonly string[]> {
  const orders = new Map<string, readonly string[]>()
  for (const { name, header } of aggregations.flatMap(({ dimensions }) => dimensions)) {
    if (header.type !== 'text' || header.values === undefined) continue
    orders.set(name, [...new Set([...(orders.get(name) ?? []), ...header.values])])
  }
  return new Map([...orders].filter(([, values]) => !isAlphabetical(values)))
}

function isAlphabetical(values: readonly string[]): boolean {
  return values.every((value, index) => index === 0 || (values[index - 1] ?? '') < value)
}

/** The sort key of a text, the same in every database: its position among the declared values, then its letters. */
export function orderKey({ declared }: Pick<Plan, 'declared'>, column: string, value: Sql): Sql {
  const values = declared.get(column)
  if (values === undefined) return sql`${value} collate "C"`
  const digits = String(values.length).length
  const known = concatSql(values.map((one) => sql.lit(one)))
  const place = sql`coalesce(array_position(array[${known}], ${value}), ${sql.lit(values.length + 1)})`
  return sql`(lpad(${place}::text, ${sql.lit(digits)}, '0') || ${value}) collate "C"`
}

/** Compares two values in the order of {@link orderKey}. */
export function compareTexts(
  declared: readonly string[] | undefined,
  one: string | null,
  other: string | null,
): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  const place = (value: string) => {
    const index = declared?.indexOf(value) ?? -1
    return index < 0 ? Infinity : index
  }
  const [before, after] = [place(one), place(other)]
  if (before !== after) return before - after
  return one < other ? -1 : Number(one > other)
}

/** Replaces a comparison of ordered values, such as "at least 50-199", by the list of values that meet it. */
export function amongDeclared(filter: Filter, values: readonly string[] | undefined): Filter {
  const place = values?.indexOf(String(filter.value)) ?? -1
  if (values === undefined || place < 0) return filter
  const among = (from: number, until: number): Filter => ({
    ...filter,
    operator: 'in',
    value: values.slice(from, until),
  })
  switch (filter.operator) {
    case 'lt':
      return among(0, place)
    case 'lte':
      return among(0, place + 1)
    case 'gt':
      return among(place + 1, values.length)
    case 'gte':
      return among(place, values.length)
    default:
      return filter
  }
}
