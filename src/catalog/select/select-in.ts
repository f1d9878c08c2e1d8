import { parseSync } from 'libpg-query'
import { child, type Tree } from './sql-tree.ts'

const parsed = new Map<string, Tree>()

/** The select of a view, parsed once. */
export function selectIn(body: string): Tree {
  const select =
    parsed.get(body) ?? child(child(((parseSync(body).stmts ?? [])[0] ?? {}) as Tree, 'stmt'), 'SelectStmt')
  parsed.set(body, select)
  return select
}
