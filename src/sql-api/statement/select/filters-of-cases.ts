import { as, conjunction, conjuncts, list, string, type Node } from '../tree.ts'
import { isNothing } from './metric-arguments.ts'

/** An aggregate with a filter in place of a case. */
interface FilteredAggregate {
  readonly node: Node
  /** Whether the case is 0, and not null, where its condition is not met. */
  readonly isZeroElse: boolean
}

/** `sum(case when a then x end)` as `sum(x) filter (where a)`; null for other aggregates. */
export function asFilter(node: Node): FilteredAggregate | null {
  const [argument] = list(node, 'args')
  const choice = as(argument, 'CaseExpr')
  const [when, ...others] =
    choice === null ? [] : list(choice, 'args').map((one) => as(one, 'CaseWhen') ?? {})
  if (choice === null || when === undefined || others.length > 0) return null
  if (!isNothing(choice['defresult']) || isNothing(when['result'])) return null
  const { arg } = choice
  const condition =
    arg === undefined
      ? when['expr']
      : { A_Expr: { kind: 'AEXPR_OP', name: [string('=')], lexpr: arg, rexpr: when['expr'] } }
  const isNull = choice['defresult'] === undefined || as(choice['defresult'], 'A_Const')?.['isnull'] === true
  return {
    node: {
      ...node,
      args: [when['result']],
      agg_filter: conjunction([...conjuncts(node['agg_filter']), condition]),
    },
    isZeroElse: !isNull,
  }
}
