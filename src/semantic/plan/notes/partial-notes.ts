import { addDays } from '../../time/calendar.ts'
import { countedUntil } from '../../time/cut.ts'
import type { PlannedPeriod } from '../../model/plan.ts'

/** A note about the periods of which only some days are counted, with the first and the last counted day. */
export function partialNotes(period: PlannedPeriod): readonly string[] {
  const { partial, grain, today } = period
  if (grain === null || partial === null || partial.length === 0) return []
  const from = period.cut?.from ?? period.displayFrom ?? period.from
  const until = countedUntil(period)
  const last = until === null || until > today ? today : addDays(until, -1)
  const end = last === today ? `${last}, the day of asOf,` : last
  const days = from === null ? `up to ${end}` : `from ${from} to ${end}`
  return [
    partial.length === 1
      ? `The ${grain} of ${partial.join()} is partial: only its days ${days} are counted.`
      : `The ${grain}s of ${partial.join(' and ')} are partial: only their days ${days} are counted.`,
  ]
}
