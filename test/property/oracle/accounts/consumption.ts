import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import { accountOf, workspacesOf } from '../data/workspaces.ts'
import type { Fact } from '../fact.ts'
import { grouped } from '../memo.ts'
import { contractsOf } from '../money/contracts.ts'
import { day, floor, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'
import { usesOf } from '../usage/usage-limits.ts'
import { least, monthEnds } from './month-ends.ts'

interface DailyUse {
  readonly account: string
  readonly meter: string
  /** The local day. */
  readonly on: number
  readonly quantity: number
}

const total = (uses: readonly { readonly quantity: number }[]): number =>
  uses.reduce((sum, { quantity }) => sum + quantity, 0)

/** The uses of accounts, by local day. */
function dailyUses(data: Data, settings: Settings): readonly DailyUse[] {
  return usesOf(data, settings).flatMap(({ workspace, meter, at, quantity }) => {
    const known = workspacesOf(data).get(workspace)
    const on = floor(wallClock(at, settings.zone), 'day', settings)
    return known === undefined ? [] : [{ account: accountOf(known), meter, on, quantity }]
  })
}

/** What accounts have consumed of their commitments at the end of each month. */
export function consumptionFacts(data: Data, settings: Settings): readonly Fact[] {
  const { options } = settings
  const uses = dailyUses(data, settings)
  const contracts = contractsOf(data).filter(({ meter, committed }) => meter !== null && (committed ?? 0) > 0)
  // a day earlier in every time zone
  const ends = monthEnds(settings, least(contracts.map(({ from }) => from - 2 * day)))
  return ends.flatMap(({ month, lastDay }) => {
    const active = contracts.filter(({ from, until }) => from <= lastDay && until >= lastDay)
    const byMeter = grouped(active, ({ account, meter }) => JSON.stringify([account, meter]))
    return [...byMeter].map(([key, own]): Fact => {
      const [account, meter] = JSON.parse(key) as [string, string]
      const since = least(own.map(({ from }) => from))
      const until = Math.max(...own.map((contract) => contract.until))
      const committed = own.reduce((sum, contract) => sum + (contract.committed ?? 0), 0)
      const expected = own.reduce(
        (sum, { committed: units, from, signedUntil }) =>
          sum + ((units ?? 0) * ((lastDay - from) / day + 1)) / ((signedUntil - from) / day + 1),
        0,
      )
      const during = uses.filter(
        (use) => use.account === account && use.meter === meter && use.on >= since && use.on <= lastDay,
      )
      const consumed = total(during)
      const days = Math.min(options.consumption_run_rate_days, (lastDay - since) / day + 1)
      const recent = during.filter(({ on }) => on > lastDay - options.consumption_run_rate_days * day)
      const isBelow = consumed < options.consumption_under_pace * expected - 1e-9
      const isAbove = consumed > options.consumption_over_pace * expected + 1e-9
      return {
        at: month,
        attributes: {
          consumption_meter: meter,
          consumption_state: isBelow ? 'under' : isAbove ? 'over' : 'on',
          ...accountAttributes(data, account),
        },
        numbers: {
          committed,
          expected,
          consumed,
          projected: consumed + (total(recent) / days) * ((until - lastDay) / day),
        },
      }
    })
  })
}

/** What accounts consume, against the median per employee of their peers. */
export function potentialFacts(data: Data, settings: Settings): readonly Fact[] {
  const { consumption_run_rate_days: span, potential_min_peers: peersNeeded } = settings.options
  const byMeter = grouped(dailyUses(data, settings), ({ account, meter }) => JSON.stringify([account, meter]))
  const first = least([...byMeter.values()].flat().map(({ on }) => on - 2 * day))
  return monthEnds(settings, first).flatMap(({ month, lastDay }) => {
    const consumers = [...byMeter].flatMap(([key, uses]) => {
      const [account, meter] = JSON.parse(key) as [string, string]
      const company = data.accounts?.find(({ account_id }) => account_id === account)
      const attributes = accountAttributes(data, account)
      const employees = company?.employee_count ?? 0
      if (employees <= 0 || attributes['industry'] === null || least(uses.map(({ on }) => on)) > lastDay)
        return []
      const recent = total(uses.filter(({ on }) => on <= lastDay && on > lastDay - span * day))
      return [{ meter, attributes, employees, recent }]
    })
    const peers = grouped(consumers, ({ meter, attributes }) =>
      JSON.stringify([meter, attributes['industry'], attributes['account_size_band']]),
    )
    return [...peers.values()].flatMap((group) => {
      const rates = group
        .filter(({ recent }) => recent > 0)
        .map(({ recent, employees }) => recent / employees)
        .sort((a, b) => a - b)
      if (rates.length < peersNeeded) return []
      const half = rates.length / 2
      const median = ((rates[Math.ceil(half) - 1] ?? 0) + (rates[Math.floor(half)] ?? 0)) / 2
      return group.map(({ meter, attributes, employees, recent }): Fact => ({
        at: month,
        attributes: { consumption_meter: meter, ...attributes },
        numbers: { recent, potential: median * employees },
      }))
    })
  })
}
