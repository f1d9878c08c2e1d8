import {
  child,
  children,
  columnPath,
  isTree,
  text,
  type Tree,
} from '../../../../../catalog/select/sql-tree.ts'

/** An item of a `from` clause. */
export interface FromItem {
  readonly alias: string
  readonly node: Tree
  /** The kind of the node in the parser's tree. */
  readonly kind: string
  /** Its names of columns; null when they are unknown. */
  readonly columns: readonly string[] | null
}

/** Two columns that are equal: in every row, or in the rows where the second one comes from a match of its item. */
export interface Equality {
  readonly left: string
  readonly right: string
  readonly isStrict: boolean
}

/** A column that is at most another one, in the rows where its item has a match. */
export interface Order {
  readonly earlier: string
  readonly later: string
}

/** The items of a `from` clause with what its conditions make equal, and what they order. */
export interface FromClause {
  readonly items: readonly FromItem[]
  readonly equalities: readonly Equality[]
  readonly orders: readonly Order[]
  /** Aliases whose columns are null where nothing matches. */
  readonly optional: ReadonlySet<string>
}

/**
 * Reads the `from` and `where` clauses of a select.
 *
 * @param around the items of the select around it, which its conditions may name
 * @returns null for a join that is neither an inner nor a left one with a condition
 */
export function readFrom(
  select: Tree,
  columnsOf: (node: Tree, kind: string) => readonly string[] | null,
  around: readonly FromItem[] = [],
): FromClause | null {
  const items: FromItem[] = []
  const equalities: Equality[] = []
  const orders: Order[] = []
  const optional = new Set<string>()
  const visit = (wrapped: Tree): readonly FromItem[] | null => {
    const [kind = ''] = Object.keys(wrapped)
    const node = child(wrapped, kind)
    if (kind !== 'JoinExpr') {
      const alias = text(child(node, 'alias'), 'aliasname') ?? text(node, 'relname') ?? ''
      const columns = isRenamed(node) ? null : columnsOf(node, kind)
      const item = { alias, node, kind, columns }
      items.push(item)
      return [item]
    }
    const isLeft = node['jointype'] === 'JOIN_LEFT'
    if (!isLeft && node['jointype'] !== 'JOIN_INNER') return null
    if (children(node, 'usingClause').length > 0 || node['isNatural'] === true) return null
    const [left, right] = [visit(child(node, 'larg')), visit(child(node, 'rarg'))]
    if (left === null || right === null) return null
    const own = [...left, ...right]
    for (const order of ordersIn(child(node, 'quals'), own))
      if (!isLeft || (isOf(order.later, left) && isOf(order.earlier, right))) orders.push(order)
    for (const [one, other] of equalColumns(child(node, 'quals'), own)) {
      if (!isLeft) equalities.push({ left: one, right: other, isStrict: true })
      else if (isOf(one, left) && isOf(other, right))
        equalities.push({ left: one, right: other, isStrict: false })
      else if (isOf(other, left) && isOf(one, right))
        equalities.push({ left: other, right: one, isStrict: false })
    }
    if (isLeft) for (const { alias } of right) optional.add(alias)
    return own
  }
  for (const wrapped of children(select, 'fromClause')) if (visit(wrapped) === null) return null
  const known = [...items, ...around]
  for (const [left, right] of equalColumns(child(select, 'whereClause'), known))
    equalities.push({ left, right, isStrict: true })
  orders.push(...ordersIn(child(select, 'whereClause'), known))
  return { items, equalities, orders, optional }
}

/** Whether an item gives its columns other names. */
export function isRenamed(node: Tree): boolean {
  return children(child(node, 'alias'), 'colnames').length > 0
}

const isOf = (column: string, items: readonly FromItem[]) =>
  items.some(({ alias }) => column.startsWith(`${alias}.`))

/** The pairs of columns that a condition makes equal. */
function equalColumns(condition: Tree, items: readonly FromItem[]): readonly (readonly [string, string])[] {
  return comparedColumns(condition, items).flatMap(([left, operator, right]) =>
    operator === '=' ? [[left, right] as const] : [],
  )
}

/** The pairs of columns of which a condition makes one at most the other. */
function ordersIn(condition: Tree, items: readonly FromItem[]): readonly Order[] {
  return comparedColumns(condition, items).flatMap(([left, operator, right]) => {
    if (operator === '<' || operator === '<=') return [{ earlier: left, later: right }]
    return operator === '>' || operator === '>=' ? [{ earlier: right, later: left }] : []
  })
}

/** The comparisons of two columns that a condition requires. */
function comparedColumns(
  condition: Tree,
  items: readonly FromItem[],
): readonly (readonly [string, string, string])[] {
  const all = child(condition, 'BoolExpr')
  if (all['boolop'] === 'AND_EXPR')
    return children(all, 'args').flatMap((part) => comparedColumns(part, items))
  const comparison = child(condition, 'A_Expr')
  const [operator] = children(comparison, 'name')
  if (comparison['kind'] !== 'AEXPR_OP') return []
  const left = columnIn(child(comparison, 'lexpr'), items)
  const right = columnIn(child(comparison, 'rexpr'), items)
  return left === null || right === null
    ? []
    : [[left, text(child(operator ?? {}, 'String'), 'sval') ?? '', right]]
}

/** The column that an expression is, `alias.column`; null for any other expression, and for an unknown column. */
export function columnIn(value: Tree, items: readonly FromItem[]): string | null {
  const path = columnPath(child(value, 'ColumnRef'))
  const [first = '', second] = path
  if (path.length === 2 && second !== '*')
    return items.some(({ alias }) => alias === first) ? `${first}.${second ?? ''}` : null
  if (path.length !== 1 || first === '*') return null
  const [item, ...others] = items.filter(({ columns }) => columns === null || columns.includes(first))
  return item === undefined || others.length > 0 || item.columns === null ? null : `${item.alias}.${first}`
}

/** The column of an item that is an output column of the select; null when it is another expression. */
export function keyIn(select: Tree, { items }: FromClause, own: string, index: number): string | null {
  const targets = children(select, 'targetList').map((wrapped) => child(wrapped, 'ResTarget'))
  const isStar = ({ val }: Tree) => columnPath(child(isTree(val) ? val : {}, 'ColumnRef')).includes('*')
  if (!targets.some(isStar)) return columnIn(child(targets[index] ?? {}, 'val'), items)
  const owners = items.filter(({ columns }) => columns === null || columns.includes(own))
  const [owner] = owners
  return targets.length === 1 && owners.length === 1 && owner?.columns !== null && owner !== undefined
    ? `${owner.alias}.${own}`
    : null
}

/** The columns that equal a column: in every row of the select, or where an item of a left join has a match as well. */
export function equalTo(key: string, { equalities }: FromClause, withMatches: boolean): ReadonlySet<string> {
  const equal = new Set([key])
  for (let size = 0; size !== equal.size;) {
    size = equal.size
    for (const { left, right, isStrict } of equalities) {
      if (!isStrict && !withMatches) continue
      if (equal.has(left)) equal.add(right)
      if (isStrict && equal.has(right)) equal.add(left)
    }
  }
  return equal
}

/** The columns that are at most a column where their items match it: equal ones first. */
export function upTo(key: string, from: FromClause): ReadonlySet<string> {
  const found = new Set(equalTo(key, from, true))
  for (let size = 0; size !== found.size;) {
    size = found.size
    for (const { earlier, later } of from.orders) if (found.has(later)) found.add(earlier)
    for (const { left, right, isStrict } of from.equalities) {
      if (found.has(left)) found.add(right)
      if (isStrict && found.has(right)) found.add(left)
    }
  }
  return found
}
