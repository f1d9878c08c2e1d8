import { PlumblineError } from '../../errors.ts'
import { maxSpan } from '../../catalog/headers/grain.ts'
import { grains, type Grain, type Span } from '../model/request.ts'

const form = new RegExp(`^(?<count>[1-9]\\d{0,3}) ?(?<unit>${grains.join('|')})s?$`)

/**
 * Reads `28 days` or `1 year`.
 *
 * @throws PlumblineError `BAD_REQUEST`, about the argument `subject`
 */
export function readSpan(written: string, subject: string, more: readonly string[] = []): Span {
  const found = form.exec(written.trim().toLowerCase().replace('_', ' '))?.groups
  const unit = grains.find((grain) => grain === found?.['unit'])
  if (found === undefined || unit === undefined) {
    throw new PlumblineError('BAD_REQUEST', `${subject}: ${written} is no length of time.`, {
      subject,
      valid: [...more, '28 days', '3 months', '1 year'],
    })
  }
  const span = { count: Number(found['count']), unit }
  if (span.count > maxSpan[unit]) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `${subject}: ${written} is longer than any records; at most ` +
        `${spanName({ ...span, count: maxSpan[unit] }).replace('_', ' ')}.`,
      { subject },
    )
  }
  return span
}

/** As the names of columns have it: `1_year`, `3_months`. */
export function spanName({ count, unit }: Span): string {
  return `${String(count)}_${unit}${count === 1 ? '' : 's'}`
}

/** Whether every period of the grain is as long as whole units of the span, or the other way round. */
export function nests(unit: Grain, grain: Grain): boolean {
  const isWeek = [unit, grain].includes('week')
  const coarser = grains[Math.max(grains.indexOf(unit), grains.indexOf(grain))]
  return !isWeek || coarser === 'week'
}
