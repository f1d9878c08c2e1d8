import { periodColumn, type Question } from '../../../answer/compile-answer.ts'
import { quoteName } from '../../../../warehouse/engine/values/quote-name.ts'
import { partialColumn } from '../../../../semantic/plan/draft/result-columns.ts'
import { as, conjuncts, isNode, list, textOf, type Node } from '../../tree.ts'

/** Whether a select asks for the names and types of its columns only: `limit 0`, or a condition such as `1 = 0`. */
export function asksForNoRows(select: Node): boolean {
  return integerOf(select['limitCount']) === 0 || conjuncts(select['whereClause']).some(isFalse)
}

/** A derived table with the columns of an answer and without rows: nothing is computed. */
export function emptyTable({ relation, by, times, metrics, hasPeriod, hasPartial }: Question): string {
  const columns = [
    ...(hasPeriod ? [[periodColumn, 'date'] as const] : []),
    ...(hasPartial ? [[partialColumn, 'boolean'] as const] : []),
    ...times.map((name) => [name, 'date'] as const),
    ...by.map((name) => [name, relation.columns.get(name)?.type ?? 'text'] as const),
    ...metrics.map(({ alias }) => [alias, 'numeric'] as const),
  ]
  return `select ${columns.map(([name, type]) => `null::${type} as ${quoteName(name)}`).join(', ')} where false`
}

function isFalse(condition: unknown): boolean {
  const constant = as(condition, 'A_Const')
  if (isNode(constant?.['boolval'])) return constant['boolval']['boolval'] !== true
  const comparison = as(condition, 'A_Expr')
  if (comparison?.['kind'] !== 'AEXPR_OP' || textOf(list(comparison, 'name').at(-1)) !== '=') return false
  const [left, right] = [integerOf(comparison['lexpr']), integerOf(comparison['rexpr'])]
  return left !== null && right !== null && left !== right
}

function integerOf(value: unknown): number | null {
  const integer = as(value, 'A_Const')?.['ival']
  return isNode(integer) ? Number(integer['ival'] ?? 0) : null
}
