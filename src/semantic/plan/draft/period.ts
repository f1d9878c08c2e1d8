import { PlumblineError } from '../../../errors.ts'
import {
  addDays,
  floorDay,
  isDayOver,
  localDay,
  nextPeriod,
  subtract,
  type Calendar,
} from '../../time/calendar.ts'
import type { PlannedPeriod } from '../../model/plan.ts'
import { readRelativePeriod } from '../../time/relative-period.ts'
import type { Grain, MetricsRequest, Span } from '../../model/request/request.ts'
import { cutPeriods } from './cut-periods.ts'

/** From the year 1000 to 9999, so that the start of a window before it still has four digits. */
const isWritable = /^[1-9]\d{3}-/

/**
 * The requested periods when there is a grain, preceded by the periods to compare with. The days 0001-01-01 and
 * 9999-12-31 mean an open start and end, for tools that must send two days.
 *
 * @throws PlumblineError `BAD_PERIOD` when the range ends before it starts, or has partial periods where they are
 * rejected; `UNOBSERVABLE_WINDOW` when it starts after `asOf`
 */
export function resolvePeriod(
  request: MetricsRequest,
  grain: Grain | null,
  calendar: Calendar,
  asOf: string,
  comparisons: readonly Span[],
): PlannedPeriod {
  const today = localDay(asOf, calendar.timeZone)
  const days = requestedDays(request, today, calendar)
  const from = days.from?.startsWith('0') === true ? undefined : days.from
  const to = days.to?.startsWith('9999') === true ? undefined : days.to
  if (from !== undefined && to !== undefined && to < from) {
    throw new PlumblineError('BAD_PERIOD', `The period ends (${to}) before it starts (${from}).`, {
      subject: 'period',
    })
  }
  if (from !== undefined && from > today) {
    throw new PlumblineError(
      'UNOBSERVABLE_WINDOW',
      `The period starts on ${from}, which is after asOf (${asOf}). Query an earlier period, ` +
        `or load newer data.`,
      { subject: 'period' },
    )
  }
  const {
    from: start,
    until,
    cut,
    partial,
  } = cutPeriods({ from: from ?? null, to: to ?? null }, grain, request.partial, calendar, {
    day: today,
    isOver: isDayOver(asOf, calendar.timeZone),
  })
  const first = start === null || grain === null ? start : floorDay(start, grain, calendar)
  const since = [first, ...comparisons.map((span) => (first === null ? null : subtract(first, span)))]
    .filter((day) => day !== null)
    .map((day) => (grain === null ? day : floorDay(day, grain, calendar)))
    .sort()
  if (since.some((day) => !isWritable.test(day))) {
    throw new PlumblineError(
      'BAD_PERIOD',
      `The query reaches back to before the year 1000. Query a later period, or compare with later ones.`,
      { subject: 'period' },
    )
  }
  return {
    grain,
    from: since[0] ?? null,
    until: until === null || grain === null ? until : nextPeriod(addDays(until, -1), grain, calendar),
    displayFrom: since[0] === first ? null : first,
    instants: null,
    toDate: request.toDate,
    today,
    cut,
    partial,
  }
}

function requestedDays(
  { period, from, to }: MetricsRequest,
  today: string,
  calendar: Calendar,
): { readonly from: string | undefined; readonly to: string | undefined } {
  if (period === undefined) return { from, to }
  if (from !== undefined || to !== undefined) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `Set either from and to, or a relative period (${period}), not both.`,
      {
        subject: 'period',
      },
    )
  }
  return readRelativePeriod(period, today, calendar)
}
