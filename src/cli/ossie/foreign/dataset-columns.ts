import { sqlExpression, type OssieDataset, type OssieField } from '../document.ts'
import { plainName, sqlOf } from './names.ts'

/** A column of a view that is made of a field. */
export interface ForeignColumn {
  readonly name: string
  /** SQL over the columns of the source. */
  readonly sql: string
  /** The type in the contract of the source; null for a computed field. */
  readonly sourceType: string | null
  readonly role: 'time' | 'dimension' | 'other'
  readonly field: OssieField
}

const types: Readonly<Record<string, string>> = {
  String: 'text',
  Integer: 'bigint',
  Decimal: 'numeric',
  Float: 'numeric',
  Boolean: 'boolean',
  Date: 'date',
  Time: 'text',
  DateTime: 'timestamptz',
  DateTimeTz: 'timestamptz',
}

const temporal: ReadonlySet<string> = new Set(['Date', 'Time', 'DateTime', 'DateTimeTz'])

/**
 * The fields of a dataset as columns. The first time of its fields with a type of time assigns rows to periods.
 *
 * @param added the columns that metrics add up: they are numbers where no type says otherwise
 * @param keys the columns of keys and relationships, which need not be fields
 */
export function columnsOf(
  { fields = [] }: OssieDataset,
  added: ReadonlySet<string>,
  keys: readonly string[],
): readonly ForeignColumn[] {
  const named = new Set(fields.map(({ name }) => plainName(name)))
  const missing = [...new Set(keys)].filter((key) => !named.has(plainName(key)))
  const all = [...fields, ...missing.map((name): OssieField => ({ name, expression: sqlExpression(name) }))]
  const read = all.flatMap((field) => {
    const sql = sqlOf(field.expression)
    return sql === null ? [] : [{ field, sql, name: plainName(field.name) }]
  })
  const time = read.find(
    ({ field }) => isTime(field) && types[field.datatype ?? '']?.match(/date|timestamptz/),
  )
  return read.map((one) => {
    const { field, sql, name } = one
    const isPlain = /^[a-z_]\w*$/i.test(sql)
    const type = types[field.datatype ?? ''] ?? (added.has(name) ? 'numeric' : 'text')
    return {
      name,
      sql,
      field,
      sourceType: isPlain ? type : null,
      role: one === time ? 'time' : field.dimension !== undefined && !isTime(field) ? 'dimension' : 'other',
    }
  })
}

function isTime({ datatype = '', dimension }: OssieField): boolean {
  return dimension?.is_time ?? temporal.has(datatype)
}
