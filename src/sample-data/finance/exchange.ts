import { DAY, dayText } from '../base/calendar.ts'
import type { Calendar } from '../base/calendar.ts'
import type { CompanyTables } from '../files/company-tables.ts'

/** US dollars per unit of the currency on that day, to four decimals; a slow wave with a daily ripple. */
export function exchangeRate(currency: string, second: number): number {
  const day = Math.floor(second / DAY)
  const ripple = ((Math.imul(day, 2654435761) >>> 0) % 1000) / 1000 - 0.5
  if (currency === 'EUR') return round(1.09 + 0.035 * Math.sin(day / 97) + 0.006 * ripple)
  if (currency === 'GBP') return round(1.27 + 0.03 * Math.sin(day / 113) + 0.008 * ripple)
  return 1
}

/** Writes `fx_rates`: one row per day and foreign currency. */
export function writeExchangeRates(tables: CompanyTables, calendar: Calendar): void {
  for (const currency of ['EUR', 'GBP']) {
    for (let second = calendar.start; second < calendar.end; second += DAY) {
      tables.write('fx_rates', {
        day: dayText(second),
        currency,
        rate: exchangeRate(currency, second).toFixed(4),
      })
    }
  }
}

function round(rate: number): number {
  return Math.round(rate * 10_000) / 10_000
}
