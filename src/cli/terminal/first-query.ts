import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { planRequest } from '../../semantic/plan/plan-request.ts'
import type { Grain } from '../../semantic/model/request.ts'

/** What most people want to see first, where their data can say it. */
const favourites: readonly string[] = [
  'signups',
  'mrr',
  'active_users',
  'workspace_signups',
  'account_signups',
]

/** A question that the loaded tables can answer, as the words after `plumbline query`; null where they answer none. */
export function firstQuestion(catalog: Catalog, knowledge: WarehouseState): string | null {
  const metrics = [
    ...favourites.flatMap((name) => catalog.metrics.get(name) ?? []),
    // then those that the loaded tables are needed for: the others say nothing of them
    ...[...catalog.metrics.values()].filter(({ requires }) => requires.length > 0),
  ]
  for (const metric of metrics) {
    if (metric.deprecated !== null) continue
    if (isAnswered(catalog, metric, 'month', knowledge)) return `${metric.name} --grain month`
    if (isAnswered(catalog, metric, undefined, knowledge)) return metric.name
  }
  return null
}

function isAnswered(
  catalog: Catalog,
  { name }: Metric,
  grain: Grain | undefined,
  knowledge: WarehouseState,
): boolean {
  try {
    planRequest(catalog, { metrics: [name], ...(grain === undefined ? {} : { grain }) }, knowledge)
    return true
  } catch (error) {
    if (error instanceof PlumblineError) return false
    throw error
  }
}
