import { PlumblineError } from '../../../errors.ts'
import { movingAggregates, type Accumulation, type Moving } from '../../model/plan.ts'
import type { Grain } from '../../model/request/request.ts'
import { readSpan } from '../../time/span.ts'

const form = new RegExp(`^(${movingAggregates.join('|')}) of (.+)$`)

/** Each value is a factor of its own in the SQL. */
const mostFactors = 60

/**
 * Reads `average of 7 days`, and the same with the other aggregates; null: another kind of range.
 *
 * @throws PlumblineError `BAD_REQUEST` for an invalid length, and a product of too many values
 */
export function readMoving(written: string): Moving | null {
  const [, name, length = ''] = form.exec(written.trim().toLowerCase()) ?? []
  const aggregate = movingAggregates.find((one) => one === name)
  if (aggregate === undefined) return null
  const span = readSpan(length, 'over')
  if (aggregate === 'product' && span.count > mostFactors) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `over: the product of ${length} has too many factors; the limit is ${String(mostFactors)}.`,
      { subject: 'over' },
    )
  }
  return { aggregate, span }
}

const toDate: ReadonlyMap<string, Grain> = new Map([
  ['week_to_date', 'week'],
  ['month_to_date', 'month'],
  ['quarter_to_date', 'quarter'],
  ['year_to_date', 'year'],
])

/**
 * Reads `all_time`, `month_to_date` and a trailing length, such as `90 days`.
 *
 * @throws PlumblineError `BAD_REQUEST` with the valid forms
 */
export function readAccumulation(written: string): Accumulation {
  if (written === 'all_time') return { kind: 'all_time' }
  const unit = toDate.get(written)
  if (unit !== undefined) return { kind: 'to_date', unit }
  const valid = ['all_time', ...toDate.keys(), 'average of 7 days']
  return { kind: 'rolling', span: readSpan(written, 'over', valid) }
}
