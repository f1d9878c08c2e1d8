import { child, children, functionPath, type Tree } from '../../../../../catalog/select/sql-tree.ts'

/**
 * The argument of `min(…)`, an output column of a select that otherwise has the expressions of its groups only. A group
 * with an earlier value is the same without later rows. Null for any other select or column.
 */
export function firstOfGroups(select: Tree, index: number): Tree | null {
  const targets = children(select, 'targetList').map((wrapped) => child(child(wrapped, 'ResTarget'), 'val'))
  const groups = children(select, 'groupClause')
  const call = child(targets[index] ?? {}, 'FuncCall')
  const [argument, ...others] = children(call, 'args')
  if (functionPath(call).join('.') !== 'min' || argument === undefined || others.length > 0) return null
  if ('over' in call || 'agg_filter' in call || 'havingClause' in select) return null
  if (groups.length === 0 || groups.some((group) => 'GroupingSet' in group)) return null
  if (children(select, 'distinctClause').length > 0) return null
  const texts = new Set(groups.map(textOf))
  return targets.every((target, position) => position === index || texts.has(textOf(target)))
    ? argument
    : null
}

/** An expression without its places in the SQL. */
function textOf(expression: Tree): string {
  return JSON.stringify(expression, (name, value: unknown) => (name === 'location' ? undefined : value))
}
