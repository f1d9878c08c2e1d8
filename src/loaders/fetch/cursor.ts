import { z } from '../../forms.ts'
import { PlumblineError } from '../../errors.ts'
import { isOfType } from '../../semantic/compile/keyset.ts'
import type { Entity } from './entity.ts'
import type { Order } from './page.ts'

/** A position in an ordered list: the value of the order's column in the last row, and its key. */
export interface Position {
  /** Also null when the order is by the key alone. */
  readonly value: string | null
  readonly key: readonly string[]
}

const written = z.tuple([z.string(), z.string(), z.string(), z.string().nullable(), z.array(z.string())])

/**
 * The cursor of a row. It contains its list and order, because its position has no meaning in another one.
 */
export function toCursor<Row>(entity: Entity<Row>, order: Order<Row>, row: Row): string {
  const value = order.column === 'key' ? null : toText(row[order.column])
  const key = entity.key.map((column) => toText(row[column]))
  const content = [entity.type, order.column, order.direction, value, key]
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

/** @throws PlumblineError `BAD_CURSOR` when the cursor belongs to another list or another order. */
export function parseCursor<Row>(entity: Entity<Row>, order: Order<Row>, cursor: string): Position {
  const parsed = written.safeParse(readJson(Buffer.from(cursor, 'base64url').toString()))
  const [type, column, direction, value, key] = parsed.data ?? []
  if (
    type !== entity.type ||
    column !== order.column ||
    direction !== order.direction ||
    value === undefined ||
    key?.length !== entity.key.length ||
    !(order.column === 'key' ? value === null : isOfType(entity.columns[order.column], value)) ||
    !entity.key.every((part, index) => isOfType(entity.columns[part], key[index] ?? null))
  ) {
    throw new PlumblineError(
      'BAD_CURSOR',
      'The cursor belongs to another list or another order: query the first page, and continue with its endCursor.',
      { subject: 'after' },
    )
  }
  return { value, key }
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
