import { PlumblineError } from '../../../../errors.ts'
import { isDecimal, plainDecimal } from '../../../model/request/exact-number.ts'
import { isDay } from '../../../time/moment.ts'
import type { Filter } from '../../../model/request/request.ts'

/** @throws PlumblineError `BAD_FILTER` when the operator or a value does not match the type of the dimension */
export function checkValue({ dimension, operator, value }: Filter, type: string): void {
  const bad = (sentence: string) =>
    new PlumblineError('BAD_FILTER', `${dimension}: ${sentence}`, { subject: dimension })
  const wantsList = operator === 'in' || operator === 'notIn'
  if (wantsList !== Array.isArray(value))
    throw bad(wantsList ? `${operator} takes a list.` : `${operator} takes one value, not a list.`)
  if (operator === 'isNull') {
    if (typeof value !== 'boolean') throw bad('isNull takes true or false.')
    return
  }
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one === 'number' && Math.abs(one) > Number.MAX_SAFE_INTEGER)
      throw bad(`${String(one)} may have lost digits as a number; send it as a text.`)
    if (type === 'boolean' && typeof one !== 'boolean' && !['true', 'false'].includes(String(one)))
      throw bad(`${String(one)} is neither true nor false.`)
    if (type === 'numeric' && !isDecimal(decimalOf(one)))
      throw bad(`${String(one)} is not a number such as 1234.50, or has more than 1,000 digits.`)
    if (type === 'date' && !isDay(String(one))) throw bad(`${String(one)} is not a date like 2024-12-31.`)
  }
  if (type === 'boolean' && !['eq', 'ne', 'in', 'notIn'].includes(operator))
    throw bad(`${operator} does not apply to true and false.`)
}

/** Numbers without an exponent, which JavaScript writes for small ones; texts unchanged. */
function decimalOf(value: string | number | boolean): string {
  return typeof value === 'number' ? (plainDecimal(String(value)) ?? '') : String(value)
}
