import { numberOf, type Answer, type Placed } from '../answer.ts'

/** The largest first; values of dimensions that have an order of their own keep it. */
export function ranked(
  rows: Answer['rows'],
  dimensions: readonly Placed[],
  [first]: readonly Placed[],
): Answer['rows'] {
  if (first === undefined || dimensions.some(({ column }) => column.type !== 'text')) return rows
  const sizeOf = (row: Answer['rows'][number]) => numberOf(row[first.index]) ?? -Infinity
  return rows.toSorted((one, other) => sizeOf(other) - sizeOf(one))
}
