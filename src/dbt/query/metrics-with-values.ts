import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { missingTables } from '../../semantic/model/missing-tables.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { metricTime, type SemanticMetric } from '../model/semantic-metric.ts'
import type { Question } from './question.ts'

/** Kinds of metrics that have a value for every row of their view. */
const rowKinds: ReadonlySet<string> = new Set(['count', 'count_distinct', 'sum', 'balance'])

/** Each view is read once. */
const maxViews = 6

/**
 * The metrics in whose rows the values of dimensions are looked up, when a client asks for dimensions alone: one for each
 * of the first views of the catalogue that have the dimensions and can be answered.
 *
 * @throws PlumblineError `UNKNOWN_DIMENSION`; `BAD_REQUEST` where only the time is asked for
 */
export function metricsWithValues(
  { views }: Catalog,
  metrics: ReadonlyMap<string, SemanticMetric>,
  { provided }: WarehouseState,
  { groupBy }: Question,
): readonly SemanticMetric[] {
  const names = groupBy.map(({ name }) => name.toLowerCase()).filter((name) => !name.startsWith(metricTime))
  if (names.length === 0 && groupBy.length > 0)
    throw new PlumblineError('BAD_REQUEST', 'A query by time needs a metric: name one in metrics.', {
      subject: 'metrics',
    })
  const found = new Map<string, SemanticMetric>()
  for (const one of metrics.values()) {
    const { metric, shape } = one
    const header = views.get(metric.view)?.header
    const isFit =
      shape === 'series' &&
      rowKinds.has(metric.kind) &&
      header?.needs_options.length === 0 &&
      header.needs_dimensions.length === 0 &&
      names.every((name) => metric.dimensions.includes(name)) &&
      missingTables(metric.requires, provided).length === 0
    if (isFit && !found.has(metric.view)) found.set(metric.view, one)
  }
  if (found.size > 0) return [...found.values()].slice(0, maxViews)
  throw new PlumblineError(
    'UNKNOWN_DIMENSION',
    `No metric that can be answered has the dimensions ${names.join(', ')}.`,
    { subject: names[0] ?? 'groupBy' },
  )
}
