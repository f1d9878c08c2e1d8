import { commonTables, selectOf } from './read-body.ts'
import { child, children, columnPath, text, type Tree } from './sql-tree.ts'

type ColumnsOf = (relation: string) => readonly string[] | undefined

/**
 * The names of the columns that a select yields, stars expanded; null when a relation it reads is not
 * known (which is another rule's problem).
 */
export function outputColumns(
  select: Tree,
  columnsOf: ColumnsOf,
  outer: ReadonlyMap<string, readonly string[] | null> = new Map(),
): readonly string[] | null {
  const scope = new Map(outer)
  for (const [name, cte] of commonTables(select)) {
    scope.set(name, outputColumns(selectOf(cte), columnsOf, scope))
  }
  // a union takes its names from its first branch
  const left = child(select, 'larg')
  if (Object.keys(left).length > 0) return outputColumns(left, columnsOf, scope)

  const sources = fromItems(select, columnsOf, scope)
  const columns: string[] = []
  for (const wrapped of children(select, 'targetList')) {
    const target = child(wrapped, 'ResTarget')
    const alias = text(target, 'name')
    const value = child(target, 'val')
    const path = columnPath(child(value, 'ColumnRef'))
    if (path.at(-1) === '*') {
      const starred = path.length > 1 ? sources.filter(({ alias: name }) => name === path[0]) : sources
      for (const source of starred) {
        if (source.columns === null) return null
        columns.push(...source.columns)
      }
    } else {
      columns.push(alias ?? path.at(-1) ?? functionName(value) ?? '?column?')
    }
  }
  return columns
}

interface FromItem {
  readonly alias: string
  readonly columns: readonly string[] | null
}

function fromItems(
  select: Tree,
  columnsOf: ColumnsOf,
  scope: ReadonlyMap<string, readonly string[] | null>,
): readonly FromItem[] {
  const read = (wrapped: Tree): readonly FromItem[] => {
    const join = child(wrapped, 'JoinExpr')
    if (Object.keys(join).length > 0) return [...read(child(join, 'larg')), ...read(child(join, 'rarg'))]
    const range = child(wrapped, 'RangeVar')
    const name = text(range, 'relname')
    if (name !== undefined) {
      const schema = text(range, 'schemaname')
      const columns =
        schema === undefined ? (scope.get(name) ?? null) : (columnsOf(`${schema}.${name}`) ?? null)
      return [{ alias: text(child(range, 'alias'), 'aliasname') ?? name, columns }]
    }
    const sub = child(wrapped, 'RangeSubselect')
    const query = child(child(sub, 'subquery'), 'SelectStmt')
    const alias =
      text(child(sub, 'alias'), 'aliasname') ??
      text(child(child(wrapped, 'RangeFunction'), 'alias'), 'aliasname') ??
      ''
    return [
      { alias, columns: Object.keys(query).length > 0 ? outputColumns(query, columnsOf, scope) : [alias] },
    ]
  }
  return children(select, 'fromClause').flatMap(read)
}

function functionName(value: Tree): string | undefined {
  const names = children(child(value, 'FuncCall'), 'funcname')
  const last = names.at(-1)
  return last === undefined ? undefined : text(child(last, 'String'), 'sval')
}
