import { parseSync, scanSync, type ScanToken } from 'libpg-query'
import { child, children, columnPath, location, walk, type Tree } from '../../../catalog/select/sql-tree.ts'
import { faultOf } from './fault-of.ts'

/** A column in an expression; places are counted in bytes. */
export interface ColumnPlace {
  readonly path: readonly string[]
  readonly start: number
  /** The place after its last byte. */
  readonly end: number
}

/** One expression of SQL over columns, whose functions PostgreSQL has. */
export interface Expression {
  readonly sql: string
  readonly tree: Tree
  readonly tokens: readonly ScanToken[]
  readonly columns: readonly ColumnPlace[]
}

const prefix = 'select '

/**
 * Parses one whole expression with PostgreSQL's parser, which must be loaded.
 *
 * @returns why it is none, as a sentence
 */
export function parseExpression(sql: string): Expression | string {
  let statements: unknown
  let scanned: readonly ScanToken[]
  try {
    statements = parseSync(prefix + sql).stmts
    // within brackets, clauses and further statements are errors
    parseSync(`${prefix}(${sql})`)
    scanned = scanSync(prefix + sql).tokens
  } catch {
    return 'Its expression is not one SQL expression that PostgreSQL reads.'
  }
  if (scanned.some(({ tokenName }) => tokenName.endsWith('_COMMENT'))) return 'Its expression has a comment.'
  const tree = targetOf(statements)
  if (tree === null) return 'It is a list of several expressions.'
  const fault = faultOf(tree)
  if (fault !== null) return fault
  const tokens = scanned.map((token) => ({
    ...token,
    start: token.start - prefix.length,
    end: token.end - prefix.length,
  }))
  const columns: ColumnPlace[] = []
  walk(tree, (kind, node) => {
    if (kind !== 'ColumnRef') return
    const path = columnPath(node)
    const start = location(node) - prefix.length
    const first = tokens.findIndex((token) => token.start === start)
    // a name and a point for each part but the last
    columns.push({ path, start, end: tokens[first + 2 * (path.length - 1)]?.end ?? start })
  })
  return { sql, tree, tokens, columns }
}

/** The one expression of a select; null where it has several. */
function targetOf(statements: unknown): Tree | null {
  const [statement = {}] = children({ statements }, 'statements')
  const [target = {}, ...others] = children(child(child(statement, 'stmt'), 'SelectStmt'), 'targetList')
  return others.length === 0 ? child(child(target, 'ResTarget'), 'val') : null
}

/** Text with other text in places, which are counted in bytes. */
export function replacePlaces(
  sql: string,
  places: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  let bytes = Buffer.from(sql)
  // from the last place on, so that those before it stay
  for (const { start, end, text } of [...places].sort((one, other) => other.start - one.start))
    bytes = Buffer.concat([bytes.subarray(0, start), Buffer.from(text), bytes.subarray(end)])
  return bytes.toString()
}
