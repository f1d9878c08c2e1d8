import { PlumblineError } from '../../errors.ts'
import { maxSpan } from '../../catalog/headers/grain.ts'
import { grains, type Grain, type Span } from '../model/request/request.ts'

const form = new RegExp(`^(?<count>[1-9]\\d{0,3}) ?(?<unit>${grains.join('|')})s?$`)

/**
 * Reads `28 days` or `1 year`.
 *
 * @param subject the argument, for the message
 * @param more other valid values of the argument
 * @throws PlumblineError `BAD_REQUEST`
 */
export function readSpan(written: string, subject: string, more: readonly string[] = []): Span {
  const found = form.exec(written.trim().toLowerCase().replace('_', ' '))?.groups
  const unit = grains.find((grain) => grain === found?.['unit'])
  if (found === undefined || unit === undefined) {
    throw new PlumblineError('BAD_REQUEST', `${subject}: ${written} is not a length of time.`, {
      subject,
      valid: [...more, '28 days', '3 months', '1 year'],
    })
  }
  const span = { count: Number(found['count']), unit }
  if (span.count > maxSpan[unit]) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `${subject}: ${written} is too long; the limit is ` +
        `${spanName({ ...span, count: maxSpan[unit] }).replace('_', ' ')}.`,
      { subject },
    )
  }
  return span
}

/** The span in names of columns: `1_year`, `3_months`. */
export function spanName({ count, unit }: Span): string {
  return `${String(count)}_${unit}${count === 1 ? '' : 's'}`
}

/** Whether periods of one grain divide into whole periods of the other; weeks do not divide months. */
export function nests(unit: Grain, grain: Grain): boolean {
  const isWeek = [unit, grain].includes('week')
  const coarser = grains[Math.max(grains.indexOf(unit), grains.indexOf(grain))]
  return !isWeek || coarser === 'week'
}
