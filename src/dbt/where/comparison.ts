import { child, children, text, type Tree } from '../../catalog/select/sql-tree.ts'
import type { OperatorName } from '../../semantic/model/request/operators.ts'
import type { Filter } from '../../semantic/model/request/request.ts'
import { constantOf, referenceOf, unavailable } from './sql-values.ts'

/** A reference that is compared, or the opposite of such a comparison. Null meets neither. */
export interface Comparison {
  /** The number of the reference in its template. */
  readonly reference: number
  readonly operator: OperatorName
  readonly value: Filter['value']
  readonly isOpposite: boolean
}

const plainOperators: Readonly<Record<string, OperatorName>> = {
  '=': 'eq',
  '<>': 'ne',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
}

/** The same comparison from the other side. */
const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/**
 * A node of PostgreSQL's tree as a comparison of a reference with constants.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function comparisonOf(node: Tree): Comparison {
  if ('NullTest' in node) {
    const test = child(node, 'NullTest')
    const isNull = text(test, 'nulltesttype') === 'IS_NULL'
    return {
      reference: referenceOf(child(test, 'arg')),
      operator: 'isNull',
      value: isNull,
      isOpposite: false,
    }
  }
  if ('ColumnRef' in node)
    return { reference: referenceOf(node), operator: 'eq', value: 'true', isOpposite: false }
  if (!('A_Expr' in node)) throw unavailable('The expression')
  const expression = child(node, 'A_Expr')
  const operator = text(child(children(expression, 'name')[0] ?? {}, 'String'), 'sval') ?? ''
  const [left, right] = [child(expression, 'lexpr'), child(expression, 'rexpr')]
  switch (text(expression, 'kind')) {
    case 'AEXPR_OP':
      return 'ColumnRef' in right && !('ColumnRef' in left)
        ? plain(right, mirrored[operator] ?? operator, left)
        : plain(left, operator, right)
    case 'AEXPR_IN':
      return {
        reference: referenceOf(left),
        operator: 'in',
        value: children(child(right, 'List'), 'items').map(constantOf),
        isOpposite: operator === '<>',
      }
    case 'AEXPR_ILIKE':
      return { ...likeOf(left, constantOf(right)), isOpposite: operator === '!~~*' }
    case 'AEXPR_LIKE':
      throw unavailable('LIKE distinguishes capitals, and', "write ILIKE 'text%' or ILIKE '%text%'")
    case 'AEXPR_DISTINCT':
    case 'AEXPR_NOT_DISTINCT':
      throw unavailable('IS DISTINCT FROM', 'write <> or =, and IS NULL')
    default:
      throw unavailable(`The operator ${operator}`)
  }
}

function plain(left: Tree, operator: string, right: Tree): Comparison {
  const name = plainOperators[operator]
  if (name === undefined) throw unavailable(`The operator ${operator}`)
  const value = constantOf(right)
  const reference = referenceOf(left)
  return name === 'ne'
    ? { reference, operator: 'eq', value, isOpposite: true }
    : { reference, operator: name, value, isOpposite: false }
}

/** `text%` or `%text%`; within the text, `\_` and `\%` are the signs themselves. */
function likeOf(left: Tree, pattern: string): Omit<Comparison, 'isOpposite'> {
  const [, before = '', inside = ''] = /^(%?)((?:[^%_\\]|\\.)+)%$/s.exec(pattern) ?? []
  if (inside === '')
    throw unavailable(`The pattern ${pattern}`, "write 'text%' or '%text%', with \\_ for an underscore")
  return {
    reference: referenceOf(left),
    operator: before === '%' ? 'contains' : 'startsWith',
    value: inside.replaceAll(/\\(.)/gs, '$1'),
  }
}
