import { customerMonths, peopleAmong, type CustomerMonth } from '../accounts/customers.ts'
import { payersOf } from '../data/buyers.ts'
import type { Data } from '../data/data.ts'
import { grouped } from '../memo.ts'
import { accountMonths } from '../money/subscriptions.ts'
import { day, floor, plus, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { activityOf, employeesOf, isUnderContract, liveWorkspaces, usesByAccount } from './activity.ts'
import { monthEvaluations, startsOf, type Evaluation } from './evaluations.ts'

/** A started account at the end of a month; in the current month, as of `as_of`. */
export interface AccountState {
  readonly account: string
  readonly month: number
  readonly employees: number | null
  readonly activeUsers: number
  readonly activeUserDays: number
  readonly mrr: number
  readonly payers: number
  /** The payers who were active users of the account. */
  readonly activePayers: number
  readonly workspaces: number
  readonly planState: 'contract' | 'self_serve' | 'trial' | 'free'
}

export function accountStates(data: Data, settings: Settings): readonly AccountState[] {
  const keyOf = ({ account, month }: { readonly account: string; readonly month: number }) =>
    JSON.stringify([account, month])
  const paid = new Map(accountMonths(data, settings).map((one) => [keyOf(one), one.mrr]))
  const customers = grouped(customerMonths(data, settings), keyOf)
  return monthEvaluations(data, settings).flatMap((evaluation) => {
    const { month, at } = evaluation
    const workspaces = liveWorkspaces(data, evaluation)
    return [...startsOf(data, settings)]
      .filter(([, startedAt]) => startedAt <= at)
      .map(([account]): AccountState => {
        const key = keyOf({ account, month })
        const mrr = paid.get(key) ?? 0
        const activity = activityOf(data, settings, account, evaluation)
        return {
          account,
          month,
          employees: employeesOf(data, account),
          activeUsers: activity.users,
          activeUserDays: activity.userDays,
          mrr,
          ...payersIn(data, settings, account, month, customers.get(key) ?? []),
          workspaces: workspaces.get(account) ?? 0,
          planState: isUnderContract(data, account, evaluation)
            ? 'contract'
            : mrr > 0
              ? 'self_serve'
              : isOnTrial(data, account, evaluation)
                ? 'trial'
                : 'free',
        }
      })
  })
}

/** The payers of an account in a month. */
function payersIn(
  data: Data,
  settings: Settings,
  account: string,
  month: number,
  customers: readonly CustomerMonth[],
): Pick<AccountState, 'payers' | 'activePayers'> {
  const { zone, asOf } = settings
  // at the first instant of a day, the day before is the last one
  const today = floor(wallClock(asOf - 0.001, zone), 'day', settings)
  const lastDay = Math.min(plus(month, 1, 'month') - day, today)
  const active = new Set(
    (usesByAccount(data, settings).get(account) ?? [])
      .filter(({ isActive, on }) => isActive && on <= lastDay && on > lastDay - 28 * day)
      .map(({ person }) => person),
  )
  const payers = peopleAmong(customers.map(({ payer }) => payer))
  return {
    payers: payers.length,
    activePayers: payers.filter(({ user }) => user !== null && active.has(user)).length,
  }
}

/** Whether a trial of an account was going on: until its planned end, or the end of its period before that. */
function isOnTrial(data: Data, account: string, { at }: Evaluation): boolean {
  return (data.subscription_periods ?? []).some((period) => {
    const ends = [period.trial_end, period.ended_at].flatMap((end) => (end === null ? [] : [Date.parse(end)]))
    return (
      period.is_trial === true &&
      payersOf(data).get(period.customer_id)?.account === account &&
      Date.parse(period.started_at) <= at &&
      ends.every((end) => end > at)
    )
  })
}
