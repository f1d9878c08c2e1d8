import { closest } from '../../../../closest.ts'
import { PlumblineError } from '../../../../errors.ts'
import type { ResultColumn } from '../../../model/result.ts'
import { checkValue } from './filter-value.ts'
import type { ColumnCondition, MetricsRequest } from '../../../model/request/request.ts'

/** @throws PlumblineError `BAD_FILTER` for a column that the result lacks, or that belongs into `where` */
export function resolveHaving(
  { having }: MetricsRequest,
  columns: readonly ResultColumn[],
): readonly ColumnCondition[] {
  const valid = columns
    .filter(({ kind }) => kind !== 'period' && kind !== 'dimension')
    .map(({ name }) => name)
  for (const { column, operator, value } of having) {
    if (!valid.includes(column)) {
      throw new PlumblineError(
        'BAD_FILTER',
        `having applies to ${valid.join(', ')}, not to ${column}. Conditions on ` +
          `dimensions belong into where.`,
        { subject: column, valid, suggestions: closest(column, valid) },
      )
    }
    const type = columns.find(({ name }) => name === column)?.type === 'text' ? 'text' : 'numeric'
    checkValue({ dimension: column, operator, value }, type)
  }
  return having
}
