import type { Filter } from '../../../../semantic/model/request/request.ts'
import { quoteName } from '../../../../warehouse/engine/values/quote-name.ts'
import type { MetricColumn } from '../../../relations/metric-relation.ts'
import { Rejection } from '../../rejection.ts'
import { expressionText } from '../../text.ts'
import type { Probe } from '../periods/probe.ts'
import type { Source } from '../sources.ts'

/** Asks for the values of a dimension; the text is a derived table with one column of its name. */
export type ValuesOf = (column: MetricColumn) => string

/** The most values of a dimension that a condition is evaluated for. */
const maxValues = 10_000

/** Any other condition: PostgreSQL evaluates it for each value that the dimension has. */
export async function byValues(
  condition: unknown,
  source: Source,
  column: MetricColumn,
  probe: Probe,
  valuesOf: ValuesOf,
  commonTables = '',
): Promise<readonly Filter[]> {
  const name = quoteName(column.name)
  const alias = quoteName(source.alias)
  const rows = await probe(
    `${commonTables}select ${alias}.${name}::text, (${expressionText(condition)}) is true
    from (${valuesOf(column)}) as ${alias} group by ${alias}.${name} limit ${maxValues + 1}`,
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
  if (column.role === 'cell')
    return [{ dimension, operator: 'lt', value: column.type === 'date' ? '1900-01-01' : '0' }]
  // no value is null and not null
  return [
    { dimension, operator: 'isNull', value: true },
    { dimension, operator: 'isNull', value: false },
  ]
}
