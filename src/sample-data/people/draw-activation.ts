import { DAY, HOUR, MINUTE } from '../base/calendar.ts'
import type { Organisation } from '../organisations/organisation.ts'
import type { Random } from '../base/random.ts'

const ACTIVATION: Readonly<Record<string, number>> = { icp_1: 0.58, icp_2: 0.4, other: 0.34 }

/** Most activated users activate within hours, a few after more than seven days. */
export function drawActivation(
  organisation: Organisation,
  random: Random,
  index: number,
  signedUpAt: number,
): number | null {
  const usual =
    (ACTIVATION[organisation.segment ?? 'other'] ?? 0) * (organisation.story === null ? 0.85 : 1.1)
  // a product-led deal requires an activated first user
  const isCertain = index === 0 && (organisation.story === 'PLS' || organisation.kind === 'internal')
  const draw = random.next()
  if (isCertain || draw < usual) {
    const hours = Math.min(isCertain ? 60 : 165, random.logNormal(5, 1.6))
    return signedUpAt + Math.max(2 * MINUTE, Math.floor(hours * HOUR))
  }
  return draw < usual + 0.06 ? signedUpAt + Math.floor(random.between(7.2, 35) * DAY) : null
}

/** The first user sustains the use of a paying account; elsewhere a habit forms by fit. */
export function habitChance(organisation: Organisation, index: number): number {
  if (organisation.kind === 'internal') return 0.8
  const fits = organisation.segment === 'icp_1'
  if (organisation.story === null) return fits ? 0.14 : 0.045
  if (index === 0) return fits ? 0.85 : 0.5
  return fits ? 0.28 : 0.09
}
