import { z } from '../../forms.ts'
import { PlumblineError } from '../../errors.ts'
import { isOfType } from '../../semantic/compile/keyset.ts'
import type { Entity } from './entity.ts'
import type { Order } from './page.ts'

/** A position in an ordered list: the values of the order's columns in a row, and its key. */
export interface Position<Value = string> {
  readonly values: readonly (Value | null)[]
  readonly key: readonly Value[]
}

const written = z.tuple([z.string(), z.unknown(), z.array(z.string().nullable()), z.array(z.string())])

/**
 * The cursor of a row. It contains its list and order, because its position has no meaning in another one.
 */
export function toCursor<Row>(entity: Entity<Row>, order: Order<Row>, row: Row): string {
  const values = order.columns.map(({ column }) => toText(row[column]))
  const key = entity.key.map((column) => toText(row[column]))
  return Buffer.from(JSON.stringify([entity.type, order, values, key])).toString('base64url')
}

/** @throws PlumblineError `BAD_CURSOR` when the cursor belongs to another list or another order. */
export function parseCursor<Row>(
  entity: Entity<Row>,
  order: Order<Row>,
  cursor: string,
  argument: 'after' | 'before',
): Position {
  const parsed = written.safeParse(readJson(Buffer.from(cursor, 'base64url').toString()))
  const [type, givenOrder, values = [], key = []] = parsed.data ?? []
  const isValid =
    type === entity.type &&
    JSON.stringify(givenOrder) === JSON.stringify(order) &&
    values.length === order.columns.length &&
    order.columns.every(({ column }, index) => isText(entity.columns[column], values[index] ?? null)) &&
    key.length === entity.key.length &&
    entity.key.every((part, index) => isText(entity.columns[part], key[index] ?? null))
  if (isValid) return { values, key }
  throw new PlumblineError(
    'BAD_CURSOR',
    'The cursor belongs to another list or another order: query the first page, and continue with its endCursor.',
    { subject: argument },
  )
}

/** Whether a text of a cursor is a value of the type; true and false are texts there. */
function isText(type: string, value: string | null): boolean {
  return type === 'boolean' ? value === null || value === 'true' || value === 'false' : isOfType(type, value)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
