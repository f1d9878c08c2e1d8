import { numberLimit } from '../../catalog/select/scalar-functions.ts'
import type { ContractType } from '../../catalog/files/source-table.ts'

export { readableYears as years } from '../../catalog/select/scalar-functions.ts'

/** Whether a number is in the range of the contract; the same rule as `plumbline.number_or_null`. */
export function isInRange(number: number): boolean {
  return Math.abs(number) < numberLimit
}

/**
 * A value of this type as staging reads it; a type without a reading function is returned unchanged. A row with a
 * number or time read as null violates the contract, and null keeps computations on it from failing.
 */
export function readAs(type: ContractType, expression: string): string {
  const name = readers[type]
  return name === undefined ? expression : `plumbline.${name}(${expression})`
}

const readers: Partial<Record<ContractType, string>> = {
  text: 'text_or_null',
  numeric: 'number_or_null',
  timestamptz: 'moment_or_null',
  date: 'day_or_null',
}
