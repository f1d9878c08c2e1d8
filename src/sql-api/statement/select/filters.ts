import { quoteName } from '../../../warehouse/engine/values/quote-name.ts'
import type { Filter } from '../../../semantic/model/request.ts'
import type { MetricColumn } from '../../relations/metric-relation.ts'
import { Rejection } from '../rejection.ts'
import { readsOthers, usedIn, type Source } from './sources.ts'
import { expressionText } from '../text.ts'
import { as, columnNames, isNode, list, textOf } from '../tree.ts'

/** Runs a select in the client's session and returns its rows as texts. */
export type Probe = (sql: string) => Promise<readonly (readonly (string | null)[])[]>

/** Asks for the values of a dimension; the text is a derived table with one column of its name. */
export type ValuesOf = (column: MetricColumn) => Promise<string>

/** The most values of a dimension that a condition is evaluated for. */
const maxValues = 10_000

/** A condition over one dimension, as filters of a query; null where it reads anything else. */
export async function filtersOf(
  condition: unknown,
  source: Source,
  sources: readonly Source[],
  probe: Probe,
  valuesOf: ValuesOf,
): Promise<readonly Filter[] | null> {
  const names = new Set(usedIn(condition, sources).map(({ column }) => column.name))
  const [name] = names
  if (names.size !== 1 || name === undefined || readsOthers(condition, sources)) return null
  const column = source.relation.columns.get(name)
  if (column === undefined || (column.role !== 'dimension' && column.role !== 'cell')) return null
  return (await plainFilter(condition, column, probe)) ?? byValues(condition, source, column, probe, valuesOf)
}

/** A comparison that the compiler has, with a value that the client's session evaluates. */
async function plainFilter(
  condition: unknown,
  column: MetricColumn,
  probe: Probe,
): Promise<readonly Filter[] | null> {
  const dimension = column.name
  const test = as(condition, 'NullTest')
  if (test !== null && isColumn(test['arg']))
    return [{ dimension, operator: 'isNull', value: test['nulltesttype'] === 'IS_NULL' }]
  const comparison = as(condition, 'A_Expr')
  if (comparison === null || !isColumn(comparison['lexpr'])) return null
  const operator = textOf(list(comparison, 'name').at(-1))
  const right = comparison['rexpr']
  const isEqual = operator === '='
  switch (comparison['kind']) {
    case 'AEXPR_IN': {
      const items = isNode(right) ? list(as(right, 'List') ?? {}, 'items') : []
      if (!items.every(isConstant)) return null
      const values = await evaluate(items, column, probe)
      if (isEqual)
        return found(values) === 0 ? null : [{ dimension, operator: 'in', value: values.filter(isText) }]
      if (found(values) !== values.length) return null
      return [
        { dimension, operator: 'notIn', value: values.filter(isText) },
        { dimension, operator: 'isNull', value: false },
      ]
    }
    case 'AEXPR_OP': {
      if (!isConstant(right)) return null
      if (column.type === 'text' && !isEqual && operator !== '<>') return null
      const compared = operators[operator]
      const [value] = await evaluate([right], column, probe)
      if (compared === undefined || value === null || value === undefined) return null
      const filter = { dimension, operator: compared, value }
      return operator === '<>' ? [filter, { dimension, operator: 'isNull', value: false }] : [filter]
    }
    default:
      return null
  }
}

const operators: Readonly<Record<string, Filter['operator']>> = {
  '=': 'eq',
  '<>': 'ne',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
}

function found(values: readonly (string | null)[]): number {
  return values.filter((value) => value !== null).length
}

function isText(value: string | null): value is string {
  return value !== null
}

/** A column, also one that a tool casts to text. */
function isColumn(wrapped: unknown): boolean {
  return columnNames(wrapped) !== null
}

function isConstant(expression: unknown): boolean {
  return !readsOthers(expression, [])
}

/** The values as texts of the column's type. */
async function evaluate(
  expressions: readonly unknown[],
  column: MetricColumn,
  probe: Probe,
): Promise<readonly (string | null)[]> {
  const [row = []] = await probe(
    `select ${expressions.map((one) => `((${expressionText(one)})::${column.type})::text`).join(', ')}`,
  )
  return row
}

/** Any other condition: PostgreSQL evaluates it for each value that the dimension has. */
async function byValues(
  condition: unknown,
  source: Source,
  column: MetricColumn,
  probe: Probe,
  valuesOf: ValuesOf,
): Promise<readonly Filter[]> {
  if (column.role === 'cell')
    throw new Rejection(`The condition on ${column.name} cannot be computed.`, {
      hint: `Compare ${column.name} with a value, or group by it.`,
    })
  const name = quoteName(column.name)
  const alias = quoteName(source.alias)
  const rows = await probe(
    `select ${alias}.${name}::text, (${expressionText(condition)}) is true
    from (${await valuesOf(column)}) as ${alias} group by ${alias}.${name} limit ${maxValues + 1}`,
  )
  if (rows.length > maxValues)
    throw new Rejection(`${column.name} has more than ${maxValues} values, too many for this condition.`, {
      code: '54000',
      hint: 'Compare it with =, IN, <> or IS NULL.',
    })
  const met = rows.filter(([, isMet]) => isMet === 't')
  const dimension = column.name
  const texts = (some: typeof rows) =>
    some.flatMap(([value]) => (value === null || value === undefined ? [] : [value]))
  // "not in" keeps rows without a value
  if (met.some(([value]) => value === null)) {
    const unmet = texts(rows.filter(([, isMet]) => isMet !== 't'))
    return unmet.length === 0 ? [] : [{ dimension, operator: 'notIn', value: unmet }]
  }
  if (met.length > 0) return [{ dimension, operator: 'in', value: texts(met) }]
  // no value is null and not null
  return [
    { dimension, operator: 'isNull', value: true },
    { dimension, operator: 'isNull', value: false },
  ]
}
