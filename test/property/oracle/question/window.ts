import { day, firstInstant, floor, plus, wallClock } from './clock.ts'
import { nextPeriod, type Frame } from './frame.ts'
import { grains, type Grain } from './query.ts'
import { parseSpan, type Span } from './span.ts'

/** The range that a value is accumulated over, instead of its period. */
export type Over =
  | { readonly kind: 'all_time' }
  | { readonly kind: 'to_date'; readonly unit: Grain }
  | { readonly kind: 'rolling'; readonly span: Span }

export function readOver(written: string): Over {
  if (written === 'all_time') return { kind: 'all_time' }
  const [unit] = grains.filter((grain) => written === `${grain}_to_date`)
  return unit === undefined ? { kind: 'rolling', span: parseSpan(written) } : { kind: 'to_date', unit }
}

/**
 * Whether an instant lies in the window that ends with a period or, in the current period, with `as_of`. Hours
 * are exact; other units follow the local calendar.
 */
export function isWithin(
  frame: Frame,
  over: Over,
  period: number,
  isMonthly: boolean,
): (fact: { readonly at: number; readonly local: number }) => boolean {
  const { grain, settings, now, countUntil: until } = frame
  const unit = over.kind === 'rolling' && over.span.unit !== 'week' ? over.span.unit : 'day'
  const whole =
    isMonthly && grains.indexOf(unit) < grains.indexOf('month') ? 'month' : unit === 'hour' ? 'day' : unit
  const known = plus(floor(now, whole, settings), 1, whole)
  if (grain === 'hour') {
    const end = nextPeriod(frame, period)
    const localEnd = wallClock(end - 1, settings.zone) + 1
    if (over.kind === 'rolling' && over.span.unit === 'hour') {
      return ({ at }) => at >= end - over.span.count * 3_600_000 && at < end
    }
    const start = startOf(over, localEnd, wallClock(period, settings.zone), frame)
    return ({ at, local }) => local >= start && at < end
  }
  const localEnd =
    frame.hours !== null
      ? wallClock(frame.hours.end, settings.zone)
      : grain === null
        ? Math.min(
            known,
            until === null
              ? Infinity
              : isMonthly
                ? plus(floor(until - 1, 'month', settings), 1, 'month')
                : until,
          )
        : Math.min(known, nextPeriod(frame, period), until ?? Infinity)
  if (over.kind === 'rolling' && over.span.unit === 'hour') {
    const end = firstInstant(localEnd, settings.zone)
    return ({ at }) => at >= end - over.span.count * 3_600_000 && at < end
  }
  const start = startOf(over, localEnd, grain === null ? localEnd - day : period, frame)
  return ({ local }) => local >= start && local < localEnd
}

function startOf(over: Over, end: number, within: number, { settings }: Frame): number {
  if (over.kind === 'all_time') return -Infinity
  return over.kind === 'to_date'
    ? floor(within, over.unit, settings)
    : plus(end, -over.span.count, over.span.unit)
}
