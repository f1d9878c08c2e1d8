import { child, children, walk, type Tree } from '../../../../../catalog/select/sql-tree.ts'
import type { FromClause } from './from-items.ts'

/** A select in an expression. */
export interface Subselect {
  readonly select: Tree
  /** What is compared with its rows; empty for most. */
  readonly compared: Tree
  /** Whether it only matters which rows it has, as in `exists (select 1 from … where …)`. */
  readonly isExists: boolean
}

/** The selects in the expressions of a select: not those of its steps and items. */
export function subselectsIn(select: Tree): readonly Subselect[] {
  const found: Subselect[] = []
  const conditions: unknown[] = []
  const join = (wrapped: Tree) => {
    const node = child(wrapped, 'JoinExpr')
    if (Object.keys(node).length === 0) return
    conditions.push(node['quals'])
    join(child(node, 'larg'))
    join(child(node, 'rarg'))
  }
  for (const item of children(select, 'fromClause')) join(item)
  const { withClause: _steps, fromClause: _items, larg: _left, rarg: _right, ...expressions } = select
  walk([...Object.values(expressions), ...conditions], (kind, node) => {
    if (kind !== 'SubLink') return
    const own = child(child(node, 'subselect'), 'SelectStmt')
    const isExists = node['subLinkType'] === 'EXISTS_SUBLINK' && isPlain(own)
    found.push({ select: own, compared: child(node, 'testexpr'), isExists })
  })
  return found
}

/** Whether the rows of a select are those of its items that fulfil its conditions. */
function isPlain(select: Tree): boolean {
  const others = ['withClause', 'groupClause', 'havingClause', 'limitCount', 'limitOffset', 'distinctClause']
  return select['op'] === 'SETOP_NONE' && others.every((clause) => !(clause in select))
}

/**
 * The items of a subselect next to those of the select around it. What its conditions make equal is equal in the rows of
 * its items that matter.
 *
 * @returns null when two items have the same name
 */
export function within(outer: FromClause, inner: FromClause): FromClause | null {
  const items = [...outer.items, ...inner.items]
  if (new Set(items.map(({ alias }) => alias)).size < items.length) return null
  return {
    items,
    equalities: [...outer.equalities, ...inner.equalities],
    orders: [...outer.orders, ...inner.orders],
    optional: new Set([...outer.optional, ...inner.optional]),
  }
}
