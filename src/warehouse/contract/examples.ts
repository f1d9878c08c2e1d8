import type { SourceColumn } from '../../catalog/source-table.ts'
import { quoteName } from '../quote-name.ts'

/** How many of the rows that break a rule are kept and shown. */
export const mostExamples = 5

/** Columns of a row as a JSON object. Personal data are not shown, be they blank. */
export const exampleOf = (columns: readonly SourceColumn[], from = ''): string => {
  const shown = [...new Set(columns)].filter(({ pii }) => !pii)
  const prefix = from === '' ? '' : `${from}.`
  return `jsonb_build_object(${shown.map(({ name }) => `'${name}', ${prefix}${quoteName(name)}`).join(', ')})`
}

/** An example in words: `period_id "p1", amount null`. */
export const describeExample = (example: Readonly<Record<string, unknown>>): string =>
  Object.entries(example)
    .map(([name, value]) => `${name} ${JSON.stringify(value)}`)
    .join(', ')
