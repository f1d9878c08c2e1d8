import { rowHash } from '../../../../semantic/sql/text/row-hash.ts'
import { quoteName } from '../../../engine/values/quote-name.ts'

/** A hash over some columns of a relation. A number with other trailing zeros has another hash. */
export function columnsHash(alias: string, columns: readonly string[]): string {
  return rowHash(`row(${columns.map((name) => `${alias}.${quoteName(name)}`).join(', ')})`)
}
