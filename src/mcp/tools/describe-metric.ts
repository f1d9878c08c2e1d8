import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { oneLine } from '../../catalog/one-line.ts'
import { z } from '../../forms.ts'
import { checkMetricAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import { dimensionRows, parameterRows } from '../../resolvers/catalog/catalog-rows.ts'
import { unavailableBecause } from '../../resolvers/catalog/unavailable-because.ts'
import { kindOf } from '../../semantic/kinds/registry.ts'
import { parameterValue } from '../../semantic/model/parameter-value.ts'
import { findMetric } from '../../semantic/plan/draft/find-metric.ts'
import { sharedGrains } from '../../semantic/plan/shared-grains.ts'
import { defineTool } from '../tool.ts'

export const describeMetric = defineTool({
  name: 'describe_metric',
  title: 'Describe a metric',
  description:
    'The definition of a metric: formula, dimensions with their values, grains, options with their canonical values, edge ' +
    'cases, and whether the loaded data can answer it. Call it before query_metrics.',
  input: z.strictObject({ metric: z.string().describe('The name of a metric, from find_metrics.') }),
  run: (runtime, { metric }) => metricDefinition(runtime, metric),
})

/**
 * All that an agent has to know of a metric.
 *
 * @throws PlumblineError `UNKNOWN_METRIC` with similar names; `FORBIDDEN`
 */
export async function metricDefinition(runtime: Runtime, name: string) {
  const { catalog, access } = runtime
  const metric = findMetric(catalog, name)
  checkMetricAccess(access, metric.name)
  const warehouse = await runtime.state()
  const unavailable = unavailableBecause(catalog, metric, warehouse)
  return {
    metric: metric.name,
    family: metric.family,
    description: metric.description,
    formula: kindOf(metric).formula(metric.header),
    unit: metric.unit,
    version: metric.version,
    definitionHash: metric.hash,
    ...(metric.deprecated === null ? {} : { deprecated: metric.deprecated }),
    grains: sharedGrains(catalog, metric),
    dimensions: dimensionRows(catalog, metric.dimensions).map(({ name: dimension, header }) => ({
      dimension,
      description: oneLine(header.description),
      type: header.type,
      ...(header.values === undefined ? {} : { values: header.values }),
    })),
    options: parameterRows(catalog, metric.options).map(({ name: option, header }) => ({
      option,
      description: oneLine(header.description),
      canonical: parameterValue(warehouse.parameters, option),
      ...(header.values === undefined ? {} : { values: header.values }),
    })),
    edgeCases: edgeCases(catalog, metric),
    dataAsOf: warehouse.dataAsOf,
    isAvailable: unavailable.length === 0,
    ...(unavailable.length === 0 ? {} : { unavailableBecause: unavailable }),
  }
}

function edgeCases({ views }: Catalog, { view }: Metric): readonly string[] {
  return (views.get(view)?.header.edge_cases ?? []).map(oneLine)
}
