import { hasSqlDetails, parse } from 'libpg-query'
import { child, children, columnPath, text } from '../catalog/select/sql-tree.ts'
import type { Tree } from '../catalog/select/sql-tree.ts'
import { closest } from '../closest.ts'
import { operators } from './row-condition.ts'
import type { ClaimType, Operand, Operator, RowCondition } from './row-condition.ts'

/** What a condition may name. */
export interface ConditionScope {
  readonly columns: readonly string[]
  readonly claims: ReadonlyMap<string, ClaimType>
}

/** Why a condition cannot be used, for the author of `policies.yaml`. */
export class ConditionError extends Error {}

/**
 * Reads the SQL of a row condition with PostgreSQL's parser. A condition compares columns of the entity with constants
 * and claims; it calls no function and reads no other relation.
 *
 * @throws ConditionError
 */
export async function parseCondition(written: string, scope: ConditionScope): Promise<RowCondition> {
  // in parentheses, so that a text that ends the expression early does not parse
  const { stmts } = (await parse(`select (${written}\n)`).catch((error: unknown) => {
    throw hasSqlDetails(error) ? new ConditionError(`It is not an SQL expression: ${error.message}.`) : error
  })) as unknown as { readonly stmts: readonly Tree[] }
  const select = child(child(stmts[0] ?? {}, 'stmt'), 'SelectStmt')
  const targets = children(select, 'targetList')
  if (stmts.length !== 1 || targets.length !== 1 || Object.keys(select).some((key) => !selectKeys.has(key)))
    throw new ConditionError('It has to be one expression.')
  return toCondition(child(child(targets[0] ?? {}, 'ResTarget'), 'val'), scope)
}

/** What the tree of a bare `select (…)` has. */
const selectKeys: ReadonlySet<string> = new Set(['targetList', 'limitOption', 'op'])

function toCondition(node: Tree, scope: ConditionScope): RowCondition {
  if ('BoolExpr' in node) {
    const bool = child(node, 'BoolExpr')
    const parts = children(bool, 'args').map((part) => toCondition(part, scope))
    const [part] = parts
    if (text(bool, 'boolop') === 'NOT_EXPR' && part !== undefined) return { kind: 'not', part }
    return { kind: text(bool, 'boolop') === 'AND_EXPR' ? 'and' : 'or', parts }
  }
  if ('NullTest' in node) {
    const test = child(node, 'NullTest')
    const isNull: RowCondition = { kind: 'null', operand: toOperand(child(test, 'arg'), scope) }
    return text(test, 'nulltesttype') === 'IS_NULL' ? isNull : { kind: 'not', part: isNull }
  }
  if ('A_Expr' in node) return toComparison(child(node, 'A_Expr'), scope)
  return { kind: 'truth', operand: toOperand(node, scope) }
}

function toComparison(expression: Tree, scope: ConditionScope): RowCondition {
  const kind = text(expression, 'kind')
  const operator = children(expression, 'name')
    .map((name) => text(child(name, 'String'), 'sval'))
    .join('.')
  const left = () => toOperand(child(expression, 'lexpr'), scope)
  const right = child(expression, 'rexpr')
  if (kind === 'AEXPR_OP' && isOperator(operator))
    return { kind: 'compare', operator, left: left(), right: toOperand(right, scope) }
  if (kind === 'AEXPR_OP_ANY' && operator === '=') {
    const list = toOperand(right, scope)
    if (list.kind !== 'claim' || !list.type.endsWith('[]'))
      throw new ConditionError('any (…) takes a claim that is a list.')
    return { kind: 'any', left: left(), list }
  }
  if (kind === 'AEXPR_IN') {
    const list = children(child(right, 'List'), 'items').map((item) => toOperand(item, scope))
    const among: RowCondition = { kind: 'any', left: left(), list }
    return operator === '=' ? among : { kind: 'not', part: among }
  }
  throw new ConditionError(
    `A condition compares with ${operators.join(' ')}, in (…), any (…) and is null; combine with and, or, not.`,
  )
}

function toOperand(node: Tree, scope: ConditionScope): Operand {
  if ('ColumnRef' in node) return toReference(columnPath(child(node, 'ColumnRef')), scope)
  if ('A_Const' in node) {
    const constant = child(node, 'A_Const')
    if ('sval' in constant) return { kind: 'constant', value: text(child(constant, 'sval'), 'sval') ?? '' }
    if ('ival' in constant) return { kind: 'constant', value: Number(child(constant, 'ival')['ival'] ?? 0) }
    if ('boolval' in constant)
      return { kind: 'constant', value: child(constant, 'boolval')['boolval'] === true }
  }
  throw new ConditionError('It may name columns, claims, texts, whole numbers, true and false; nothing else.')
}

function toReference(path: readonly string[], { columns, claims }: ConditionScope): Operand {
  const [first = '', second] = path
  if (path.length === 2 && first === 'claims' && second !== undefined) {
    const type = claims.get(second)
    if (type !== undefined) return { kind: 'claim', name: second, type }
    throw new ConditionError(`claims.${second} is not declared under claims.${near(second, claims.keys())}`)
  }
  if (path.length === 1 && columns.includes(first)) return { kind: 'column', name: first }
  throw new ConditionError(`There is no column ${path.join('.')}.${near(first, columns)}`)
}

function near(name: string, known: Iterable<string>): string {
  const names = closest(name, known)
  return names.length === 0 ? '' : ` Did you mean ${names.join(', ')}?`
}

function isOperator(name: string): name is Operator {
  return (operators as readonly string[]).includes(name)
}
