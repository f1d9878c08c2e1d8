import { Rejection } from './rejection.ts'
import { isAggregated } from './select/forms.ts'
import { sourcesOf, usedIn, type FindRelation } from './select/sources.ts'
import { as, columnNames, isNode, list, stringField, visit, type Node } from './tree.ts'

/**
 * Rejects aggregates around the first rows of metrics, in no order, of a nested select without GROUP BY: a preview that a
 * tool keeps as a data set is no part of the company.
 *
 * @param tables the common tables that the select can read
 * @throws Rejection
 */
export function checkAroundRows(select: Node, find: FindRelation, tables: Tables): void {
  if (!isAggregated(select)) return
  visit(select['fromClause'], (kind, node) => {
    if (!hasRows(kind, node, find, tables, false)) return undefined
    throw new Rejection('An aggregate over the first rows of metrics, in no order, has no meaning.', {
      detail: 'The nested select has a LIMIT, and neither GROUP BY nor ORDER BY.',
      hint: 'Leave out its LIMIT, or add ORDER BY.',
    })
  })
}

/** Common tables by name. */
export type Tables = ReadonlyMap<string, Node>

/** Whether an item of FROM has the first rows of metrics that no GROUP BY has made. */
function hasRows(kind: string, node: Node, find: FindRelation, tables: Tables, isCut: boolean): boolean {
  if (kind === 'RangeSubselect') {
    const query = as(node['subquery'], 'SelectStmt')
    return query !== null && isRows(query, find, tables, isCut)
  }
  if (kind !== 'RangeVar' || node['schemaname'] !== undefined) return false
  const name = stringField(node, 'relname') ?? ''
  const table = tables.get(name)
  // a recursive table reads itself
  const others = new Map([...tables].filter(([other]) => other !== name))
  return table !== undefined && isRows(table, find, others, isCut)
}

function isRows(query: Node, find: FindRelation, outer: Tables, isCutAround: boolean): boolean {
  const tables = new Map([...outer, ...commonTables(query)])
  const isCut = isCutAround || (query['limitCount'] !== undefined && list(query, 'sortClause').length === 0)
  const isSideRows = (side: unknown) => isNode(side) && isRows(side, find, tables, isCut)
  if (isSideRows(query['larg']) || isSideRows(query['rarg'])) return true
  if (isAggregated(query)) return false
  const sources = sourcesOf(query, find)
  const targets = list(query, 'targetList').map((target) => as(target, 'ResTarget')?.['val'])
  if (
    isCut &&
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
    if (hasRows(kind, node, find, tables, isCut)) found = true
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
