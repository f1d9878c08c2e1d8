import type { Catalog, Metric } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'

/**
 * Refuses a metric that means nothing without an option which neither the company nor the question gives.
 *
 * @throws PlumblineError `OPTION_REQUIRED`
 */
export function checkOptions(
  catalog: Catalog,
  metrics: readonly Metric[],
  values: Readonly<Record<string, unknown>>,
): void {
  for (const metric of metrics) {
    const needs = catalog.views.get(metric.view)?.header.needs_options ?? []
    const missing = needs.filter((name) => (values[name] ?? null) === null)
    if (missing.length === 0) continue
    const described = missing.map(
      (name) => `${name}: ${catalog.parameters.get(name)?.header.description.trim() ?? ''}`,
    )
    throw new PlumblineError(
      'OPTION_REQUIRED',
      `${metric.name} needs the option${missing.length > 1 ? 's' : ''} ${missing.join(' and ')}, which ${missing.length > 1 ? 'have' : 'has'} no canonical value; give it with the question, or once and for all in sql/parameters/business.sql.`,
      { subject: metric.name, valid: missing, problems: described },
    )
  }
}
