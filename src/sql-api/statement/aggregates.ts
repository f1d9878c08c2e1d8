import { as, columnNames, functionName, isNode, visit, type Node } from './tree.ts'

/** Aggregates of PostgreSQL and of the metric relations, by unqualified name. */
const aggregates = new Set(
  `sum avg min max count measure agg one at_one_time array_agg string_agg json_agg jsonb_agg json_object_agg
  jsonb_object_agg xmlagg bool_and bool_or every bit_and bit_or bit_xor any_value stddev stddev_pop stddev_samp
  variance var_pop var_samp corr covar_pop covar_samp regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope
  regr_sxx regr_sxy regr_syy mode percentile_cont percentile_disc range_agg range_intersect_agg`.split(/\s+/),
)

/** The name of an aggregate that is called over rows, not over a window; null for other nodes. */
export function aggregateOf(wrapped: unknown): string | null {
  const call = as(wrapped, 'FuncCall')
  const name = functionName(wrapped)
  if (call === null || name === null || 'over' in call) return null
  const isMarked =
    'agg_filter' in call || 'agg_star' in call || 'agg_distinct' in call || 'agg_within_group' in call
  return isMarked || aggregates.has(name) ? name : null
}

/** Whether an expression contains an aggregate, over rows or over a window. */
export function hasAggregate(expression: unknown): boolean {
  let found = false
  visit(expression, (kind, node) => {
    if (kind === 'FuncCall' && (isNode(node['over']) || aggregateOf({ FuncCall: node }) !== null))
      found = true
    return undefined
  })
  return found
}

/** The names of the columns that an expression reads: all, or those outside aggregates. */
export function namesIn(
  part: unknown,
  { entersAggregates }: { readonly entersAggregates: boolean },
): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  visit([part], (kind, node: Node) => {
    if (!entersAggregates && aggregateOf({ [kind]: node }) !== null) return false
    const names = kind === 'ColumnRef' ? columnNames({ ColumnRef: node }) : null
    if (names !== null) found.push(names)
    return undefined
  })
  return found
}

/** What an aggregate of a metric means. */
export type AggregateMeaning = 'value' | 'mean' | 'other'

/** `sum`, `measure` and `agg` mean the metric; `avg` does where it does not add up. */
export function meaningOf(aggregate: string): AggregateMeaning {
  if (['sum', 'measure', 'agg', 'one'].includes(aggregate)) return 'value'
  return aggregate === 'avg' ? 'mean' : 'other'
}
