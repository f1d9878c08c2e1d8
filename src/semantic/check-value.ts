import { z } from 'zod'
import { PlumblineError } from '../errors.ts'
import type { Filter } from './request.ts'

/** Whether a text is a day that a warehouse knows: there is no year 0. */
export function isDay(written: string): boolean {
  return z.iso.date().safeParse(written).success && !written.startsWith('0000')
}

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
    if (type === 'date' && !isDay(String(one))) throw bad(`${String(one)} is not a date like 2024-12-31.`)
  }
  if (type === 'boolean' && !['eq', 'ne', 'in', 'notIn'].includes(operator))
    throw bad(`${operator} does not go with true and false.`)
}
