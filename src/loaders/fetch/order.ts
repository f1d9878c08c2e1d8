import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { parseCursor, type Position } from './cursor.ts'
import type { ColumnOf, Entity } from './entity.ts'
import type { Order, PageRequest } from './page.ts'

type Sql = RawBuilder<unknown>
type Direction = 'asc' | 'desc'

const opposite = { asc: 'desc', desc: 'asc' } as const

/** The order of a statement: reversed, with nulls first, for a page from the end of the list. */
export function orderOf<Row>(entity: Entity<Row>, { order, from }: PageRequest<Row>): Sql {
  const along = (direction: Direction) => sql.raw(from === 'start' ? direction : opposite[direction])
  const nulls = sql.raw(from === 'start' ? 'nulls last' : 'nulls first')
  return sql.join([
    ...order.columns.map(
      ({ column, direction }) => sql`${comparable(entity, column)} ${along(direction)} ${nulls}`,
    ),
    ...entity.key.map((part) => sql`${sql.ref(part)} ${along(order.key)}`),
  ])
}

/** The conditions that rows are between the cursors of a page: the exact counterpart of `orderOf`. */
export function betweenCursors<Row>(
  entity: Entity<Row>,
  page: PageRequest<Row>,
  positionOf: PositionOf<Row> = parseCursor,
): readonly Sql[] {
  const { order, after, before } = page
  return [
    ...(after === null ? [] : [beyond(entity, order, 'after', positionOf(entity, order, after, 'after'))]),
    ...(before === null
      ? []
      : [beyond(entity, order, 'before', positionOf(entity, order, before, 'before'))]),
  ]
}

/** The position of a cursor; its values may be anything that a statement can bind. */
type PositionOf<Row> = (
  entity: Entity<Row>,
  order: Order<Row>,
  cursor: string,
  side: 'after' | 'before',
) => Position<unknown>

/** Rows after or before a cursor: those that differ first in one of the columns, or have all of them equal. */
function beyond<Row>(
  entity: Entity<Row>,
  order: Order<Row>,
  side: 'after' | 'before',
  position: Position<unknown>,
): Sql {
  const signOf = (direction: Direction) => sql.raw((direction === 'asc') === (side === 'after') ? '>' : '<')
  const columns = order.columns.map(({ column, direction }, index) => {
    const own = comparable(entity, column)
    const value = position.values[index] ?? null
    const bound = sql`${value}::text::${sql.raw(entity.columns[column])}`
    const nullsBeyond = side === 'after' ? sql`or ${own} is null` : sql``
    return value === null
      ? { isEqual: sql`${own} is null`, isBeyond: side === 'after' ? sql`false` : sql`${own} is not null` }
      : {
          isEqual: sql`${own} = ${bound}`,
          isBeyond: sql`(${own} ${signOf(direction)} ${bound} ${nullsBeyond})`,
        }
  })
  const tuple = sql.join(entity.key.map((part) => sql.ref(part)))
  const values = sql.join(
    entity.key.map((part, index) => sql`${position.key[index]}::text::${sql.raw(entity.columns[part])}`),
  )
  const steps = [...columns.map(({ isBeyond }) => isBeyond), sql`(${tuple}) ${signOf(order.key)} (${values})`]
  const alternatives = steps.map((isBeyond, place) =>
    sql.join([...columns.slice(0, place).map(({ isEqual }) => isEqual), isBeyond], sql` and `),
  )
  return sql`(${sql.join(alternatives, sql` or `)})`
}

/** Text compared by code points, the same on every engine and in every locale. */
function comparable<Row>(entity: Entity<Row>, column: ColumnOf<Row>): Sql {
  return entity.columns[column] === 'text' ? sql`${sql.ref(column)} collate "C"` : sql.ref(column)
}
