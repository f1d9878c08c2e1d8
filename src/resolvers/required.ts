/** A row referenced by a key of another row. A missing row is an internal error, never the caller's. */
export function required<Row>(row: Row | null, type: string, key: string): Row {
  if (row === null) throw new Error(`the ${type} ${key} is referenced by a row, but does not exist`)
  return row
}
