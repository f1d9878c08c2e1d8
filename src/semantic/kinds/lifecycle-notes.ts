import type { Metric } from '../../catalog/catalog.ts'
import { localDay, type Calendar } from '../time/calendar.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'
import type { PlannedPeriod } from '../model/plan.ts'

/**
 * What growth accounting cannot know at the edges of the data, a sentence for each edge that the question
 * touches: who was there before the first period, and who will still come in the one that is running. And what
 * it takes for an account's sign-up, where nobody registers workspaces and new is who signed up.
 */
export function lifecycleNotes(
  metrics: readonly Metric[],
  { grain, from, until, today }: PlannedPeriod,
  calendar: Calendar,
  { knownSince, provided }: WarehouseState,
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (grain === null || !metrics.some(({ kind }) => kind === 'lifecycle')) return []
  const first = knownSince === null ? null : localDay(knownSince, calendar.timeZone)
  const isFirstAsked = first !== null && (from === null || from <= first)
  const isRunningAsked = until === null || until > today
  const isBySignup =
    values['new_is'] === 'creation' &&
    metrics.some(({ header }) => header.kind === 'lifecycle' && header.actor === 'account_id')
  return [
    ...(isFirstAsked
      ? [
          `The events begin on ${first}: in the ${grain} of that day nobody can tell who is new from who came back.`,
        ]
      : []),
    ...(isRunningAsked
      ? [`The ${grain} of ${today} may not be over: whoever counts as dormant in it may still come.`]
      : []),
    ...(isBySignup && !provided.has('workspaces')
      ? ['No workspaces were provided, so an account signs up with the first person or event known of it.']
      : []),
  ]
}
