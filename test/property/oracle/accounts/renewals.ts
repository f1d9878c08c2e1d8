import { accountAttributes } from '../data/attributes.ts'
import type { Data } from '../data/data.ts'
import type { Fact } from '../fact.ts'
import { contractsOf } from '../money/contracts.ts'
import { day, floor, wallClock } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'

/** Contracts that end soon and have no successor. */
export function renewalFacts(data: Data, settings: Settings): readonly Fact[] {
  const { asOf, zone, options } = settings
  const today = floor(wallClock(asOf, zone), 'day', settings)
  return contractsOf(data)
    .filter(
      ({ id, until, renewsItself }) =>
        until > today &&
        until <= today + options.renewal_window_days * day &&
        (options.renewal_auto_renewing === 'included' || !renewsItself) &&
        (data.contracts ?? []).every(({ predecessor_id }) => predecessor_id !== id),
    )
    .map(({ id, account, arr }) => ({
      at: asOf,
      attributes: { contract: id, ...accountAttributes(data, account) },
      numbers: { arr },
    }))
}
