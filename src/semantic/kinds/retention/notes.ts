import type { HeaderOf, MetricOf, NotesContext } from '../kind.ts'

/** What is never final, though its time is over. */
export function retentionNotes(
  metrics: readonly MetricOf<HeaderOf<'retention'>>[],
  { parameters }: NotesContext,
): readonly string[] {
  const isOpen = metrics.some(({ options }) => options.includes('retention_criterion'))
  return isOpen && parameters.retention_criterion === 'on_or_after'
    ? ['Back or later is never final: whoever comes back still raises every age before.']
    : []
}
