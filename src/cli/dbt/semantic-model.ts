import type { Catalog, View } from '../../catalog/catalog.ts'
import { oneLine } from '../../catalog/one-line.ts'
import type { Measure } from './measure.ts'
import { modelName } from './models.ts'

/** A view with metrics as a semantic model of MetricFlow: its time, its own dimensions, its entities and measures. */
export function semanticModel({ viewDimensions }: Catalog, view: View, measures: readonly Measure[]) {
  const { name, relation, header } = view
  const { time = '' } = header
  const own = [...(viewDimensions.get(name)?.values() ?? [])].filter(({ join }) => join === null)
  return {
    name: relation,
    description: oneLine(header.description),
    model: `ref('${modelName(name)}')`,
    defaults: { agg_time_dimension: time },
    primary_entity: `${relation}_row`,
    entities: Object.entries(header.entities)
      .filter(([, columns]) => columns.length === 1)
      .map(([entity, [column = '']]) => ({
        name: entity.replace(/^\w+\./, ''),
        type: 'foreign',
        expr: column,
      })),
    dimensions: [
      {
        name: time,
        type: 'time',
        type_params: { time_granularity: header.finest_grain },
      },
      ...own
        .filter((dimension) => dimension.column !== time)
        .map((dimension) => ({
          name: dimension.name,
          type: 'categorical',
          description: oneLine(dimension.header.description),
          expr: dimension.column,
        })),
    ],
    measures: measures.map((measure) => ({ ...measure })),
  }
}
