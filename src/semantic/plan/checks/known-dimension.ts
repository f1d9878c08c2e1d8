import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { closest } from '../../../closest.ts'
import { PlumblineError } from '../../../errors.ts'

/**
 * Checks that a dimension exists and that the metric has it.
 *
 * @throws PlumblineError `UNKNOWN_DIMENSION`, `FAN_OUT` or `DIMENSION_NOT_AVAILABLE`, with the valid dimensions
 */
export function checkDimension(catalog: Catalog, metric: Metric, dimension: string): void {
  if (metric.dimensions.includes(dimension)) return
  const valid = metric.dimensions
  if (!catalog.dimensions.has(dimension)) {
    const suggestions = closest(dimension, catalog.dimensions.keys())
    const hint = suggestions.length > 0 ? ` Did you mean ${suggestions.join(', ')}?` : ''
    throw new PlumblineError('UNKNOWN_DIMENSION', `There is no dimension ${dimension}.${hint}`, {
      subject: dimension,
      suggestions,
      valid,
    })
  }
  const many = belongsToMany(catalog, metric, dimension)
  if (many !== null) {
    throw new PlumblineError(
      'FAN_OUT',
      `Grouping or filtering ${metric.name} by ${dimension} would fan out: each of its rows belongs to several ` +
        `${many.split('.')[1] ?? many}. ${metric.name} can be grouped or filtered by ${valid.join(', ') || 'nothing'}.`,
      { subject: dimension, valid },
    )
  }
  throw new PlumblineError(
    'DIMENSION_NOT_AVAILABLE',
    `${metric.name} cannot be grouped or filtered by ${dimension}; it can by ${valid.join(', ') || 'nothing'}.`,
    {
      subject: dimension,
      valid,
    },
  )
}

/** The entity of a dimension, when one row of the metric has several of them; else null. */
function belongsToMany(catalog: Catalog, metric: Metric, dimension: string): string | null {
  const own = Object.keys(catalog.views.get(metric.view)?.header.entities ?? {})
  const keys = own.map((entity) => catalog.views.get(entity)?.header.key ?? [])
  const described = [...catalog.views.values()].find(
    ({ layer, name, header, columns }) =>
      layer === 'entities' &&
      !own.includes(name) &&
      Object.keys(header.dimensions).includes(dimension) &&
      keys.some((key) => key.length > 0 && key.every((column) => columns.includes(column))),
  )
  return described?.name ?? null
}
