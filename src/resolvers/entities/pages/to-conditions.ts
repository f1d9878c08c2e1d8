import { PlumblineError } from '../../../errors.ts'
import type { ColumnOf } from '../../../loaders/fetch/entity.ts'
import type { Condition } from '../../../loaders/fetch/page.ts'
import { checkTexts } from '../../../semantic/model/check-texts.ts'
import { operators } from '../../../semantic/model/request.ts'
import { toKey } from '../global-id.ts'
import type { NodeType } from '../global-id.ts'

type Operator = (typeof operators)[number]
type Scalar = string | number | boolean

/** Maps a field of a filter to a condition on a column. */
export interface FilterField<Row> {
  readonly column: ColumnOf<Row>
  /** Converts the caller's value to that of the column; unchanged when absent. */
  readonly read?: (value: Scalar) => Scalar
}

/** Each condition adds to the SQL text. */
const maxConditions = 500

/** All fields of a filter, so that the compiler reports a missing one. */
export type FilterFields<Input, Row> = { readonly [Field in keyof Input]-?: FilterField<Row> }

/** The conditions of every field of every item; all must be met. */
export function toConditions<Input extends object, Row>(
  where: readonly Input[],
  fields: FilterFields<Input, Row>,
): readonly Condition<Row>[] {
  if (where.length > maxConditions) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `where has ${String(where.length)} items; the limit is ${String(maxConditions)}. A list of values is one condition: { in: […] }.`,
      { subject: 'where' },
    )
  }
  return where.flatMap((item) =>
    (Object.entries(item) as [keyof Input, unknown][]).flatMap(([name, given]) =>
      conditionsOf(String(name), given, fields[name]),
    ),
  )
}

/** Reads enum values: SQL has them in lower case. */
export function enumValue(value: Scalar): Scalar {
  return String(value).toLowerCase()
}

/** Reads a global or plain id. */
export function keyOfType(type: NodeType) {
  return (value: Scalar): Scalar => toKey(type, String(value))
}

function conditionsOf<Row>(name: string, given: unknown, field: FilterField<Row>): readonly Condition<Row>[] {
  checkTexts(name, given)
  const { column, read = (value: Scalar) => value } = field
  if (typeof given === 'boolean') return [{ column, operator: 'eq', value: given }]
  // a null field counts as absent, because some clients send all their variables
  if (typeof given !== 'object' || given === null) return []
  return operators.flatMap((operator): Condition<Row>[] => {
    const value = (given as Partial<Record<Operator, Scalar | readonly Scalar[]>>)[operator]
    if (value === undefined) return []
    if (operator === 'isNull') return [{ column, operator, value: value as boolean }]
    return [{ column, operator, value: isList(value) ? value.map(read) : read(value) }]
  })
}

function isList(value: Scalar | readonly Scalar[]): value is readonly Scalar[] {
  return Array.isArray(value)
}
