/**
 * What has to be there because our own keys lead to it. When it is missing, that is our fault and never the caller's.
 */
export function required<Row>(row: Row | null, type: string, key: string): Row {
  if (row === null) throw new Error(`the ${type} ${key} is named by a row, but is not there`)
  return row
}
