import type { Data } from './data.ts'
import { allUsers } from './user-accounts.ts'
import { first, remembered } from './memo.ts'
import { stitchingOf } from './stitching.ts'
import { stitchedEvents, type StitchedEvent } from './stitched-events.ts'
import { workspacesOf } from './workspaces.ts'

/** An event, with where it happened. */
export interface LocatedEvent extends StitchedEvent {
  readonly company: string | null
  /** The key of the account: the company, or what stands for itself. */
  readonly account: string | null
}

/**
 * The company is the one the event names, else the workspace's, else (in no workspace, or in one that nobody
 * registered) the one the person worked for then or belongs to. Where there is no company, the account is the
 * workspace that somebody registered, else the one that the person is of.
 */
export const eventsOf: (data: Data) => readonly LocatedEvent[] = remembered((data) =>
  stitchedEvents(data).map((event) => {
    const workspace = event.workspace === null ? undefined : workspacesOf(data).get(event.workspace)
    const person = event.person === null ? undefined : allUsers(data).get(event.person)
    const linkedCompany = workspace?.method === 'events' ? null : (workspace?.company ?? null)
    const isUnlinked = event.workspace === null || workspace?.isUnregistered === true
    const home = person?.isEventLinked === false ? person : null
    const own = isUnlinked ? (employerAt(data, event) ?? home?.company ?? null) : null
    const company = event.named ?? linkedCompany ?? own
    const alone = workspace?.isUnregistered === false ? `ws:${workspace.id}` : (home?.account ?? null)
    return { ...event, company, account: company ?? alone }
  }),
)

/** Where somebody worked at the time, by a dated override; the later start wins. */
export function employerAt(data: Data, { person, at }: Pick<StitchedEvent, 'person' | 'at'>): string | null {
  const then = (data.identity_accounts ?? []).filter(
    ({ user_id, valid_from, valid_to }) =>
      person !== null &&
      (stitchingOf(data).ofUserId(user_id) ?? user_id) === person &&
      (valid_from === null || Date.parse(valid_from) <= at) &&
      (valid_to === null || at < Date.parse(valid_to)),
  )
  const latest = first(
    then,
    ({ valid_from }) => (valid_from === null ? Infinity : -Date.parse(valid_from)),
    ({ account_id }) => account_id,
  )
  return latest?.account_id ?? null
}
