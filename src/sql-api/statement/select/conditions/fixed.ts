import { namesIn } from '../../aggregates.ts'
import { as, columnNames, conjuncts, isNode, list, textOf, type Node } from '../../tree.ts'

/** Whether a select compares a column with one value that it must equal. */
export function isCompared(select: Node, alias: string, name: string): boolean {
  return conjuncts(select['whereClause']).some((condition) => {
    const { kind, name: operator, lexpr, rexpr } = as(condition, 'A_Expr') ?? {}
    const isEqual = kind === 'AEXPR_OP' && textOf(list({ operator }, 'operator').at(-1)) === '='
    return isEqual && isMeant(lexpr, alias, name) && isConstant(rexpr)
  })
}

/** Whether a select groups by a column. */
export function isGroup(select: Node, alias: string, name: string): boolean {
  const targets = list(select, 'targetList').map((target) => as(target, 'ResTarget')?.['val'])
  return list(select, 'groupClause').some((group) => {
    const place = as(group, 'A_Const')?.['ival']
    return isMeant(isNode(place) ? targets[Number(place['ival'] ?? 0) - 1] : group, alias, name)
  })
}

function isMeant(expression: unknown, alias: string, name: string): boolean {
  const names = columnNames(expression)
  return names?.at(-1) === name && (names.length === 1 || names[0] === alias)
}

function isConstant(value: unknown): boolean {
  return namesIn([value], { entersAggregates: true }).length === 0
}
