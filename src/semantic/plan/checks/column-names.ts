import { PlumblineError } from '../../../errors.ts'
import type { ResultColumn } from '../../model/result.ts'
import type { Output } from '../../model/plan.ts'
import { unroundedColumn } from '../../sql/comparison-columns.ts'

/** A statement has at most 1,664 columns, and carries a few of its own. */
const maxColumns = 1_500

/**
 * Refuses an answer in which a name would mean two things: no condition or order could say which.
 *
 * @throws PlumblineError `BAD_REQUEST` for two columns of one name; `QUERY_TOO_EXPENSIVE` for too many columns
 */
export function checkColumns(columns: readonly ResultColumn[], outputs: readonly Output[]): void {
  if (columns.length > maxColumns) {
    throw new PlumblineError(
      'QUERY_TOO_EXPENSIVE',
      `The answer would have ${String(columns.length)} columns; the limit is ${String(maxColumns)}. Ask for ` +
        `fewer metrics, comparisons or parts at once.`,
      { subject: 'metrics' },
    )
  }
  // what stands beside a metric while periods are compared has a name, too
  const names = [...columns.map(({ name }) => name), ...outputs.map(({ alias }) => unroundedColumn(alias))]
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated === undefined) return
  throw new PlumblineError(
    'BAD_REQUEST',
    `Two columns would be called ${repeated}; give the metric an alias that no other column has.`,
    { subject: repeated },
  )
}
