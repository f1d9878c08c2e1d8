import { PlumblineError } from '../../errors.ts'
import type { Condition } from '../../semantic/model/request/condition.ts'
import type { OperatorName } from '../../semantic/model/request/operators.ts'
import type { ColumnCondition, Filter } from '../../semantic/model/request/request.ts'
import type { CubeComparison } from './cube-query.ts'

const bounds = ['gt', 'gte', 'lt', 'lte'] as const
type Bound = (typeof bounds)[number]

/** Each of these is true where its opposite is not, so also for null. */
const opposites: Readonly<Record<string, 'equals' | 'contains' | 'startsWith'>> = {
  notEquals: 'equals',
  notContains: 'contains',
  notStartsWith: 'startsWith',
}

/**
 * The condition of a filter on a dimension.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function toComparison(filter: CubeComparison, dimension: string): Condition<Filter> {
  const { member, operator, values } = filter
  const compare = (name: OperatorName, value: Filter['value']): Filter => ({
    dimension,
    operator: name,
    value,
  })
  if (operator === 'set' || operator === 'notSet') return compare('isNull', operator === 'notSet')
  const opposite = opposites[operator]
  if (opposite !== undefined) return { not: toComparison({ ...filter, operator: opposite }, dimension) }
  const bound = bounds.find((name) => name === operator)
  if (bound !== undefined) return compare(bound, onlyValue(filter))
  const texts = textsOf(filter)
  if (operator === 'equals') {
    const listed = compare('in', texts)
    if (!values.includes(null)) return listed
    return { anyOf: [...(texts.length > 0 ? [listed] : []), compare('isNull', true)] }
  }
  if (operator === 'contains' || operator === 'startsWith')
    return { anyOf: texts.map((text) => compare(operator, text)) }
  throw unavailable(member, operator)
}

/**
 * The condition of a filter on a measure: on the rows of the result.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function toColumnCondition(filter: CubeComparison, column: string): ColumnCondition {
  const { member, operator } = filter
  if (operator === 'set' || operator === 'notSet')
    return { column, operator: 'isNull', value: operator === 'notSet' }
  const compared: Partial<Record<CubeComparison['operator'], 'eq' | 'ne' | Bound>> = {
    equals: 'eq',
    notEquals: 'ne',
    gt: 'gt',
    gte: 'gte',
    lt: 'lt',
    lte: 'lte',
  }
  const name = compared[operator]
  if (name === undefined) throw unavailable(member, operator)
  return { column, operator: name, value: onlyValue(filter) }
}

function textsOf({ member, operator, values }: CubeComparison): readonly string[] & string[] {
  const texts = values.filter((value) => value !== null)
  if (values.length > 0 && (texts.length > 0 || operator === 'equals')) return texts
  throw new PlumblineError('BAD_FILTER', `The filter ${operator} of ${member} has no values.`, {
    subject: member,
  })
}

function onlyValue({ member, operator, values }: CubeComparison): string {
  const [only = null] = values
  if (values.length === 1 && only !== null) return only
  throw new PlumblineError('BAD_FILTER', `The filter ${operator} of ${member} needs one value.`, {
    subject: member,
  })
}

function unavailable(member: string, operator: string): PlumblineError {
  return new PlumblineError('BAD_FILTER', `${operator} is not available for ${member}.`, { subject: member })
}
