import type { Catalog } from '../../catalog/catalog.ts'
import { readRequest } from '../../semantic/model/request/read-request.ts'
import type { MetricsRequestInput } from '../../semantic/model/request/request.ts'
import { acceptedOptions } from '../../semantic/parameters/resolve-parameters.ts'

/**
 * A request with those options of its session that can change its numbers: a tool sets options once for all its queries,
 * and other interfaces reject an option that changes nothing.
 */
export function withEffectiveOptions(catalog: Catalog, input: MetricsRequestInput): MetricsRequestInput {
  const request = readRequest(input)
  const metrics = request.metrics.flatMap(({ metric }) => catalog.metrics.get(metric) ?? [])
  const accepted = new Set(metrics.flatMap((metric) => [...acceptedOptions(catalog, metric, request)]))
  const options = Object.entries(input.options ?? {}).filter(([name]) => accepted.has(name))
  return { ...input, options: Object.fromEntries(options) }
}
