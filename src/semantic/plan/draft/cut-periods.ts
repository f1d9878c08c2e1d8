import { PlumblineError } from '../../../errors.ts'
import type { Cut } from '../../model/plan.ts'
import type { Grain, PartialPeriods } from '../../model/request/request.ts'
import { addDays, floorDay, nextPeriod, type Calendar } from '../../time/calendar.ts'

/** The day of `asOf`, and whether it is over: then nothing more can happen on it. */
interface Today {
  readonly day: string
  readonly isOver: boolean
}

/** The days of a request, each null where it is open. */
interface Days {
  readonly from: string | null
  readonly to: string | null
}

/** The days that count, and the periods of which days do not. */
interface CutPeriods {
  readonly from: string | null
  /** The day after the last one. */
  readonly until: string | null
  readonly cut: Cut | null
  /** The first days of partial periods; null where they are not marked. */
  readonly partial: readonly string[] | null
}

/**
 * What to do with a first and a last period of which the bounds leave days out, or which is not over at `asOf`. Without
 * a grain, and by hour, there are none.
 *
 * @throws PlumblineError `BAD_PERIOD` when partial periods are rejected, and when dropping them leaves none
 */
export function cutPeriods(
  { from, to }: Days,
  grain: Grain | null,
  handling: PartialPeriods,
  calendar: Calendar,
  { day: today, isOver }: Today,
): CutPeriods {
  const until = to === null ? null : addDays(to, 1)
  if (handling === 'whole' || grain === null) return { from, until, cut: null, partial: null }
  const lastDay = to === null || to > today ? today : to
  const start = (day: string) => floorDay(day, grain, calendar)
  const end = (day: string) => nextPeriod(day, grain, calendar)
  const isFirstCut = from !== null && start(from) !== from
  const isRunning = grain !== 'hour' && lastDay === today && !isOver
  const isLastCut = isRunning || end(lastDay) !== addDays(lastDay, 1)
  const partial = [...new Set([...(isFirstCut ? [start(from)] : []), ...(isLastCut ? [start(lastDay)] : [])])]
  switch (handling) {
    case 'keep': {
      // after `asOf` there is nothing to leave out
      const cut = {
        from: isFirstCut ? from : null,
        until: isLastCut && to !== null && to < today ? until : null,
      }
      return { from, until, cut: cut.from === null && cut.until === null ? null : cut, partial }
    }
    case 'drop': {
      const whole = {
        from: isFirstCut ? end(from) : from,
        until: isLastCut ? start(lastDay) : until,
      }
      const endOfLast = isLastCut ? start(lastDay) : addDays(lastDay, 1)
      if (whole.from !== null && endOfLast <= whole.from)
        throw new PlumblineError(
          'BAD_PERIOD',
          `The days from ${from ?? 'the first one'} to ${lastDay} have no whole ${grain}. Query a longer period or a ` +
            'finer grain, or keep partial periods.',
          { subject: 'partial', valid: ['whole', 'keep'] },
        )
      return { ...whole, cut: null, partial: [] }
    }
    case 'reject':
      if (partial.length > 0)
        throw rejection(partial, grain, { from, to: lastDay }, isRunning, { start, end })
      return { from, until, cut: null, partial }
  }
}

function rejection(
  partial: readonly string[],
  grain: Grain,
  { from, to }: { readonly from: string | null; readonly to: string },
  isRunning: boolean,
  { start, end }: Readonly<Record<'start' | 'end', (day: string) => string>>,
): PlumblineError {
  const bounds = [
    ...(from === null ? [] : [`from ${start(from)}`]),
    ...(end(to) === addDays(to, 1) && !isRunning ? [] : [`to ${addDays(start(to), -1)}`]),
  ]
  return new PlumblineError(
    'BAD_PERIOD',
    `The ${grain} of ${partial.join(' and that of ')} is partial: the days go ` +
      `${from === null ? '' : `from ${from} `}to ${to}${isRunning ? ', which is not over' : ''}. Use the bounds of whole periods (${bounds.join(', ')}), or ` +
      'keep or drop partial ones.',
    { subject: 'partial', valid: ['whole', 'keep', 'drop'] },
  )
}
