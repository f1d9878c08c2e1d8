import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { fillDescription } from '../../catalog/fill-description.ts'
import { hash } from '../../catalog/hash.ts'
import { parameterOfColumn } from '../../catalog/parameters/parameter.ts'
import type { Output } from '../model/plan.ts'
import type { MetricProvenance } from '../model/result.ts'
import { effectiveOptions } from '../parameters/effective-options.ts'
import type { ResolvedParameters } from '../parameters/resolve-parameters.ts'
import type { ResolvedRequest } from './resolve-request.ts'

/** The definition of each metric of the result: description, version, hash and deviations. */
export function planProvenance(
  catalog: Catalog,
  { request, grain, parameters }: ResolvedRequest,
  outputs: readonly Output[],
): readonly MetricProvenance[] {
  return outputs.map(({ alias, metric }, index) => {
    const effective =
      parameters.deviations.size === 0
        ? new Set<string>()
        : effectiveOptions(catalog, metric, { ...request, grain }, parameters.values)
    const over = request.metrics[index]?.over ?? null
    return {
      column: alias,
      immatureCount: null,
      immatureShare: null,
      ...definitionOf(catalog, metric, deviationsOf(parameters, effective, over), parameters),
    }
  })
}

/** The deviations that affect one metric; an accumulation of the request is one of them. */
function deviationsOf(
  { deviations }: ResolvedParameters,
  effective: ReadonlySet<string>,
  over: string | null,
): MetricProvenance['deviations'] {
  const options = [...deviations]
    .filter(([column]) => column !== 'as_of' && effective.has(parameterOfColumn(column)))
    .map(([option, { canonical, used }]) => ({ option, canonical, used }))
  return over === null ? options : [...options, { option: 'over', canonical: null, used: over }]
}

function definitionOf(
  catalog: Catalog,
  metric: Metric,
  deviations: MetricProvenance['deviations'],
  { values }: ResolvedParameters,
): Pick<MetricProvenance, 'metric' | 'description' | 'version' | 'definitionHash' | 'deviations'> {
  return {
    metric: metric.name,
    description: fillDescription(metric.header.description.trim(), catalog.parameters, values),
    version: metric.version,
    definitionHash:
      deviations.length === 0
        ? metric.hash
        : hash([metric.hash, deviations.map(({ option, used }) => [option, used])]),
    deviations,
  }
}
