import { compare } from './memo.ts'
import type { Condition, Value } from './question.ts'

/** Whether a value meets a condition. What is unknown meets none but "is not", "is none of" and "is unknown". */
export function meets(
  value: Value,
  { operator, value: wanted }: Pick<Condition, 'operator' | 'value'>,
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
      return order(value, one) < 0
    case 'lte':
      return order(value, one) <= 0
    case 'gt':
      return order(value, one) > 0
    case 'gte':
      return order(value, one) >= 0
  }
}

function isSame(value: Exclude<Value, null>, wanted: Exclude<Value, null>): boolean {
  return typeof value === 'number' ? value === Number(wanted) : String(value) === String(wanted)
}

function order(value: Exclude<Value, null>, wanted: Exclude<Value, null>): number {
  return typeof value === 'number' ? value - Number(wanted) : compare(String(value), String(wanted))
}
