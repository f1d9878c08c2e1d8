import type { Catalog } from '../../catalog/catalog.ts'
import type { SourceColumn, SourceTable } from '../../catalog/files/source-table.ts'
import { oneLine } from '../../catalog/one-line.ts'

/** The source contract as dbt's sources, with its rules as tests; and the tables that Plumbline keeps for itself. */
export function sourceProperties({ sources, views }: Catalog) {
  const read = [...views.values()].flatMap(({ segments }) =>
    segments.flatMap((segment) => ('relation' in segment ? [segment.relation] : [])),
  )
  const own = [...new Set(read)].filter((relation) => relation.startsWith('plumbline.')).sort()
  return {
    version: 2,
    sources: [
      {
        name: 'source',
        schema: 'source',
        description: 'The source contract.',
        tables: [...sources.values()].map(tableProperties),
      },
      {
        name: 'plumbline',
        schema: 'plumbline',
        description: 'Tables that Plumbline keeps: created by `plumbline deploy`.',
        tables: own.map((relation) => ({ name: relation.replace('plumbline.', '') })),
      },
    ],
  }
}

function tableProperties({ name, description, key, repeatedKeys, columns }: SourceTable) {
  return {
    name,
    description: oneLine(description),
    // a log that is delivered at least once repeats its keys
    ...(repeatedKeys === 'error'
      ? { data_tests: [{ unique_together: { arguments: { columns: [...key] } } }] }
      : {}),
    columns: [...columns.values()].map(columnProperties),
  }
}

function columnProperties({ name, type, description, required, values }: SourceColumn) {
  const tests = [
    ...(required ? ['not_null'] : []),
    ...(values === null ? [] : [{ accepted_values: { arguments: { values: [...values] } } }]),
  ]
  return {
    name,
    data_type: type,
    ...(description === null ? {} : { description: oneLine(description) }),
    ...(tests.length === 0 ? {} : { data_tests: tests }),
  }
}
