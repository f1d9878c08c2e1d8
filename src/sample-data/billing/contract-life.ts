import { addMonths, DAY } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { Contract, Period } from './commerce.ts'
import type { Random } from '../base/random.ts'

/** A renewal or expansion handled by sales. */
export interface Milestone {
  readonly type: 'expansion' | 'renewal'
  readonly at: number
  readonly isWon: boolean
  /** Cents per month at stake. */
  readonly monthly: number
}

/** The contract history of a customer. */
export interface ContractLife {
  readonly periods: readonly Period[]
  readonly contracts: readonly Contract[]
  readonly milestones: readonly Milestone[]
}

/** Simulates consecutive yearly contracts: added seats, and renewals that are larger, late or missing. */
export function liveContracts(
  random: Random,
  calendar: Calendar,
  code: string,
  startsAt: number,
  firstSeats: number,
): ContractLife {
  // a negotiated price, in multiples of ten cents, so that a tenth of it is whole cents
  const price = Math.round((2900 * random.between(0.85, 1.15)) / 10) * 10
  const discount = random.chance(0.25) ? random.pick([0.05, 0.1]) : 0
  const periods: Period[] = []
  const contracts: Contract[] = []
  const milestones: Milestone[] = []
  let seats = firstSeats
  let start = startsAt
  for (;;) {
    const end = addMonths(start, 12)
    const monthly = net(seats, price, discount)
    const id = `contract-${code}-${contracts.length}`
    contracts.push({
      id,
      startsAt: start,
      endsAt: end,
      monthly,
      seats,
      predecessorId: contracts.at(-1)?.id ?? null,
      commitment: null,
    })

    const growsAt = addMonths(start, random.int(3, 9))
    const grows = random.chance(0.35) && growsAt < calendar.end
    if (grows) {
      periods.push(period(start, growsAt, seats, price, discount, null))
      const more = Math.max(1, Math.round(seats * random.between(0.06, 0.24)))
      milestones.push({ type: 'expansion', at: growsAt, isWon: true, monthly: net(more, price, discount) })
      seats += more
    }
    const renews = !random.chance(0.06)
    const isOver = end < calendar.end
    const cancelledAt = isOver && !renews ? end - random.int(20, 60) * DAY : null
    periods.push(period(grows ? growsAt : start, end, seats, price, discount, cancelledAt))
    if (!isOver) break
    milestones.push({ type: 'renewal', at: end, isWon: renews, monthly: net(seats, price, discount) })
    if (!renews) break
    // some sign late, and the weeks in between are unpaid
    start = end + (random.chance(0.05) ? random.int(10, 38) * DAY : 0)
    if (start >= calendar.end) break
    const growth = random.chance(0.15) ? random.between(0.7, 0.95) : random.between(1, 1.15)
    seats = Math.max(1, Math.round(seats * growth))
  }
  return { periods, contracts, milestones }
}

function net(seats: number, price: number, discount: number): number {
  return seats * price - Math.floor(seats * price * discount)
}

function period(
  startedAt: number,
  endedAt: number,
  seats: number,
  price: number,
  discount: number,
  cancelledAt: number | null,
): Period {
  const monthly = seats * price
  const off = Math.floor(monthly * discount)
  return {
    startedAt,
    endedAt,
    plan: 'enterprise',
    seats,
    monthly,
    discount: off,
    trialEnd: null,
    cancelledAt,
  }
}
