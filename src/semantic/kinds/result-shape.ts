import type { MetricKind } from '../../catalog/view-header.ts'
import type { Plan } from '../model/plan.ts'

/** The table in which a kind of metric stands; null for those that stand where their inputs do. */
export function shapeOfKind(kind: MetricKind): Plan['shape'] | null {
  switch (kind) {
    case 'ratio':
    case 'derived':
    case 'cumulative':
      return null
    case 'retention':
      return 'cohort'
    case 'payback':
      return 'curve'
    case 'distribution':
      return 'distribution'
    default:
      return 'series'
  }
}
