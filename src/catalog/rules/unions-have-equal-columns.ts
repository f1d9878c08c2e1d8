import type { ParsedCatalog } from '../files/parsed-view.ts'
import { outputColumns } from '../select/output-columns.ts'
import type { Problem } from '../headers/problem.ts'
import { commonTables, selectOf } from '../select/read-body.ts'
import { child, children, unionBranches, type Tree } from '../select/sql-tree.ts'
import type { Rule } from './rule.ts'

type Scope = ReadonlyMap<string, readonly string[] | null>

/**
 * The branches of a union have the same columns in the same order. PostgreSQL combines columns by position and
 * compares only their types, so two swapped columns would give wrong numbers without an error.
 */
export const unionsHaveEqualColumns: Rule = (parsed) =>
  parsed.views.flatMap((view) =>
    unequalBranches(view.select, new Map(), parsed).map(({ branch, expected, found }): Problem => ({
      file: view.file,
      line: view.lineAt(branch),
      rule: 'unions-have-equal-columns',
      message: `This branch of the union has the columns (${found.join(', ')}), the first one (${expected.join(', ')}).`,
    })),
  )

interface Unequal {
  readonly branch: Tree
  readonly expected: readonly string[]
  readonly found: readonly string[]
}

/** The branches that differ from the first one of their union, in the CTEs of a select and in itself. */
function unequalBranches(select: Tree, outer: Scope, parsed: ParsedCatalog): readonly Unequal[] {
  const scope = new Map(outer)
  const columnsOf = (relation: string) =>
    parsed.byName.get(relation)?.columns ?? parsed.internal.get(relation)
  const unequal: Unequal[] = []
  for (const [name, cte] of commonTables(select)) {
    unequal.push(...unequalBranches(selectOf(cte), scope, parsed))
    scope.set(name, outputColumns(selectOf(cte), columnsOf, scope))
  }
  const [expected, ...others] = unionBranches(select).map((branch) => ({
    branch,
    columns: outputColumns(branch, columnsOf, scope),
  }))
  for (const { branch, columns } of others) {
    if (expected === undefined || expected.columns === null || columns === null) continue
    if (columns.join() !== expected.columns.join())
      unequal.push({ branch: firstTarget(branch), expected: expected.columns, found: columns })
  }
  return unequal
}

/** Where a branch begins: its first column. */
function firstTarget(branch: Tree): Tree {
  return child(children(branch, 'targetList')[0] ?? {}, 'ResTarget')
}
