import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { accountOf, workspacesOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { money, paidItems } from '../money/subscriptions.ts'
import { day, floor, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { limitOf, planAt, usesOf } from '../usage/usage-limits.ts'
import { activityOf, employeesOf, isUnderContract, liveWorkspaces, usesByAccount } from './activity.ts'
import type { Evaluation } from './evaluations.ts'

/** A paying account, and whether there is room for more and its use does not fall. */
interface Expansion {
  readonly account: string
  readonly hasHeadroom: boolean
  readonly isHolding: boolean
}

/** Every account that was paying at an evaluation, as recorded then. */
export function expansionsAt(data: Data, settings: Settings, evaluation: Evaluation): readonly Expansion[] {
  const { options } = settings
  const { at } = evaluation
  const paid = paidItems(data, settings, at).filter(({ from, to }) => from <= at && to > at)
  const amounts = [...grouped(paid, ({ account }) => account)].map(([account, items]) => ({
    account,
    amount: money(items.reduce((sum, { net }) => sum + net, 0)),
  }))
  const workspaces = liveWorkspaces(data, evaluation)
  const shares = limitShares(data, settings, evaluation)
  return amounts
    .filter(({ amount }) => amount > 0)
    .map(({ account }) => {
      const { users, usersBefore } = activityOf(data, settings, account, evaluation)
      const employees = employeesOf(data, account)
      const apart = isUnderContract(data, account, evaluation) ? 0 : (workspaces.get(account) ?? 0)
      const hasHeadroom =
        (employees !== null && employees > 0 && users / employees < options.expansion_max_penetration) ||
        (shares.get(account) ?? -Infinity) > options.expansion_min_limit_share ||
        apart >= options.expansion_min_workspaces ||
        hasUnusedFeature(data, settings, account, evaluation)
      return { account, hasHeadroom, isHolding: users > 0 && users >= usersBefore }
    })
}

/** Whether users of an account did not use every paid feature in 90 days; not known without a list. */
function hasUnusedFeature(data: Data, settings: Settings, account: string, { at, on }: Evaluation): boolean {
  const { paid_features: features, passive_events: passive } = settings.options
  const used = new Set(
    (usesByAccount(data, settings).get(account) ?? [])
      .filter((use) => use.knownAt <= at && use.on > on - 90 * day && !passive.includes(use.name))
      .map(({ name }) => name),
  )
  return features?.some((feature) => !used.has(feature)) === true
}

/** The largest used share of a limit in each account. */
function limitShares(data: Data, settings: Settings, { at, on }: Evaluation): ReadonlyMap<string, number> {
  const dayOf = (moment: number) => floor(wallClock(moment, settings.zone), 'day', settings)
  const used = usesOf(data, settings).filter((use) => dayOf(use.knownAt) <= on)
  const byMeter = grouped(used, ({ workspace, meter }) => JSON.stringify([workspace, meter]))
  const shares = [...byMeter.values()].flatMap((uses) => {
    const [one] = uses
    const workspace = workspacesOf(data).get(one?.workspace ?? '')
    if (one === undefined || workspace === undefined) return []
    if (workspace.deletedAt !== null && workspace.deletedAt <= at) return []
    const limit = limitOf(data, planAt(data, workspace, at), one.meter)
    if (limit === undefined) return []
    const month = floor(on, 'month', settings)
    const counted = uses.filter((use) => limit.kind === 'cumulative' || dayOf(use.at) >= month)
    const quantity = counted.reduce((sum, use) => sum + use.quantity, 0)
    return [{ account: accountOf(workspace), share: quantity / limit.limit_quantity }]
  })
  return new Map(
    [...grouped(shares, ({ account }) => account)].map(([account, own]) => [
      account,
      Math.max(...own.map(({ share }) => share)),
    ]),
  )
}

/** Every paying account as of `as_of`. */
export function expansionFacts(data: Data, settings: Settings): readonly Fact[] {
  const { asOf, zone } = settings
  const now = { at: asOf, on: floor(wallClock(asOf, zone), 'day', settings) }
  return expansionsAt(data, settings, now).map(({ account, hasHeadroom, isHolding }) => ({
    at: asOf,
    attributes: accountAttributes(data, account),
    numbers: { hasHeadroom: Number(hasHeadroom), isQualified: Number(hasHeadroom && isHolding) },
  }))
}
