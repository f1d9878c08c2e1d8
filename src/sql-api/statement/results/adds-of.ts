import type { AddsUp } from '../../relations/adds-up.ts'
import { aggregateOf, meaningOf } from '../aggregates.ts'
import { isTest } from '../select/compared-metrics.ts'
import { columnNames, isNode, list, textOf, visit, type Node } from '../tree.ts'
import type { ReadColumn, ResultColumn } from './result-table.ts'

/** How an expression adds up; null: it is no value of a metric, but a statistic, a condition or a plain column. */
export function addsOf(value: unknown, read: ReadColumn, isDirect: boolean): AddsUp | null {
  const columns = new Set<ResultColumn>()
  const found = new Set<'statistic' | 'computed'>()
  visit([value], (kind, node) => {
    if (kind === 'ColumnRef') {
      const column = read(columnNames({ ColumnRef: node }) ?? [])
      if (column !== null && column.adds !== null) columns.add(column)
    }
    if (isTest(kind, node)) return false
    if (kind === 'MinMaxExpr' || (kind === 'FuncCall' && isNode(node['over']))) found.add('computed')
    if (kind === 'A_Expr' && isQuotient(node, read)) found.add('computed')
    const aggregate = aggregateOf({ [kind]: node })
    const meaning = aggregate === null ? 'value' : meaningOf(aggregate)
    // the mean of a metric that does not add up is its value, over a metric relation itself
    if (meaning !== 'value' && !(isDirect && meaning === 'mean')) found.add('statistic')
    return undefined
  })
  if (columns.size === 0 || found.has('statistic')) return null
  if (found.has('computed')) return 'never'
  const all = [...columns].map(({ adds }) => adds)
  if (all.every((adds) => adds === 'flow')) return 'flow'
  return all.length === 1 && all[0] === 'stock' ? 'stock' : 'never'
}

/** Whether a node divides by a value of a metric, or multiplies two. */
function isQuotient(node: Node, read: ReadColumn): boolean {
  const operator = textOf(list(node, 'name').at(-1))
  const hasMetric = (part: unknown) => addsOf(part, read, true) !== null
  if (operator === '/') return hasMetric(node['rexpr'])
  return operator === '*' && hasMetric(node['lexpr']) && hasMetric(node['rexpr'])
}
