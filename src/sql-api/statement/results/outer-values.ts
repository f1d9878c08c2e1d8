import { aggregateOf, namesIn } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { usedIn, type Source } from '../select/sources.ts'
import { columnReference, list, visit, type Node } from '../tree.ts'
import { isValue } from './values/meaning.ts'
import type { Read, Scope } from './values/scope.ts'

/**
 * Rejects aggregates whose columns are all of the selects around: they are those of a select around, where nothing guards
 * them.
 *
 * @throws Rejection
 */
export function rejectOuterValues(select: Node, scope: Scope): void {
  const { withClause: _with, larg: _left, rarg: _right, ...parts } = select
  visit(parts, (kind, node) => {
    if (kind === 'ColumnRef') scope.read(namesIn({ ColumnRef: node }, { entersAggregates: true })[0] ?? [])
    if (kind !== 'FuncCall' || (aggregateOf({ FuncCall: node }) === null && node['over'] === undefined))
      return undefined
    const read = namesIn([list(node, 'args'), node['agg_order'], node['agg_filter']], {
      entersAggregates: true,
    })
    const outer = read.find(
      (names) => scope.isAround(names) && isValue(scope.read(names)?.meaning ?? 'nothing'),
    )
    if (outer === undefined || !read.every(scope.isAround)) return undefined
    throw new Rejection(`A nested select aggregates ${outer.join('.')}, a value of the rows around it.`, {
      hint: 'Aggregate it in the select that reads it.',
    })
  })
}

/**
 * What the selects inside a select can read of it: not the metrics of a relation itself, whose values are known only when the
 * whole select is.
 */
export function readFromInside({ read }: Scope, sources: readonly Source[]): Read {
  return (names) => {
    const column = read(names)
    if (column === null || !isValue(column.meaning)) return column
    const metric = usedIn(columnReference(...names), sources).find((used) => used.column.role === 'metric')
    if (metric === undefined) return column
    throw new Rejection(`A nested select reads ${names.join('.')}, a metric of the relation around it.`, {
      hint: `Group in a subselect first, and read its values: … from (select month, sum(${metric.column.name}) as value from … group by month) as t.`,
    })
  }
}
