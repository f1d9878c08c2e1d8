import { DAY } from '../base/calendar.ts'
import type { Contract } from '../billing/commerce.ts'
import type { Random } from '../base/random.ts'
import type { MeteredUse } from '../usage/event-stream.ts'

/** How much of a meter was used while a contract ran. */
export function consumedUnits(use: MeteredUse, meter: string, contract: Contract, end: number): number {
  let units = 0
  for (const [key, quantity] of use) {
    const [, ofMeter, day] = key.split('/')
    const at = Number(day) * DAY
    if (ofMeter === meter && at >= contract.startsAt && at < Math.min(end, contract.endsAt)) units += quantity
  }
  return units
}

/**
 * What a company committed to, so that what it has used by now is behind, on or ahead of it. Null when it has
 * used nothing yet, so that nobody can tell.
 */
export function commitUnits(
  random: Random,
  contract: Contract,
  consumed: number,
  end: number,
): number | null {
  const [least, most] = random.weighted<readonly [number, number]>([[[0.35, 0.75], 30], [[0.9, 1.08], 45], [[1.15, 1.7], 25]]) // prettier-ignore
  const pace = random.between(least, most)
  if (consumed === 0) return null
  const elapsed = (Math.min(end, contract.endsAt) - contract.startsAt) / (contract.endsAt - contract.startsAt)
  return Math.max(1, Math.round(consumed / elapsed / pace))
}
