import { PlumblineError } from '../../errors.ts'
import { addDays, floorDay, nextPeriod, subtract, type Calendar } from './calendar.ts'
import { grains } from '../model/request/request.ts'

const units = grains.filter((grain) => grain !== 'hour')
const form = new RegExp(`^(?<which>this|last) (?:(?<count>[1-9]\\d{0,3}) )?(?<unit>${units.join('|')})s?$`)
const named: ReadonlyMap<string, string> = new Map([
  ['today', 'this day'],
  ['yesterday', 'last day'],
])

/**
 * Reads a period relative to `asOf`: `this month` is the current month, `last 3 months` are the three whole
 * months before it.
 *
 * @throws PlumblineError `BAD_PERIOD`
 */
export function readRelativePeriod(
  written: string,
  today: string,
  calendar: Calendar,
): { readonly from: string; readonly to: string } {
  const words = written
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ')
  const { which, count, unit: word } = form.exec(named.get(words) ?? words)?.groups ?? {}
  const unit = units.find((one) => one === word)
  if (unit === undefined || (which === 'this' && count !== undefined)) {
    throw new PlumblineError('BAD_PERIOD', `${written} is not a period.`, {
      subject: 'period',
      valid: ['today', 'yesterday', 'this month', 'last month', 'last 12 months', 'last 7 days'],
    })
  }
  const start = floorDay(today, unit, calendar)
  return which === 'this'
    ? { from: start, to: addDays(nextPeriod(today, unit, calendar), -1) }
    : { from: subtract(start, { count: Number(count ?? 1), unit }), to: addDays(start, -1) }
}
