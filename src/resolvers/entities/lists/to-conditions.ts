import { PlumblineError } from '../../../errors.ts'
import type { AccountSignalFilterInput } from '../../../generated/resolvers.ts'
import { accountStates } from '../../../loaders/account-states.ts'
import type { ColumnOf } from '../../../loaders/fetch/entity.ts'
import { comparisonsOf } from '../../../semantic/model/request/condition.ts'
import type { Condition } from '../../../loaders/fetch/page.ts'
import { checkTexts } from '../../../semantic/model/request/check-texts.ts'
import { operators } from '../../../semantic/model/request/operators.ts'
import { toFieldName } from '../../sdl/graphql-name.ts'
import { fromEnumValue } from '../../sdl/enum-value.ts'
import { toKey } from '../global-id.ts'

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

/** How deep conditions may contain others. */
const maxDepth = 20

/** The fields of a filter that combine others, or compare what is not a column. */
type Combining = 'and' | 'or' | 'not' | 'search' | 'state' | 'signal' | 'metric'

/** All fields of a filter that compare columns, so that the compiler reports a missing one. */
export type FilterFields<Input, Row> = {
  readonly [Field in Exclude<keyof Input, Combining>]-?: FilterField<Row>
}

/** A filter as GraphQL gives it: null counts as absent, because some clients send all their variables. */
type Given = Readonly<Record<string, unknown>>

/** The conditions of every field of every item; all must be met. */
export function toConditions<Input extends object, Row>(
  where: readonly Input[] | null,
  fields: FilterFields<Input, Row>,
): readonly Condition<Row>[] {
  const byName = new Map<string, FilterField<Row>>(Object.entries(fields))
  const conditions = (where ?? []).flatMap((item) => conditionsIn(item as Given, byName, 1))
  const count = Math.max(where?.length ?? 0, comparisonsOf(conditions).length)
  if (count > maxConditions) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `where has ${String(count)} conditions; the limit is ${String(maxConditions)}. A list of values is one condition: { in: […] }.`,
      { subject: 'where' },
    )
  }
  return conditions
}

/** Reads enum values: SQL has them in lower case. */
export function enumValue(value: Scalar): Scalar {
  return fromEnumValue(String(value))
}

/** Reads a global or plain id. */
export function keyOfType(type: string) {
  return (value: Scalar): Scalar => toKey(type, String(value))
}

function conditionsIn<Row>(
  item: Given,
  fields: ReadonlyMap<string, FilterField<Row>>,
  depth: number,
): readonly Condition<Row>[] {
  if (depth > maxDepth)
    throw new PlumblineError('BAD_REQUEST', `where is nested deeper than ${String(maxDepth)} levels.`, {
      subject: 'where',
    })
  const inner = (given: unknown): Condition<Row> => ({
    allOf: conditionsIn(given as Given, fields, depth + 1),
  })
  return Object.entries(item).flatMap(([name, given]): readonly Condition<Row>[] => {
    if (given === null || given === undefined) return []
    switch (name) {
      case 'and':
        return (given as readonly unknown[]).map(inner)
      case 'or':
        return [{ anyOf: alternatives(given as readonly unknown[]).map(inner) }]
      case 'not':
        return [{ not: inner(given) }]
      case 'search':
        checkTexts(name, given)
        return [{ kind: 'search', text: given as string }]
      case 'state':
        return stateConditions(given as Given)
      case 'signal': {
        const { names, isOpen } = given as AccountSignalFilterInput
        return [{ kind: 'signal', asked: { signals: names ?? undefined, isOpen: isOpen ?? undefined } }]
      }
      case 'metric': {
        const { name: metric, is } = given as { readonly name: string; readonly is: unknown }
        return testsIn(metric, is).map((test) => ({ kind: 'metric', metric: fromEnumValue(metric), ...test }))
      }
      default: {
        const { column, read } = fieldOf(fields, name)
        return testsIn(name, given, read).map((test) => ({ kind: 'column', column, ...test }))
      }
    }
  })
}

function alternatives(given: readonly unknown[]): readonly unknown[] {
  if (given.length > 0) return given
  throw new PlumblineError(
    'BAD_REQUEST',
    'or has no items, so nothing would meet it: leave it out, or add items.',
    {
      subject: 'or',
    },
  )
}

/** Field of `AccountStateFilterInput` → the state. */
const states = new Map([...accountStates].map(([column, state]) => [toFieldName(column), state]))

function stateConditions<Row>(given: Given): readonly Condition<Row>[] {
  return Object.entries(given).flatMap(([name, one]) => {
    const state = fieldOf(states, name)
    return testsIn(name, one).map((test): Condition<Row> => ({ kind: 'state', state, ...test }))
  })
}

function fieldOf<Field>(fields: ReadonlyMap<string, Field>, name: string): Field {
  const field = fields.get(name)
  if (field === undefined) throw new Error(`the field ${name} of a filter has no column`)
  return field
}

interface Test {
  readonly operator: Operator
  readonly value: Scalar | Scalar[]
}

/** The tests of a condition with one operator; true or false alone is a test for equality. */
function testsIn(
  name: string,
  given: unknown,
  read: (value: Scalar) => Scalar = (value) => value,
): readonly Test[] {
  checkTexts(name, given)
  if (typeof given === 'boolean') return [{ operator: 'eq', value: given }]
  if (typeof given !== 'object' || given === null) return []
  return operators.flatMap((operator): readonly Test[] => {
    const value = (given as Partial<Record<Operator, Scalar | readonly Scalar[]>>)[operator]
    if (value === undefined) return []
    if (operator === 'isNull') return [{ operator, value: value as boolean }]
    return [{ operator, value: isList(value) ? value.map(read) : read(value) }]
  })
}

function isList(value: Scalar | readonly Scalar[]): value is readonly Scalar[] {
  return Array.isArray(value)
}
