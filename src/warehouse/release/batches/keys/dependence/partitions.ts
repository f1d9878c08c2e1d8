import { child, children, text, walk, type Tree } from '../../../../../catalog/select/sql-tree.ts'

/**
 * Whether the groups, windows and distinct rows of a select are made for each value of its key: rows with another value
 * do not change them.
 *
 * @param isKey whether an expression is the key
 */
export function isPartitionedBy(select: Tree, isKey: (value: Tree) => boolean): boolean {
  const groups = children(select, 'groupClause')
  if (groups.some((group) => 'GroupingSet' in group)) return false
  if (groups.length > 0 && !groups.some(isKey)) return false
  // an empty list is a plain `distinct`
  const distinct = children(select, 'distinctClause').filter((value) => Object.keys(value).length > 0)
  if (distinct.length > 0 && !distinct.some(isKey)) return false
  const named = new Map(
    children(select, 'windowClause').map((wrapped) => {
      const window = child(wrapped, 'WindowDef')
      return [text(window, 'name') ?? '', window] as const
    }),
  )
  const isPartitioned = (window: Tree): boolean => {
    if (children(window, 'partitionClause').some(isKey)) return true
    const other = named.get(text(window, 'refname') ?? text(window, 'name') ?? '')
    return other !== undefined && other !== window && isPartitioned(other)
  }
  let areWindows = true
  walk([select['targetList'], select['sortClause']], (kind, node) => {
    const over = kind === 'FuncCall' ? child(node, 'over') : {}
    if (Object.keys(over).length > 0 && !isPartitioned(over)) areWindows = false
  })
  return areWindows
}
