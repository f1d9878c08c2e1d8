import { directSelects, isProjection, pullUp, type FindColumns } from './pull-up.ts'
import { as, copy, isNode, list, replaceIn, stringField, type Node } from './tree.ts'

/**
 * Sees through subselects and common tables that only name, compute and filter columns of a metric relation: the
 * select around them asks the question. Tools nest selects, and a sum over a nested select must not add up what does not
 * add up.
 */
export function flatten(
  select: Node,
  find: FindColumns,
  outer: ReadonlyMap<string, Node | null> = new Map(),
): void {
  const scope = new Map(outer)
  const isShadowed = (range: Node) =>
    stringField(range, 'schemaname') === null && scope.has(stringField(range, 'relname') ?? '')
  const findHere: FindColumns = (range) => (isShadowed(range) ? null : find(range))
  const withClause = isNode(select['withClause']) ? select['withClause'] : null
  if (withClause !== null) {
    const kept = list(withClause, 'ctes').filter((wrapped) => {
      const cte = as(wrapped, 'CommonTableExpr')
      const query = as(cte?.['ctequery'], 'SelectStmt')
      const name = stringField(cte ?? {}, 'ctename') ?? ''
      if (cte === null || query === null) return true
      flatten(query, find, scope)
      const isSeenThrough = list(cte, 'aliascolnames').length === 0 && isProjection(query, findHere)
      scope.set(name, isSeenThrough ? query : null)
      return !isSeenThrough
    })
    if (kept.length > 0) withClause['ctes'] = kept
    else delete select['withClause']
  }
  for (const side of ['larg', 'rarg']) if (isNode(select[side])) flatten(select[side], find, scope)
  inlineTables(select, scope)
  for (const one of directSelects(select)) flatten(one, find, scope)
  pullUp(select, findHere)
}

/** Puts the select of a common table in place of its name. */
function inlineTables(select: Node, scope: ReadonlyMap<string, Node | null>): void {
  const replace = (wrapped: Node): Node | null => {
    const range = as(wrapped, 'RangeVar')
    const name = stringField(range ?? {}, 'relname') ?? ''
    const query = range !== null && stringField(range, 'schemaname') === null ? scope.get(name) : null
    if (range === null || query === null || query === undefined) return null
    const alias = isNode(range['alias']) ? range['alias'] : { aliasname: name }
    return { RangeSubselect: { subquery: { SelectStmt: copy(query) }, alias } }
  }
  if (Array.isArray(select['fromClause'])) select['fromClause'] = replaceIn(select['fromClause'], replace)
}
