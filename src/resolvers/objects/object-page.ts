import type { ObjectRow, ObjectType } from '../../loaders/entities/objects.ts'
import type { PageRequest } from '../../loaders/fetch/page.ts'
import { keyOfType, type FilterFields } from '../entities/lists/to-conditions.ts'
import { toOrderedPageRequest, type OrderedArguments } from '../entities/lists/to-page-request.ts'
import { columnField, referenceField, valueColumns } from './object-fields.ts'

type Fields = FilterFields<Readonly<Record<string, unknown>>, ObjectRow>

/** The page requested by the arguments of a list of objects. */
export function objectPage(
  object: ObjectType,
): (
  page: OrderedArguments<Readonly<Record<string, unknown>>, string>,
  level: 'root' | 'child',
) => PageRequest<ObjectRow> {
  const { key, type, references } = object
  const fields: Fields = {
    id: { column: key, read: keyOfType(type) },
    ...Object.fromEntries(
      references.map((one) => [referenceField(one), { column: one.column, read: keyOfType(one.type) }]),
    ),
    ...Object.fromEntries(valueColumns(object).map((column) => [columnField(object, column), { column }])),
  }
  const orders = {
    KEY: 'key',
    ...Object.fromEntries(valueColumns(object).map((column) => [column.toUpperCase(), column])),
  }
  return (page, level) => toOrderedPageRequest(page, fields, orders, level)
}
