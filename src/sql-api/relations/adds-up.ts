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

/**
 * Whether the values of a metric add up over cohorts at one age: sizes always, and what has become of them where the
 * members have reached the end of the age. Null: never.
 */
export type Pools = 'always' | 'complete' | null

/** How the values of a metric add up over cohorts. */
export function poolsOf({ header }: Pick<Metric, 'header'>, shape: Plan['resultShape']): Pools {
  if (shape !== 'cohort' || header.kind !== 'retention') return null
  return header.measure === 'size' ? 'always' : 'complete'
}
