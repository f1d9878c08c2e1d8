import {
  child,
  children,
  columnPath,
  isTree,
  text,
  walk,
  type Tree,
} from '../../../catalog/select/sql-tree.ts'
import { functionName } from './fault-of.ts'

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^'])

/** The columns that an expression adds up, computes with, or compares with a number. */
export function numbersIn(tree: Tree): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  const add = (operand: Tree) => {
    if ('ColumnRef' in operand) found.push(columnPath(child(operand, 'ColumnRef')))
  }
  walk(tree, (kind, node) => {
    if (kind === 'FuncCall' && ['sum', 'avg', 'round', 'abs'].includes(functionName(node)))
      children(node, 'args').slice(0, 1).forEach(add)
    if (kind !== 'A_Expr') return
    const operands = [child(node, 'lexpr'), child(node, 'rexpr')]
    const [operator = ''] = children(node, 'name').map((part) => text(child(part, 'String'), 'sval') ?? '')
    if (arithmetic.has(operator) || operands.some(isNumber)) operands.forEach(add)
  })
  return found
}

function isNumber(operand: Tree): boolean {
  const constant = operand['A_Const']
  return isTree(constant) && ('ival' in constant || 'fval' in constant)
}
