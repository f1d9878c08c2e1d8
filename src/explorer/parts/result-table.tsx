import { useState } from 'react'
import { formatCell, formatPeriod, type AnswerColumn, type Cell } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'

interface ResultTableProps {
  readonly caption: string
  readonly columns: readonly AnswerColumn[]
  readonly rows: readonly (readonly Cell[])[]
  readonly totals: readonly Cell[] | null
  readonly grain: string | null
}

/** The rows shown at once: the page stays quick, and downloads have all of them. */
const maxRows = 1_000

interface Order {
  readonly column: number
  readonly isDescending: boolean
}

/** The numbers of a result. A click on a heading sorts; each cell has the exact value. */
export function ResultTable({ caption, columns, rows, totals, grain }: ResultTableProps) {
  const [order, setOrder] = useState<Order | null>(null)
  const sorted =
    order === null ? rows : rows.toSorted((one, other) => compareRows(one, other, order, columns))
  const partialPlace = columns.findIndex(({ kind }) => kind === 'PARTIAL')
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table className="table">
        <caption className="hidden-visually">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={column.name}
                scope="col"
                className={isNumber(column) ? 'number' : undefined}
                aria-sort={sortOf(order, index)}
              >
                <button type="button" onClick={() => setOrder(nextOrder(order, index))}>
                  {headingOf(column, columns)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, maxRows).map((row, index) => (
            <tr key={index} className={row[partialPlace] === true ? 'partial' : undefined}>
              {columns.map((column, place) => (
                <DataCell key={column.name} column={column} value={row[place] ?? null} grain={grain} />
              ))}
            </tr>
          ))}
        </tbody>
        {totals !== null && (
          <tfoot>
            <tr>
              {columns.map((column, place) =>
                place === 0 && totals[place] === null ? (
                  <th key={column.name} scope="row">
                    Total
                  </th>
                ) : column.kind === 'DIMENSION' || column.kind === 'PERIOD' ? (
                  <td key={column.name} />
                ) : (
                  <DataCell key={column.name} column={column} value={totals[place] ?? null} grain={grain} />
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
      {rows.length > maxRows && (
        <p className="faint">
          The first {maxRows} of {rows.length} rows. A download has all of them.
        </p>
      )}
    </div>
  )
}

interface DataCellProps {
  readonly column: AnswerColumn
  readonly value: Cell
  readonly grain: string | null
}

function DataCell({ column, value, grain }: DataCellProps) {
  const text =
    (column.kind === 'PERIOD' || column.dimension === 'cohort') && value !== null
      ? // without a grain, cohorts are months
        formatPeriod(String(value), grain ?? 'month')
      : formatCell(value, column)
  return (
    <td className={isNumber(column) ? 'number' : undefined}>
      <data value={value === null ? '' : String(value)}>{text}</data>
    </td>
  )
}

function isNumber({ type }: AnswerColumn): boolean {
  return type === 'numeric' || type === 'bigint'
}

/** The part of a metric, such as `mrr.numerator`, is named after it where there are several metrics. */
function headingOf({ name }: AnswerColumn, columns: readonly AnswerColumn[]): string {
  const [metric = '', ...parts] = name.split('.')
  if (parts.length === 0) return toWords(metric)
  const part = parts.join(' ').replaceAll('_', ' ')
  const isOnly = columns.filter(({ kind }) => kind === 'METRIC').length === 1
  return isOnly ? toWords(part) : `${toWords(metric)}: ${part}`
}

function sortOf(order: Order | null, column: number): 'ascending' | 'descending' | 'none' {
  if (order?.column !== column) return 'none'
  return order.isDescending ? 'descending' : 'ascending'
}

/** Up, then down, then as the server ordered them. */
function nextOrder(order: Order | null, column: number): Order | null {
  if (order?.column !== column) return { column, isDescending: false }
  return order.isDescending ? null : { column, isDescending: true }
}

function compareRows(
  one: readonly Cell[],
  other: readonly Cell[],
  { column, isDescending }: Order,
  columns: readonly AnswerColumn[],
): number {
  const [a, b] = [one[column] ?? null, other[column] ?? null]
  // no value comes last in both directions
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const described = columns[column]
  const difference =
    described !== undefined && isNumber(described)
      ? Number(a) - Number(b)
      : String(a).localeCompare(String(b))
  return isDescending ? -difference : difference
}
