import { parseSync } from 'libpg-query'
import { columnPath, location, walk } from '../../catalog/select/sql-tree.ts'
import { replacePlaces } from './foreign/parse-expression.ts'

/**
 * An expression with other text in the place of its columns. PostgreSQL's parser must be loaded.
 *
 * @param replace the text for a column; null: the column stays
 */
export function replaceColumns(expression: string, replace: (column: string) => string | null): string {
  const prefix = 'select '
  const { stmts = [] } = parseSync(prefix + expression)
  const places: { readonly start: number; readonly end: number; readonly text: string }[] = []
  walk(stmts, (kind, node) => {
    if (kind !== 'ColumnRef') return
    const path = columnPath(node)
    const [column = ''] = path
    const text = path.length === 1 && column !== '*' ? replace(column) : null
    const start = location(node) - prefix.length
    if (text !== null) places.push({ start, end: start + Buffer.byteLength(column), text })
  })
  return replacePlaces(expression, places)
}
