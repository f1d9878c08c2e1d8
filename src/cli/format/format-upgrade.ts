import type { UpgradePlan } from '../diff/plan-upgrade.ts'
import type { ValueChange } from '../diff/compare-values.ts'
import { formatValues } from './format-diff.ts'
import { toTable } from './to-table.ts'

/** What an upgrade changes, as text: names first, then definitions with their causes, then numbers. */
export function formatUpgrade(
  { added, removed, renamed, changed }: UpgradePlan,
  values: readonly ValueChange[],
): string {
  const names = [
    ...renamed.map((one) => `renamed: ${one.old} is now ${one.new}`),
    ...(removed.length === 0 ? [] : [`removed: ${removed.join(', ')}`]),
    ...(added.length === 0 ? [] : [`added: ${added.join(', ')}`]),
  ]
  const table = toTable(
    ['metric', 'version', 'changed by'],
    changed.map(({ metric, oldVersion, newVersion, views, parameters }) => [
      metric,
      oldVersion === newVersion ? String(newVersion ?? '') : `${oldVersion ?? '?'} → ${newVersion ?? '?'}`,
      [
        ...views,
        ...parameters.map((one) => `${one.parameter}: ${valueText(one.old)} → ${valueText(one.new)}`),
      ].join(', '),
    ]),
  )
  if (names.length + changed.length === 0) return 'No metric differs from the deployed one.\n'
  return [
    names.map((line) => `${line}\n`).join(''),
    ...(changed.length === 0 ? [] : [`Metrics whose numbers may move:\n${table}`]),
    ...values.map(formatValues),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** A canonical value; a parameter that one version lacks has none. */
function valueText(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value)
}
