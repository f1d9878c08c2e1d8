import { PlumblineError } from '../../../errors.ts'
import type { Direction } from '../../../generated/resolvers.ts'
import type { AccountState } from '../../../loaders/account-states.ts'
import type { ColumnOf } from '../../../loaders/fetch/entity.ts'
import type { Order, OrderedColumn, PageRequest } from '../../../loaders/fetch/page.ts'
import { fromEnumValue } from '../../sdl/enum-value.ts'
import { checkPageSize, defaultSize } from './page-size.ts'
import { toConditions } from './to-conditions.ts'
import type { FilterFields } from './to-conditions.ts'

/** The arguments of every list; null is the same as absent, because some clients send all their variables. */
export interface PageArguments<Input> {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
  readonly where?: readonly Input[] | null
}

export interface OrderedArguments<Input, Field> extends PageArguments<Input> {
  readonly orderBy?: readonly { readonly field: Field; readonly direction: Direction }[] | null
}

/** The columns of an enum of orders: of the rows, or of the parts of account pages. */
export type OrderColumns<Field extends string, Row> = Readonly<
  Record<Field, ColumnOf<Row> | 'key' | AccountState>
>

/** A page of a list ordered by key. */
export function toPageRequest<Input extends object, Row>(
  page: PageArguments<Input>,
  fields: FilterFields<Input, Row>,
  level: keyof typeof defaultSize,
): PageRequest<Row> {
  const { first = null, last = null, after = null, before = null, where = null } = page
  if (first !== null && last !== null)
    throw new PlumblineError('BAD_REQUEST', 'first and last exclude each other: give one of them.', {
      subject: 'last',
    })
  const size = last ?? first ?? defaultSize[level]
  checkPageSize(size, last === null ? 'first' : 'last')
  return {
    size,
    from: last === null ? 'start' : 'end',
    after,
    before,
    conditions: toConditions(where, fields),
    order: { columns: [], key: 'asc' },
  }
}

/** A page of a list in the given order. */
export function toOrderedPageRequest<Input extends object, Field extends string, Row>(
  page: OrderedArguments<Input, Field>,
  fields: FilterFields<Input, Row>,
  columns: OrderColumns<Field, Row>,
  level: keyof typeof defaultSize,
): PageRequest<Row> {
  return { ...toPageRequest(page, fields, level), order: toOrder(page.orderBy ?? [], columns) }
}

/** The orders up to that by key, which leaves no ties; a column given twice counts once. */
function toOrder<Field extends string, Row>(
  orderBy: readonly { readonly field: Field; readonly direction: Direction }[],
  columns: OrderColumns<Field, Row>,
): Order<Row> {
  const given = orderBy.map(({ field, direction }) => ({
    ...toColumn<Row>(columns[field]),
    direction: fromEnumValue(direction),
  }))
  const end = given.findIndex(({ column }) => column === 'key')
  const byColumn = (end === -1 ? given : given.slice(0, end)) as Order<Row>['columns']
  const distinct = byColumn.filter(
    ({ column }, place) => byColumn.findIndex((other) => other.column === column) === place,
  )
  return { columns: distinct, key: given[end]?.direction ?? 'asc' }
}

/** Where the column of an order is. */
function toColumn<Row>(
  column: ColumnOf<Row> | 'key' | AccountState,
): Pick<OrderedColumn<Row>, 'state'> & { readonly column: ColumnOf<Row> | 'key' } {
  return typeof column === 'object' ? { column: column.column as ColumnOf<Row>, state: column } : { column }
}
