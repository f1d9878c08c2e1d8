import type { MetricColumn, MetricRelation } from '../../relations/metric-relation.ts'
import { aggregateOf, namesIn } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { as, conjunction, conjuncts, isNode, list, textOf, visit, type Node } from '../tree.ts'
import { usedIn, type Source } from './sources.ts'

/** Aggregates of what is no metric: only the first and the last value mean something. */
export function checkOthers(
  aggregate: string,
  node: Node,
  columns: readonly MetricColumn[],
  { metrics, name }: MetricRelation,
): void {
  // also of a column of another table, next to a join
  const isColumn = namesIn(list(node, 'args'), { entersAggregates: true }).length > 0
  if ((aggregate === 'min' || aggregate === 'max') && isColumn) return
  const counts = metrics.filter(({ unit }) => unit === 'count').map((metric) => metric.name)
  const what =
    'agg_star' in node
      ? `${aggregate}(*)`
      : `${aggregate}(${columns.map((one) => one.name).join(', ') || '…'})`
  throw new Rejection(`${what} has no meaning: rows of ${name} are no facts.`, {
    detail: 'Every period has a row for every value, also where nothing happened.',
    hint:
      counts.length === 0
        ? `Select a metric: ${metrics.map((metric) => metric.name).join(', ')}.`
        : `These metrics count: ${counts.join(', ')}.`,
  })
}

/**
 * Rejects the first and the last period of groups by a dimension, or of some of its values: they have a row for every
 * period, also where nothing happened.
 *
 * @throws Rejection
 */
export function rejectFirstPeriods(select: Node, source: Source, sources: readonly Source[]): void {
  const { withClause: _with, fromClause: _from, ...clauses } = select
  visit(clauses, (kind, node) => {
    if (kind !== 'FuncCall') return undefined
    const aggregate = aggregateOf({ FuncCall: node })
    if (aggregate !== 'min' && aggregate !== 'max') return undefined
    const time = usedIn(list(node, 'args'), sources).find(
      (used) => used.source === source && used.column.role === 'time',
    )
    if (time === undefined) return undefined
    const { name } = time.column
    const metric = source.relation.metrics[0]?.name ?? 'x'
    throw new Rejection(`${aggregate}(${name}) is that of all rows, also where nothing happened.`, {
      detail: 'Every period has a row for every value of a dimension.',
      hint:
        `Say which periods count, then take their ${aggregate}: select …, ${aggregate}(${name}) from ` +
        `(select …, ${name} from … group by … having sum(${metric}) > 0) as periods group by ….`,
    })
  })
}

/** `having count(*) > 0`, which tools add, is true of every group. */
export function dropRowConditions(select: Node): void {
  if (select['havingClause'] === undefined) return
  const kept = conjuncts(select['havingClause']).filter((condition) => !isAnyRow(condition))
  const having = conjunction(kept)
  if (having === undefined) delete select['havingClause']
  else select['havingClause'] = having
}

/** `count(*) > 0`, which tools add to see whether a group has a row. */
export function isAnyRow(condition: unknown): boolean {
  const comparison = as(condition, 'A_Expr')
  if (comparison?.['kind'] !== 'AEXPR_OP' || aggregateOf(comparison['lexpr']) !== 'count') return false
  const count = as(comparison['lexpr'], 'FuncCall') ?? {}
  const [argument] = list(count, 'args')
  if (!('agg_star' in count) && as(argument, 'A_Const') === null) return false
  const bound = as(comparison['rexpr'], 'A_Const')
  const integer = isNode(bound?.['ival']) ? (bound['ival']['ival'] ?? 0) : null
  const operator = textOf(list(comparison, 'name').at(-1))
  return (operator === '>' && integer === 0) || (operator === '>=' && integer === 1)
}
