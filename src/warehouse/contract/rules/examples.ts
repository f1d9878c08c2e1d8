import type { SourceColumn } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'

/** How many of the rows that violate a rule are stored and shown. */
export const mostExamples = 5

/**
 * Columns of a row as the text of a JSON object, in this order. Personal data are never shown, not even
 * blank ones.
 */
export function exampleOf(columns: readonly SourceColumn[], more: readonly string[] = []): string {
  const shown = [...new Set(columns)].filter(({ pii }) => !pii)
  const pairs = [...shown.map(({ name }) => `'${name}', ${quoteName(name)}`), ...more]
  return `json_build_object(${pairs.join(', ')})::text`
}

/** An example as text: `period_id "p1", amount null`. */
export function describeExample(example: string): string {
  return Object.entries(JSON.parse(example) as Readonly<Record<string, unknown>>)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ')
}
