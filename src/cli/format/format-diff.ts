import type { DefinitionChange } from '../diff/compare-definitions.ts'
import type { ValueChange } from '../diff/compare-values.ts'
import { plainValue } from '../../export/plain-value.ts'
import { toTable } from './to-table.ts'

/** Beyond this number of rows, use `--json`. */
const maxRows = 40

/** The changes as text: definitions first, then the numbers of each changed metric. */
export function formatDiff(definitions: readonly DefinitionChange[], values: readonly ValueChange[]): string {
  if (definitions.length === 0) return ['No definition differs.\n', ...values.map(formatValues)].join('\n')
  const table = toTable(
    ['metric', 'definition', 'version', 'old', 'new'],
    definitions.map((change) => [
      change.metric,
      change.change,
      versions(change),
      change.oldHash,
      change.newHash,
    ]),
  )
  const moved = new Set(
    values.filter((change) => !('reason' in change) && change.rows.length > 0).map(({ metric }) => metric),
  )
  const unannounced = definitions
    .filter(({ metric, isUnannounced }) => isUnannounced && (values.length === 0 || moved.has(metric)))
    .map(({ metric }) => metric)
  const warning =
    unannounced.length === 0
      ? []
      : [
          `${unannounced.join(', ')}: changed with an unchanged version. Raise the version when the meaning changes, so that readers of the number can notice.\n`,
        ]
  return [table, ...warning, ...values.map(formatValues)].join('\n')
}

function versions({ change, oldVersion, newVersion, isUnannounced }: DefinitionChange): string {
  if (change !== 'changed') return String(newVersion ?? oldVersion ?? '')
  if (oldVersion === null) return `? → ${newVersion ?? '?'}`
  return isUnannounced ? `${oldVersion}, not raised` : `${oldVersion} → ${newVersion ?? '?'}`
}

/** The rows of one metric that differ, with the total last. */
export function formatValues(change: ValueChange): string {
  if ('reason' in change) return `${change.metric}: values not compared. ${change.reason}\n`
  const { metric, keys, rows, compared, total } = change
  if (rows.length === 0) return `${metric}: all ${compared} rows are unchanged.\n`
  const shown = rows
    .slice(0, maxRows)
    .map((row) => [...row.key, row.old, row.new, difference(row.old, row.new)])
  const rest = rows.length > maxRows ? `… and ${rows.length - maxRows} more: --json shows them all\n` : ''
  const whole =
    total === null || keys.length === 0
      ? []
      : [
          [
            ...keys.map((_key, index) => (index === 0 ? 'total' : '')),
            total.old,
            total.new,
            difference(total.old, total.new),
          ],
        ]
  const table = toTable(
    [...keys, 'old', 'new', 'difference'],
    [...shown, ...whole],
    new Set(['old', 'new', 'difference']),
  )
  return `${metric}: ${rows.length} of ${compared} rows differ\n${table}${rest}`
}

function difference(before: unknown, after: unknown): string {
  const numbers = [before, after].map((value) => (value === null ? Number.NaN : Number(value)))
  const [old = Number.NaN, current = Number.NaN] = numbers
  if (Number.isNaN(old) || Number.isNaN(current)) return ''
  // rounded for display; the values next to it are exact
  const rounded = Number((current - old).toPrecision(12))
  return `${rounded > 0 ? '+' : ''}${plainValue(rounded)}`
}
