import type { Catalog, Metric, View } from '../../catalog/catalog.ts'
import { measureOf, needsMoreThanRows } from './measure.ts'
import { semanticModel } from './semantic-model.ts'

/** A metric of MetricFlow. */
export interface DbtMetric {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly type: 'simple' | 'ratio' | 'derived'
  readonly type_params: object
}

/** What MetricFlow can say of a catalogue. */
export interface ExportedMetrics {
  readonly semanticModels: readonly object[]
  readonly metrics: readonly DbtMetric[]
  /** The other metrics, and why. */
  readonly notExported: ReadonlyMap<string, string>
}

/** Measures and metrics for MetricFlow. A metric whose inputs it cannot say is not exported either. */
export function exportMetrics(catalog: Catalog): ExportedMetrics {
  const views = [...catalog.views.values()].filter(({ header }) => Object.keys(header.metrics).length > 0)
  const exported = new Map<string, DbtMetric>()
  const notExported = new Map<string, string>()
  const semanticModels = views.flatMap((view) => {
    const own = [...catalog.metrics.values()].filter((metric) => metric.view === view.name)
    const measured = own.flatMap((metric) => {
      const reason = reasonAgainst(metric, view)
      const measure = reason === null ? measureOf(metric, view) : null
      if (measure === null) return []
      exported.set(metric.name, simple(metric))
      return [measure]
    })
    return measured.length === 0 ? [] : [semanticModel(catalog, view, measured)]
  })
  for (const metric of catalog.metrics.values()) {
    if (exported.has(metric.name)) continue
    const view = catalog.views.get(metric.view)
    const computed = computedFrom(metric, exported)
    if (typeof computed === 'object') exported.set(metric.name, computed)
    else notExported.set(metric.name, (view === undefined ? null : reasonAgainst(metric, view)) ?? computed)
  }
  return { semanticModels, metrics: [...exported.values()], notExported }
}

/** Why no metric of this kind of view can be exported; null when they can. */
function reasonAgainst(metric: Metric, view: View): string | null {
  if (view.header.time === undefined) return 'its rows have no time, which MetricFlow requires.'
  return needsMoreThanRows(metric, view)
}

/** A metric computed from exported ones; else the reason why it is not. */
function computedFrom(metric: Metric, exported: ReadonlyMap<string, DbtMetric>): DbtMetric | string {
  const { header } = metric
  if (header.kind !== 'ratio' && header.kind !== 'derived')
    return `MetricFlow has no metric of the kind ${header.kind.replaceAll('_', ' ')} with this definition.`
  const inputs = header.kind === 'ratio' ? [header.numerator, header.denominator] : header.inputs
  const missing = inputs.filter((input) => !exported.has(input))
  if (missing.length > 0) return `its inputs ${missing.join(', ')} are not exported.`
  if (header.kind === 'ratio')
    return named(metric, 'ratio', {
      numerator: { name: header.numerator },
      denominator: { name: header.denominator },
    })
  return named(metric, 'derived', {
    expr: header.expression.trim().replaceAll(/\s+/g, ' '),
    metrics: header.inputs.map((name) => ({ name })),
  })
}

function simple(metric: Metric): DbtMetric {
  return named(metric, 'simple', { measure: { name: metric.name } })
}

function named(metric: Metric, type: DbtMetric['type'], type_params: object): DbtMetric {
  const { name, description, hash } = metric
  return {
    name,
    label: name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' '),
    description: `${description} Definition: ${hash}.`,
    type,
    type_params,
  }
}
