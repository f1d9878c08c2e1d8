import type { Catalog, View } from '../../../catalog/catalog.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import type { SourceTable } from '../../../catalog/files/source-table.ts'

/** The relation whose rows an incremental view keeps, at the place where it is narrowed: the innermost one. */
export interface Base {
  /** As SQL names it. */
  readonly relation: string
  /** The name in the segments of the view that reads it. */
  readonly name: string
  /** A column, cleaned as the view of the layer `staging` does; `''` when null. */
  readonly text: (column: string) => string
  /** The columns of the relation that the views above may read. */
  readonly columns: readonly string[]
  /** The time of a row, where rows arrive by time. */
  readonly time: string | null
}

/** Where the rows of an incremental view come from: a stored view, or the source table below a staging view. */
export function baseOf(catalog: Catalog, view: View): Base {
  const rows = view.header.incremental?.rows ?? ''
  const read = catalog.views.get(rows)
  const log = read?.header.stored === true ? undefined : read?.header.incremental?.rows
  if (read === undefined) throw new Error(`${view.name} reads the rows of ${rows}, which is no view`)
  if (log === undefined) {
    return {
      relation: rows,
      name: rows,
      text: (column) => `coalesce(base.${quoteName(column)}, '')`,
      columns: read.columns,
      time: null,
    }
  }
  const source = sourceOf(catalog, log)
  return {
    relation: log,
    name: log,
    text: (column) => `coalesce(plumbline.text_or_null(base.${quoteName(column)}), '')`,
    columns: source.columns.map(({ name }) => name),
    time: read.header.time ?? null,
  }
}

/** The source table with this name in SQL. */
export function sourceOf(catalog: Catalog, relation: string): SourceTable {
  const source = catalog.sources.get(relation.replace(/^source\./, ''))
  if (source === undefined) throw new Error(`${relation} is no source table`)
  return source
}

/** The select of a view over some of the rows of its base only: the innermost relation is replaced, nothing around it. */
export function narrowedSelect(catalog: Catalog, view: View, base: Base, rows: string): string {
  const reader = catalog.views.get(view.header.incremental?.rows ?? '')
  if (reader === undefined || reader.name === base.name) return withRelation(view, base.name, rows)
  const cte = reader.name.replace('.', '__')
  return `with ${cte} as (\n${withRelation(reader, base.name, rows)}\n)\nselect * from (\n${withRelation(view, reader.name, cte)}\n) as narrowed`
}

/** The select of a view in which a relation has another name. */
function withRelation(view: View, relation: string, name: string): string {
  return view.segments
    .map((segment) => {
      if ('text' in segment) return segment.text
      return segment.relation === relation ? name : segment.relation
    })
    .join('')
}
