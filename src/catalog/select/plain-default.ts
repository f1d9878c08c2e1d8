import { child, children, isTree, text, type Tree } from './sql-tree.ts'

/** The value of a constant in the parameter view; null for other expressions. */
export function plainDefault(expression: unknown): unknown {
  if (typeof expression !== 'string') return null
  const tree: unknown = JSON.parse(expression)
  return isTree(tree) ? valueOf(tree) : null
}

function valueOf(node: Tree): unknown {
  if ('TypeCast' in node) return valueOf(child(child(node, 'TypeCast'), 'arg'))
  if ('A_ArrayExpr' in node) return children(child(node, 'A_ArrayExpr'), 'elements').map(valueOf)
  const constant = child(node, 'A_Const')
  if ('ival' in constant) return Number(child(constant, 'ival')['ival'] ?? 0)
  if ('fval' in constant) return Number(text(child(constant, 'fval'), 'fval'))
  if ('boolval' in constant) return child(constant, 'boolval')['boolval'] === true
  if ('sval' in constant) return text(child(constant, 'sval'), 'sval') ?? ''
  return null
}
