import type { ResultColumn, ColumnKind, MetricsResult } from '../../../semantic/model/result.ts'
import { toEnumValue } from '../../sdl/enum-value.ts'
import type { Family, FamilyDimension, FamilyMetric } from '../family.ts'
import { nameOfValue } from '../known-values.ts'
import { hasPartialField, partialField, shapeFields } from '../shape-fields.ts'

type Row = readonly unknown[]
/** The values of a row by field name. */
type Fields = Readonly<Record<string, unknown>>

/** The context for reading the rows of one result. */
export interface RowReader {
  readonly family: Family
  readonly columns: MetricsResult['columns']
  /** Dimension → the name of its group of other values. */
  readonly others: ReadonlyMap<string, string>
  /** The distances of the compared periods, as in the request. */
  readonly compareTo: readonly string[]
}

/** Converts result rows to the rows of a typed field. */
export function familyRows(reader: RowReader, rows: readonly Row[]): readonly Fields[] {
  const { family, columns } = reader
  const readers = [
    ...shapeFields[family.shape].map(({ name, column: columnName, type }) => {
      const index = columns.findIndex((column) => column.name === columnName)
      return [name, (row: Row) => toShapeValue(type, row[index])] as const
    }),
    ...(hasPartialField(family) ? [[partialField.name, partialReader(reader)] as const] : []),
    ...family.dimensions.map((dimension) => [dimension.field, dimensionReader(reader, dimension)] as const),
    ...family.metrics
      .filter(({ metric }) => columns.some((column) => column.metric === metric.name))
      .map((metric) => [metric.field, metricReader(reader, metric)] as const),
    ['others', othersReader(reader)] as const,
  ]
  const RowOfFamily = rowClassOf(family)
  const byField: Readers = Object.fromEntries(readers)
  return rows.map((row) => new RowOfFamily(row, byField) as unknown as Fields)
}

type Readers = Readonly<Record<string, (row: Row) => unknown>>

const values = Symbol('values')
const read = Symbol('read')

/** A row whose fields are read when they are selected: a family has many dimensions. */
class FamilyRow {
  readonly [values]: Row
  readonly [read]: Readers

  constructor(row: Row, readers: Readers) {
    this[values] = row
    this[read] = readers
  }
}

/** One class for all results of a family: the engine of JavaScript keeps what it learns of a class. */
const classes = new WeakMap<Family, typeof FamilyRow>()

function rowClassOf(family: Family): typeof FamilyRow {
  const known = classes.get(family)
  if (known !== undefined) return known
  class RowOfFamily extends FamilyRow {}
  const { shape, dimensions, metrics } = family
  const fields = [
    ...shapeFields[shape].map(({ name }) => name),
    partialField.name,
    ...[...dimensions, ...metrics].map(({ field }) => field),
    'others',
  ]
  for (const field of fields)
    Object.defineProperty(RowOfFamily.prototype, field, {
      get(this: FamilyRow) {
        return this[read][field]?.(this[values])
      },
    })
  classes.set(family, RowOfFamily)
  return RowOfFamily
}

function partialReader({ columns }: RowReader): (row: Row) => unknown {
  const index = columns.findIndex(({ kind }) => kind === 'partial')
  return (row) => row[index] ?? null
}

function toShapeValue(type: 'Moment' | 'Int', value: unknown): unknown {
  if ((value ?? null) === null) return null
  return type === 'Int' ? Number(value) : value
}

function indexOf(columns: RowReader['columns'], dimension: string): number {
  return columns.findIndex((column) => column.dimension === dimension)
}

function dimensionReader(
  { columns, others }: RowReader,
  { name, known }: FamilyDimension,
): (row: Row) => unknown {
  const index = indexOf(columns, name)
  return (row) => {
    const value = row[index] ?? null
    if (value === null || value === others.get(name)) return null
    return known === null ? value : nameOfValue(known, value)
  }
}

function othersReader({ columns, others }: RowReader): (row: Row) => readonly string[] {
  const indexes = [...others].map(
    ([name, rest]) => [toEnumValue(name), indexOf(columns, name), rest] as const,
  )
  return (row) => indexes.filter(([, index, rest]) => row[index] === rest).map(([name]) => name)
}

/** The values of a metric by field name of its type in `schema/values.graphql`. */
function metricReader({ columns, compareTo }: RowReader, { metric }: FamilyMetric): (row: Row) => Fields {
  const own = columns
    .map((column, index) => ({ column, index }))
    .filter(({ column }) => column.metric === metric.name)
  const indexesOf = (kind: ColumnKind) =>
    own.filter(({ column }) => column.kind === kind).map(({ index }) => index)
  const [value = -1] = indexesOf('metric')
  const currency = columns[value]?.currency ?? null
  const [numerator = -1, denominator = -1, maturity = -1, cohorts = -1] = (
    ['numerator', 'denominator', 'maturity', 'cohorts'] satisfies ResultColumn['kind'][]
  ).map((kind) => indexesOf(kind)[0] ?? -1)
  const compared = compareTo.map((to, index) => ({
    to,
    indexes: (['earlier', 'change', 'growth'] satisfies ResultColumn['kind'][]).map(
      (kind) => [kind, indexesOf(kind)[index] ?? -1] as const,
    ),
  }))
  // looking for a place before the first is slow
  const at = (row: Row, index: number) => (index === -1 ? null : (row[index] ?? null))
  return (row) => ({
    value: at(row, value),
    amount: at(row, value),
    currency,
    numerator: at(row, numerator),
    denominator: at(row, denominator),
    maturity: at(row, maturity),
    cohorts: at(row, cohorts),
    compared: compared.map(({ to, indexes }) => ({
      to,
      ...Object.fromEntries(indexes.map(([name, index]) => [name, at(row, index)])),
    })),
  })
}
