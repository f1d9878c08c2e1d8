import type { Tables } from '../../around-rows.ts'
import { partialColumn } from '../../../../semantic/plan/draft/result-columns.ts'
import type { AddsUp } from '../../../relations/adds-up.ts'
import { namesIn } from '../../aggregates.ts'
import { leavesOutPartial } from '../../select/pooled-cohorts.ts'
import { usedIn, type Source } from '../../select/sources.ts'
import { as, isNode, list, nodesIn, stringField, visit, type Node } from '../../tree.ts'
import { meaningOf } from '../values/meaning-of.ts'
import { isValue, type Meaning } from '../values/meaning.ts'

import { unknown, type Item, type ResultColumn, type ResultTable, type Scope } from '../values/scope.ts'

type RowsOf = Scope['rowsOf']

/** The items of FROM whose columns may be values and that read no others: metric relations, nested selects, common tables. */
export function plainItems(
  select: Node,
  sources: readonly Source[],
  rowsOf: RowsOf,
  tables: Tables,
): readonly Item[] {
  const known: Item[] = [...sources.map((source) => sourceItem(select, source))]
  visit(select['fromClause'], (kind, node) => {
    if (isReader(kind, node)) return false
    const alias = isNode(node['alias']) ? node['alias'] : {}
    const add = (query: Node | null | undefined, name: string) => {
      const table = query === null || query === undefined ? null : rowsOf(query)
      if (table !== null) known.push(tableItem(withNames(table, list(alias, 'colnames')), name))
    }
    if (kind === 'RangeSubselect')
      add(as(node['subquery'], 'SelectStmt'), stringField(alias, 'aliasname') ?? '')
    if (kind === 'RangeVar' && node['schemaname'] === undefined) {
      const name = stringField(node, 'relname') ?? ''
      add(tables.get(name), stringField(alias, 'aliasname') ?? name)
    }
    return kind !== 'RangeSubselect'
  })
  return known
}

/** The items of FROM that may read those before them, in their order. */
export function readersOf(select: Node): readonly Node[] {
  const readers: Node[] = []
  visit(select['fromClause'], (kind, node) => {
    if (isReader(kind, node)) readers.push(node)
    return kind !== 'RangeSubselect' && !isReader(kind, node)
  })
  return readers
}

/** Lateral selects; and functions and their kin, also without LATERAL. */
function isReader(kind: string, node: Node): boolean {
  if (kind === 'RangeSubselect') return node['lateral'] === true
  return (kind.startsWith('Range') && kind !== 'RangeVar') || kind === 'JsonTable'
}

/** A metric relation has a row for each combination of the other columns that the select reads. */
function sourceItem(select: Node, source: Source): Item {
  const { columns } = source.relation
  const { fromClause, ...clauses } = select
  const read = usedIn([Object.values(clauses), joinsOf(fromClause)], [source])
  const isShown = showsPartial(select, source)
  const keys = [
    ...new Set(read.filter(({ column }) => column.role !== 'metric').map(({ column }) => column.name)),
  ]
  return {
    alias: source.alias,
    columns: [...columns.values()].map(({ name, role, addsUp }): ResultColumn => ({
      name,
      meaning: role !== 'metric' ? 'nothing' : isShown ? (addsUp ?? 'never') : unseen(addsUp),
      // cohorts of one age are added up as balances of one period are
      period: role === 'time' ? 'date' : name === 'age' && role === 'cell' ? 'other' : null,
      isDimension: role === 'dimension',
      isZeroOfNothing: role === 'metric',
      isOfOuterJoin: false,
    })),
    keys: keys.filter((name) => columns.get(name)?.role !== 'partial'),
    table: null,
  }
}

/** Whether a select of cohorts leaves out immature cells, or says which ones are. */
function showsPartial(select: Node, { relation }: Source): boolean {
  if (relation.shape === 'series') return true
  const names = namesIn([select['targetList']], { entersAggregates: true })
  return leavesOutPartial(select) || names.some((one) => one.at(-1) === partialColumn)
}

/** Immature cells never enter an average unseen. */
function unseen(addsUp: AddsUp | null): Meaning {
  return addsUp === 'stock' ? 'stock' : 'other'
}

function joinsOf(fromClause: unknown): readonly unknown[] {
  const joins = nodesIn(fromClause, (kind) => kind === 'JoinExpr', { entersFound: true })
  return joins.flatMap(({ quals, usingClause }) => [
    quals,
    list({ usingClause }, 'usingClause').map((name) => ({ ColumnRef: { fields: [name] } })),
  ])
}

function tableItem(table: ResultTable, alias: string): Item {
  return { alias, columns: table.columns, keys: table.keys, table }
}

/** An item that may read values of the items before it; null where it reads none and has none. */
export function handedOn(node: Node, scope: Scope): Item | null {
  const alias = isNode(node['alias']) ? node['alias'] : {}
  const query = as(node['subquery'], 'SelectStmt')
  if (query === null) return functionItem(node, scope)
  const table = scope.rowsOf(query)
  if (table === null) return null
  // a lateral select is repeated for each row that it reads
  const item = tableItem(withNames(table, list(alias, 'colnames')), stringField(alias, 'aliasname') ?? '')
  return {
    ...item,
    keys: null,
    columns: (item.columns ?? []).map((column) => (isValue(column.meaning) ? unknown(column.name) : column)),
  }
}

/** The rows of a function that reads values, of which nothing is known; null: it reads none. */
function functionItem(node: Node, scope: Scope): Item | null {
  const { alias, ...parts } = node
  const read = nodesIn(parts, (kind) => kind === 'ColumnRef', { entersFound: false })
  const readsValues = read.some((found) => isValue(meaningOf({ ColumnRef: found }, scope)))
  const hasSelects = nodesIn(parts, (kind) => kind === 'SelectStmt', { entersFound: true }).some(
    (select) => scope.rowsOf(select) !== null,
  )
  if (!readsValues && !hasSelects) return null
  const name = stringField(isNode(alias) ? alias : {}, 'aliasname') ?? ''
  return { alias: name, columns: null, keys: null, table: null }
}

/** The first columns with other names, as `t (a, b)` gives them. */
export function withNames(table: ResultTable, renamed: readonly unknown[]): ResultTable {
  if (renamed.length === 0) return table
  const names = new Map(
    table.columns.map(({ name }, place) => [
      name,
      stringField(as(renamed[place], 'String') ?? {}, 'sval') ?? name,
    ]),
  )
  return {
    ...table,
    columns: table.columns.map((column, place) => ({
      ...column,
      name: stringField(as(renamed[place], 'String') ?? {}, 'sval') ?? column.name,
    })),
    keys: table.keys?.map((key) => names.get(key) ?? key) ?? null,
  }
}
