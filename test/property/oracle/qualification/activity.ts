import { workspacesAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { eventsOf } from '../data/events.ts'
import { allUsers } from '../data/user-accounts.ts'
import { accountOf } from '../data/workspaces.ts'
import { grouped, remembered } from '../memo.ts'
import { contractsOf } from '../money/contracts.ts'
import { day, floor, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { isActive } from '../usage/matchers.ts'
import type { Evaluation } from './evaluations.ts'

/** A use of the product by a user of an account. */
interface Use {
  readonly account: string
  readonly person: string
  readonly name: string
  readonly isActive: boolean
  /** The local day. */
  readonly on: number
  readonly knownAt: number
}

/** Every use by `as_of`, of the account to which the user belongs. */
export const usesByAccount = (data: Data, settings: Settings): ReadonlyMap<string, readonly Use[]> =>
  usesByQuery(data)(settings)

const usesByQuery = remembered((data: Data) =>
  remembered((settings: Settings) => {
    const uses = eventsOf(data).flatMap((event): Use[] => {
      const user = allUsers(data).get(event.person ?? '')
      return user === undefined || event.knownAt > settings.asOf
        ? []
        : [
            {
              account: user.account,
              person: user.id,
              name: event.name,
              isActive: isActive(settings, event),
              on: floor(wallClock(event.at, settings.zone), 'day', settings),
              knownAt: event.knownAt,
            },
          ]
    })
    return grouped(uses, ({ account }) => account)
  }),
)

/** The activity of an account in the days up to an evaluation, as recorded by then. */
export function activityOf(
  data: Data,
  settings: Settings,
  account: string,
  { at, on }: Evaluation,
): { readonly users: number; readonly userDays: number; readonly usersBefore: number } {
  const known = (usesByAccount(data, settings).get(account) ?? []).filter(
    (use) => use.isActive && use.knownAt <= at,
  )
  const window = 28 * day
  const recent = known.filter((use) => use.on > on - window)
  const before = known.filter((use) => use.on <= on - window && use.on > on - 2 * window)
  return {
    users: new Set(recent.map(({ person }) => person)).size,
    userDays: new Set(recent.map((use) => `${use.on} ${use.person}`)).size,
    usersBefore: new Set(before.map(({ person }) => person)).size,
  }
}

/** The accounts with registered workspaces at an evaluation, and how many each has. */
export function liveWorkspaces(data: Data, { at }: Evaluation): ReadonlyMap<string, number> {
  const live = workspacesAsOf(data, at).filter(
    ({ isRegistered, deletedAt }) => isRegistered && (deletedAt === null || deletedAt > at),
  )
  return new Map([...grouped(live, accountOf)].map(([account, { length }]) => [account, length]))
}

/** Whether a contract of an account was active on the day of an evaluation. */
export const isUnderContract = (data: Data, account: string, { on }: Evaluation): boolean =>
  contractsOf(data).some(
    (contract) => contract.account === account && contract.from <= on && contract.until >= on,
  )

/** The employees of a company; null when unknown or zero. */
export const employeesOf = (data: Data, account: string): number | null =>
  data.accounts?.find(({ account_id }) => account_id === account)?.employee_count ?? null

/** Whether an account is in an ideal-customer segment. */
export function isFitting(data: Data, { options }: Settings, account: string | null): boolean {
  const segment = data.accounts?.find(({ account_id }) => account_id === account)?.icp_segment ?? null
  return segment !== null && !options.non_icp_segments.includes(segment)
}
