import { child, children, functionPath, walk, type Tree } from '../../../../../catalog/select/sql-tree.ts'

/** The functions of PostgreSQL that make one value of many rows. */
const names = new Set([
  'any_value',
  'array_agg',
  'avg',
  'bit_and',
  'bit_or',
  'bit_xor',
  'bool_and',
  'bool_or',
  'corr',
  'count',
  'covar_pop',
  'covar_samp',
  'cume_dist',
  'dense_rank',
  'every',
  'grouping',
  'json_agg',
  'json_agg_strict',
  'json_arrayagg',
  'json_object_agg',
  'json_objectagg',
  'jsonb_agg',
  'jsonb_agg_strict',
  'jsonb_object_agg',
  'max',
  'min',
  'mode',
  'percent_rank',
  'percentile_cont',
  'percentile_disc',
  'range_agg',
  'range_intersect_agg',
  'rank',
  'regr_avgx',
  'regr_avgy',
  'regr_count',
  'regr_intercept',
  'regr_r2',
  'regr_slope',
  'regr_sxx',
  'regr_sxy',
  'regr_syy',
  'stddev',
  'stddev_pop',
  'stddev_samp',
  'string_agg',
  'sum',
  'var_pop',
  'var_samp',
  'variance',
  'xmlagg',
])

/** Whether a select without `group by` makes one row of all rows. */
export function isAggregated(select: Tree): boolean {
  let isFound = Object.keys(child(select, 'havingClause')).length > 0
  walk(children(select, 'targetList'), (kind, node) => {
    if (kind === 'FuncCall' && Object.keys(child(node, 'over')).length === 0 && isAggregate(node))
      isFound = true
  })
  return isFound
}

/** Whether a called function makes one value of many rows. */
export function isAggregate(call: Tree): boolean {
  return names.has(functionPath(call).at(-1) ?? '')
}
