import { accountAttributes, type Attributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { eventsOf } from '../data/events.ts'
import { accountOf, workspacesOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { firstInstant, floor, plus, readDay, wallClock } from '../question/clock.ts'
import { segmentMonths } from '../qualification/segments.ts'
import type { Settings } from '../question/settings.ts'
import { isActive } from '../usage/matchers.ts'
import { planAt } from '../usage/usage-limits.ts'
import { accountMonths, activeItems } from './subscriptions.ts'

/** A cost of serving an account in a month; without an account where no account was on the plan. */
export interface ServiceCost {
  readonly account: string | null
  readonly month: number
  readonly amount: number
}

/** A use of the product that counts for a cost, in a workspace or elsewhere. */
interface Use {
  readonly account: string
  readonly workspace: string | null
  readonly month: number
}

/** The recorded costs by account; a cost of a plan is shared by its accounts. */
export function serviceCosts(data: Data, settings: Settings): readonly ServiceCost[] {
  const uses = usesOf(data, settings)
  return (data.cost_to_serve ?? []).flatMap((cost): ServiceCost[] => {
    const month = floor(readDay(cost.month), 'month', settings)
    if (firstInstant(month, settings.zone) >= settings.asOf) return []
    if (cost.account_id !== null) return [{ account: cost.account_id, month, amount: cost.amount }]
    const weights = weightsOf(data, settings, uses, month, cost.plan)
    const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
    const shares = [...weights].map(([account, weight]) => ({
      account,
      month,
      amount: cost.amount * (all > 0 ? weight / all : 1 / weights.size),
    }))
    return shares.length === 0 ? [{ account: null, month, amount: cost.amount }] : shares
  })
}

/** The accounts on a plan at the end of a month, with what each of them used there. */
function weightsOf(
  data: Data,
  settings: Settings,
  uses: readonly Use[],
  month: number,
  plan: string | null,
): ReadonlyMap<string, number> {
  const placed = workspacesOn(data, settings, month, (one) => one === plan)
  const costed = new Set(
    (data.cost_to_serve ?? []).filter(isOfMonth(settings, month)).map((cost) => cost.plan),
  )
  const elsewhere = workspacesOn(data, settings, month, (one) => costed.has(one))
  const paying = new Set(
    activeItems(data, settings)
      .filter((item) => item.month === month && item.plan !== null && item.plan === plan)
      .map(({ account }) => account),
  )
  const weights = new Map([...placed.values(), ...paying].map((account) => [account, 0]))
  const add = (account: string) => weights.set(account, (weights.get(account) ?? 0) + 1)
  for (const use of uses.filter((one) => one.month === month)) {
    const owner = placed.get(use.workspace ?? '')
    if (owner !== undefined) add(owner)
    else if (paying.has(use.account) && !elsewhere.has(use.workspace ?? '')) add(use.account)
  }
  return weights
}

const isOfMonth =
  (settings: Settings, month: number) =>
  ({ month: day, account_id }: { readonly month: string; readonly account_id: string | null }) =>
    account_id === null && floor(readDay(day), 'month', settings) === month

/** Workspaces with such a plan at the end of a month, with their account. */
function workspacesOn(
  data: Data,
  settings: Settings,
  month: number,
  isWanted: (plan: string) => boolean,
): ReadonlyMap<string, string> {
  const next = firstInstant(plus(month, 1, 'month'), settings.zone)
  const moment = next > settings.asOf ? settings.asOf : next - 1
  return new Map(
    [...workspacesOf(data).values()].flatMap((workspace) => {
      const plan = planAt(data, workspace, moment)
      const isGone = workspace.deletedAt !== null && workspace.deletedAt <= moment
      return plan === null || !isWanted(plan) || isGone || workspace.madeAt > moment
        ? []
        : [[workspace.id, accountOf(workspace)] as const]
    }),
  )
}

/** Every event with an account, where events drive costs. */
function usesOf(data: Data, settings: Settings): readonly Use[] {
  if (settings.options.cost_to_serve_driver !== 'events') return []
  return eventsOf(data).flatMap(({ account, workspace, at, knownAt }) =>
    account !== null && knownAt <= settings.asOf
      ? [{ account, workspace, month: floor(wallClock(at, settings.zone), 'month', settings) }]
      : [],
  )
}

/** What each account cost, paid and did in each month. */
export interface ServedMonth {
  readonly account: string | null
  readonly month: number
  readonly cost: number
  readonly mrr: number
  readonly isActive: boolean
  readonly state: 'paying' | 'former' | 'free' | null
}

export function servedMonths(data: Data, settings: Settings): readonly ServedMonth[] {
  const paid = accountMonths(data, settings)
  const active = eventsOf(data).flatMap((event) =>
    event.account !== null && event.knownAt <= settings.asOf && isActive(settings, event)
      ? [{ account: event.account, month: floor(wallClock(event.at, settings.zone), 'month', settings) }]
      : [],
  )
  const rows = [
    ...serviceCosts(data, settings).map(({ amount, ...rest }) => ({
      ...rest,
      cost: amount,
      mrr: 0,
      isActive: false,
    })),
    ...paid.map(({ account, month, mrr }) => ({ account, month, cost: 0, mrr, isActive: false })),
    ...active.map((one) => ({ ...one, cost: 0, mrr: 0, isActive: true })),
  ]
  const firstPaid = (account: string | null) =>
    Math.min(...paid.filter((one) => one.account === account && one.mrr > 0).map(({ month }) => month))
  return [...grouped(rows, ({ account, month }) => JSON.stringify([account, month])).values()].flatMap(
    (own) => {
      const [one] = own
      if (one === undefined) return []
      const { account, month } = one
      const mrr = own.reduce((sum, row) => sum + row.mrr, 0)
      const state = mrr > 0 ? 'paying' : month > firstPaid(account) ? 'former' : 'free'
      return [
        {
          account,
          month,
          cost: own.reduce((sum, row) => sum + row.cost, 0),
          mrr,
          isActive: own.some((row) => row.isActive),
          state: account === null ? null : state,
        },
      ]
    },
  )
}

/** The cost of serving accounts that have never paid, by month. */
export function freeCosts(data: Data, settings: Settings): ReadonlyMap<number, number> {
  const free = servedMonths(data, settings).filter(({ state }) => state === 'free')
  return new Map(
    [...grouped(free, ({ month }) => month)].map(([month, rows]) => [
      month,
      rows.reduce((sum, { cost }) => sum + cost, 0),
    ]),
  )
}

/** The facts of cost to serve. */
export function servedFacts(
  data: Data,
  settings: Settings,
  withOrigin: (account: string | null) => Attributes,
): readonly Fact[] {
  const segmentsOf = segmentMonths(data, settings)
  return servedMonths(data, settings).map(({ account, month, cost, mrr, isActive: isUsed, state }) => ({
    at: month,
    attributes: {
      payment_state: state,
      ...segmentsOf(account, month),
      ...withOrigin(account),
      ...accountAttributes(data, account),
    },
    numbers: {
      cost,
      mrr,
      isActive: Number(isUsed),
      isFree: Number(state === 'free'),
      isPaying: Number(state === 'paying'),
    },
  }))
}
