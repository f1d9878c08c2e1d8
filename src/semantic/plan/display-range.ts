import { addDays } from '../time/calendar.ts'
import { countedUntil } from '../time/cut.ts'
import type { PlannedPeriod } from '../model/plan.ts'
import type { MetricsRequestInput } from '../model/request/request.ts'

/** The range of all displayed periods as arguments of a request, for a query of the whole range. */
export function displayRange(period: PlannedPeriod): Pick<MetricsRequestInput, 'from' | 'to'> {
  const first = period.cut?.from ?? period.displayFrom ?? period.from
  const until = countedUntil(period)
  return {
    ...(first === null ? {} : { from: first }),
    ...(until === null ? {} : { to: addDays(until, -1) }),
  }
}
