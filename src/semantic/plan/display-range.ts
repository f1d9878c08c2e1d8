import { addDays } from '../time/calendar.ts'
import type { PlannedPeriod } from '../model/plan.ts'
import type { MetricsRequestInput } from '../model/request.ts'

/** The days of all periods shown, in words of a request: a question without a grain about just these. */
export function displayRange({
  displayFrom,
  from,
  until,
}: PlannedPeriod): Pick<MetricsRequestInput, 'from' | 'to'> {
  const first = displayFrom ?? from
  return {
    ...(first === null ? {} : { from: first }),
    ...(until === null ? {} : { to: addDays(until, -1) }),
  }
}
