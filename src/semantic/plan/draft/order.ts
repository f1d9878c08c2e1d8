import { closest } from '../../../closest.ts'
import { PlumblineError } from '../../../errors.ts'
import type { ResultColumn } from '../../model/result.ts'
import type { Plan } from '../../model/plan.ts'
import type { MetricsRequest } from '../../model/request/request.ts'

/** The order of the rows: as requested, then by period and dimensions, so that no two rows tie. */
export function resolveOrder(request: MetricsRequest, columns: readonly ResultColumn[]): Plan['order'] {
  const names = columns.map(({ name }) => name)
  for (const { column } of request.orderBy) {
    if (!names.includes(column)) {
      throw new PlumblineError(
        'BAD_REQUEST',
        `The result has no column ${column} to order by; it has ${names.join(', ')}.`,
        {
          subject: column,
          valid: names,
          suggestions: closest(column, names),
        },
      )
    }
  }
  const unique = columns
    .filter(({ kind }) => kind === 'period' || kind === 'dimension')
    .map(({ name }) => name)
  const requested = request.orderBy.map(({ column }) => column)
  return [
    ...request.orderBy,
    ...unique
      .filter((column) => !requested.includes(column))
      .map((column) => ({ column, direction: 'asc' as const })),
  ]
}
