import type { Catalog, View } from '../../catalog/catalog.ts'
import { oneLine } from '../../catalog/one-line.ts'
import { describeColumns } from '../../resolvers/catalog/catalog-rows.ts'
import { modelName } from '../dbt/models.ts'
import { sqlExpression, type OssieDataset, type OssieField, type OssieRelationship } from './document.ts'
import { extension } from './extension.ts'

/** The views with metrics, and those whose columns are their dimensions. */
export function datasetViews({ views, viewDimensions }: Catalog): readonly View[] {
  const names = new Set(viewDimensions.keys())
  for (const dimensions of viewDimensions.values())
    for (const { from } of dimensions.values()) names.add(from)
  return [...views.values()].filter(({ name }) => names.has(name))
}

/**
 * A view as a dataset; its extension has its file.
 *
 * @param file the text of the file; undefined for a view that is made of other files
 */
export function datasetOf(view: View, file: string | undefined): OssieDataset {
  const { name, header } = view
  const { edge_cases: cases } = header
  return {
    name: modelName(name),
    source: name,
    ...(header.key.length === 0 ? {} : { primary_key: [...header.key] }),
    description: `${oneLine(header.description)} ${oneLine(header.grain)}.`,
    ...(cases.length === 0 ? {} : { ai_context: { instructions: cases.map(oneLine).join(' ') } }),
    fields: fieldsOf(view),
    ...(file === undefined ? {} : extension({ files: { [name]: file } })),
  }
}

const types = { text: 'String', boolean: 'Boolean', numeric: 'Decimal', date: 'Date' } as const

/** Every column is a field; the time and dimensions are marked, and one with another name is a field of its own. */
function fieldsOf(view: View): OssieField[] {
  const { columns, header } = view
  const dimensions = Object.entries(header.dimensions)
  const described = new Map(describeColumns(view).map(({ name, description }) => [name, description]))
  const ofColumns = columns.map((column): OssieField => {
    const description = described.get(column) ?? null
    const dimension = dimensions.find(
      ([name, { column: own = name }]) => name === column && own === column,
    )?.[1]
    return {
      name: column,
      expression: sqlExpression(column),
      ...(description === null ? {} : { description: oneLine(description) }),
      ...(column === header.time
        ? {
            datatype: header.time_type === 'date' ? 'Date' : 'DateTimeTz',
            dimension: { is_time: true },
          }
        : dimension === undefined
          ? {}
          : { datatype: types[dimension.type], dimension: { is_time: false } }),
    }
  })
  const renamed = dimensions.flatMap(([name, { column = name, description, type }]): OssieField[] =>
    column === name || columns.includes(name)
      ? []
      : [
          {
            name,
            expression: sqlExpression(column),
            description: oneLine(description),
            datatype: types[type],
            dimension: { is_time: false },
          },
        ],
  )
  return [...ofColumns, ...renamed]
}

/** The joins of rows to the current state of their entities. */
export function relationshipsOf({ viewDimensions }: Catalog): readonly OssieRelationship[] {
  const found = new Map<string, OssieRelationship>()
  for (const [view, dimensions] of viewDimensions)
    for (const { from, join, joinColumns } of dimensions.values()) {
      if (join === null || joinColumns.current === null) continue
      const name = `${modelName(view)}_to_${modelName(from)}`
      found.set(name, {
        name,
        from: modelName(view),
        to: modelName(from),
        from_columns: [...join.columns],
        to_columns: [...join.key],
      })
    }
  return [...found.values()]
}
