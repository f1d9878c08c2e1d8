import { child, columnPath, text, type Tree } from '../../catalog/select/sql-tree.ts'
import { PlumblineError } from '../../errors.ts'
import { referenceColumn } from './template.ts'

/**
 * The number of the reference that a node is.
 *
 * @throws PlumblineError `BAD_FILTER` for a column that is no reference, and for any other expression
 */
export function referenceOf(node: Tree): number {
  if (!('ColumnRef' in node)) throw unavailable('An expression that is compared')
  const path = columnPath(child(node, 'ColumnRef'))
  const [, place] = referenceColumn.exec(path.length === 1 ? (path[0] ?? '') : '') ?? []
  if (place !== undefined) return Number(place)
  const name = path.join('.')
  throw unavailable(`The column ${name}`, `write {{ Dimension('${name}') }}`)
}

/**
 * The text of a constant: a text, a number, a truth value, or one of them with a type, such as `date '2025-01-01'`.
 *
 * @throws PlumblineError `BAD_FILTER`
 */
export function constantOf(node: Tree): string {
  if ('TypeCast' in node) return constantOf(child(child(node, 'TypeCast'), 'arg'))
  const constant = child(node, 'A_Const')
  if (!('A_Const' in node) || 'isnull' in constant)
    throw unavailable('A value that is no constant', 'write IS NULL for null, and dates as 2025-01-31')
  // the parser leaves out 0 and false
  if ('ival' in constant) {
    const { ival } = child(constant, 'ival')
    return typeof ival === 'number' ? String(ival) : '0'
  }
  if ('fval' in constant) return text(child(constant, 'fval'), 'fval') ?? ''
  if ('boolval' in constant) return String(child(constant, 'boolval')['boolval'] === true)
  return text(child(constant, 'sval'), 'sval') ?? ''
}

/** The error for SQL that cannot be a condition of a query. */
export function unavailable(what: string, remedy?: string): PlumblineError {
  const hint =
    remedy ??
    'compare references with constants by =, <>, <, >, IN, BETWEEN, ILIKE, IS NULL, joined by AND, OR and NOT'
  return new PlumblineError('BAD_FILTER', `${what} is not available in a condition: ${hint}.`, {
    subject: 'where',
  })
}
