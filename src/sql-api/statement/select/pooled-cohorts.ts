import { partialColumn } from '../../../semantic/plan/draft/result-columns.ts'
import type { MetricColumn, MetricRelation } from '../../relations/metric-relation.ts'
import { as, columnNames, conjuncts, isNode, list, textOf, unwrap, type Node } from '../tree.ts'
import type { Source } from './sources.ts'

/**
 * The sources of a select with the metrics that add up over cohorts as balances, whose time is the age: a cohort has the same
 * members at every age, and those of two cohorts are different.
 *
 * @param cohortsOverlap whether the session has members in several cohorts
 */
export function withPools(
  select: Node,
  sources: readonly Source[],
  cohortsOverlap: boolean,
): readonly Source[] {
  if (cohortsOverlap) return sources
  const isComplete = leavesOutPartial(select)
  const pooled = (column: MetricColumn): MetricColumn =>
    column.pools === 'always' || (column.pools === 'complete' && isComplete)
      ? { ...column, addsUp: 'stock' }
      : column
  return sources.map((source): Source => {
    if (source.relation.shape !== 'cohort') return source
    const columns = new Map([...source.relation.columns].map(([name, column]) => [name, pooled(column)]))
    const relation: MetricRelation = { ...source.relation, columns }
    return { ...source, relation }
  })
}

/** Whether a select leaves out the cells whose members have not all reached the end of the age. */
export function leavesOutPartial(select: Node): boolean {
  return conjuncts(select['whereClause']).some((condition) => {
    const [kind, node] = unwrap(condition)
    const isPartial = (value: unknown) => columnNames(value)?.at(-1) === partialColumn
    if (kind === 'BoolExpr') return node['boolop'] === 'NOT_EXPR' && isPartial(list(node, 'args')[0])
    if (kind === 'BooleanTest') return node['booltesttype'] === 'IS_FALSE' && isPartial(node['arg'])
    if (kind !== 'A_Expr' || textOf(list(node, 'name').at(-1)) !== '=') return false
    const value = as(node['rexpr'], 'A_Const')?.['boolval']
    return isPartial(node['lexpr']) && isNode(value) && value['boolval'] !== true
  })
}
