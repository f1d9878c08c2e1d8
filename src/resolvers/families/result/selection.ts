import type { GraphQLResolveInfo } from 'graphql'
import { parseResolveInfo } from 'graphql-parse-resolve-info'
import type { FieldsByTypeName, ResolveTree } from 'graphql-parse-resolve-info'
import type { SelectionInfo } from '../../reads.ts'
import type { Family, FamilyMetric } from '../family.ts'

/** The selection of a typed field, after resolving aliases, fragments, `@skip` and `@include`. */
export interface Selection {
  readonly metrics: readonly FamilyMetric[]
  /** Whether parts or maturity of any metric are selected. */
  readonly parts: boolean
  readonly totals: boolean
  readonly subtotals: boolean
}

const parts = ['numerator', 'denominator', 'maturity', 'cohorts']

/** Reads the selection below a typed field. */
export function readSelection({ type, metrics }: Family, info: SelectionInfo): Selection {
  // it reads nothing else
  const result = fieldsOf(
    (parseResolveInfo(info as GraphQLResolveInfo) as ResolveTree).fieldsByTypeName,
    `${type}Result`,
  )
  const rows = result.flatMap((field) =>
    field.name === 'subtotals'
      ? fieldsOf(field.fieldsByTypeName, `${type}Subtotals`).filter(({ name }) => name === 'rows')
      : ['rows', 'totals'].includes(field.name)
        ? [field]
        : [],
  )
  const selected = rows.flatMap(({ fieldsByTypeName }) => fieldsOf(fieldsByTypeName, `${type}Row`))
  const values = selected.flatMap(({ fieldsByTypeName }) =>
    Object.values(fieldsByTypeName).flatMap((fields) => Object.values(fields)),
  )
  const names = [...new Set(selected.map(({ name }) => name))]
  return {
    metrics: names.flatMap((name) => metrics.filter(({ field }) => field === name)),
    parts: values.some(({ name }) => parts.includes(name)),
    totals: result.some(({ name }) => name === 'totals'),
    subtotals: result.some(({ name }) => name === 'subtotals'),
  }
}

function fieldsOf(fields: FieldsByTypeName, type: string): readonly ResolveTree[] {
  return Object.values(fields[type] ?? {})
}
