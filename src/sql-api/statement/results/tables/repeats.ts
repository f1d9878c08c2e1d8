import {
  as,
  columnNames,
  conjuncts,
  list,
  nodesIn,
  stringField,
  textOf,
  visit,
  type Node,
} from '../../tree.ts'
import type { Item } from '../values/scope.ts'

/** A column of an item that equals an expression in each joined row. */
interface Equation {
  readonly name: string
  /** Null: that of every item with the column, by USING. */
  readonly alias: string | null
  /** The items that the expression reads. */
  readonly reads: readonly string[]
}

/** Whether a select does not repeat the rows of an item: each of them finds one row of every other item, by its keys. */
export function isUnrepeated(select: Node, item: Item, items: readonly Item[]): boolean {
  const count = countItems(list(select, 'fromClause'))
  if (count === 1) return true
  // other tables are not known
  if (count !== items.length) return false
  const equations = equationsOf(select)
  const found = new Set([item])
  const findsOne = ({ alias, keys }: Item) =>
    keys?.every((key) => equations.some((equation) => isFound(equation, alias, key, [...found]))) === true
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const other of items) if (findsOne(other)) found.add(other)
  }
  return found.size === items.length
}

function isFound({ name, alias, reads }: Equation, of: string, key: string, found: readonly Item[]): boolean {
  if (name !== key) return false
  if (alias === null) return found.some(({ columns }) => columns?.some((column) => column.name === key))
  return alias === of && reads.every((read) => found.some((one) => one.alias === read))
}

/** How many items FROM has; infinity where it has others than tables and selects. */
function countItems(from: readonly unknown[]): number {
  let count = 0
  visit(from, (kind, node) => {
    const isSelect = kind === 'RangeSubselect'
    if (kind === 'RangeVar' || (isSelect && node['lateral'] !== true)) count += 1
    else if (kind.startsWith('Range') || kind === 'JsonTable') count = Infinity
    return !isSelect
  })
  return count
}

function equationsOf(select: Node): readonly Equation[] {
  const equations: Equation[] = []
  const conditions: unknown[] = [...conjuncts(select['whereClause'])]
  visit(select['fromClause'], (kind, node) => {
    if (kind !== 'JoinExpr') return undefined
    for (const name of list(node, 'usingClause'))
      equations.push({ name: textOf(name), alias: null, reads: [] })
    conditions.push(...conjuncts(node['quals']))
    return undefined
  })
  for (const condition of conditions) {
    const comparison = as(condition, 'A_Expr')
    if (comparison?.['kind'] !== 'AEXPR_OP' || textOf(list(comparison, 'name').at(-1)) !== '=') continue
    const { lexpr, rexpr } = comparison
    for (const [side, other] of [
      [lexpr, rexpr],
      [rexpr, lexpr],
    ]) {
      const [alias, name] = columnNames(side) ?? []
      const reads = aliasesIn(other)
      if (alias !== undefined && name !== undefined && reads !== null) equations.push({ name, alias, reads })
    }
  }
  return equations
}

/** The items that an expression reads; null where it does not say. */
function aliasesIn(expression: unknown): readonly string[] | null {
  const references = nodesIn([expression], (kind) => kind === 'ColumnRef' || kind === 'SubLink', {
    entersFound: false,
  }).map((found) => columnNames({ ColumnRef: found }) ?? [])
  return references.every((names) => names.length === 2) ? references.map(([alias = '']) => alias) : null
}

/** Whether joins can have rows in which an item is missing, so that its keys do not identify them. */
export function mayMiss(select: Node): boolean {
  const joins = nodesIn(select['fromClause'], (kind) => kind === 'JoinExpr', { entersFound: true })
  return joins.some((join) => ['JOIN_RIGHT', 'JOIN_FULL'].includes(stringField(join, 'jointype') ?? ''))
}
