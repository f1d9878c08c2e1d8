import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import { localDay } from '../../time/calendar.ts'
import type { MetricOf, NotesContext } from '../kind.ts'

/**
 * Notes about growth accounting at the edges of the data: in the first period, new and resurrected actors cannot be
 * distinguished; in the current period, dormant actors may still become active. A third note explains the sign-up of
 * accounts when there is no table of workspaces.
 */
export function lifecycleNotes(
  metrics: readonly MetricOf<HeaderOf<'lifecycle'>>[],
  { period: { grain, from, until, today }, calendar, state, parameters }: NotesContext,
): readonly string[] {
  if (grain === null) return []
  const { firstEventAt, provided } = state
  const first = firstEventAt === null ? null : localDay(firstEventAt, calendar.timeZone)
  const includesFirst = first !== null && (from === null || from <= first)
  const includesCurrent = until === null || until > today
  const isBySignup =
    parameters.lifecycle_new_basis === 'creation' &&
    metrics.some(({ header }) => header.actor === 'account_id')
  return [
    ...(includesFirst
      ? [
          `The events start on ${first}: in the ${grain} of that day, new and resurrected cannot be distinguished.`,
        ]
      : []),
    ...(includesCurrent
      ? [`The ${grain} of ${today} may not have ended: actors counted as dormant may still become active.`]
      : []),
    ...(isBySignup && !provided.has('workspaces')
      ? ['No workspaces were provided, so the sign-up of an account is that of its first user or event.']
      : []),
  ]
}
