import type { Tables } from '../around-rows.ts'
import { as, isNode, list, stringField, visit, type Node } from '../tree.ts'
import type { ResultTable } from './result-table.ts'

/** A nested select with values of metrics, in the FROM clause of another one. */
export interface Derived {
  readonly alias: string
  readonly table: ResultTable
}

/** The nested selects and common tables that a select reads. */
export function derivedOf(
  select: Node,
  known: ReadonlyMap<Node, ResultTable>,
  tables: Tables,
): readonly Derived[] {
  const found: Derived[] = []
  const add = (query: Node | null | undefined, alias: string, renamed: readonly unknown[]) => {
    const table = query === null || query === undefined ? undefined : known.get(query)
    if (table !== undefined) found.push({ alias, table: withNames(table, renamed) })
  }
  visit(select['fromClause'], (kind, node) => {
    const alias = isNode(node['alias']) ? node['alias'] : {}
    const renamed = list(alias, 'colnames')
    if (kind === 'RangeSubselect')
      add(as(node['subquery'], 'SelectStmt'), stringField(alias, 'aliasname') ?? '', renamed)
    if (kind === 'RangeVar' && node['schemaname'] === undefined) {
      const name = stringField(node, 'relname') ?? ''
      add(tables.get(name), stringField(alias, 'aliasname') ?? name, renamed)
    }
    return undefined
  })
  return found
}

/** The first columns with other names, as `t (a, b)` gives them. */
export function withNames(table: ResultTable, renamed: readonly unknown[]): ResultTable {
  const nameOf = (place: number) => stringField(as(renamed[place], 'String') ?? {}, 'sval')
  return {
    ...table,
    columns: table.columns.map((column, place) => ({ ...column, name: nameOf(place) ?? column.name })),
  }
}
