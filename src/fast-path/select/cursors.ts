import { parseCursor, type Position } from '../../loaders/fetch/cursor.ts'
import type { Order } from '../../loaders/fetch/page.ts'
import type { AnyEntity } from '../../resolvers/reads.ts'
import { concatSql, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import type { Rows } from './rows.ts'
import { Slot } from './slot.ts'
import { instant, type Value } from './values.ts'

type Row = Readonly<Record<string, unknown>>

/** The cursor of a row, as `toCursor` makes it. */
export function cursorOf(entity: AnyEntity, order: Order<Row>, rows: Rows): Sql {
  const list = (columns: readonly string[]) =>
    concatSql(
      columns.map((name) => sql`coalesce(to_json(${text(rows.column(name))})::text, 'null')`),
      ` || ',' || `,
    )
  const begin = `${JSON.stringify([entity.type, order]).slice(0, -1)},[`
  const values = list(order.columns.map(({ column }) => column))
  const parts =
    order.columns.length === 0 ? sql.lit(`${begin}],[`) : sql`${sql.lit(begin)} || ${values} || '],['`
  const written = sql`convert_to(${parts} || ${list(entity.key)} || ']]', 'UTF8')`
  return sql`translate(encode(${written}, 'base64'), e'+/=\\n', '-_')`
}

function text({ sql: value, type }: Value): Sql {
  return type === 'timestamptz' ? instant(value) : sql`${value}::text`
}

/** The position of a cursor; that of a slot has slots, and nulls where the cursor of this request has them. */
export function positionOf(
  entity: AnyEntity,
  order: Order<Row>,
  cursor: unknown,
  argument: 'after' | 'before',
): Position<unknown> {
  if (!(cursor instanceof CursorSlot)) return parseCursor(entity, order, String(cursor), argument)
  const { slot, read, given } = cursor
  const { values, key } = parseCursor(entity, order, given, argument)
  const slotOf = (part: keyof Position, place: number) =>
    new Slot(
      `${slot} ${part} ${String(place)}`,
      (variables) => parseCursor(entity, order, String(read(variables)), argument)[part][place],
    )
  return {
    values: values.map((value, place) => (value === null ? null : slotOf('values', place))),
    key: key.map((_part, place) => slotOf('key', place)),
  }
}

/** The slot of a variable with a cursor, and its value in the request for which the statement is written. */
export class CursorSlot extends Slot {
  readonly given: string

  constructor(name: string, given: string) {
    super(name, (variables) => variables[name])
    this.given = given
  }
}

/** What cursors must have in common to be bound in one statement: the list, the order, and where values are null. */
export function shapeOfCursor(cursor: unknown): unknown {
  if (typeof cursor !== 'string') return null
  try {
    const [type, order, values] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString(),
    ) as readonly unknown[]
    return [type, order, Array.isArray(values) ? values.map((value) => value === null) : false]
  } catch {
    // a statement cannot be written for it
    return 'invalid'
  }
}
