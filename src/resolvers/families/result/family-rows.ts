import type { ResultColumn, ColumnKind, MetricsResult } from '../../../semantic/model/result.ts'
import { toEnumValue } from '../../sdl/enum-value.ts'
import type { Family, FamilyDimension, FamilyMetric } from '../family.ts'
import { nameOfValue } from '../known-values.ts'
import { shapeFields } from '../shape-fields.ts'

type Row = readonly unknown[]
/** Under the name of each field what graphql-js finds there. */
type Fields = Readonly<Record<string, unknown>>

/** How the rows of one answer are read. */
export interface RowReader {
  readonly family: Family
  readonly columns: MetricsResult['columns']
  /** Of which dimensions some values have become one group, and what it is called. */
  readonly others: ReadonlyMap<string, string>
  /** How much earlier the periods are that stand beside each one, as the question has it. */
  readonly compareTo: readonly string[]
}

/** Makes rows of an answer into the rows of its typed field. */
export function familyRows(reader: RowReader, rows: readonly Row[]): readonly Fields[] {
  const { family, columns } = reader
  const readers = [
    ...shapeFields[family.shape].map(({ name, column: wanted, type }) => {
      const place = columns.findIndex((column) => column.name === wanted)
      return [name, (row: Row) => toShapeValue(type, row[place])] as const
    }),
    ...family.dimensions.map((dimension) => [dimension.field, dimensionReader(reader, dimension)] as const),
    ...family.metrics
      .filter(({ metric }) => columns.some((column) => column.metric === metric.name))
      .map((metric) => [metric.field, metricReader(reader, metric)] as const),
    ['others', othersReader(reader)] as const,
  ]
  return rows.map((row) => Object.fromEntries(readers.map(([field, read]) => [field, read(row)])))
}

function toShapeValue(type: 'Moment' | 'Int', value: unknown): unknown {
  if ((value ?? null) === null) return null
  return type === 'Int' ? Number(value) : value
}

function placeOf(columns: RowReader['columns'], dimension: string): number {
  return columns.findIndex((column) => column.dimension === dimension)
}

function dimensionReader(
  { columns, others }: RowReader,
  { name, known }: FamilyDimension,
): (row: Row) => unknown {
  const place = placeOf(columns, name)
  return (row) => {
    const value = row[place] ?? null
    if (value === null || value === others.get(name)) return null
    return known === null ? value : nameOfValue(known, value)
  }
}

function othersReader({ columns, others }: RowReader): (row: Row) => readonly string[] {
  const places = [...others].map(([name, rest]) => [toEnumValue(name), placeOf(columns, name), rest] as const)
  return (row) => places.filter(([, place, rest]) => row[place] === rest).map(([name]) => name)
}

/** The number under each name that a type of `schema/values.graphql` has for it. */
function metricReader({ columns, compareTo }: RowReader, { metric }: FamilyMetric): (row: Row) => Fields {
  const own = columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => column.metric === metric.name)
  const placesOf = (kind: ColumnKind) =>
    own.filter(({ column }) => column.kind === kind).map(({ place }) => place)
  const [value = -1] = placesOf('metric')
  const currency = columns[value]?.currency ?? null
  const single = (['numerator', 'denominator', 'maturity', 'cohorts'] satisfies ResultColumn['kind'][]).map(
    (kind) => [kind, placesOf(kind)[0] ?? -1] as const,
  )
  const beside = compareTo.map((to, index) => ({
    to,
    places: (['earlier', 'change', 'growth'] satisfies ResultColumn['kind'][]).map(
      (kind) => [kind, placesOf(kind)[index] ?? -1] as const,
    ),
  }))
  const pick = (row: Row, places: readonly (readonly [string, number])[]) =>
    Object.fromEntries(places.map(([name, place]) => [name, row[place] ?? null]))
  return (row) => ({
    value: row[value] ?? null,
    amount: row[value] ?? null,
    currency,
    ...pick(row, single),
    compared: beside.map(({ to, places }) => ({ to, ...pick(row, places) })),
  })
}
