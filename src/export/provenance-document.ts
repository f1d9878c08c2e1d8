import type { ResultHeader } from '../semantic/model/result.ts'

/**
 * What an export says about itself, the same in every format: columns with their units, definitions, the state of the
 * data.
 *
 * @param rowCount the number of its rows; absent before they are counted
 */
export function provenanceDocument(
  { columns, others, provenance }: ResultHeader,
  rowCount?: number,
): Readonly<Record<string, unknown>> {
  return { ...(rowCount === undefined ? {} : { rows: rowCount }), columns, others, ...provenance }
}
