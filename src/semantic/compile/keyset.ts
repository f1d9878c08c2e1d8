import { z } from '../../forms.ts'
import { PlumblineError } from '../../errors.ts'
import { invalidTextReason } from '../model/request/check-texts.ts'
import { isDecimal, isLong } from '../model/request/exact-number.ts'
import { isDay, isInstant } from '../time/moment.ts'
import { orderKey } from '../sql/declared-order.ts'
import type { Plan } from '../model/plan.ts'
import { allOf, bind, concatSql, sql, type Sql } from '../sql/text/fragment.ts'

const cursorSchema = z.array(z.union([z.string(), z.boolean(), z.number(), z.null()]))

/** The position after a row: its values in the columns of the order, opaque to callers. */
export function toCursor(plan: Plan, row: readonly unknown[]): string {
  const values = plan.order.map(
    ({ column }) => row[plan.columns.findIndex(({ name }) => name === column)] ?? null,
  )
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The condition that a row is after the cursor in the order of the plan, nulls last. No row is skipped or repeated when
 * other rows change. Null without a cursor.
 *
 * @throws PlumblineError `BAD_CURSOR`
 */
export function afterCursor(plan: Plan): Sql | null {
  if (plan.after === null) return null
  const types = plan.order.map(
    ({ column }) => plan.columns.find(({ name }) => name === column)?.type ?? 'text',
  )
  const values = readCursor(plan.after, types)
  const alternatives = plan.order.map((_, last) => {
    const conditions = plan.order.slice(0, last + 1).map(({ column, direction }, index) => {
      const value = values[index] ?? null
      const type = types[index] ?? 'text'
      const key = (one: Sql) => (type === 'text' ? orderKey(plan, column, one) : one)
      const own = sql.id(column)
      const bound = bind(value === null ? null : String(value), type === 'text' ? 'text' : `text::${type}`)
      if (index < last) return sql`${own} is not distinct from ${bound}`
      if (value === null) return sql`false`
      const comes = sql.raw(direction === 'asc' ? '>' : '<')
      return sql`(${key(own)} ${comes} ${key(bound)} or ${own} is null)`
    })
    return sql`(${allOf(conditions)})`
  })
  return concatSql(alternatives, ' or ')
}

/** Whether a value of a cursor is valid for the type of its column. */
export function isOfType(type: string | undefined, value: string | boolean | number | null): boolean {
  if (value === null) return true
  switch (type) {
    case 'date':
      return isDay(String(value))
    case 'timestamptz':
      return isInstant(String(value))
    case 'bigint':
      return isLong(String(value))
    case 'numeric':
      return isDecimal(String(value))
    case 'boolean':
      return typeof value === 'boolean'
    default:
      return typeof value === 'string' && invalidTextReason(value) === null
  }
}

function readCursor(cursor: string, types: readonly string[]): readonly (string | boolean | number | null)[] {
  try {
    const values = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (values.length === types.length && values.every((value, index) => isOfType(types[index], value)))
      return values
  } catch {
    // not a cursor of this program
  }
  throw new PlumblineError(
    'BAD_CURSOR',
    'The cursor belongs to another request; use the endCursor of the previous page of this one.',
    { subject: 'after' },
  )
}
