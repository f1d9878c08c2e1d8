import { accountAttributes, type Attributes } from '../data/attributes.ts'
import { usersAsOf } from '../data/creation-dates.ts'
import type { Data } from '../data/data.ts'
import { first, grouped } from '../memo.ts'
import { motionsOf, type MotionOfMovement } from '../money/motions.ts'
import { firstInstant, plus } from '../question/clock.ts'
import type { Settings } from '../question/settings.ts'

/** A payer in the month of its first revenue, with what it was won by. */
export interface AcquiredPayer extends MotionOfMovement {
  readonly channel: string | null
  readonly wonBy: Attributes
}

/** The payers that have started to pay. */
export function acquiredPayers(data: Data, settings: Settings): readonly AcquiredPayer[] {
  const users = grouped(
    usersAsOf(data, settings.asOf).filter(({ isRegistered }) => isRegistered),
    ({ account }) => account,
  )
  return motionsOf(data, settings)
    .filter(({ kind }) => kind === 'new')
    .map((movement) => {
      const { account, month, origin, plan } = movement
      const user = first(
        users.get(account) ?? [],
        ({ joinedAt }) => joinedAt,
        ({ id }) => id,
      )
      const isBefore =
        user !== undefined && user.joinedAt < firstInstant(plus(month, 1, 'month'), settings.zone)
      const channel = isBefore ? user.signupSource : null
      return {
        ...movement,
        channel,
        wonBy: {
          origin_motion: origin,
          acquisition_channel: channel,
          icp_segment: accountAttributes(data, account)['icp_segment'] ?? null,
          first_plan: plan,
        },
      }
    })
}

/** The accounts that have started to pay, each with what its largest payer of the first month was won by. */
export function acquiredAccounts(data: Data, settings: Settings): ReadonlyMap<string, AcquiredPayer> {
  return new Map(
    [...grouped(acquiredPayers(data, settings), ({ account }) => account)].flatMap(([account, own]) => {
      const largest = first(
        own,
        ({ month }) => month,
        ({ change }) => -change,
        // without a plan last
        ({ plan }) => (plan === null ? '1' : `0${plan}`),
      )
      return largest === undefined ? [] : [[account, largest]]
    }),
  )
}
