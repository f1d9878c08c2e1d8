import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import type { MetricOf, NotesContext } from '../kind.ts'

/** A note about values that never become final. */
export function retentionNotes(
  metrics: readonly MetricOf<HeaderOf<'retention'>>[],
  { parameters }: NotesContext,
): readonly string[] {
  const hasCriterion = metrics.some(({ options }) => options.includes('retention_criterion'))
  return hasCriterion && parameters.retention_criterion === 'on_or_after'
    ? ['Retention on or after an age is never final: a later return raises the values of all earlier ages.']
    : []
}
