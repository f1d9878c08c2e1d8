import type { Metric } from '../../../catalog/catalog.ts'

/** What is never final, though its time is over. */
export function retentionNotes(
  metrics: readonly Metric[],
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  const isOpen = metrics.some(({ kind, options }) => kind === 'retention' && options.includes('criterion'))
  return isOpen && values['criterion'] === 'on_or_after'
    ? ['Back or later is never final: whoever comes back still raises every age before.']
    : []
}
