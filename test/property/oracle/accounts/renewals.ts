import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { contractsOf, successorsOf } from '../money/contracts.ts'
import { day, floor, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'

/** Contracts that end soon and have no successor. */
export function renewalFacts(data: Data, settings: Settings): readonly Fact[] {
  const { asOf, zone, options } = settings
  const today = floor(wallClock(asOf, zone), 'day', settings)
  return contractsOf(data)
    .filter(
      (contract) =>
        contract.until > today &&
        contract.until <= today + options.renewal_window_days * day &&
        (options.renewal_auto_renewing === 'included' || !contract.renewsItself) &&
        successorsOf(data, contract, options.contract_late_renewal_grace_days).length === 0,
    )
    .map(({ id, account, arr }) => ({
      at: asOf,
      attributes: { contract: id, ...accountAttributes(data, account) },
      numbers: { arr },
    }))
}
