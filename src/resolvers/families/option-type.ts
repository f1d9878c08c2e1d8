import type { FamilyOption } from './family.ts'

/** The GraphQL type of an option; JSON for parameters without a matching GraphQL type. */
export function optionType({ parameter: { header }, known }: FamilyOption): string {
  switch (header.type) {
    case 'text':
      return known?.type ?? 'String'
    case 'text_list':
      return '[String!]'
    case 'matcher':
      return '[EventMatcherInput!]'
    case 'integer':
      return header.values === undefined ? 'Int' : 'DaysOrCalendar'
    case 'number':
      return 'Decimal'
    case 'boolean':
      return 'Boolean'
    case 'timestamp':
      return 'Moment'
    default:
      return 'JSON'
  }
}

/** Whether null is a valid value, distinct from a missing one. */
export function isNullAnOption({ parameter: { header } }: FamilyOption): boolean {
  return header.nullable || header.type === 'matcher'
}
