import { usersAsOf } from './data/creation-dates.ts'
import { accountsOf } from './data/accounts.ts'
import { day, floor, plus, wallClock } from './question/clock.ts'
import { contractsOf } from './money/contracts.ts'
import type { Data } from './data/data.ts'
import { isFreeMail } from './data/domains.ts'
import { eventsOf } from './data/events.ts'
import { allUsers } from './data/user-accounts.ts'
import { isActive } from './usage/matchers.ts'
import { grouped } from './memo.ts'
import { stitchingOf } from './data/stitching.ts'
import type { Settings } from './question/settings.ts'
import { accountMonths } from './money/subscriptions.ts'

/** A measure as a rule refers to it; without a window it is a point-in-time value. */
export interface Named {
  readonly measure: string
  readonly window_days?: number
}

/** The measures of one account; null is unknown. */
export type Measures = (named: Named) => number | null

/**
 * Measures count the users of an account, in whatever workspace they act.
 *
 * @param moment when the account is measured, as recorded then; by default, `as_of`
 */
export function measuresOf(
  data: Data,
  settings: Settings,
  account: string,
  moment: number = settings.asOf,
): Measures {
  const { asOf, zone, options } = settings
  const today = floor(wallClock(moment, zone), 'day', settings)
  const people = usersAsOf(data, moment).filter(
    (person) => person.account === account && !stitchingOf(data).isDeletedBy(person.id, moment),
  )
  const events = eventsOf(data)
    .filter(({ knownAt, person }) => knownAt <= moment && ownerOf(data, person) === account)
    .map((event) => ({
      ...event,
      daysAgo: (today - floor(wallClock(event.at, zone), 'day', settings)) / day,
    }))
  const active = events.filter((event) => isActive(settings, event))
  const usersOf = (from: number, until: number) =>
    new Set(active.filter(({ daysAgo }) => daysAgo >= from && daysAgo < until).map(({ person }) => person))
      .size
  const features = (window: number, isCounted: (name: string) => boolean) =>
    new Set(
      events
        .filter(({ name, daysAgo }) => daysAgo < window && !options.passive_events.includes(name))
        .map(({ name }) => name)
        .filter(isCounted),
    ).size
  // a month that begins exactly at `as_of` has no data yet
  const month = floor(wallClock(asOf - 1, zone), 'month', settings)
  const paidIn = (one: number) =>
    accountMonths(data, settings).find((paid) => paid.account === account && paid.month === one)?.mrr ?? 0

  return ({ measure, window_days: window = 0 }) => {
    switch (measure) {
      case 'users':
        return people.length
      case 'users_of_one_domain': {
        const domains = people.flatMap(({ mailDomain }) =>
          mailDomain === null || isFreeMail(mailDomain) ? [] : [mailDomain],
        )
        return Math.max(0, ...[...grouped(domains, (domain) => domain).values()].map(({ length }) => length))
      }
      case 'active_users':
        return usersOf(0, window)
      case 'active_share':
        return people.length === 0 ? null : usersOf(0, window) / people.length
      case 'user_penetration': {
        const employees = data.accounts?.find(({ account_id }) => account_id === account)?.employee_count
        return employees ? usersOf(0, window) / employees : null
      }
      case 'momentum': {
        const before = usersOf(window, 2 * window)
        return before < options.momentum_min_base ? null : (usersOf(0, window) - before) / before
      }
      case 'active_weeks':
        return [0, 7, 14, 21].filter((week) => usersOf(week, week + 7) >= options.active_week_min_users)
          .length
      case 'features_used':
        return features(window, () => true)
      case 'paid_features_used':
        return features(window, (name) => options.paid_features?.includes(name) === true)
      case 'mrr':
        return [data.subscription_periods, data.contracts].every((rows = []) => rows.length === 0)
          ? null
          : paidIn(month)
      case 'mrr_growth': {
        const before = paidIn(plus(month, -3, 'month'))
        return before > 0 ? (paidIn(month) - before) / before : null
      }
      case 'days_to_renewal': {
        const running = contractsOf(data).filter(
          (contract) => contract.account === account && contract.from <= today && contract.until >= today,
        )
        return running.length === 0 ? null : Math.max(...running.map(({ until }) => (until - today) / day))
      }
      default:
        throw new Error(`The oracle knows no measure ${measure}`)
    }
  }
}

function ownerOf(data: Data, person: string | null): string | null {
  return person === null ? null : (allUsers(data).get(person)?.account ?? null)
}

/** The segment of an account in the CRM. */
export function segmentOf(data: Data, account: string): string | null {
  return accountsOf(data).get(account)?.segment ?? null
}
