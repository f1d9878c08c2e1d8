import { PlumblineError } from '../../../errors.ts'
import type { Direction } from '../../../generated/resolvers.ts'
import type { ColumnOf } from '../../../loaders/fetch/entity.ts'
import type { PageRequest } from '../../../loaders/fetch/page.ts'
import { fromEnumValue } from '../../sdl/enum-value.ts'
import { toConditions } from './to-conditions.ts'
import type { FilterFields } from './to-conditions.ts'

/** The largest page; the schema documents it at every `first`. */
export const maxPageSize = 200

/** The arguments of every list. */
export interface PageArguments<Input> {
  readonly first: number
  readonly after?: string | null
  readonly where: readonly Input[]
}

export interface OrderedArguments<Input, Field> extends PageArguments<Input> {
  readonly orderBy: { readonly field: Field; readonly direction: Direction }
}

/** The columns of an enum of orders. */
export type OrderColumns<Field extends string, Row> = Readonly<Record<Field, ColumnOf<Row> | 'key'>>

/** A page of a list ordered by key. */
export function toPageRequest<Input extends object, Row>(
  { first, after, where }: PageArguments<Input>,
  fields: FilterFields<Input, Row>,
): PageRequest<Row> {
  checkPageSize(first)
  return {
    first,
    after: after ?? null,
    conditions: toConditions(where, fields),
    order: { column: 'key', direction: 'asc' },
  }
}

/** @throws PlumblineError `BAD_REQUEST` for a page that is empty or too large */
export function checkPageSize(first: number): void {
  if (first >= 1 && first <= maxPageSize) return
  throw new PlumblineError('BAD_REQUEST', `first is ${first}; it must be from 1 to ${maxPageSize}.`, {
    subject: 'first',
  })
}

/** A page of a list in the given order. */
export function toOrderedPageRequest<Input extends object, Field extends string, Row>(
  page: OrderedArguments<Input, Field>,
  fields: FilterFields<Input, Row>,
  columns: OrderColumns<Field, Row>,
): PageRequest<Row> {
  const { field, direction } = page.orderBy
  return {
    ...toPageRequest(page, fields),
    order: { column: columns[field], direction: fromEnumValue(direction) },
  }
}
