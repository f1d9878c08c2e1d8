import { DAY } from '../base/calendar.ts'
import type { Contract } from '../billing/commerce.ts'
import type { Random } from '../base/random.ts'
import type { MeteredUse } from '../usage/event-stream.ts'

/** The used units of a meter during a contract. */
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
 * The committed units of a company, so that its use is behind, on or ahead of them. Null without any use so
 * far.
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
