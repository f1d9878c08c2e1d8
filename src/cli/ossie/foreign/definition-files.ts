import { stringify } from 'yaml'
import type { MetricEntry } from '../../templates/insert-metric.ts'
import type { OssieDataset } from '../document.ts'
import type { ForeignColumn, SourceColumnOfDataset } from './dataset-columns.ts'
import { plainName } from './names.ts'

/** A dataset of another tool, and what becomes of it. */
export interface ForeignDataset {
  readonly dataset: OssieDataset
  readonly name: string
  readonly columns: readonly ForeignColumn[]
  readonly sourceColumns: readonly SourceColumnOfDataset[]
  readonly key: readonly string[]
}

/** The contract of the table that feeds a dataset. */
export function sourceFile({ dataset, name, sourceColumns, key }: ForeignDataset): string {
  return stringify({
    table: name,
    description: `${sentence(dataset.description ?? name)} The rows of ${dataset.source}.`,
    key,
    columns: Object.fromEntries(
      sourceColumns.map(({ name: column, type }) => [
        column,
        { type, ...(key.includes(column) ? { required: true } : {}) },
      ]),
    ),
  })
}

/** A view of the rows of a dataset: an entity with its dimensions, or the rows behind metrics. */
export function viewFile(
  layer: 'entities' | 'metrics',
  { dataset, name, columns, key }: ForeignDataset,
  own: {
    readonly entities?: Readonly<Record<string, string>>
    readonly metrics?: Readonly<Record<string, MetricEntry>>
  },
): string {
  const time = columns.find(({ role }) => role === 'time')
  const dimensions = columns.filter(({ role }) => role === 'dimension')
  const header = stringify({
    view: `${layer}.${name}`,
    description: sentence(dataset.description ?? name),
    owner: 'imported',
    grain: key.length === 0 ? 'one row per row of its source' : `one row per ${key.join(', ')}`,
    key,
    ...(layer === 'metrics' && time !== undefined
      ? {
          time: time.name,
          ...(time.type === 'date' ? { time_type: 'date', finest_grain: 'day' } : {}),
        }
      : {}),
    ...own,
    requires: layer === 'metrics' ? [name] : [],
    dimensions: Object.fromEntries(
      dimensions.map(({ name: dimension, field, type }) => [
        dimension,
        { description: sentence(field.description ?? field.name), type: dimensionType(type) },
      ]),
    ),
  })
  const selected = columns.map(({ name: column, sql }) => (sql === column ? column : `${sql} as ${column}`))
  return `/*---
${header.replaceAll('*/', '* /')}---*/

with

rows as (

    select * from source.${name}

),

final as (

    select
        ${selected.join(',\n        ')}

    from rows

)

select * from final
`
}

function dimensionType(type: ForeignColumn['type']): string {
  return type === 'boolean' || type === 'date' || type === 'numeric' ? type : 'text'
}

/** A description as a sentence. */
export function sentence(text: string): string {
  const trimmed = text.trim().replaceAll(/\s+/g, ' ')
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`
}

/** The columns of a key by their names in Plumbline. */
export function keyOf({ primary_key: key = [] }: OssieDataset): readonly string[] {
  return key.map(plainName)
}
