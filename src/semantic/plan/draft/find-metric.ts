import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { closest } from '../../../closest.ts'
import { PlumblineError } from '../../../errors.ts'

/** @throws PlumblineError `UNKNOWN_METRIC` with similar names */
export function findMetric(catalog: Catalog, name: string): Metric {
  const metric = catalog.metrics.get(name.toLowerCase())
  if (metric !== undefined) return metric
  const suggestions = closest(name, catalog.metrics.keys())
  const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.join(', ')}?` : ''
  throw new PlumblineError('UNKNOWN_METRIC', `There is no metric ${name}.${hint}`, {
    subject: name,
    suggestions,
  })
}
