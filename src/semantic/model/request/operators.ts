/** The operators of a filter; `in` and `notIn` take lists, `isNull` takes true or false. */
export const operators = [
  'eq',
  'ne',
  'in',
  'notIn',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'startsWith',
  'isNull',
] as const
export type OperatorName = (typeof operators)[number]
