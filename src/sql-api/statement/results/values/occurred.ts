import {
  as,
  columnNames,
  conjuncts,
  functionName,
  isNode,
  list,
  textOf,
  unwrap,
  type Node,
} from '../../tree.ts'
import { isNothing } from '../../select/metric-arguments.ts'
import { proportional } from './functions.ts'
import { meaningOf } from './meaning-of.ts'
import { addsRows } from './meaning.ts'
import type { Scope } from './scope.ts'

/**
 * Whether a condition is met only by rows in which something happened: in all others, values of metrics are 0 or null, and
 * the condition is false of both.
 */
export function tellsOccurrence(condition: unknown, scope: Scope): boolean {
  return conjuncts(condition).some((one) => isFalseOfNothing(one, scope, false))
}

/** Whether an argument of an aggregate is null in all rows in which nothing happened; or 0, where it is added up. */
export function leavesOutNothing(argument: unknown, scope: Scope, mayBeZero: boolean): boolean {
  const [kind, node] = unwrap(argument)
  if (kind === 'TypeCast') return leavesOutNothing(node['arg'], scope, mayBeZero)
  if (kind === 'CaseExpr') {
    const whens = list(node, 'args').map((when) => as(when, 'CaseWhen') ?? {})
    const isLeft = (result: unknown) => isNull(result) || (mayBeZero && isNothing(result))
    return (
      node['arg'] === undefined &&
      isLeft(node['defresult']) &&
      whens.every((when) => isLeft(when['result']) || tellsOccurrence(when['expr'], scope))
    )
  }
  if (kind === 'A_Expr' && node['kind'] === 'AEXPR_NULLIF')
    return isNothing(node['rexpr']) && !isNull(node['rexpr']) && isZeroOfNothing(node['lexpr'], scope)
  return mayBeZero && tellsOccurrence(argument, scope)
}

function isFalseOfNothing(condition: unknown, scope: Scope, isNegated: boolean): boolean {
  const [kind, node] = unwrap(condition)
  if (kind === 'BoolExpr') {
    const parts = list(node, 'args')
    if (node['boolop'] === 'NOT_EXPR') return isFalseOfNothing(parts[0], scope, !isNegated)
    const isFalse = (part: unknown) => isFalseOfNothing(part, scope, isNegated)
    return (node['boolop'] === 'AND_EXPR') !== isNegated ? parts.some(isFalse) : parts.every(isFalse)
  }
  if (kind !== 'A_Expr') return false
  const isMet = truthOfZero(node, scope)
  return isMet !== null && isMet === isNegated
}

/** Whether a comparison of a value with numbers is true of 0; it is unknown of null. Null: it is no such comparison. */
function truthOfZero({ kind, name, lexpr, rexpr }: Node, scope: Scope): boolean | null {
  const operator = textOf(list({ name }, 'name').at(-1))
  const bounds = list(as(rexpr, 'List') ?? {}, 'items').map(numberOf)
  switch (kind) {
    case 'AEXPR_IN':
      if (!isZeroOfNothing(lexpr, scope) || bounds.includes(null)) return null
      return bounds.includes(0) === (operator === '=')
    case 'AEXPR_BETWEEN': {
      const [low, high] = bounds
      if (!isZeroOfNothing(lexpr, scope) || typeof low !== 'number' || typeof high !== 'number') return null
      return low <= 0 && high >= 0
    }
    case 'AEXPR_OP': {
      const [left, right] = [numberOf(lexpr), numberOf(rexpr)]
      if (right !== null && isZeroOfNothing(lexpr, scope)) return compare(operator, 0, right)
      return left !== null && isZeroOfNothing(rexpr, scope) ? compare(operator, left, 0) : null
    }
    default:
      return null
  }
}

function compare(operator: string, left: number, right: number): boolean | null {
  switch (operator) {
    case '=':
      return left === right
    case '<>':
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    default:
      return null
  }
}

/** Whether an expression is 0 or null where nothing happened: what is proportional to values, or a single one. */
export function isZeroOfNothing(expression: unknown, scope: Scope): boolean {
  const [kind, node] = unwrap(expression)
  const meaning = meaningOf(expression, scope)
  if (addsRows(meaning)) return true
  if (meaning !== 'never') return false
  if (kind === 'ColumnRef') return scope.read(columnNames(expression) ?? [])?.isZeroOfNothing === true
  if (kind === 'TypeCast') return isZeroOfNothing(node['arg'], scope)
  return zeroOfZero.has(functionName(expression) ?? '') && isZeroOfNothing(list(node, 'args')[0], scope)
}

/** Functions and aggregates that give 0 of 0, and null of null. */
const zeroOfZero: ReadonlySet<string> = new Set([...proportional, 'abs', 'sum', 'avg', 'measure', 'agg'])

function isNull(value: unknown): boolean {
  return value === undefined || as(value, 'A_Const')?.['isnull'] === true
}

/** A constant number, also with a sign or a type. */
function numberOf(value: unknown): number | null {
  const [kind, node] = unwrap(value)
  if (kind === 'TypeCast') return numberOf(node['arg'])
  if (kind === 'A_Expr' && node['lexpr'] === undefined && textOf(list(node, 'name').at(-1)) === '-') {
    const positive = numberOf(node['rexpr'])
    return positive === null ? null : -positive
  }
  if (kind !== 'A_Const') return null
  const { ival, fval, sval } = node
  if (isNode(ival)) return Number(ival['ival'] ?? 0)
  const text = isNode(fval) ? fval['fval'] : isNode(sval) ? sval['sval'] : null
  return typeof text === 'string' && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : null
}
