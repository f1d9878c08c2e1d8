import type { PlannedPeriod } from '../model/plan.ts'

type Range = Pick<PlannedPeriod, 'from' | 'until' | 'cut'>

/** The first counted day; null: from the first row on. */
export function countedFrom({ from, cut }: Range): string | null {
  return cut?.from ?? from
}

/** The day after the last counted one; null: up to `asOf`. */
export function countedUntil({ until, cut }: Range): string | null {
  return cut?.until ?? until
}
