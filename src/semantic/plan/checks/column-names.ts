import { PlumblineError } from '../../../errors.ts'
import type { ResultColumn } from '../../model/result.ts'
import type { Output } from '../../model/plan.ts'
import { unroundedColumn } from '../../sql/comparison-columns.ts'

/** PostgreSQL allows 1,664 columns; the statement adds a few. */
const maxColumns = 1_500

/**
 * Rejects a result with two columns of one name, because conditions and orders could not distinguish them.
 *
 * @throws PlumblineError `BAD_REQUEST` for a repeated name; `QUERY_TOO_EXPENSIVE` for too many columns
 */
export function checkColumns(columns: readonly ResultColumn[], outputs: readonly Output[]): void {
  if (columns.length > maxColumns) {
    throw new PlumblineError(
      'QUERY_TOO_EXPENSIVE',
      `The result would have ${String(columns.length)} columns; the limit is ${String(maxColumns)}. Query ` +
        `fewer metrics, comparisons or parts at once.`,
      { subject: 'metrics' },
    )
  }
  // comparisons add an unrounded column for each metric
  const names = [...columns.map(({ name }) => name), ...outputs.map(({ alias }) => unroundedColumn(alias))]
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated === undefined) return
  throw new PlumblineError(
    'BAD_REQUEST',
    `Two columns would be named ${repeated}; give the metric another alias.`,
    { subject: repeated },
  )
}
