import type { Data } from '../data/data.ts'
import { grouped } from '../memo.ts'
import { day, floor, plus, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { contractsOf } from './contracts.ts'
import type { PaidItem } from './subscriptions.ts'

/**
 * Items whose gap to the next start of their customer is within the grace of contracts last until that start.
 *
 * @param known the instant up to which starts are known
 */
export function lateRenewals(
  data: Data,
  settings: Settings,
  items: readonly PaidItem[],
  known: number,
): readonly PaidItem[] {
  const grace = settings.options.contract_late_renewal_grace_days * day
  const renewed = new Map<string, number>()
  const begun = items.filter(({ from }) => from <= known)
  for (const own of grouped(begun, keyOf).values()) {
    const ordered = [...own].sort((a, b) => a.from - b.from)
    let until = -Infinity
    for (const item of ordered) {
      const isGap = until > -Infinity && item.from > until && item.from <= until + grace
      const key = JSON.stringify([keyOf(item), until])
      if (isGap && isContractEnd(data, settings, item, until) && !isBilled(begun, item, until))
        renewed.set(key, Math.min(item.from, renewed.get(key) ?? Infinity))
      until = Math.max(until, item.to)
    }
  }
  return items.map((item) => ({
    ...item,
    to: renewed.get(JSON.stringify([keyOf(item), item.to])) ?? item.to,
  }))
}

const keyOf = ({ account, customer }: PaidItem): string => JSON.stringify([account, customer])

/** Whether a contract of the account was active on the day before, or ended then. */
function isContractEnd(data: Data, settings: Settings, { account }: PaidItem, until: number): boolean {
  const today = floor(wallClock(until, settings.zone), 'day', settings)
  return contractsOf(data).some(
    (contract) =>
      contract.account === account && contract.from <= today && plus(contract.until, 1, 'day') >= today,
  )
}

/** Whether billing has a priced item of the account in the gap of a contract. */
function isBilled(items: readonly PaidItem[], { account, customer, from }: PaidItem, until: number): boolean {
  return (
    customer === `contract:${account}` &&
    items.some(
      (other) =>
        other.account === account &&
        other.customer !== customer &&
        other.from < from &&
        other.to > until &&
        other.gross > 0,
    )
  )
}
