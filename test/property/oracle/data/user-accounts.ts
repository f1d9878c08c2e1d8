import type { Data } from './data.ts'
import { companyOfDomain } from './domains.ts'
import { first, grouped, remembered } from '../memo.ts'
import { domainOf, mailOf, stitchingOf } from './stitching.ts'
import { excludedWorkspaces } from './excluded.ts'
import { newestMoment } from '../newest-moment.ts'
import { stitchedEvents } from './stitched-events.ts'
import { rollUpUnregistered, workspacesOf } from './workspaces.ts'

/** A user who is not excluded. */
export interface Person {
  readonly id: string
  /** The key of the user's account. */
  readonly account: string
  readonly company: string | null
  /** Whether only events link the user to the account. */
  readonly isEventLinked: boolean
  readonly joinedAt: number
  readonly isRegistered: boolean
  readonly signupSource: string | null
  readonly jobTitle: string | null
  readonly invitedOrSelf: 'invited' | 'self'
  readonly country: string | null
  readonly mailDomain: string | null
}

/** All registered and unregistered users except internal users and bots, by id. */
export const allUsers: (data: Data) => ReadonlyMap<string, Person> = remembered((data) => {
  const people = stitchingOf(data)
  const seen = grouped(stitchedEvents(data), ({ person }) => person)
  const ids = new Set([...people.registrations.keys(), ...[...seen.keys()].flatMap((id) => id ?? [])])
  return new Map(
    [...ids]
      .filter((id) => !people.isExcluded(id))
      .map((id) => {
        const [registration] = people.registrations.get(id) ?? []
        const home = userAccountOf(data, id)
        return [
          id,
          {
            id,
            account: home?.account ?? `user:${id}`,
            company: home?.company ?? null,
            isEventLinked: home?.isEventLinked ?? false,
            joinedAt: registration
              ? Date.parse(registration.created_at)
              : Math.min(...(seen.get(id) ?? []).map(({ at }) => at)),
            isRegistered: registration !== undefined || people.noneRegistered,
            signupSource: registration?.signup_source ?? null,
            jobTitle: registration?.job_title ?? null,
            invitedOrSelf: (registration?.invited_by_user_id ?? null) === null ? 'self' : 'invited',
            country: registration?.country ?? null,
            mailDomain: registration ? domainOf(mailOf(registration)) : null,
          },
        ] as const
      }),
  )
})

interface UserAccount {
  readonly account: string
  readonly company: string | null
  readonly isEventLinked: boolean
}

/** Whether a period has ended by the end of the data. */
const isOver = (data: Data, until: string | null): boolean =>
  until !== null && Date.parse(until) <= (newestMoment(data) ?? Infinity)

const isInForce = (
  data: Data,
  { valid_from, valid_to }: { readonly valid_from: string | null; readonly valid_to: string | null },
): boolean =>
  (valid_from === null || Date.parse(valid_from) <= (newestMoment(data) ?? -Infinity)) &&
  !isOver(data, valid_to)

/**
 * The user's account: a valid override, else the company of the mail domain, else that of a workspace, else
 * the one that events name.
 */
function userAccountOf(data: Data, person: string): UserAccount | null {
  const people = stitchingOf(data)
  const workspaces = workspacesOf(data)
  const isOurs = (id: string) => (people.ofUserId(id) ?? id) === person
  const at = (company: string, isEventLinked = false): UserAccount => ({
    account: company,
    company,
    isEventLinked,
  })
  const override = first(
    (data.identity_accounts ?? []).filter((one) => isOurs(one.user_id) && isInForce(data, one)),
    ({ valid_from }) => (valid_from === null ? Infinity : -Date.parse(valid_from)),
    ({ account_id }) => account_id,
  )
  if (override !== undefined) return at(override.account_id)
  const [registration] = people.registrations.get(person) ?? []
  const employer = registration ? companyOfDomain(data)(domainOf(mailOf(registration))) : null
  if (employer !== null) return at(employer.company)
  const stays = (data.memberships ?? []).flatMap(({ workspace_id, user_id, valid_from, valid_to }) => {
    const workspace = workspaces.get(workspace_id)
    const isRegistered = data.workspaces?.some((one) => one.workspace_id === workspace_id) === true
    const company = isRegistered
      ? (workspace?.company ?? null)
      : (rollUpUnregistered(data, workspace_id)?.company ?? null)
    const isExcluded = excludedWorkspaces(data).has(workspace_id)
    return isOurs(user_id) && !isExcluded && (isRegistered || company !== null)
      ? [{ id: workspace_id, company, since: Date.parse(valid_from), isOver: isOver(data, valid_to) }]
      : []
  })
  const earliest = (among: typeof stays) =>
    first(
      among,
      // current memberships come before ended ones
      (stay) => Number(stay.isOver),
      ({ since }) => since,
      ({ id }) => id,
    )
  const inCompany = earliest(stays.filter(({ company }) => company !== null))
  if (inCompany?.company) return at(inCompany.company)
  const named = grouped(
    stitchedEvents(data).filter((event) => event.person === person && event.named !== null),
    (event) => event.named ?? '',
  )
  const most = first(
    [...named],
    ([, events]) => -events.length,
    ([account]) => account,
  )
  if (most !== undefined) return at(most[0], true)
  const alone = earliest(stays)
  return alone === undefined ? null : { account: `ws:${alone.id}`, company: null, isEventLinked: false }
}
