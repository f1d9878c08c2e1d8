import { accountAttributes } from '../data/attributes.ts'
import { usersAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { eventsOf } from '../data/events.ts'
import { stitchingOf } from '../data/stitching.ts'
import { allUsers } from '../data/user-accounts.ts'
import { accountOf, workspacesOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import { grouped, remembered } from '../memo.ts'
import { contractsOf } from '../money/contracts.ts'
import { day, floor, plus, wallClock } from '../question/clock.ts'
import { segmentMonths } from '../qualification/segments.ts'
import type { Settings } from '../question/settings.ts'
import { isActive } from '../usage/matchers.ts'
import { customerMonths } from './customers.ts'
import { least, monthEnds } from './month-ends.ts'

/** A member of an account at the end of a month. */
export interface Seat {
  readonly account: string
  readonly month: number
  readonly user: string
  /** The days since the member was active in the account; infinite when never. */
  readonly idle: number
}

interface Stay {
  readonly account: string
  readonly user: string
  readonly from: number
  readonly to: number
}

const moment = (at: string | null): number => (at === null ? Infinity : Date.parse(at))

/** The last local day up to a day on which a user was active in an account. */
export function lastActiveDay(
  data: Data,
  settings: Settings,
): (account: string, user: string, lastDay: number) => number {
  const days = grouped(
    eventsOf(data).filter((event) => event.knownAt <= settings.asOf && isActive(settings, event)),
    ({ account, person }) => JSON.stringify([account, person]),
  )
  return (account, user, lastDay) => {
    const until = plus(floor(lastDay, 'month', settings), 1, 'month')
    const active = (days.get(JSON.stringify([account, user])) ?? [])
      .map(({ at }) => floor(wallClock(at, settings.zone), 'day', settings))
      .filter((one) => one < until)
    return Math.max(-Infinity, ...active)
  }
}

/** Everybody who has a seat at the end of each month. */
export const seatsOf = (data: Data, settings: Settings): readonly Seat[] => seatsByQuery(data)(settings)

const seatsByQuery = remembered((data: Data) => remembered((settings: Settings) => allSeats(data, settings)))

function allSeats(data: Data, settings: Settings): readonly Seat[] {
  const all = stays(data, settings)
  const lastActive = lastActiveDay(data, settings)
  return monthEnds(settings, least(all.map(({ from }) => from))).flatMap(({ month, lastDay, isWithin }) => {
    const members = grouped(
      all.filter(({ from, to }) => isWithin(from, to)),
      ({ account, user }) => JSON.stringify([account, user]),
    )
    return [...members.values()].flatMap(([one]): readonly Seat[] =>
      one === undefined
        ? []
        : [{ ...one, month, idle: (lastDay - lastActive(one.account, one.user, lastDay)) / day }],
    )
  })
}

/** Members of workspaces or, without memberships, the users of accounts. */
function stays(data: Data, settings: Settings): readonly Stay[] {
  const people = stitchingOf(data)
  const deletedAt = (user: string) => {
    const registrations = people.registrations.get(user) ?? []
    const ends = registrations.map(({ deleted_at }) => moment(deleted_at))
    return ends.length === 0 ? Infinity : Math.max(...ends)
  }
  const memberships = data.memberships ?? []
  if (memberships.length === 0)
    return usersAsOf(data, settings.asOf).map(({ id, account, joinedAt }) => ({
      account,
      user: id,
      from: joinedAt,
      to: deletedAt(id),
    }))
  return memberships.flatMap(({ workspace_id, user_id, valid_from, valid_to }) => {
    const user = people.ofUserId(user_id) ?? user_id
    const workspace = workspacesOf(data).get(workspace_id)
    if (workspace === undefined || !allUsers(data).has(user)) return []
    const from = Date.parse(valid_from)
    return [
      {
        account: accountOf(workspace),
        user,
        from,
        to: Math.min(moment(valid_to), Math.max(from, deletedAt(user)), workspace.deletedAt ?? Infinity),
      },
    ]
  })
}

/** The members and active seats of each account by month, with its headcounts. */
export function seatFacts(data: Data, settings: Settings): readonly Fact[] {
  const counted = (number: number | null | undefined) => ((number ?? 0) > 0 ? (number ?? null) : null)
  const segmentsOf = segmentMonths(data, settings)
  return activeSeats(data, settings).map(({ account, month, members, active }) => {
    const company = data.accounts?.find(({ account_id }) => account_id === account)
    const employees = counted(company?.employee_count)
    const ofRole = counted(company?.role_headcount)
    return {
      at: month,
      attributes: { ...segmentsOf(account, month), ...accountAttributes(data, account) },
      numbers: {
        members,
        active,
        employees,
        ofEmployees: employees === null ? null : active,
        ofEmployeesCapped: employees === null ? null : Math.min(active, employees),
        roleHeadcount: ofRole,
        ofRole: ofRole === null ? null : active,
        ofRoleCapped: ofRole === null ? null : Math.min(active, ofRole),
      },
    }
  })
}

function activeSeats(data: Data, settings: Settings) {
  const byMonth = grouped(seatsOf(data, settings), ({ account, month }) => JSON.stringify([account, month]))
  return [...byMonth.values()].flatMap((seats) => {
    const [one] = seats
    const active = seats.filter(({ idle }) => idle < settings.options.active_seat_window_days).length
    return one === undefined
      ? []
      : [{ account: one.account, month: one.month, members: seats.length, active }]
  })
}

/** The seats that each account has bought, and those in use. */
export function utilisationFacts(data: Data, settings: Settings): readonly Fact[] {
  const used = activeSeats(data, settings)
  const bought = grouped(
    customerMonths(data, settings).filter(({ seats }) => seats > 0),
    ({ account, month }) => JSON.stringify([account, month]),
  )
  const contracts = contractsOf(data).filter(({ seats }) => (seats ?? 0) > 0)
  const signed = monthEnds(settings, least(contracts.map(({ from }) => from - 2 * day))).flatMap(
    ({ month, lastDay }) =>
      contracts
        .filter(({ from, until }) => from <= lastDay && until >= lastDay)
        .map(({ account, seats }) => ({ account, month, seats: seats ?? 0 })),
  )
  const fromContracts = grouped(signed, ({ account, month }) => JSON.stringify([account, month]))
  return [...new Set([...bought.keys(), ...fromContracts.keys()])].map((key) => {
    const [account, month] = JSON.parse(key) as [string, number]
    const seats = (bought.get(key) ?? fromContracts.get(key) ?? []).reduce((sum, one) => sum + one.seats, 0)
    const active = used.find((one) => one.account === account && one.month === month)?.active ?? 0
    return {
      at: month,
      attributes: accountAttributes(data, account),
      numbers: { seats, active, activeCapped: Math.min(active, seats) },
    }
  })
}
