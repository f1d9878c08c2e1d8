import { columnName } from './column-name.ts'
import { commonTables, selectOf } from './read-body.ts'
import { child, children, columnPath, text, type Tree } from './sql-tree.ts'

type Columns = readonly string[] | null
type ColumnsOf = (relation: string) => readonly string[] | undefined

/**
 * The output columns of a select, with stars expanded; null when a relation that it reads is unknown (which
 * another rule reports).
 */
export function outputColumns(
  select: Tree,
  columnsOf: ColumnsOf,
  outer: ReadonlyMap<string, Columns> = new Map(),
): Columns {
  const scope = new Map(outer)
  for (const [name, cte] of commonTables(select)) {
    scope.set(name, renamed(outputColumns(selectOf(cte), columnsOf, scope), names(cte, 'aliascolnames')))
  }
  // a union has the names of its first branch
  const left = child(select, 'larg')
  if (Object.keys(left).length > 0) return outputColumns(left, columnsOf, scope)
  const [firstRow] = children(select, 'valuesLists')
  if (firstRow !== undefined)
    return children(child(firstRow, 'List'), 'items').map((_, index) => `column${String(index + 1)}`)

  const from = children(select, 'fromClause').map((item) => fromItem(item, columnsOf, scope))
  const columns: string[] = []
  for (const wrapped of children(select, 'targetList')) {
    const target = child(wrapped, 'ResTarget')
    const value = child(target, 'val')
    const path = columnPath(child(value, 'ColumnRef'))
    if (path.at(-1) !== '*') {
      columns.push(text(target, 'name') ?? columnName(value))
      continue
    }
    const starred =
      path.length > 1
        ? from.flatMap(({ aliases }) => [...aliases]).filter(([alias]) => alias === path[0])
        : from.map(({ columns: all }) => ['', all] as const)
    for (const [, all] of starred) {
      if (all === null) return null
      columns.push(...all)
    }
  }
  return columns
}

/** The columns of a `from` item: for `*`, and for `alias.*`. */
interface FromItem {
  readonly columns: Columns
  readonly aliases: ReadonlyMap<string, Columns>
}

function fromItem(wrapped: Tree, columnsOf: ColumnsOf, scope: ReadonlyMap<string, Columns>): FromItem {
  const [kind = ''] = Object.keys(wrapped)
  const node = child(wrapped, kind)
  if (kind === 'JoinExpr') return joined(node, columnsOf, scope)
  const alias = child(node, 'alias')
  const name = text(alias, 'aliasname') ?? text(node, 'relname') ?? ''
  const columns = renamed(ownColumns(kind, node, columnsOf, scope), names(alias, 'colnames'))
  return { columns, aliases: new Map([[name, columns]]) }
}

/** A join has the columns of both sides; those of `using` come first and once. */
function joined(join: Tree, columnsOf: ColumnsOf, scope: ReadonlyMap<string, Columns>): FromItem {
  const left = fromItem(child(join, 'larg'), columnsOf, scope)
  const right = fromItem(child(join, 'rarg'), columnsOf, scope)
  const aliases = new Map([...left.aliases, ...right.aliases])
  if (left.columns === null || right.columns === null) return { columns: null, aliases }
  const { columns: rightColumns } = right
  const shared =
    join['isNatural'] === true
      ? left.columns.filter((column) => rightColumns.includes(column))
      : names(join, 'usingClause')
  const rest = [...left.columns, ...rightColumns].filter((column) => !shared.includes(column))
  return { columns: [...shared, ...rest], aliases }
}

function ownColumns(
  kind: string,
  node: Tree,
  columnsOf: ColumnsOf,
  scope: ReadonlyMap<string, Columns>,
): Columns {
  if (kind === 'RangeVar') {
    const schema = text(node, 'schemaname')
    const name = text(node, 'relname') ?? ''
    return schema === undefined ? (scope.get(name) ?? null) : (columnsOf(`${schema}.${name}`) ?? null)
  }
  if (kind === 'RangeSubselect')
    return outputColumns(child(child(node, 'subquery'), 'SelectStmt'), columnsOf, scope)
  // a function with one column names it like its alias
  const alias = text(child(node, 'alias'), 'aliasname')
  const results = children(node, 'functions').map((list) => {
    const [call = {}] = children(child(list, 'List'), 'items')
    return alias ?? columnName(call)
  })
  const defined = children(node, 'coldeflist').map(
    (column) => text(child(column, 'ColumnDef'), 'colname') ?? '',
  )
  return [...(defined.length > 0 ? defined : results), ...(node['ordinality'] === true ? ['ordinality'] : [])]
}

/** Renames columns, starting with the first. */
function renamed(columns: Columns, others: readonly string[]): Columns {
  return columns === null || others.length === 0 ? columns : [...others, ...columns.slice(others.length)]
}

function names(node: Tree, list: string): string[] {
  return children(node, list).map((name) => text(child(name, 'String'), 'sval') ?? '')
}
