import type { Filter } from '../../../../semantic/model/request/request.ts'
import type { MetricColumn } from '../../../relations/metric-relation.ts'
import { byValues, type ValuesOf } from './by-values.ts'
import type { Probe } from '../periods/probe.ts'
import { readsOthers, usedIn, type Source } from '../sources.ts'
import { expressionText } from '../../text.ts'
import { as, columnNames, isNode, list, textOf } from '../../tree.ts'

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
  if (expressions.length === 0) return []
  // a select has at most 1,664 columns
  const values = expressions.map((one) => `((${expressionText(one)})::${column.type})::text`)
  const rows = await probe(
    `select value from unnest(array[${values.join(', ')}]) with ordinality as listed (value, place) order by place`,
  )
  return rows.map(([value]) => value ?? null)
}
