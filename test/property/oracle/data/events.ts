import type { Data } from './data.ts'
import { allUsers } from './user-accounts.ts'
import { first, remembered } from '../memo.ts'
import { stitchingOf } from './stitching.ts'
import { stitchedEvents, type StitchedEvent } from './stitched-events.ts'
import { accountOf, workspacesOf } from './workspaces.ts'

/** An event with its company and account. */
export interface LocatedEvent extends StitchedEvent {
  readonly company: string | null
  /** The account key: the company, or a workspace or user that is its own account. */
  readonly account: string | null
}

/**
 * The company is that of the event, else that of the workspace, else (without a workspace, or in an
 * unregistered one) the user's employer at the time or the user's company. Without a company, the account is
 * the registered workspace, else the user's account.
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

/** The account that all rows of an event's user share; without a user, that of the event or its workspace. */
export function accountOfUser(data: Data, { person, named, workspace }: StitchedEvent): string | null {
  const user = person === null ? undefined : allUsers(data).get(person)
  const place = workspace === null ? undefined : workspacesOf(data).get(workspace)
  return user?.account ?? named ?? (place === undefined ? null : accountOf(place))
}

/** The user's employer at the time, by a dated override; the later start wins. */
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
