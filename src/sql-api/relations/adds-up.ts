import type { Metric } from '../../catalog/catalog.ts'
import type { Plan } from '../../semantic/model/plan.ts'

/** Whether sums of values are values: of a flow always, of a stock at one time, of all others never. */
export type AddsUp = 'flow' | 'stock' | 'never'

/** How the values of a metric add up. */
export function addsUp({ header }: Pick<Metric, 'header'>, shape: Plan['resultShape']): AddsUp {
  // a cohort has the same members at every age
  if (shape !== 'series') return 'never'
  switch (header.kind) {
    case 'count':
    case 'sum':
    case 'movement':
      return 'flow'
    case 'balance':
      return header.distinct ? 'never' : 'stock'
    default:
      return 'never'
  }
}
