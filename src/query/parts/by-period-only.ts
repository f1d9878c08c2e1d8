import { kindOf } from '../../semantic/kinds/registry.ts'
import type { Plan } from '../../semantic/model/plan.ts'

/** Whether any of these columns, or of all, has values only per period: its kind requires a grain. */
export function isByPeriodOnly(
  { aggregations }: Pick<Plan, 'aggregations'>,
  columns?: readonly string[],
): boolean {
  return aggregations
    .flatMap(({ baseMetrics }) => baseMetrics)
    .some(
      ({ column, metric }) =>
        (columns === undefined || columns.includes(column)) && kindOf(metric).grainRequired !== null,
    )
}
