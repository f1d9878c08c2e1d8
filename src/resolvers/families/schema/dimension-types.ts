import type { FamilyDimension } from '../family.ts'

/** The GraphQL type of a dimension's values in a row. */
export function dimensionValueType({ known, header }: FamilyDimension): string {
  if (known !== null) return known.type
  switch (header.type) {
    case 'text':
      return 'String'
    case 'boolean':
      return 'Boolean'
    case 'numeric':
      return 'Decimal'
    case 'date':
      return 'Date'
  }
}

/** The GraphQL input for a condition on a dimension. */
export function dimensionFilterType({ known, header }: FamilyDimension): string {
  if (known !== null) return `${known.type}FilterInput`
  switch (header.type) {
    case 'text':
      return 'TextFilterInput'
    case 'boolean':
      return 'BooleanFilterInput'
    case 'numeric':
      return 'DecimalFilterInput'
    case 'date':
      return 'DateFilterInput'
  }
}
