import { accountAttributes } from '../data/attributes.ts'
import { buyersOf } from '../data/buyers.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { contractsOf } from '../money/contracts.ts'
import { floor, wallClock, firstInstant } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { customerMonths, peopleAmong, type CustomerMonth } from './customers.ts'
import { monthEnds } from './month-ends.ts'

/** Accounts with several payers and without a contract at the end of a month. */
export function consolidationFacts(data: Data, settings: Settings): readonly Fact[] {
  const byMonth = grouped(customerMonths(data, settings), ({ account, month }) =>
    JSON.stringify([account, month]),
  )
  return [...byMonth.values()].flatMap((customers): readonly Fact[] => {
    const [one] = customers
    if (one === undefined) return []
    const { account, month } = one
    const [end] = monthEnds(settings, firstInstant(month, settings.zone))
    const lastDay = end?.lastDay ?? 0
    const isSigned = contractsOf(data).some(
      (contract) => contract.account === account && contract.from <= lastDay && contract.until >= lastDay,
    )
    const payers = peopleAmong(customers.map(({ payer }) => payer)).length
    if (isSigned || payers < settings.options.consolidation_min_payers) return []
    const gap = priceGap(customers)
    return [
      {
        at: month,
        attributes: accountAttributes(data, account),
        numbers: {
          payers,
          workspaces: new Set(customers.flatMap(({ payer }) => payer?.workspace ?? [])).size,
          mrr: customers.reduce((sum, { mrr }) => sum + mrr, 0),
          gap,
          isPriced: Number(gap !== null),
          invoices: invoicesOf(data, settings, account, month),
        },
      },
    ]
  })
}

/** The median share by which prices for a seat exceed the lowest one. */
function priceGap(customers: readonly CustomerMonth[]): number | null {
  const prices = customers.flatMap(({ mrr, seats }) => (seats > 0 ? [mrr / seats] : [])).sort((a, b) => a - b)
  const [lowest] = prices
  if (lowest === undefined || prices.length < 2) return null
  const half = prices.length / 2
  const gapAt = (index: number) => 1 - lowest / (prices[index] ?? lowest)
  return (gapAt(Math.ceil(half) - 1) + gapAt(Math.floor(half))) / 2
}

function invoicesOf(data: Data, settings: Settings, account: string, month: number): number {
  return (data.invoices ?? []).filter(({ customer_id, issued_at, status, total }) => {
    const at = Date.parse(issued_at)
    return (
      buyersOf(data).get(customer_id) === account &&
      at <= settings.asOf &&
      floor(wallClock(at, settings.zone), 'month', settings) === month &&
      !['draft', 'void', 'voided'].includes(status.toLowerCase()) &&
      total > 0
    )
  }).length
}
