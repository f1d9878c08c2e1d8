import { PlumblineError } from '../errors.ts'
import type { Filter } from './request.ts'

/** @throws PlumblineError `BAD_FILTER` when a value, or an operator, does not go with the type it is compared with. */
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
    if (type === 'boolean' && typeof one !== 'boolean' && !['true', 'false'].includes(String(one)))
      throw bad(`${String(one)} is neither true nor false.`)
    if (type === 'numeric' && !/^-?\d+(\.\d+)?$/.test(String(one)))
      throw bad(`${String(one)} is not a number.`)
    if (type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(one)))
      throw bad(`${String(one)} is not a date like 2024-12-31.`)
  }
  if (type === 'boolean' && !['eq', 'ne', 'in', 'notIn'].includes(operator))
    throw bad(`${operator} does not go with true and false.`)
}
