import { DateTime } from 'luxon'
import type { MetricsResult, ResultColumn } from '../../semantic/model/result.ts'
import type { CubeRequest } from '../query/to-request.ts'

/** The values of a result below the names of Cube's members. */
export interface NamedRows {
  readonly members: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** The rows of a result as Cube names them: times are local and without a zone, numbers are exact texts. */
export function namedRows(
  { dimensions, times, measures, offset, limit }: CubeRequest,
  { columns, rows, provenance }: Pick<MetricsResult, 'columns' | 'rows' | 'provenance'>,
): NamedRows {
  const at = (name: string, kinds: readonly ResultColumn['kind'][]) =>
    columns.findIndex((column) => column.name === name && kinds.includes(column.kind))
  const places = [
    ...dimensions.map(({ path, dimension }) => ({ path, index: at(dimension.name, ['dimension']) })),
    ...times.flatMap(({ member: { path }, column, granularity }) => {
      const index = at(column, ['period', 'dimension'])
      return [
        { path: `${path}.${granularity}`, index },
        { path, index },
      ]
    }),
    ...measures.map(({ path, measure }) => ({ path, index: at(measure.name, ['metric']) })),
  ]
  return {
    members: places.map(({ path }) => path),
    rows: rows
      .slice(offset, offset + limit)
      .map((row) =>
        places.map(({ index }) => toCube(row[index], columns[index]?.type ?? '', provenance.timeZone)),
      ),
  }
}

function toCube(value: unknown, type: string, timeZone: string): unknown {
  if (typeof value !== 'string') return value
  if (type === 'date') return `${value}T00:00:00.000`
  if (type === 'timestamptz')
    return DateTime.fromISO(value, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS")
  return value
}

/** The rows in the form that a query asks for. */
export function formatted(
  { members, rows }: NamedRows,
  format: CubeRequest['query']['responseFormat'],
): unknown {
  switch (format) {
    case 'compact':
      return { members, dataset: rows }
    case 'columnar':
      return { members, columns: members.map((_, index) => rows.map((row) => row[index])) }
    case 'default':
      return rows.map((row) => Object.fromEntries(members.map((member, index) => [member, row[index]])))
  }
}
