import { parseSync } from 'libpg-query'
import { columnPath, location, walk } from '../../catalog/select/sql-tree.ts'

/**
 * An expression with other text in the place of its columns. PostgreSQL's parser must be loaded.
 *
 * @param replace the text for a column; null: the column stays
 */
export function replaceColumns(expression: string, replace: (column: string) => string | null): string {
  const prefix = 'select '
  const { stmts = [] } = parseSync(prefix + expression)
  const found: { readonly at: number; readonly column: string }[] = []
  walk(stmts, (kind, node) => {
    if (kind !== 'ColumnRef') return
    const path = columnPath(node)
    const [column = ''] = path
    if (path.length === 1 && column !== '*') found.push({ at: location(node), column })
  })
  // places are counted in bytes
  let text = Buffer.from(prefix + expression)
  for (const { at, column } of found.sort((one, other) => other.at - one.at)) {
    const replaced = replace(column)
    if (replaced === null) continue
    const end = at + Buffer.byteLength(column)
    text = Buffer.concat([text.subarray(0, at), Buffer.from(replaced), text.subarray(end)])
  }
  return text.toString().slice(prefix.length)
}
