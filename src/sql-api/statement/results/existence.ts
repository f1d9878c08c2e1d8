import { Rejection } from '../rejection.ts'
import { isAggregated } from '../select/forms.ts'
import { as, list, nodesIn, type Node } from '../tree.ts'
import type { Scope } from './values/scope.ts'

/**
 * Rejects `exists` and `in` of groups in which nothing happened: a group has a row all the same.
 *
 * @throws Rejection
 */
export function checkExistence(select: Node, { rowsOf }: Scope): void {
  const { withClause: _with, larg: _left, rarg: _right, fromClause: _from, ...parts } = select
  for (const { subLinkType, subselect } of nodesIn(parts, (kind) => kind === 'SubLink', {
    entersFound: false,
  })) {
    const inner = as(subselect, 'SelectStmt')
    const table = inner === null ? null : rowsOf(inner)
    if (inner === null || table === null || table.leavesOut) continue
    const isExists = subLinkType === 'EXISTS_SUBLINK'
    const isAlways =
      isExists && (table.hasPeriods || (isAggregated(inner) && list(inner, 'groupClause').length === 0))
    if (!isAlways && !(table.isFilled && subLinkType !== 'EXPR_SUBLINK')) continue
    throw new Rejection(
      `${isExists ? 'EXISTS is true' : 'The list has values'} of groups in which nothing happened, too.`,
      {
        detail: 'Every period has a row for every value of a dimension, and a total has one always.',
        hint: 'Say which groups count, for example: having sum(…) > 0.',
      },
    )
  }
}
