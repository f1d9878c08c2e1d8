import type { Catalog, Metric } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import type { Plan } from './plan.ts'
import type { MetricsRequest } from './request.ts'

/** @throws PlumblineError `BAD_REQUEST` when an average over cohorts is asked of something that has none. */
export function checkCohorts(
  catalog: Catalog,
  { cohorts }: MetricsRequest,
  shape: Plan['shape'],
  metrics: readonly Metric[],
): void {
  if (cohorts === 'each') return
  const rates = [...catalog.metrics.values()]
    .filter((metric) => metric.header.kind === 'ratio' && isOfCohorts(catalog, metric))
    .map(({ name }) => name)
  const odd = metrics.find(({ name }) => shape !== 'cohort' || !rates.includes(name))
  if (odd === undefined) return
  throw new PlumblineError(
    'BAD_REQUEST',
    `${odd.name} has no average over cohorts; rates do: ${rates.join(', ')}. With parts they show what was added up.`,
    { subject: 'cohorts', valid: rates },
  )
}

function isOfCohorts(catalog: Catalog, { header }: Metric): boolean {
  return header.kind === 'ratio' && catalog.metrics.get(header.numerator)?.kind === 'retention'
}
