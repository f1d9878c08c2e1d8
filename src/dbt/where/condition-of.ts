import { child, children, text, type Tree } from '../../catalog/select/sql-tree.ts'
import type { Condition } from '../../semantic/model/request/condition.ts'
import type { Filter } from '../../semantic/model/request/request.ts'
import { comparisonOf, type Comparison } from './comparison.ts'
import { unavailable } from './sql-values.ts'

/** Deeper conditions are no person's: reading them would fill the stack. */
const maxDepth = 100

/** The condition of a comparison, or of its opposite. */
export type ReadFilter = (comparison: Comparison, isOpposite: boolean) => Condition<Filter>

/**
 * A node of PostgreSQL's tree as a condition. NOT is moved to the single comparisons, because SQL knows a third answer:
 * null meets neither a comparison nor its opposite.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function conditionOf(
  node: Tree,
  readFilter: ReadFilter,
  isNegated = false,
  depth = 0,
): Condition<Filter> {
  if (depth > maxDepth) throw unavailable(`A condition nested more than ${String(maxDepth)} deep`)
  if ('BoolExpr' in node) {
    const joined = child(node, 'BoolExpr')
    const operator = text(joined, 'boolop')
    const isNot = operator === 'NOT_EXPR'
    const parts = children(joined, 'args').map((part) =>
      conditionOf(part, readFilter, isNegated !== isNot, depth + 1),
    )
    const [only] = parts
    if (isNot && only !== undefined) return only
    return (operator === 'AND_EXPR') !== isNegated ? { allOf: parts } : { anyOf: parts }
  }
  const between = betweenOf(node)
  if (between === null) {
    const comparison = comparisonOf(node)
    return readFilter(comparison, comparison.isOpposite !== isNegated)
  }
  const isOutside = between.isOutside !== isNegated
  const parts = between.bounds.map((bound) => readFilter(bound, isOutside))
  return isOutside ? { anyOf: parts } : { allOf: parts }
}

/** The comparisons of a node that all have to be met; none for conditions that are joined by OR and NOT. */
export function comparisonsIn(node: Tree): readonly Comparison[] {
  const between = betweenOf(node)
  if (between !== null) return between.isOutside ? [] : between.bounds
  return 'BoolExpr' in node ? [] : [comparisonOf(node)]
}

/** `between` as its two comparisons; null for other nodes. */
function betweenOf(
  node: Tree,
): { readonly bounds: readonly [Comparison, Comparison]; readonly isOutside: boolean } | null {
  const expression = child(node, 'A_Expr')
  const kind = text(expression, 'kind')
  if (kind !== 'AEXPR_BETWEEN' && kind !== 'AEXPR_NOT_BETWEEN') return null
  const [low = {}, high = {}] = children(child(child(expression, 'rexpr'), 'List'), 'items')
  const compare = (operator: string, rexpr: Tree) => {
    const { lexpr } = expression
    return comparisonOf({
      A_Expr: { kind: 'AEXPR_OP', name: [{ String: { sval: operator } }], lexpr, rexpr },
    })
  }
  return { bounds: [compare('>=', low), compare('<=', high)], isOutside: kind === 'AEXPR_NOT_BETWEEN' }
}

/** The condition on a dimension; null meets it only if it asks for null. */
export function filterOn(
  dimension: string,
  { operator, value }: Comparison,
  isOpposite: boolean,
): Condition<Filter> {
  if (operator === 'isNull') return { dimension, operator, value: value !== isOpposite }
  if (!isOpposite) return { dimension, operator, value }
  return {
    allOf: [{ not: { dimension, operator, value } }, { dimension, operator: 'isNull', value: false }],
  }
}
