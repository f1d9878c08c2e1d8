import type { DefinitionChange } from '../comparison/compare-definitions.ts'
import type { ValueChange } from '../diff.ts'
import { plainValue } from './plain-value.ts'
import { toTable } from './to-table.ts'

/** More rows than this are for `--json`. */
const mostRows = 40

/** What changed, for people: definitions first, then the numbers of each changed metric. */
export function formatDiff(definitions: readonly DefinitionChange[], values: readonly ValueChange[]): string {
  if (definitions.length === 0) return 'No definition differs.\n'
  const table = toTable(
    ['metric', 'definition', 'old', 'new'],
    definitions.map(({ metric, change, oldHash, newHash }) => [metric, change, oldHash, newHash]),
  )
  return [table, ...values.map(formatValues)].join('\n')
}

function formatValues(change: ValueChange): string {
  if ('reason' in change) return `${change.metric}: its values were not compared. ${change.reason}\n`
  const { metric, keys, rows, compared } = change
  if (rows.length === 0) return `${metric}: all ${compared} rows are as before.\n`
  const shown = rows
    .slice(0, mostRows)
    .map((row) => [...row.key, row.old, row.new, difference(row.old, row.new)])
  const rest = rows.length > mostRows ? `… and ${rows.length - mostRows} more: --json shows them all\n` : ''
  const table = toTable([...keys, 'old', 'new', 'difference'], shown, new Set(['old', 'new', 'difference']))
  return `${metric}: ${rows.length} of ${compared} rows differ\n${table}${rest}`
}

function difference(before: unknown, after: unknown): string {
  const numbers = [before, after].map((value) => (value === null ? Number.NaN : Number(value)))
  const [old = Number.NaN, current = Number.NaN] = numbers
  if (Number.isNaN(old) || Number.isNaN(current)) return ''
  // for the eye only: the two values beside it are exact
  const rounded = Number((current - old).toPrecision(12))
  return `${rounded > 0 ? '+' : ''}${plainValue(rounded)}`
}
