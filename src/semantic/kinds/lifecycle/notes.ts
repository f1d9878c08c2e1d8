import { localDay } from '../../time/calendar.ts'
import type { HeaderOf, MetricOf, NotesContext } from '../kind.ts'

/**
 * What growth accounting cannot know at the edges of the data, a sentence for each edge that the question
 * touches: who was there before the first period, and who will still come in the one that is running. And what
 * it takes for an account's sign-up, where nobody registers workspaces and new is who signed up.
 */
export function lifecycleNotes(
  metrics: readonly MetricOf<HeaderOf<'lifecycle'>>[],
  { period: { grain, from, until, today }, calendar, state, parameters }: NotesContext,
): readonly string[] {
  if (grain === null) return []
  const { firstEventAt, provided } = state
  const first = firstEventAt === null ? null : localDay(firstEventAt, calendar.timeZone)
  const isFirstAsked = first !== null && (from === null || from <= first)
  const isRunningAsked = until === null || until > today
  const isBySignup =
    parameters.lifecycle_new_basis === 'creation' &&
    metrics.some(({ header }) => header.actor === 'account_id')
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
