import { fullAccess } from '../../policy/access.ts'
import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { planRequest } from '../../semantic/plan/plan-request.ts'
import type { Grain } from '../../semantic/model/request/request.ts'

/** The most interesting metrics for a first query, in order. */
const preferredMetrics: readonly string[] = [
  'signups',
  'mrr',
  'active_users',
  'workspace_signups',
  'account_signups',
]

/**
 * A query that the loaded tables can support, as the words after `plumbline query`; null when there is
 * none.
 */
export function firstQuery(catalog: Catalog, state: WarehouseState): string | null {
  const metrics = [
    ...preferredMetrics.flatMap((name) => catalog.metrics.get(name) ?? []),
    // then metrics that need tables: the others do not depend on the loaded ones
    ...[...catalog.metrics.values()].filter(({ requires }) => requires.length > 0),
  ]
  for (const metric of metrics) {
    if (metric.deprecated !== null) continue
    if (isAvailable(catalog, metric, 'month', state)) return `${metric.name} --grain month`
    if (isAvailable(catalog, metric, undefined, state)) return metric.name
  }
  return null
}

/** The sentence with the first query. A URL may contain a password, so it is not repeated. */
export function nextQuery(query: string, database: string | undefined): string {
  const isUrl = database?.includes('://') === true
  return `Next: plumbline query ${query}${database === undefined ? '' : ` --database ${isUrl ? 'postgres://…' : database}`}`
}

function isAvailable(
  catalog: Catalog,
  { name }: Metric,
  grain: Grain | undefined,
  state: WarehouseState,
): boolean {
  try {
    planRequest(catalog, { metrics: [name], ...(grain === undefined ? {} : { grain }) }, state, fullAccess)
    return true
  } catch (error) {
    if (error instanceof PlumblineError) return false
    throw error
  }
}
