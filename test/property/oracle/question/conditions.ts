import { compare } from '../memo.ts'
import { compareValues, isInOrder } from '../order.ts'
import type { Condition, Value } from './query.ts'

/** Whether a value meets a condition. Null meets only `ne`, `notIn` and `isNull`. */
export function meets(
  value: Value,
  { operator, value: wanted, dimension = '' }: Pick<Condition, 'operator' | 'value'> & Partial<Condition>,
): boolean {
  const list = Array.isArray(wanted) ? wanted : [wanted]
  const isOneOf = value !== null && list.some((one) => isSame(value, one))
  if (operator === 'isNull') return (value === null) === (wanted === true)
  if (operator === 'ne' || operator === 'notIn') return !isOneOf
  if (value === null) return false
  const text = String(value).toLowerCase()
  const [one = ''] = list
  switch (operator) {
    case 'eq':
    case 'in':
      return isOneOf
    case 'contains':
      return text.includes(String(one).toLowerCase())
    case 'startsWith':
      return text.startsWith(String(one).toLowerCase())
    case 'lt':
      return order(dimension, value, one) < 0
    case 'lte':
      return order(dimension, value, one) <= 0
    case 'gt':
      return order(dimension, value, one) > 0
    case 'gte':
      return order(dimension, value, one) >= 0
  }
}

function isSame(value: Exclude<Value, null>, wanted: Exclude<Value, null>): boolean {
  return typeof value === 'number' ? value === Number(wanted) : String(value) === String(wanted)
}

function order(dimension: string, value: Exclude<Value, null>, wanted: Exclude<Value, null>): number {
  if (isInOrder(dimension, wanted))
    return isInOrder(dimension, value) ? compareValues(dimension, value, wanted) : NaN
  return typeof value === 'number' ? value - Number(wanted) : compare(String(value), String(wanted))
}
