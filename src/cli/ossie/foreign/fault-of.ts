import { child, children, functionPath, text, walk, type Tree } from '../../../catalog/select/sql-tree.ts'
import { aggregates, knownFunctions, knownOperators, namedTypes } from './known-functions.ts'

/** What expressions over columns are made of, by the parser's names. */
const nodes = new Set(
  (
    'A_Expr A_Const A_Star A_ArrayExpr ColumnRef FuncCall TypeCast String Integer Float Boolean ' +
    'BoolExpr NullTest BooleanTest CaseExpr CaseWhen CoalesceExpr MinMaxExpr List SQLValueFunction'
  ).split(' '),
)

/** What changes the meaning of a call, by the parser's names. */
const modifiers: Readonly<Record<string, string>> = {
  agg_distinct: 'DISTINCT',
  agg_order: 'ORDER BY',
  agg_filter: 'FILTER',
  agg_within_group: 'WITHIN GROUP',
  over: 'OVER',
  func_variadic: 'VARIADIC',
}

/** The first part of an expression that is not read, as a sentence; null when all are. */
export function faultOf(tree: Tree): string | null {
  const faults: string[] = []
  walk(tree, (kind, node) => {
    const fault = faultOfNode(kind, node)
    if (fault !== null) faults.push(fault)
  })
  return faults[0] ?? null
}

/** The name of the function that a call calls. */
export function functionName(call: Tree): string {
  const path = functionPath(call)
  return (path[0] === 'pg_catalog' ? path.slice(1) : path).join('.')
}

function faultOfNode(kind: string, node: Tree): string | null {
  // fields of nodes are in lower case
  if (/^[A-Z]/.test(kind) && !nodes.has(kind)) return `Its expression has a ${kind}, which is not read.`
  switch (kind) {
    case 'FuncCall':
      return faultOfCall(node)
    case 'A_Expr':
      return faultOfOperator(node)
    case 'typeName':
      return faultOfType(node)
    default:
      return null
  }
}

function faultOfCall(call: Tree): string | null {
  const name = functionName(call)
  const count = children(call, 'args').length
  const modifier = Object.entries(modifiers).find(
    ([field]) => call[field] !== undefined && !(field === 'agg_distinct' && name === 'count'),
  )
  if (modifier !== undefined)
    return `${name.toUpperCase()} with ${modifier[1]} is not read, only the plain call is.`
  const known: readonly [number, number] | undefined = aggregates.has(name)
    ? [call['agg_star'] === true ? 0 : 1, 1]
    : knownFunctions.get(name)
  if (known === undefined) return `${name.toUpperCase()} is no function that is read.`
  const [least, most] = known
  return count < least || count > most ? `${name.toUpperCase()} with ${count} arguments is not read.` : null
}

function faultOfOperator(node: Tree): string | null {
  const [operator = ''] = children(node, 'name').map((part) => text(child(part, 'String'), 'sval') ?? '')
  return knownOperators.has(operator) || /BETWEEN/.test(operator) || /LIKE/.test(operator)
    ? null
    : `${operator} is no operator that is read.`
}

function faultOfType(node: Tree): string | null {
  const [first = '', ...others] = children(node, 'names').map(
    (part) => text(child(part, 'String'), 'sval') ?? '',
  )
  if (first === '' || first === 'pg_catalog' || (others.length === 0 && namedTypes.has(first))) return null
  return `${[first, ...others].join('.').toUpperCase()} is no type that is read.`
}
