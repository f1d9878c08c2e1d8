import { sqlExpression, type OssieDataset, type OssieField } from '../document.ts'
import type { Loss } from '../losses.ts'
import { plainName, sqlOf } from './names.ts'
import { numbersIn } from './numbers-in.ts'
import { parseExpression, replacePlaces } from './parse-expression.ts'
import { aggregatesWithin } from './read-metric.ts'

/** A field as SQL over the columns of its source. */
export interface ReadField {
  readonly field: OssieField
  readonly name: string
  readonly sql: string
  /** The columns of the source that it reads. */
  readonly inputs: readonly string[]
  /** Those of them with which it computes as numbers. */
  readonly numbers: readonly string[]
  /** It is a column of the source, and nothing is computed. */
  readonly isColumn: boolean
}

/** The fields of a dataset, and why others cannot be read. */
export interface ReadFields {
  readonly dataset: OssieDataset
  readonly fields: readonly ReadField[]
  readonly losses: readonly Loss[]
}

/**
 * Reads the fields of a dataset. PostgreSQL's parser must be loaded.
 *
 * @param keys the columns of keys and relationships, which need not be fields
 */
export function readFields(dataset: OssieDataset, keys: readonly string[]): ReadFields {
  const declared = dataset.fields ?? []
  const named = new Set(declared.map(({ name }) => plainName(name)))
  const missing = [...new Set(keys)].filter((key) => !named.has(plainName(key)))
  const fields = new Map<string, ReadField>()
  const losses: Loss[] = []
  for (const field of [
    ...declared,
    ...missing.map((name): OssieField => ({ name, expression: sqlExpression(plainName(name)) })),
  ]) {
    const read = readField(field, dataset.name)
    if (typeof read === 'string') losses.push({ subject: `${dataset.name}.${field.name}`, reason: read })
    else if (fields.has(read.name))
      losses.push({
        subject: `${dataset.name}.${field.name}`,
        reason: `Another field has the name ${read.name}.`,
      })
    else fields.set(read.name, read)
  }
  return { dataset, fields: [...fields.values()], losses }
}

function readField(field: OssieField, dataset: string): ReadField | string {
  const sql = sqlOf(field.expression)
  if (sql === null) return 'It has no expression in SQL.'
  const expression = parseExpression(sql)
  if (typeof expression === 'string') return expression
  const { tree, columns } = expression
  const [aggregate] = aggregatesWithin(tree)
  if (aggregate !== undefined) return `A field has no aggregate, and it has ${aggregate.toUpperCase()}.`
  const strange = columns.find(
    ({ path }) =>
      path.length > 2 ||
      path.at(-1) === '*' ||
      (path.length === 2 && plainName(path[0] ?? '') !== plainName(dataset)),
  )
  if (strange !== undefined) return `${strange.path.join('.')} is no column of its dataset.`
  const columnOf = ({ path }: (typeof columns)[number]) => plainName(path.at(-1) ?? '')
  return {
    field,
    name: plainName(field.name),
    sql: replacePlaces(
      sql,
      columns.map((column) => ({ ...column, text: columnOf(column) })),
    ),
    inputs: [...new Set(columns.map(columnOf))],
    numbers: numbersIn(tree).map((path) => plainName(path.at(-1) ?? '')),
    isColumn: 'ColumnRef' in tree,
  }
}
