import type { ColumnType } from '../../loaders/fetch/entity.ts'

/** The GraphQL type of a column. */
export const outputTypes: Readonly<Record<ColumnType, string>> = {
  text: 'String',
  timestamptz: 'DateTime',
  date: 'Date',
  bigint: 'WholeNumber',
  numeric: 'Decimal',
  boolean: 'Boolean',
}

/** The conditions on a column. */
export const filterTypes: Readonly<Record<ColumnType, string>> = {
  text: 'TextFilterInput',
  timestamptz: 'DateTimeFilterInput',
  date: 'DateFilterInput',
  bigint: 'IntFilterInput',
  numeric: 'DecimalFilterInput',
  boolean: 'BooleanFilterInput',
}
