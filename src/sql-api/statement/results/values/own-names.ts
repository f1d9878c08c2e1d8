import type { Tables } from '../../around-rows.ts'
import { outputName } from '../../output-name.ts'
import { as, functionName, isNode, list, stringField, textOf, visit, type Node } from '../../tree.ts'

/** The names that FROM gives. They hide those of the selects around it. */
export interface OwnNames {
  readonly aliases: ReadonlySet<string>
  /** Those that are known: the columns of other tables are not. */
  readonly columns: ReadonlySet<string>
}

/** @param tables the common tables that the select can read */
export function ownNames(select: Node, tables: Tables): OwnNames {
  const aliases = new Set<string>()
  const columns = new Set<string>()
  visit(select['fromClause'], (kind, node) => {
    const alias = isNode(node['alias']) ? node['alias'] : {}
    const given = stringField(alias, 'aliasname') ?? defaultAlias(kind, node)
    if (given !== null) aliases.add(given)
    const using = isNode(node['join_using_alias']) ? stringField(node['join_using_alias'], 'aliasname') : null
    if (using !== null) aliases.add(using)
    const renamed = list(alias, 'colnames').map(textOf)
    for (const name of [...renamed, ...columnsOf(kind, node, tables).slice(renamed.length)]) columns.add(name)
    // a function that returns one column gives it the name of the alias
    if (kind === 'RangeFunction' && renamed.length === 0 && given !== null) columns.add(given)
    return kind !== 'RangeSubselect' && kind !== 'RangeFunction'
  })
  return { aliases, columns }
}

/** Whether a name means something of FROM that has nothing to do with metrics. */
export function hides({ aliases, columns }: OwnNames, names: readonly string[]): boolean {
  const alias = names.at(-2)
  const name = names.at(-1) ?? ''
  return alias === undefined ? columns.has(name) || aliases.has(name) : aliases.has(alias)
}

function defaultAlias(kind: string, node: Node): string | null {
  if (kind === 'RangeVar') return stringField(node, 'relname')
  if (kind !== 'RangeFunction') return null
  const [first] = list(node, 'functions')
  return functionName(list(as(first, 'List') ?? {}, 'items')[0])
}

function columnsOf(kind: string, node: Node, tables: Tables): readonly string[] {
  if (kind === 'RangeFunction')
    return list(node, 'coldeflist').map(
      (column) => stringField(as(column, 'ColumnDef') ?? {}, 'colname') ?? '',
    )
  const isTable = kind === 'RangeVar' && node['schemaname'] === undefined
  const query = isTable ? tables.get(stringField(node, 'relname') ?? '') : as(node['subquery'], 'SelectStmt')
  return query === null || query === undefined ? [] : outputsOf(query)
}

function outputsOf(query: Node): readonly string[] {
  if (isNode(query['larg'])) return outputsOf(query['larg'])
  const [row] = list(query, 'valuesLists')
  if (row !== undefined)
    return list(as(row, 'List') ?? {}, 'items').map((_, place) => `column${String(place + 1)}`)
  return list(query, 'targetList').map((target) => outputName(target) ?? '')
}
