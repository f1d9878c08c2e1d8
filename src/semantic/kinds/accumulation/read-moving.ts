import { PlumblineError } from '../../../errors.ts'
import { movingAggregates, type Moving } from '../../model/plan.ts'
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
