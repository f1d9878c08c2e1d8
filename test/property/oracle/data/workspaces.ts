import type { Data } from './data.ts'
import { companyOfDomain, isFreeMail } from './domains.ts'
import { excludedWorkspaces } from './excluded.ts'
import { first, grouped, remembered } from '../memo.ts'
import { newestMoment } from '../newest-moment.ts'
import { domainOf, mailOf, stitchingOf } from './stitching.ts'
import { stitchedEvents } from './stitched-events.ts'

export interface Workspace {
  readonly id: string
  /** The company that it rolls up to; null when it is its own account. */
  readonly company: string | null
  readonly method: string
  readonly name: string | null
  readonly plan: string | null
  readonly madeAt: number
  readonly deletedAt: number | null
  readonly isRegistered: boolean
  /** Whether it occurs only in events. */
  readonly isUnregistered: boolean
}

/** The account key of a workspace. */
export const accountOf = ({ id, company }: Workspace): string => company ?? `ws:${id}`

/** All workspaces that are not excluded, registered or only in events, by id. */
export const workspacesOf: (data: Data) => ReadonlyMap<string, Workspace> = remembered((data) => {
  const counting = (data.workspaces ?? []).filter(
    ({ workspace_id }) => !excludedWorkspaces(data).has(workspace_id),
  )
  const registered = counting.map((workspace): Workspace => {
    const rolled = rollUp(data, workspace)
    return {
      id: workspace.workspace_id,
      company: rolled?.company ?? null,
      method: rolled?.method ?? 'none',
      name: workspace.name,
      plan: workspace.plan,
      madeAt: Date.parse(workspace.created_at),
      deletedAt: workspace.deleted_at === null ? null : Date.parse(workspace.deleted_at),
      isRegistered: true,
      isUnregistered: false,
    }
  })
  const known = new Set(registered.map(({ id }) => id))
  const seen = grouped(stitchedEvents(data), ({ workspace }) => workspace)
  const unregistered = [...seen].flatMap(([id, events]): Workspace[] => {
    if (id === null || known.has(id)) return []
    const named = new Set(events.flatMap((event) => (event.named === null ? [] : [event.named])))
    const rolled = rollUpUnregistered(data, id)
    const [company = null] = rolled !== null ? [rolled.company] : named.size === 1 ? named : []
    return [
      {
        id,
        company,
        method: rolled?.method ?? (company === null ? 'none' : 'events'),
        name: null,
        plan: null,
        madeAt: Math.min(...events.map(({ at }) => at)),
        deletedAt: null,
        isRegistered: (data.workspaces ?? []).length === 0,
        isUnregistered: true,
      },
    ]
  })
  return new Map([...registered, ...unregistered].map((workspace) => [workspace.id, workspace]))
})

interface RollUp {
  readonly company: string
  readonly method: string
}

const found = (company: string | null | undefined, method: string): RollUp | null =>
  company === null || company === undefined ? null : { company, method }

/** The roll-up rules that need only the id: the paying customer and the members. */
export function rollUpUnregistered(data: Data, workspace: string): RollUp | null {
  return found(payerOf(data, workspace), 'crm_link') ?? found(majority(data, workspace), 'member_majority')
}

/** The single company whose customers pay for a workspace, registered or not. */
function payerOf(data: Data, workspace: string): string | null {
  const payers = new Set(
    (data.billing_customers ?? [])
      .filter(({ workspace_id }) => workspace_id === workspace)
      .flatMap(({ account_id }) => account_id ?? []),
  )
  const [payer = null] = payers.size === 1 ? payers : []
  return payer
}

type Registered = NonNullable<Data['workspaces']>[number]

/** The first roll-up rule that finds a company. */
export function rollUp(data: Data, workspace: Registered): RollUp | null {
  return proposals(data, workspace).find((one) => one !== null) ?? null
}

/** The accounts that any rule proposes for a workspace, and those that pay for it. */
export function claimsOf(data: Data, id: string): ReadonlySet<string> {
  const registered = data.workspaces?.find(({ workspace_id }) => workspace_id === id)
  const proposed =
    registered === undefined ? [found(majority(data, id), 'member_majority')] : proposals(data, registered)
  const paying = (data.billing_customers ?? []).filter(({ workspace_id }) => workspace_id === id)
  return new Set([
    ...proposed.flatMap((one) => one?.company ?? []),
    ...paying.flatMap(({ account_id }) => account_id ?? []),
  ])
}

/** What each rule proposes, in order. */
function proposals(data: Data, workspace: Registered): readonly (RollUp | null)[] {
  const people = stitchingOf(data)
  const companyOf = companyOfDomain(data)
  const maker = workspace.created_by_user_id
  const isMaker = (id: string) =>
    maker !== null && (id === maker || (people.ofUserId(id) ?? id) === (people.ofUserId(maker) ?? maker))
  const madeAt = Date.parse(workspace.created_at)
  const override = first(
    (data.identity_accounts ?? []).filter(
      ({ user_id, valid_from, valid_to }) =>
        isMaker(user_id) &&
        (valid_from === null || Date.parse(valid_from) <= madeAt) &&
        (valid_to === null || Date.parse(valid_to) > madeAt),
    ),
    ({ valid_from }) => (valid_from === null ? Infinity : -Date.parse(valid_from)),
    ({ account_id }) => account_id,
  )
  const ownDomain = companyOf(workspace.domain?.toLowerCase() ?? null)
  const owner = (data.users ?? []).find(({ user_id }) => user_id === maker)
  return [
    found(workspace.account_id, 'explicit'),
    found(payerOf(data, workspace.workspace_id), 'crm_link'),
    found(override?.account_id, 'identity_override'),
    found(ownDomain?.isVerified === true ? ownDomain.company : null, 'workspace_domain'),
    found(majority(data, workspace.workspace_id), 'member_majority'),
    found(owner === undefined ? null : companyOf(domainOf(mailOf(owner)))?.company, 'owner_domain'),
  ]
}

/**
 * The company of at least two current members and of at least half of the members with a company mail address.
 */
function majority(data: Data, workspace: string): string | null {
  const people = stitchingOf(data)
  const now = newestMoment(data) ?? Infinity
  const members = new Set(
    (data.memberships ?? [])
      .filter(
        ({ workspace_id, valid_to }) =>
          workspace_id === workspace && (valid_to === null || Date.parse(valid_to) > now),
      )
      .flatMap(({ user_id }) => people.ofUserId(user_id) ?? [])
      .filter((person) => !people.isDeletedBy(person, now)),
  )
  const companies = [...members].flatMap((person) => {
    const [registration] = people.registrations.get(person) ?? []
    const domain = registration === undefined ? null : domainOf(mailOf(registration))
    if (domain === null || isFreeMail(domain) || people.isExcluded(person)) return []
    return [companyOfDomain(data)(domain)?.company ?? null]
  })
  const counted = [...grouped(companies, (company) => company)].flatMap(([company, group]) =>
    company !== null && group.length >= 2 && group.length * 2 >= companies.length
      ? [{ company, size: group.length }]
      : [],
  )
  const most = first(
    counted,
    ({ size }) => -size,
    ({ company }) => company,
  )
  return most?.company ?? null
}
