import { quoteName } from '../../../engine/values/quote-name.ts'

/**
 * A hash of 64 bits over the columns of a row. Equal rows have the same one; a number hashes the same with other
 * trailing zeros, as it is the same number.
 */
export function rowHash(alias: string, columns: readonly string[]): string {
  return `hash_record_extended(row(${columns.map((name) => `${alias}.${quoteName(name)}`).join(', ')}), 0)`
}
