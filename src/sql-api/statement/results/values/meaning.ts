import type { AddsUp } from '../../../relations/adds-up.ts'

/**
 * What an expression over a row says of metrics. Only a flow and a stock are proven to add up; all that is not known is
 * `other`.
 *
 * - `nothing`: no value of a metric: a constant, a period, a dimension, a column of another table
 * - `flow`, `stock`: proportional to values whose sum over rows is a value: always, or within one period
 * - `never`: a value of the row whose sums are none: a rate, a distinct count, a value plus a constant
 * - `test`: true or false by values, or a constant that values have chosen
 * - `rank`: the number of a row among others
 * - `other`: a statistic of groups, a value of another select, JSON, an array, a text
 */
export type Meaning = 'nothing' | AddsUp | 'test' | 'rank' | 'other'

/** Whether an expression gives a value of metrics, or what was made of one. */
export function isValue(meaning: Meaning): boolean {
  return meaning !== 'nothing' && meaning !== 'test'
}

/** Whether sums of an expression over rows are proven to be values. */
export function addsRows(meaning: Meaning): meaning is 'flow' | 'stock' {
  return meaning === 'flow' || meaning === 'stock'
}

/** What a sum of expressions says, or a choice between them: a constant may not be among values. */
export function together(parts: readonly Meaning[]): Meaning {
  const [first = 'nothing'] = parts
  if (parts.includes('other') || parts.includes('rank')) return 'other'
  if (parts.every((part) => part === first)) return first
  return parts.some(isValue) ? 'never' : 'test'
}

/** What an expression says that hands its parts on in a form that is not understood. */
export function carried(parts: readonly Meaning[]): Meaning {
  if (parts.some(isValue)) return 'other'
  return parts.includes('test') ? 'test' : 'nothing'
}
