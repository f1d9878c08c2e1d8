import { Rejection } from './rejection.ts'
import { isAggregated } from './select/forms.ts'
import { sourcesOf, usedIn, type FindRelation } from './select/sources.ts'
import { as, columnNames, isNode, list, stringField, visit, type Node } from './tree.ts'

/**
 * Rejects aggregates around a nested select that has rows of metrics without GROUP BY, and cannot be seen through, for
 * example because it has a LIMIT: PostgreSQL would add up what does not add up.
 *
 * @param tables the common tables that the select can read
 * @throws Rejection
 */
export function checkAroundRows(select: Node, find: FindRelation, tables: Tables): void {
  if (!isAggregated(select)) return
  visit(select['fromClause'], (kind, node) => {
    if (!hasRows(kind, node, find, tables)) return undefined
    throw new Rejection(
      'An aggregate over rows of metrics has no meaning: its nested select does not group.',
      {
        detail:
          'A nested select with LIMIT, DISTINCT, ORDER BY with LIMIT, UNION or a select of its own is not seen through.',
        hint: 'Write GROUP BY in the nested select to aggregate its groups, or leave out its LIMIT.',
      },
    )
  })
}

/** Common tables by name. */
export type Tables = ReadonlyMap<string, Node>

/** Whether an item of FROM has rows of metrics that no GROUP BY has made. */
function hasRows(kind: string, node: Node, find: FindRelation, tables: Tables): boolean {
  if (kind === 'RangeSubselect') {
    const query = as(node['subquery'], 'SelectStmt')
    return query !== null && isRows(query, find, tables)
  }
  if (kind !== 'RangeVar' || node['schemaname'] !== undefined) return false
  const name = stringField(node, 'relname') ?? ''
  const table = tables.get(name)
  // a recursive table reads itself
  const others = new Map([...tables].filter(([other]) => other !== name))
  return table !== undefined && isRows(table, find, others)
}

function isRows(query: Node, find: FindRelation, outer: Tables): boolean {
  const tables = new Map([...outer, ...commonTables(query)])
  if (['larg', 'rarg'].some((side) => isNode(query[side]) && isRows(query[side], find, tables))) return true
  if (isAggregated(query)) return false
  const sources = sourcesOf(query, find)
  const targets = list(query, 'targetList').map((target) => as(target, 'ResTarget')?.['val'])
  if (
    sources.length > 0 &&
    targets.some(
      (value) =>
        columnNames(value)?.at(-1) === '*' ||
        usedIn(value, sources).some(({ column }) => column.role === 'metric'),
    )
  )
    return true
  let found = false
  visit(query['fromClause'], (kind, node) => {
    if (hasRows(kind, node, find, tables)) found = true
    return undefined
  })
  return found
}

/** The common tables of a select. */
export function commonTables(select: Node): Tables {
  const withClause = isNode(select['withClause']) ? select['withClause'] : {}
  return new Map(
    list(withClause, 'ctes').flatMap((wrapped): [string, Node][] => {
      const table = as(wrapped, 'CommonTableExpr')
      const query = as(table?.['ctequery'], 'SelectStmt')
      return table === null || query === null ? [] : [[stringField(table, 'ctename') ?? '', query]]
    }),
  )
}
