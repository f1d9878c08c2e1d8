import type { SourceColumn } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'

/** How many of the rows that break a rule are kept and shown. */
export const mostExamples = 5

/** Columns of a row as the text of a JSON object, in this order. Personal data are not shown, be they blank. */
export const exampleOf = (columns: readonly SourceColumn[], more: readonly string[] = []): string => {
  const shown = [...new Set(columns)].filter(({ pii }) => !pii)
  const pairs = [...shown.map(({ name }) => `'${name}', ${quoteName(name)}`), ...more]
  return `json_build_object(${pairs.join(', ')})::text`
}

/** An example in words: `period_id "p1", amount null`. */
export const describeExample = (example: string): string =>
  Object.entries(JSON.parse(example) as Readonly<Record<string, unknown>>)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ')
