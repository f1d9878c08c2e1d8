import type { OssieField } from '../document.ts'
import { contractType, isTemporal, type ContractTypeOfField } from './datatypes.ts'
import type { ReadField } from './read-fields.ts'

/** A column of a view that is made of a field. */
export interface ForeignColumn {
  readonly name: string
  /** SQL over the columns of the source. */
  readonly sql: string
  /** The type of its values; for a computed field without one, text. */
  readonly type: ContractTypeOfField
  readonly role: 'time' | 'dimension' | 'other'
  readonly field: OssieField
}

/** A column of the source that feeds a dataset. */
export interface SourceColumnOfDataset {
  readonly name: string
  readonly type: ContractTypeOfField
  /** No data type says it. */
  readonly isGuessed: boolean
}

/**
 * The fields of a dataset as columns. The first time of its fields with a type of time assigns rows to periods.
 *
 * @param added the columns that metrics compute with: they are numbers where no type says otherwise
 */
export function columnsOf(
  fields: readonly ReadField[],
  added: ReadonlySet<string>,
): readonly ForeignColumn[] {
  const time = fields.find(
    ({ field }) => isTime(field) && ['date', 'timestamptz'].includes(contractType(field.datatype) ?? ''),
  )
  return fields.map((one) => {
    const { field, sql, name } = one
    return {
      name,
      sql,
      field,
      type: contractType(field.datatype) ?? (added.has(name) ? 'numeric' : 'text'),
      role: one === time ? 'time' : field.dimension !== undefined && !isTime(field) ? 'dimension' : 'other',
    }
  })
}

/** The columns that the source must have: those that are fields, and those that other fields are computed from. */
export function sourceColumnsOf(
  fields: readonly ReadField[],
  added: ReadonlySet<string>,
): readonly SourceColumnOfDataset[] {
  const numbers = new Set(fields.flatMap((field) => field.numbers))
  const declared = new Map(
    fields.flatMap(({ field, isColumn, inputs: [input = ''] }) => {
      const type = contractType(field.datatype)
      return isColumn && type !== null ? [[input, type] as const] : []
    }),
  )
  for (const {
    isColumn,
    name,
    inputs: [input = ''],
  } of fields)
    if (isColumn && added.has(name)) numbers.add(input)
  // the columns that are fields come first
  const names = new Set(
    [...fields]
      .sort((one, other) => Number(other.isColumn) - Number(one.isColumn))
      .flatMap((one) => one.inputs),
  )
  return [...names].map((name) => ({
    name,
    type: declared.get(name) ?? (numbers.has(name) ? 'numeric' : 'text'),
    isGuessed: !declared.has(name),
  }))
}

function isTime({ datatype, dimension }: OssieField): boolean {
  return dimension?.is_time ?? isTemporal(datatype)
}
