import { aggregateOf } from '../aggregates.ts'
import { Rejection } from '../rejection.ts'
import { columnNames, list, nodesIn, type Node } from '../tree.ts'
import { isValue } from './values/meaning.ts'
import { hasValues, type Scope } from './values/scope.ts'

/**
 * Rejects nested selects that aggregate values of the rows around them: each value would be there as often as the nested
 * select has rows.
 *
 * @throws Rejection
 */
export function rejectOuterValues(select: Node, scope: Scope): void {
  if (!scope.items.some(hasValues)) return
  const links = nodesIn(select, (kind) => kind === 'SubLink', { entersFound: false })
  const calls = links.flatMap((link) =>
    nodesIn(link['subselect'], (kind) => kind === 'FuncCall', { entersFound: true }),
  )
  for (const call of calls) {
    if (aggregateOf({ FuncCall: call }) === null && call['over'] === undefined) continue
    const read = nodesIn(list(call, 'args'), (kind) => kind === 'ColumnRef', { entersFound: false })
    const outer = read
      .map((found) => columnNames({ ColumnRef: found }) ?? [])
      .find(([alias, ...names]) => {
        const item = scope.items.find((one) => one.alias === alias)
        return (
          names.length > 0 &&
          item !== undefined &&
          isValue(scope.read([alias ?? '', ...names])?.meaning ?? 'nothing')
        )
      })
    if (outer === undefined) continue
    throw new Rejection(`A nested select aggregates ${outer.join('.')}, a value of the rows around it.`, {
      hint: 'Aggregate it in the select that reads it.',
    })
  }
}
